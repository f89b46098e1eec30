/* Where rules come from: each has somebody who answers for it, and what is confirmed says where. */
#include "test_policy.h"

#define SOURCES(documents, published)                                                              \
    "{'id': 't', 'title': 'T', 'publisher': 'P', 'documents': [" documents                         \
    "], 'published': [" published                                                                  \
    "]," TEST_POLICY_CHOICES TEST_POLICY_DIGITS TEST_POLICY_ENDS TEST_POLICY_BANDS "}"
#define PAGE "{'title': 'Page', 'url': 'x.org', 'date': '2016', 'confirmed': true}"
#define OTHERS                                                                                     \
    "{'rules': ['n', 'denominators', 'counts', 'bands', 'zeros', 'all_in_one_level', 'pairs',"     \
    "'collapse', 'digits', 'measures'], 'confirmed': false, 'note': 'ours'}"

static void sources_reach_the_struct(void **state)
{
    (void)state;
    strata_policy_rules *rules =
        test_policy(SOURCES(PAGE, "{'rules': ['min_n'], 'text': 'under 4', 'document': 'Page',"
                                  "'confirmed': true, 'stricter': '10'}, " OTHERS));
    assert_int_equal(rules->document_count, 1);
    assert_true(strata_slice_is(rules->documents[0].url, "x.org"));
    assert_true(strata_slice_is(rules->documents[0].date, "2016"));
    assert_true(rules->documents[0].confirmed);
    assert_int_equal(rules->origin_count, 2);
    assert_true(rules->origins[0].confirmed);
    assert_int_equal(rules->origins[0].rule_count, 1);
    assert_true(strata_slice_is(rules->origins[0].text, "under 4"));
    assert_true(strata_slice_is(rules->origins[0].stricter, "10"));
    assert_false(rules->origins[1].confirmed);
    assert_true(strata_slice_is(rules->origins[1].note, "ours"));
    assert_int_equal(rules->origins[1].rule_count, 10);
    strata_policy_rules_free(rules);
}

static void what_nobody_answers_for_is_refused(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {SOURCES("@{'title': 'Page'}", OTHERS), "documents[0]: needs \"title\" and \"confirmed\""},
        {SOURCES(PAGE, "@{'confirmed': false, 'note': 'x'}, " OTHERS),
         "published[0]: needs \"rules\""},
        {SOURCES(PAGE, "{'rules': [@'min_m'], 'confirmed': false, 'note': 'x'}, " OTHERS),
         "published[0].rules[0]: \"min_m\" is no rule, did you mean \"min_n\"?"},
        {SOURCES(PAGE, "@{'rules': ['min_n'], 'note': 'x'}, " OTHERS),
         "published[0]: needs \"confirmed\": true or false"},
        {SOURCES(PAGE, "@{'rules': ['min_n'], 'confirmed': false}, " OTHERS),
         "published[0]: needs a \"note\" that says what is not confirmed"},
        {SOURCES(PAGE, "{'rules': ['min_n'], @'document': 'Paper', 'confirmed': false,"
                       "'note': 'x'}, " OTHERS),
         "published[0].document: is no title among \"documents\""},
        {SOURCES(PAGE, "{'rules': ['min_n'], 'text': 'x', @'confirmed': true}, " OTHERS),
         "published[0].confirmed: can be true only with a \"text\" and a \"document\" that is "
         "confirmed"},
        {SOURCES(PAGE, "{'rules': ['min_n'], 'document': 'Page', @'confirmed': true}, " OTHERS),
         "published[0].confirmed: can be true only with a \"text\" and a \"document\" that is "
         "confirmed"},
        {SOURCES(
             "{'title': 'Page', 'confirmed': false}",
             "{'rules': ['min_n'], 'text': 'x', 'document': 'Page', @'confirmed': true}, " OTHERS),
         "published[0].confirmed: can be true only with a \"text\" and a \"document\" that is "
         "confirmed"},
    };
    TEST_ALL_POLICIES_REFUSED(cases);
}

static void every_rule_of_the_file_needs_a_source(void **state)
{
    (void)state;
    static const test_bad_schema bad = {
        "{'id': 't', 'title': 'T', 'publisher': 'P', 'documents': [], 'published': [" OTHERS
        "]," TEST_POLICY_CHOICES TEST_POLICY_DIGITS TEST_POLICY_ENDS "@" TEST_POLICY_BANDS "}",
        "min_n: nothing in \"published\" says where this rule comes from"};
    test_policy_is_refused(&bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_reach_the_struct),
        cmocka_unit_test(what_nobody_answers_for_is_refused),
        cmocka_unit_test(every_rule_of_the_file_needs_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
