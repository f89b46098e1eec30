/* The policy of a job that is a file: looked up beside the schemas, and chosen by theirs. */
#include <sys/stat.h>
#include <unistd.h>

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

static void files_are_right(void **state)
{
    (void)state;
    static const char path[] = STRATA_TEST_SOURCE "/schemas/policy/tx.json";
    const char *const ids[] = {
        "auto", "generic-10", "nces-2011-603", "edfacts", "ca", "ny", "tx", "co", "ut", "wi",
        "de",   path};
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        strata_job job = job_of(ids[at]);
        assert_int_equal(strata_job_check_policy(&job, NULL), STRATA_OK);
    }
}

static void expect_choice(const char *policy, const char *schemas, const char *id, uint32_t min_n)
{
    strata_job job = job_of(policy);
    strata_run_protection chosen = {0};
    assert_int_equal(strata_job_choose_policy(&job, schemas, &chosen, NULL), STRATA_OK);
    assert_string_equal(chosen.policy.id, id);
    assert_int_equal(chosen.policy.min_n, min_n);
    assert_ptr_equal(chosen.policy.rules, chosen.rules);
    strata_policy_rules_free(chosen.rules);
}

/* Of the state of all schemas, if they are of one state and it has a policy. */
static void auto_is_the_state_of_the_schemas(void **state)
{
    (void)state;
    static const struct {
        const char *schemas;
        const char *id;
        uint32_t min_n;
    } cases[] = {
        {"tx/staar-student 0f", "tx", 7},
        {"tx/a 0f; tx/b 0e; tx/c 0d", "tx", 7},
        {"ca/caaspp-student 0f; tx/staar-student 0e", "generic-10", 10},
        {"generic/students 0f; tx/staar-student 0e", "generic-10", 10},
        {"tx/staar-student 0f; txx/b 0e", "generic-10", 10},
        {"generic/students 0f", "generic-10", 10},
        {"or/assessment 0f", "generic-10", 10},
        {"tx", "generic-10", 10},
        {"own 0f/0e", "generic-10", 10},
        {"", "generic-10", 10},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        expect_choice("auto", cases[at].schemas, cases[at].id, cases[at].min_n);
        expect_choice("wi", cases[at].schemas, "wi", 6);
        expect_choice("draft", cases[at].schemas, "draft", 10);
    }
}

/* A list that fills the header may have lost a schema of another state. */
static void auto_of_a_full_header(void **state)
{
    (void)state;
    static const char start[] = "tx/a 0f; tx/b ";
    char schemas[512] = {0};
    memset(schemas, '0', sizeof schemas - 1);
    memcpy(schemas, start, strlen(start));
    expect_choice("auto", schemas, "generic-10", 10);
    schemas[sizeof schemas - 2] = '\0'; /* one byte is left */
    expect_choice("auto", schemas, "tx", 7);
}

static void unknown_names_are_refused(void **state)
{
    (void)state;
    strata_job job = job_of("nyy");
    strata_error err = {0};
    assert_int_equal(strata_job_check_policy(&job, &err), STRATA_E_USAGE);
    test_error(&err, "error: there is no policy \"nyy\", did you mean \"ny\"? (policy-unknown)");
}

/* What auto may come to mean is right before anything is read, too. */
static void a_wrong_file_is_refused(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "policy");
    assert_int_equal(mkdir(path, 0700), 0);
    test_path(path, folder, "policy/zz.json");
    test_file_write(path, "{}", 2);
    const char *const both[] = {folders[0], folder};
    const char *const names[] = {"zz", "auto", path};
    for (size_t at = 0; at < sizeof names / sizeof names[0]; at++) {
        strata_job job = job_of(names[at]);
        job.schema_folders = both;
        job.schema_folder_count = 2;
        strata_error err = {0};
        assert_int_equal(strata_job_check_policy(&job, &err), STRATA_E_USAGE);
        assert_string_equal(err.rule, "policy");
    }
    test_path(path, folder, "policy/zz.json");
    assert_int_equal(unlink(path), 0);
    test_path(path, folder, "policy");
    assert_int_equal(rmdir(path), 0);
    test_folder_remove(folder);
}

static strata_status choose(void)
{
    strata_job job = job_of("auto");
    strata_run_protection chosen = {0};
    const strata_status status = strata_job_choose_policy(&job, "tx/a 0f", &chosen, NULL);
    strata_policy_rules_free(chosen.rules);
    return status;
}

static void no_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(choose) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_measure_has_its_word),
        cmocka_unit_test(built_in_policies_pass),
        cmocka_unit_test(files_are_right),
        cmocka_unit_test(auto_is_the_state_of_the_schemas),
        cmocka_unit_test(auto_of_a_full_header),
        cmocka_unit_test(unknown_names_are_refused),
        cmocka_unit_test(a_wrong_file_is_refused),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
