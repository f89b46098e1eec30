/* What to compute. */
#include "gap/gap.h"
#include "strata_test.h"

static void test_default(void **state)
{
    (void)state;
    strata_gap_options options;
    strata_gap_options_default(&options);
    assert_int_equal(options.measure_count, 6);
    assert_int_equal(options.gap_count, 4);
    assert_int_equal(options.ref_count, 0);
    assert_true(options.all_cuts);
    assert_true(options.given_figures);
}

static void test_measures(void **state)
{
    (void)state;
    strata_gap_options options;
    strata_gap_options_default(&options);
    assert_int_equal(strata_gap_options_measures(&options, "gap_g, pct,gap_pct ,pct", NULL),
                     STRATA_OK);
    assert_int_equal(options.measure_count, 1);
    assert_string_equal(options.measures[0]->id, "pct");
    assert_int_equal(options.gap_count, 2);
    assert_string_equal(options.gaps[0]->id, "gap_g");
    assert_string_equal(options.gaps[1]->id, "gap_pct");
    assert_true(options.all_cuts);
    assert_false(options.given_figures); /* asked for by name: a row everywhere */
}

static void assert_measures_refused(const char *text, const char *message)
{
    strata_gap_options options;
    strata_gap_options_default(&options);
    strata_error err = {0};
    assert_int_equal(strata_gap_options_measures(&options, text, &err), STRATA_E_USAGE);
    assert_string_equal(err.text, message);
    assert_int_equal(options.measure_count, 6); /* as it was */
}

#define MEASURES "pct share mean sd dfs index gap_pct gap_g gap_dfs gap_index"

static void test_wrong_measures(void **state)
{
    (void)state;
    assert_measures_refused("pct,gap_pc",
                            "unknown measure 'gap_pc'; did you mean 'gap_pct', among " MEASURES);
    assert_measures_refused("kurtosis", "unknown measure 'kurtosis'; choose among " MEASURES);
    assert_measures_refused("pct,,mean", "unknown measure ''; choose among " MEASURES);
    assert_measures_refused("", "unknown measure ''; choose among " MEASURES);
}

static void test_refs(void **state)
{
    (void)state;
    strata_gap_options options = {0};
    assert_int_equal(strata_gap_options_ref(&options, "race=white", NULL), STRATA_OK);
    assert_int_equal(strata_gap_options_ref(&options, "frl = complement", NULL), STRATA_OK);
    assert_int_equal(strata_gap_options_ref(&options, "race=asian", NULL), STRATA_OK);
    assert_int_equal(options.ref_count, 2);
    assert_int_equal(options.refs[0].dim, STRATA_DIM_RACE);
    assert_string_equal(strata_group_name(STRATA_DIM_RACE, options.refs[0].code), "asian");
    assert_int_equal(options.refs[1].dim, STRATA_DIM_FRL);
    assert_int_equal(options.refs[1].code, 0);
}

static void assert_ref_refused(const char *text, const char *message)
{
    strata_gap_options options = {0};
    strata_error err = {0};
    assert_int_equal(strata_gap_options_ref(&options, text, &err), STRATA_E_USAGE);
    assert_string_equal(err.text, message);
    assert_int_equal(options.ref_count, 0);
}

#define DIMS "el race frl econ swd migrant homeless foster military gender race_mask"

static void test_wrong_refs(void **state)
{
    (void)state;
    assert_ref_refused("white", "expected a reference such as race=white or el=complement");
    assert_ref_refused("rase=white", "unknown dimension 'rase'; did you mean 'race', among " DIMS);
    assert_ref_refused("all=all", "unknown dimension 'all'; choose among " DIMS);
    assert_ref_refused("race=whit",
                       "unknown reference group 'whit'; did you mean 'white', among complement "
                       "american_indian asian black filipino hispanic middle_eastern "
                       "pacific_islander white two_or_more not_reported");
    assert_ref_refused(
        "gender=xyz",
        "unknown reference group 'xyz'; choose among complement female male nonbinary");
    assert_ref_refused("gender=",
                       "unknown reference group ''; choose among complement female male nonbinary");
}

/* A word longer than any known one is cut in the message, not in memory. */
static void test_long_word(void **state)
{
    (void)state;
    char text[4096];
    (void)memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    strata_gap_options options;
    strata_gap_options_default(&options);
    strata_error err = {0};
    assert_int_equal(strata_gap_options_measures(&options, text, &err), STRATA_E_USAGE);
    assert_int_equal(strlen(err.text), strlen("unknown measure ''; choose among " MEASURES) + 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default),        cmocka_unit_test(test_measures),
        cmocka_unit_test(test_wrong_measures), cmocka_unit_test(test_refs),
        cmocka_unit_test(test_wrong_refs),     cmocka_unit_test(test_long_word)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
