/* A file is read once, by whatever names it is given. */
#include <unistd.h>

#include "run/inputs.h"
#include "strata_test.h"

static void expect_refused(const char *const *files, size_t count, const char *message)
{
    strata_job job;
    strata_error err = {0};
    strata_job_init(&job);
    job.files = files;
    job.file_count = count;
    assert_int_equal(strata_inputs_check(&job, &err), STRATA_E_USAGE);
    test_error(&err, message);
}

/* One file by two names, and by a link; two files with one content are two inputs. */
static void test_same_file(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[3][TEST_PATH_SIZE];
    char dotted[TEST_PATH_SIZE];
    char message[3 * TEST_PATH_SIZE];
    static const char *const names[] = {"a.csv", "b.csv", "z.csv"};
    test_folder_make(folder);
    for (size_t at = 0; at < 3; at++) {
        test_path(path[at], folder, names[at]);
    }
    test_path(dotted, folder, "./a.csv");
    test_file_write(path[0], "year\n", 5);
    test_file_write(path[1], "year\n", 5);
    assert_int_equal(symlink(path[0], path[2]), 0);
    const char *const by_dot[] = {path[0], path[1], dotted};
    const char *const by_link[] = {path[0], path[2]};
    const char *const two[] = {path[0], path[1]};
    (void)snprintf(message, sizeof message,
                   "%s: error: given twice, also as %s; expected every input once (input-twice)",
                   path[0], dotted);
    expect_refused(by_dot, 3, message);
    (void)snprintf(message, sizeof message,
                   "%s: error: given twice, also as %s; expected every input once (input-twice)",
                   path[2], path[0]);
    expect_refused(by_link, 2, message);
    strata_job job;
    strata_error err = {0};
    strata_job_init(&job);
    job.files = two;
    job.file_count = 2;
    assert_int_equal(strata_inputs_check(&job, &err), STRATA_OK);
    test_folder_remove(folder);
}

/* Names that are equal, and files that are not there: those are refused when they are opened. */
static void test_names(void **state)
{
    (void)state;
    static const char *const twice[] = {"/nowhere/a.csv", "b.csv", "/nowhere/a.csv"};
    static const char *const missing[] = {"/nowhere/a.csv", "/nowhere/b.csv"};
    strata_job job;
    strata_error err = {0};
    expect_refused(NULL, 0, "error: no input file given (no-input)");
    expect_refused(twice, 3,
                   "/nowhere/a.csv: error: given twice, expected every input once (input-twice)");
    strata_job_init(&job);
    job.files = missing;
    job.file_count = 2;
    assert_int_equal(strata_inputs_check(&job, &err), STRATA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_file),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
