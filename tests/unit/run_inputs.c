/* The order of inputs, and what is found at their beginning. */
#include "run/inputs.h"
#include "strata_test.h"

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};

static void job_of(strata_job *job, const char *const *files, size_t count)
{
    strata_job_init(job);
    job->files = files;
    job->file_count = count;
    job->schema_folders = folders;
    job->schema_folder_count = 1;
}

/* By base name, whatever the folders; each with its schema. */
static void test_order_and_schema(void **state)
{
    (void)state;
    static const char *const files[] = {STRATA_TEST_SOURCE "/tests/golden/data/students.csv",
                                        STRATA_TEST_SOURCE "/tests/golden/data/counts.csv"};
    strata_job job;
    strata_inputs inputs;
    strata_error err = {0};
    job_of(&job, files, 2);
    assert_int_equal(strata_inputs_open(&job, &inputs, &err), STRATA_OK);
    assert_int_equal(inputs.count, 2);
    assert_string_equal(inputs.items[0].path, files[1]);
    assert_string_equal(inputs.items[0].schema->id, "generic/counts");
    assert_string_equal(inputs.items[1].schema->id, "generic/students");
    assert_int_equal(strata_inputs_of_kind(&inputs, STRATA_STREAM_NONE), 2);
    assert_true(inputs.bytes == inputs.items[0].bytes + inputs.items[1].bytes);
    strata_inputs_close(&inputs);
}

static void test_rules(void **state)
{
    (void)state;
    static const char *const files[] = {STRATA_TEST_SOURCE "/tests/golden/data/students.csv"};
    const strata_file_rule rules[] = {
        {.glob = "*.csv", .year = 2001}, /* a star stops at a slash */
        {.glob = STRATA_TEST_SOURCE "/tests/golden/data/s*.csv", .year = 2002},
        {.glob = NULL, .year = 2003},
    };
    strata_job job;
    strata_inputs inputs;
    strata_error err = {0};
    job_of(&job, files, 1);
    job.rules = rules;
    job.rule_count = 3;
    assert_int_equal(strata_inputs_open(&job, &inputs, &err), STRATA_OK);
    assert_int_equal(inputs.items[0].rule->year, 2002);
    strata_inputs_close(&inputs);
    job.rules = &rules[2];
    job.rule_count = 1;
    assert_int_equal(strata_inputs_open(&job, &inputs, &err), STRATA_OK);
    assert_int_equal(inputs.items[0].rule->year, 2003);
    strata_inputs_close(&inputs);
}

static void expect_refused(const char *const *files, size_t count, const char *message)
{
    strata_job job;
    strata_inputs inputs;
    strata_error err = {0};
    job_of(&job, files, count);
    assert_int_not_equal(strata_inputs_open(&job, &inputs, &err), STRATA_OK);
    strata_inputs_close(&inputs);
    test_error(&err, message);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const twice[] = {"x/a.csv", "b.csv", "x/a.csv"};
    static const char *const stdin_twice[] = {"-", "-"};
    static const char *const missing[] = {"/nowhere/a.csv"};
    expect_refused(NULL, 0, "error: no input file given (no-input)");
    expect_refused(twice, 3,
                   "x/a.csv: error: given twice, expected every input once (input-twice)");
    expect_refused(stdin_twice, 2,
                   "standard input: error: given twice, expected every input once (input-twice)");
    expect_refused(missing, 1,
                   "/nowhere/a.csv: error: cannot open: No such file or directory (io)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_schema),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
