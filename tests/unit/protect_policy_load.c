/* A policy file from JSON to struct; what is wrong is refused with its place. */
#include "test_policy.h"

static void every_key_reaches_the_struct(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(
        TEST_POLICY(TEST_POLICY_BANDS
                    ", 'symbol': '<x>', 'detail_min_n': 40, 'width': 5, 'release': 'yearly'"));
    assert_string_equal(rules->id, "t");
    assert_int_equal(strlen(rules->digest), STRATA_DIGEST_TEXT - 1);
    assert_true(strata_slice_is(rules->title, "T"));
    assert_true(strata_slice_is(rules->publisher, "P"));
    assert_int_equal(rules->min_n, 10);
    assert_int_equal(rules->min_numerator, 0);
    assert_int_equal(rules->detail_min_n, 40);
    assert_int_equal(rules->width, 5);
    assert_int_equal(rules->n, STRATA_COUNT_TESTED);
    assert_true(rules->shows_n && rules->shows_counts && rules->hides_pairs);
    assert_true(rules->may_collapse && rules->is_yearly);
    assert_false(rules->hides_zeros || rules->hides_one_level);
    assert_int_equal(rules->mean_digits, 1);
    assert_int_equal(rules->sd_digits, 0);
    assert_string_equal(rules->symbol, "<x>");
    assert_int_equal(rules->measure_count, 2);
    assert_int_equal(rules->band_count, 3);
    strata_policy_rules_free(rules);
}

static void defaults(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    assert_int_equal(rules->detail_min_n, 30);
    assert_int_equal(rules->width, 4);
    assert_false(rules->is_yearly);
    assert_string_equal(rules->symbol, "*");
    strata_policy_rules_free(rules);
}

#define SYMBOL                                                                                     \
    "symbol: must be 1 to 8 characters, no digit, blank, quote or separator, and not = + - or @ "  \
    "in front"
#define REST(rest) TEST_POLICY(TEST_POLICY_BANDS ", " rest)

static void what_is_wrong_is_refused_with_its_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {"@{'id': 't'}", "needs \"title\""},
        {"@[]", "must be an object {...}"},
        {"{@'idd': 't'}", "idd: \"idd\" is no key here, did you mean \"id\"?"},
        {TEST_POLICY("'min_n': 4, @'bandz': []"),
         "bandz: \"bandz\" is no key here, did you mean \"bands\"?"},
        {TEST_POLICY("@'min_n': 4, 'bands': []"), "min_n: must be a whole number from 5 to 1000"},
        {REST("@'min_numerator': 4"), "min_numerator: must be a whole number from 5 to 10"},
        {REST("'width': 6, @'min_numerator': 6"),
         "min_numerator: must be a whole number from 7 to 10"},
        {REST("@'width': 3"), "width: must be a whole number from 4 to 40"},
        {REST("@'detail_min_n': 9"), "detail_min_n: must be a whole number from 10 to 1000"},
        {REST("@'symbol': ''"), SYMBOL},
        {REST("@'symbol': '-'"), SYMBOL},
        {REST("@'symbol': 'n<9'"), SYMBOL},
        {REST("@'symbol': 'a,b'"), SYMBOL},
        {REST("@'symbol': 'too-long-'"), SYMBOL},
        {REST("@'release': 'daily'"),
         "release: \"daily\" is no word for it; there are nightly, yearly"},
        {TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_DIGITS TEST_POLICY_ENDS
         "'n': 'tested', @'denominators': 'hiden', 'counts': 'shown', 'pairs': 'both',"
         "'collapse': true, 'measures': []," TEST_POLICY_BANDS "}",
         "denominators: \"hiden\" is no word for it, did you mean \"hidden\"?"},
        {TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_DIGITS TEST_POLICY_ENDS
         "'n': 'tested', 'denominators': 'hidden', @'counts': 'shown', 'pairs': 'both',"
         "'collapse': true, 'measures': []," TEST_POLICY_BANDS "}",
         "counts: cannot be shown where \"denominators\" are hidden"},
        {TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_DIGITS TEST_POLICY_ENDS
         "'n': 'tested', 'denominators': 'shown', 'counts': 'shown', 'pairs': 'both',"
         "'collapse': true, 'measures': ['pct', @'gap_pt']," TEST_POLICY_BANDS "}",
         "measures[1]: \"gap_pt\" is no measure, did you mean \"gap_pct\"?"},
        {TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_DIGITS TEST_POLICY_ENDS
         "'n': 'tested', 'denominators': 'shown', 'counts': 'shown', 'pairs': 'both',"
         "'collapse': true, 'measures': ['pct', @'pct']," TEST_POLICY_BANDS "}",
         "measures[1]: \"pct\" stands here twice"},
        {TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_CHOICES TEST_POLICY_ENDS
         "@'digits': {'percent': 1, 'mean': 1}," TEST_POLICY_BANDS "}",
         "digits: needs \"sd\""},
        {TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_CHOICES TEST_POLICY_ENDS
         "'digits': {@'percent': 3, 'mean': 1, 'sd': 0}," TEST_POLICY_BANDS "}",
         "digits.percent: must be a whole number from 0 to 2"},
        {"{@'id': 'u', 'title': 'T', 'publisher': 'P', 'documents': []," TEST_POLICY_SOURCES
             TEST_POLICY_CHOICES TEST_POLICY_DIGITS TEST_POLICY_ENDS TEST_POLICY_BANDS "}",
         "id: must be \"t\", as the file is called"},
    };
    TEST_ALL_POLICIES_REFUSED(cases);
}

static void what_is_no_json_is_refused(void **state)
{
    (void)state;
    strata_policy_rules *rules = NULL;
    strata_error err = {0};
    assert_int_equal(test_policy_load("{'id': 't', 'id': 't'}", &rules, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "json");
    assert_int_equal(err.line, 1);
    assert_null(rules);
    err = (strata_error){0};
    assert_int_equal(
        strata_policy_rules_load("no/such.json", NULL, test_policy_measures, &rules, &err),
        STRATA_E_INPUT);
}

static strata_status load_a_preset(void)
{
    strata_policy_rules *rules = NULL;
    strata_error err = {0};
    static const char path[] = STRATA_TEST_SOURCE "/schemas/policy/edfacts.json";
    const strata_status status =
        strata_policy_rules_load(path, "edfacts", test_policy_measures, &rules, &err);
    strata_policy_rules_free(rules);
    return status;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    assert_true(test_every_allocation(load_a_preset) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_reaches_the_struct),
        cmocka_unit_test(defaults),
        cmocka_unit_test(what_is_wrong_is_refused_with_its_place),
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
