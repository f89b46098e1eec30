/* The policy of a job that is a file: looked up beside the schemas, and closed. */
#include "run/job.h"
#include "run/job_policy.h"
#include "strata_test.h"

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};

static strata_job job_of(const char *policy)
{
    strata_job job;
    strata_job_init(&job);
    job.schema_folders = folders;
    job.schema_folder_count = 1;
    strata_job_set_policy(&job, policy);
    return job;
}

static void every_measure_has_its_word(void **state)
{
    (void)state;
    const char *words[STRATA_MEASURE_WORDS];
    strata_measure_words(words);
    bool has_pct = false;
    bool has_gap_pct = false;
    size_t count = 0;
    for (; words[count] != NULL; count++) {
        has_pct = has_pct || strcmp(words[count], "pct") == 0;
        has_gap_pct = has_gap_pct || strcmp(words[count], "gap_pct") == 0;
    }
    assert_true(has_pct && has_gap_pct && count >= 10);
}

static void built_in_policies_pass(void **state)
{
    (void)state;
    static const char *const ids[] = {"none", "draft"};
    strata_job job;
    strata_job_init(&job);
    assert_int_equal(strata_job_check_policy(&job, NULL), STRATA_OK);
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        job = job_of(ids[at]);
        assert_null(job.policy_name);
        assert_int_equal(strata_job_check_policy(&job, NULL), STRATA_OK);
    }
}

static void files_are_closed(void **state)
{
    (void)state;
    static const char path[] = STRATA_TEST_SOURCE "/schemas/policy/tx.json";
    const char *const ids[] = {
        "auto", "generic-10", "nces-2011-603", "edfacts", "ca", "ny", "tx", "co", "ut", "wi",
        "de",   path};
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        strata_job job = job_of(ids[at]);
        strata_error err = {0};
        assert_int_equal(strata_job_check_policy(&job, &err), STRATA_E_PROTECTED);
        assert_string_equal(err.rule, "policy-not-applied");
        /* whoever does not ask finds that nothing is applied */
        strata_cellset *set = strata_cellset_new();
        assert_non_null(set);
        memcpy(set->protection, "unprotected", sizeof "unprotected");
        assert_int_equal(strata_protect(strata_job_policy(&job), set, NULL), STRATA_E_PROTECTED);
        assert_string_equal(set->protection, "unprotected");
        assert_true(strata_job_policy(&job)->confidential);
        strata_cellset_free(set);
    }
}

static void auto_is_the_state_of_the_schema(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"tx/staar-student", "tx"}, {"generic/students", "generic-10"}, {NULL, "generic-10"}};
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_job job = job_of("auto");
        job.schema = cases[at][0];
        strata_policy_rules *rules = NULL;
        assert_int_equal(strata_job_load_policy(&job, "auto", &rules, NULL), STRATA_OK);
        assert_string_equal(rules->id, cases[at][1]);
        strata_policy_rules_free(rules);
    }
}

static void unknown_names_are_refused(void **state)
{
    (void)state;
    strata_job job = job_of("nyy");
    strata_error err = {0};
    assert_int_equal(strata_job_check_policy(&job, &err), STRATA_E_USAGE);
    test_error(&err, "error: there is no policy \"nyy\", did you mean \"ny\"? (policy-unknown)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_measure_has_its_word),
        cmocka_unit_test(built_in_policies_pass),
        cmocka_unit_test(files_are_closed),
        cmocka_unit_test(auto_is_the_state_of_the_schema),
        cmocka_unit_test(unknown_names_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
