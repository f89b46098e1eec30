/* What no input is made of. */
#include "run/inputs.h"
#include "test_archive.h"

#define COUNTS      "year,lea,school,subject,grade,dim,group,n,level_1,level_2\n"
#define BYTES(text) text, sizeof(text) - 1

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};

/* What is skipped and what means nothing is told; a file of no bytes is told as outside. */
static void test_what_is_not_read(void **state)
{
    char path[TEST_PATH_SIZE];
    char name[TEST_PATH_SIZE + 32];
    const test_member parts[] = {
        {"a.csv", BYTES(COUNTS "2024,1,1,ela,03,all,all,20,9,11\n"), 8, 0, 0},
        {"__MACOSX/._a.csv", BYTES("x"), 8, 0, 0},
        {"none.csv", BYTES(""), 0, 0, 0}};
    const strata_file_rule rules[] = {{.glob = "other/*.csv", .year = 2001}, {.year = 2002}};
    const char *const files[] = {path};
    strata_job job;
    strata_inputs inputs;
    strata_error err = {0};
    test_path(path, *state, "parts.zip");
    strata_job_init(&job);
    job.files = files;
    job.file_count = 1;
    job.schema_folders = folders;
    job.schema_folder_count = 1;
    job.rules = rules;
    job.rule_count = 2;
    for (size_t count = 2; count <= 3; count++) {
        const test_bytes bytes = test_zip(parts, count);
        test_file_write(path, bytes.bytes, bytes.len);
        strata_free(bytes.bytes);
        assert_int_equal(strata_inputs_open(&job, &inputs, &err),
                         count == 2 ? STRATA_OK : STRATA_E_INPUT);
        strata_issues *issues = strata_issues_new();
        assert_int_equal(strata_inputs_note(&inputs, &job, issues, NULL), STRATA_OK);
        assert_int_equal(strata_issues_count(issues), 2);
        (void)snprintf(name, sizeof name, "%s/__MACOSX/._a.csv", path);
        assert_string_equal(strata_issues_at(issues, 0)->rule, "member-skipped");
        assert_string_equal(strata_issues_at(issues, 0)->file, name);
        assert_string_equal(strata_issues_at(issues, 1)->rule, "file-rule-unused");
        assert_string_equal(strata_issues_at(issues, 1)->column, "other/*.csv");
        strata_issues_free(issues);
        strata_inputs_close(&inputs);
    }
    (void)snprintf(name, sizeof name, "%s/none.csv", path);
    assert_string_equal(err.file, name);
    assert_string_equal(err.rule, "file-empty");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_not_read)};
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
