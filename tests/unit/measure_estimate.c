/* The set of estimates and the words of its columns. */
#include <math.h>

#include "measure/estimate.h"
#include "strata_test.h"

static void test_none(void **state)
{
    (void)state;
    const strata_result_value none = strata_result_none();
    const double numbers[] = {none.value,    none.se,       none.lo, none.hi,
                              none.bound_lo, none.bound_hi, none.df, none.p};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        assert_true(isnan(numbers[i]));
    }
    assert_int_equal(none.status, STRATA_ESTIMATE_OK);
    assert_true(none.flags == 0);
    assert_false(none.has_n);
    assert_false(none.has_n_ref);
}

static void test_finite(void **state)
{
    (void)state;
    strata_result_value result = strata_result_none();
    result.value = 3.5;
    result.hi = HUGE_VAL;
    strata_result_value finite = strata_result_finite(result);
    assert_int_equal(finite.status, STRATA_ESTIMATE_OK);
    assert_true(finite.value == 3.5 && isnan(finite.hi));
    assert_true(finite.flags == strata_flag_out_of_range);
    result.value = -HUGE_VAL;
    assert_int_equal(strata_result_finite(result).status, STRATA_ESTIMATE_UNDEFINED);
    result.status = STRATA_ESTIMATE_TOO_FEW;
    assert_int_equal(strata_result_finite(result).status, STRATA_ESTIMATE_TOO_FEW);
}

/* What rounding leaves open, a value that is exact, one that leaves out places, and nothing. */
static void test_range(void **state)
{
    (void)state;
    strata_result_value result = strata_result_none();
    assert_true(isnan(strata_result_range(&result).lo) && isnan(strata_result_range(&result).hi));
    result.value = 3.5;
    strata_bounds range = strata_result_range(&result);
    assert_true(range.lo == 3.5 && range.hi == 3.5);
    result.flags = strata_flag_places_missing | strata_flag_from_published;
    range = strata_result_range(&result);
    assert_true(isnan(range.lo) && isnan(range.hi));
    strata_result_bound(&result, 3.4, 3.6);
    range = strata_result_range(&result);
    assert_true(range.lo == 3.4 && range.hi == 3.6);
}

static void test_columns(void **state)
{
    (void)state;
    assert_int_equal(strata_estimate_column_count, 37);
    assert_string_equal(strata_estimate_columns[0], "year_from");
    assert_string_equal(strata_estimate_columns[15], "ref_group");
    assert_string_equal(strata_estimate_columns[22], "bound_lo");
    assert_string_equal(strata_estimate_columns[36], "protection");
}

static void test_status_words(void **state)
{
    (void)state;
    static const char *const names[] = {"ok",        "suppressed", "too_few",
                                        "undefined", "not_tested", "not_projectable"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        strata_estimate_status found = STRATA_ESTIMATE_OK;
        assert_true(strata_estimate_status_find(strata_slice_of(names[i]), &found));
        assert_int_equal(found, i);
        assert_string_equal(strata_estimate_status_name(found), names[i]);
    }
    strata_estimate_status kept = STRATA_ESTIMATE_TOO_FEW;
    assert_false(strata_estimate_status_find(strata_slice_of("OK"), &kept));
    assert_int_equal(kept, STRATA_ESTIMATE_TOO_FEW);
}

static void test_inference_words(void **state)
{
    (void)state;
    strata_inference found = STRATA_INFERENCE_DESCRIPTIVE;
    assert_true(strata_inference_find(strata_slice_of(""), &found));
    assert_int_equal(found, STRATA_INFERENCE_NONE);
    assert_true(strata_inference_find(strata_slice_of("superpopulation"), &found));
    assert_int_equal(found, STRATA_INFERENCE_SUPERPOPULATION);
    assert_string_equal(strata_inference_name(STRATA_INFERENCE_DESCRIPTIVE), "descriptive");
    assert_false(strata_inference_find(strata_slice_of("sample"), &found));
}

static void test_flags(void **state)
{
    (void)state;
    char text[2048];
    const strata_flags flags = strata_flag_ref_substituted | strata_flag_from_published;
    assert_string_equal(strata_flags_format(flags, text, sizeof text),
                        "from_published;ref_substituted");
    assert_string_equal(strata_flags_format(0, text, sizeof text), "");
    strata_flags read = 0;
    assert_true(strata_flags_parse(strata_slice_of("ref_substituted;from_published"), &read));
    assert_true(read == flags);
    assert_true(strata_flags_parse(strata_slice_of(""), &read));
    assert_true(read == 0);
    read = flags;
    assert_false(strata_flags_parse(strata_slice_of("few_years;fewer"), &read));
    assert_false(strata_flags_parse(strata_slice_of("few_years;"), &read));
    assert_false(strata_flags_parse(strata_slice_of(";"), &read));
    assert_true(read == flags);
}

static void test_all_flags(void **state)
{
    (void)state;
    char text[2048];
    strata_flags read = 0;
    const strata_flags all = ((strata_flags)1 << STRATA_FLAG_COUNT) - 1;
    assert_true(
        strata_flags_parse(strata_slice_of(strata_flags_format(all, text, sizeof text)), &read));
    assert_true(read == all);
    for (size_t i = 0; i < STRATA_FLAG_COUNT; i++) {
        assert_true(strlen(strata_flag_text(i)) > 10);
        assert_string_equal(strata_flags_format((strata_flags)1 << i, text, sizeof text),
                            strata_flag_name(i));
    }
}

/* A word that does not fit is left out whole, one that does follows. */
static void test_flags_that_do_not_fit(void **state)
{
    (void)state;
    char text[sizeof "small_n;blurred"];
    const strata_flags flags =
        strata_flag_small_n | strata_flag_levels_incomplete | strata_flag_blurred;
    assert_string_equal(strata_flags_format(flags, text, sizeof text), "small_n;blurred");
    assert_string_equal(strata_flags_format(flags, text, sizeof text - 1), "small_n");
    assert_string_equal(strata_flags_format(flags, text, 1), "");
}

static void test_add(void **state)
{
    (void)state;
    strata_estimates *estimates = strata_estimates_new();
    assert_non_null(estimates);
    for (int16_t year = 2015; year < 2025; year++) {
        const strata_estimate row = {.year_from = year, .year_to = year};
        assert_int_equal(strata_estimates_add(estimates, &row, NULL), STRATA_OK);
    }
    assert_int_equal(estimates->count, 10);
    assert_int_equal(estimates->rows[9].year_to, 2024);
    strata_estimates_free(estimates);
    strata_estimates_free(NULL);
}

static strata_status fill(strata_dictionary *dictionary)
{
    uint32_t id = 0;
    strata_test test = {.levels = 4, .proficient = 3};
    STRATA_TRY(strata_intern_add(strata_dictionary_texts(dictionary), "0161259", 7, &id, NULL));
    STRATA_TRY(strata_intern_add(strata_dictionary_texts(dictionary), "caaspp", 6, &test.assessment,
                                 NULL));
    return strata_dictionary_add_test(dictionary, &test, NULL);
}

static void test_like(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    assert_int_equal(fill(dictionary), STRATA_OK);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_estimates_like(dictionary, &estimates, NULL), STRATA_OK);
    assert_int_equal(strata_dictionary_text_count(estimates->dictionary),
                     strata_dictionary_text_count(dictionary));
    assert_string_equal(strata_dictionary_text(estimates->dictionary, 1), "0161259");
    assert_int_equal(strata_dictionary_test_count(estimates->dictionary), 1);
    assert_int_equal(strata_dictionary_test_at(estimates->dictionary, 0)->proficient, 3);
    strata_estimates_free(estimates);
    strata_dictionary_free(dictionary);
}

static strata_status make_like(void)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    if (dictionary == NULL) {
        return STRATA_E_MEMORY;
    }
    strata_estimates *estimates = NULL;
    strata_status status = fill(dictionary);
    if (status == STRATA_OK) {
        status = strata_estimates_like(dictionary, &estimates, NULL);
    }
    strata_estimates_free(estimates);
    strata_dictionary_free(dictionary);
    return status;
}

static void test_without_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(make_like) > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_finite),
                                       cmocka_unit_test(test_range),
                                       cmocka_unit_test(test_columns),
                                       cmocka_unit_test(test_status_words),
                                       cmocka_unit_test(test_inference_words),
                                       cmocka_unit_test(test_flags),
                                       cmocka_unit_test(test_all_flags),
                                       cmocka_unit_test(test_flags_that_do_not_fit),
                                       cmocka_unit_test(test_add),
                                       cmocka_unit_test(test_like),
                                       cmocka_unit_test(test_without_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
