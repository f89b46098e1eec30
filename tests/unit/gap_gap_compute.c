/* From cells to rows of estimates. */
#include <math.h>

#include "gap/gap.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static void add(strata_cellset *set, int16_t year, const char *dim, const char *group,
                const uint64_t levels[4])
{
    assert_true(test_add(set, (test_key){year, "03", NULL, dim, group}, test_levels(levels, 4)));
}

static strata_estimates *compute(strata_cellset *set, const char *measures)
{
    strata_gap_options options;
    strata_gap_options_default(&options);
    assert_int_equal(strata_gap_options_measures(&options, measures, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    return estimates;
}

/* "2024 el current-english_only gap_pct@3 ok" */
static void row_text(const strata_estimates *estimates, size_t index, char out[160])
{
    const strata_estimate *row = &estimates->rows[index];
    const strata_dictionary *texts = estimates->dictionary;
    char flags[96];
    (void)snprintf(
        out, 160, "%d %s %s%s%s %s@%d %s%s%s", row->year_to,
        strata_dictionary_text(texts, row->dim), strata_dictionary_text(texts, row->group),
        row->has_ref ? "-" : "", strata_dictionary_text(texts, row->ref_group),
        strata_dictionary_text(texts, row->measure), row->cut,
        strata_estimate_status_name(row->result.status), row->result.flags != 0 ? " " : "",
        strata_flags_format(row->result.flags, flags, sizeof flags));
}

static void assert_rows(const strata_estimates *estimates, const char *const *expected,
                        size_t count)
{
    char text[160];
    for (size_t i = 0; i < count && i < estimates->count; i++) {
        row_text(estimates, i, text);
        assert_string_equal(text, expected[i]);
    }
    assert_int_equal(estimates->count, count);
}

static const uint64_t all_levels[] = {300, 300, 250, 150};
static const uint64_t english_only_levels[] = {150, 200, 200, 120};
static const uint64_t current_levels[] = {120, 50, 20, 10};
static const uint64_t nobody[] = {0, 0, 0, 0};

static void test_rows(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add(set, 2024, "all", "all", all_levels);
    add(set, 2024, "el", "current", current_levels);
    add(set, 2024, "el", "english_only", english_only_levels);
    add(set, 2024, "el", "reclassified", nobody);
    strata_estimates *estimates = compute(set, "pct,gap_pct");
    static const char *const expected[] = {
        "2024 all all pct@2 ok",
        "2024 all all pct@3 ok",
        "2024 all all pct@4 ok",
        "2024 el current pct@2 ok",
        "2024 el current pct@3 ok",
        "2024 el current pct@4 ok",
        "2024 el current-english_only gap_pct@2 ok",
        "2024 el current-english_only gap_pct@3 ok",
        "2024 el current-english_only gap_pct@4 ok",
        "2024 el english_only pct@2 ok",
        "2024 el english_only pct@3 ok",
        "2024 el english_only pct@4 ok",
        "2024 el reclassified pct@2 not_tested",
        "2024 el reclassified pct@3 not_tested",
        "2024 el reclassified pct@4 not_tested",
        "2024 el reclassified-english_only gap_pct@2 not_tested",
        "2024 el reclassified-english_only gap_pct@3 not_tested",
        "2024 el reclassified-english_only gap_pct@4 not_tested"};
    assert_rows(estimates, expected, sizeof expected / sizeof expected[0]);
    const strata_estimate *gap = &estimates->rows[7];
    assert_near(gap->result.value, 100.0 * 320 / 670 - 100.0 * 30 / 200, 1e-12);
    assert_int_equal(gap->result.n, 200);
    assert_int_equal(gap->result.n_ref, 670);
    assert_int_equal(gap->inference, STRATA_INFERENCE_SUPERPOPULATION);
    assert_int_equal(estimates->rows[15].inference, STRATA_INFERENCE_NONE);
    assert_true(isnan(gap->p_adj));
    assert_string_equal(strata_dictionary_text(estimates->dictionary, gap->unit),
                        "percentage points");
    assert_string_equal(strata_dictionary_text(estimates->dictionary, gap->method), "newcombe");
    assert_string_equal(strata_dictionary_text(estimates->dictionary, gap->protection),
                        "confidential");
    assert_true(estimates->confidential);
    assert_string_equal(estimates->protection, "none");
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* A gap to the complement is a gap to the students that are left: 800 of whom 370 met cut 3. */
static void test_complement(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add(set, 2024, "all", "all", all_levels);
    add(set, 2024, "el", "current", current_levels);
    strata_estimates *estimates = compute(set, "gap_pct");
    static const char *const expected[] = {
        "2024 el current-complement gap_pct@2 ok ref_complement",
        "2024 el current-complement gap_pct@3 ok ref_complement",
        "2024 el current-complement gap_pct@4 ok ref_complement"};
    assert_rows(estimates, expected, 3);
    assert_near(estimates->rows[1].result.value, 100.0 * 370 / 800 - 15.0, 1e-12);
    assert_int_equal(estimates->rows[1].result.n_ref, 800);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* Nothing but the group itself is known in the place. */
static void test_missing_reference(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add(set, 2023, "el", "current", current_levels);
    strata_estimates *estimates = compute(set, "gap_g");
    static const char *const expected[] = {
        "2023 el current-complement gap_g@0 undefined ref_complement;ref_missing"};
    assert_rows(estimates, expected, 1);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

static void test_cross(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add(set, 2024, "frl", "yes", all_levels);
    add(set, 2024, "el*frl", "current*yes", current_levels);
    add(set, 2024, "el*frl", "current*no", current_levels);
    add(set, 2024, "el*frl", "english_only*no", english_only_levels);
    strata_gap_options options;
    strata_gap_options_default(&options);
    assert_int_equal(strata_gap_options_measures(&options, "gap_pct", NULL), STRATA_OK);
    options.all_cuts = false; /* the proficient cut alone */
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    static const char *const expected[] = {
        "2024 el*frl current*no-english_only*no gap_pct@3 ok",
        "2024 el*frl current*yes-complement*yes gap_pct@3 ok ref_complement",
        "2024 el*frl current*yes-current*no gap_pct@3 ok",
        "2024 frl yes-complement gap_pct@3 undefined ref_complement;ref_missing"};
    assert_rows(estimates, expected, 4);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* Nothing known of any cut: one row for each measure that says so, at the proficient cut. */
static void test_unknown_cuts(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    const int64_t scores[] = {2412, 2467, 2431};
    strata_cell cell = {.level_count = 4};
    test_add_scores(&cell, scores, 3, 0);
    assert_true(test_add(set, (test_key){2024, "03", NULL, "all", "all"}, cell));
    strata_estimates *estimates = compute(set, "pct,share,mean");
    static const char *const expected[] = {"2024 all all pct@3 undefined levels_incomplete",
                                           "2024 all all share@0 undefined no_levels",
                                           "2024 all all mean@0 ok"};
    assert_rows(estimates, expected, 3);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows), cmocka_unit_test(test_complement),
        cmocka_unit_test(test_missing_reference), cmocka_unit_test(test_cross),
        cmocka_unit_test(test_unknown_cuts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
