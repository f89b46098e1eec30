/* Files and members of archives that are no extracts: named, and left out where the job says so. */
#include "run/inputs.h"
#include "test_archive.h"

#define COUNTS      "year,lea,school,subject,grade,dim,group,n,level_1,level_2\n"
#define BYTES(text) text, sizeof(text) - 1

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};

static void job_of(strata_job *job, const char *const *files, size_t count)
{
    strata_job_init(job);
    job->files = files;
    job->file_count = count;
    job->schema_folders = folders;
    job->schema_folder_count = 1;
}

/* What is no extract is named as such, and left out where the job says so: none of it is opened. */
static void test_members_left_out(void **state)
{
    static const test_member parts[] = {
        {"scores-9.csv", BYTES(COUNTS "2023,1,1,ela,03,all,all,30,9,21\n"), 8, 0, 0},
        {"docs/layout.pdf", BYTES("%PDF-1.4\n%\xe2\xe3\n"), 8, 0, 0}};
    static const char *const skips[] = {"*.pdf", "*.docx"};
    char path[TEST_PATH_SIZE];
    const char *const files[] = {path};
    const test_bytes bytes = test_zip(parts, 2);
    test_path(path, *state, "with-layout.zip");
    test_file_write(path, bytes.bytes, bytes.len);
    strata_free(bytes.bytes);
    strata_job job;
    strata_inputs inputs;
    strata_error err = {0};
    job_of(&job, files, 1);
    assert_int_equal(strata_inputs_open(&job, &inputs, &err), STRATA_E_INPUT);
    assert_non_null(strstr(err.text, "if it is no extract, leave it out: --skip 'layout.pdf'"));
    strata_inputs_close(&inputs);
    err = (strata_error){0};
    job.skips = skips;
    job.skip_count = 2;
    assert_int_equal(strata_inputs_open(&job, &inputs, &err), STRATA_OK);
    assert_int_equal(inputs.count, 1);
    assert_int_equal(inputs.skipped_count, 1);
    assert_non_null(strstr(inputs.skipped[0], "with-layout.zip/docs/layout.pdf"));
    strata_issues *issues = strata_issues_new();
    assert_int_equal(strata_inputs_note(&inputs, &job, issues, NULL), STRATA_OK);
    assert_int_equal(strata_issues_count(issues), 2);
    assert_string_equal(strata_issues_at(issues, 0)->rule, "file-skipped");
    assert_string_equal(strata_issues_at(issues, 0)->file, inputs.skipped[0]);
    assert_string_equal(strata_issues_at(issues, 1)->rule, "file-rule-unused");
    assert_string_equal(strata_issues_at(issues, 1)->column, "*.docx");
    strata_issues_free(issues);
    strata_inputs_close(&inputs);
}

static void test_all_left_out(void **state)
{
    (void)state;
    static const char *const files[] = {"/nowhere/a.pdf"};
    static const char *const skips[] = {"a.*"};
    strata_job job;
    strata_inputs inputs;
    strata_error err = {0};
    job_of(&job, files, 1);
    job.skips = skips;
    job.skip_count = 1;
    assert_int_equal(strata_inputs_open(&job, &inputs, &err), STRATA_E_USAGE);
    test_error(&err, "error: every input is left out by --skip or skip = yes (no-input)");
    strata_inputs_close(&inputs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_left_out),
        cmocka_unit_test(test_all_left_out),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
