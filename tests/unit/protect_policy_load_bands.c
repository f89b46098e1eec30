/* Bands: every n in one of them, every percent in one of their tails and ranges. */
#include "test_policy.h"

static void tails_and_ranges(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    const strata_policy_band *bands = rules->bands;
    assert_int_equal(bands[0].n_from, 10);
    assert_int_equal(bands[0].n_to, 20);
    assert_true(bands[0].has_low && bands[0].has_high && !bands[0].has_ranges);
    assert_int_equal(bands[0].low, 20);
    assert_int_equal(bands[0].high, 80);
    assert_int_equal(bands[0].digits, 0);
    assert_true(bands[1].has_ranges);
    assert_int_equal(bands[1].range_count, 4);
    assert_int_equal(bands[1].ranges[3].lo, 70);
    assert_int_equal(bands[1].ranges[3].hi, 89);
    assert_int_equal(bands[1].digits, 0); /* ranges are of whole percents */
    assert_int_equal(bands[2].n_to, STRATA_POLICY_NO_END);
    assert_int_equal(bands[2].digits, 1); /* as "digits" of the policy says */
    strata_policy_rules_free(rules);
}

#define BANDS(bands) TEST_POLICY("'min_n': 10, 'bands': [" bands "]")
#define TAIL         "must be one tail \"<=1\" to \"<=49\" and one \">=50\" to \">=99\", in whole percents"

static void gaps_and_overlaps_are_refused(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {TEST_POLICY("'min_n': 10, @'bands': []"), "bands: needs at least one band"},
        {BANDS("{@'n_from': 11, 'tails': ['<=10', '>=90']}"),
         "bands[0].n_from: must have \"n_from\": 10, so that every n from \"min_n\" on is in one "
         "band"},
        {BANDS("@{'tails': ['<=10', '>=90']}"),
         "bands[0]: must have \"n_from\": 10, so that every n from \"min_n\" on is in one band"},
        {BANDS("{'n_from': 10, 'n_to': 20, 'tails': ['<=20', '>=80']},"
               "{@'n_from': 20, 'tails': ['<=10', '>=90']}"),
         "bands[1].n_from: must have \"n_from\": 21, so that every n from \"min_n\" on is in one "
         "band"},
        {BANDS("@{'n_from': 10, 'tails': ['<=20', '>=80']},"
               "{'n_from': 21, 'tails': ['<=10', '>=90']}"),
         "bands[0]: needs \"n_to\": only the last band has no end"},
        {BANDS("{'n_from': 10, @'n_to': 20, 'tails': ['<=20', '>=80']}"),
         "bands[0].n_to: must not stand in the last band, which has no end"},
        {BANDS("{'n_from': 10, @'n_to': 9, 'tails': ['<=20', '>=80']}, {'n_from': 10}"),
         "bands[0].n_to: is less than \"n_from\""},
        {BANDS("{'n_from': 10, @'tail': 20}"),
         "bands[0].tail: \"tail\" is no key here, did you mean \"tails\"?"},
        {BANDS("{'n_from': 10, 'tails': [@'<=0', '>=80']}"), "bands[0].tails[0]: " TAIL},
        {BANDS("{'n_from': 10, 'tails': ['<=20', @'<=30']}"), "bands[0].tails[1]: " TAIL},
        {BANDS("{'n_from': 10, 'tails': [@'>=49']}"), "bands[0].tails[0]: " TAIL},
        {BANDS("{'n_from': 10, 'tails': [@'<20']}"), "bands[0].tails[0]: " TAIL},
        {BANDS("{'n_from': 10, 'tails': ['<=20', '>=80'], 'ranges': [@'22-79']}"),
         "bands[0].ranges[0]: must begin with 21, so that every percent is in one range"},
        {BANDS("{'n_from': 10, 'tails': ['<=20', '>=80'], 'ranges': ['21-49', @'49-79']}"),
         "bands[0].ranges[1]: must begin with 50, so that every percent is in one range"},
        {BANDS("{'n_from': 10, 'tails': ['<=20', '>=80'], @'ranges': ['21-49', '50-78']}"),
         "bands[0].ranges: must end with 79, so that every percent is in one range"},
        {BANDS("{'n_from': 10, 'tails': ['<=20'], @'ranges': ['21-99']}"),
         "bands[0].ranges: must end with 100, so that every percent is in one range"},
        {BANDS("{'n_from': 10, 'tails': ['<=20', '>=80'], 'ranges': [@'21 to 79']}"),
         "bands[0].ranges[0]: must be two whole percents such as \"21-29\""},
        {BANDS("{'n_from': 10, 'tails': ['<=20', '>=80'], 'ranges': [@'79-21']}"),
         "bands[0].ranges[0]: must be two whole percents such as \"21-29\""},
        {BANDS("{'n_from': 10, 'tails': ['<=20', '>=80'], 'ranges': ['21-79'], @'digits': 0}"),
         "bands[0].digits: says nothing where there are ranges"},
        {BANDS("{'n_from': 10, 'tails': ['<=20', '>=80'], @'digits': 2}"),
         "bands[0].digits: must be a whole number from 0 to 1"},
    };
    TEST_ALL_POLICIES_REFUSED(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tails_and_ranges),
        cmocka_unit_test(gaps_and_overlaps_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
