/* The public interface: a configuration in, a publication out. */
#include <sys/stat.h>

#include "run/build_folder.h"
#include "strata/run.h"
#include "strata_test.h"

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};

typedef struct place {
    char folder[TEST_PATH_SIZE];
    char config[TEST_PATH_SIZE];
} place;

static int set_up(void **state)
{
    place *here = malloc(sizeof *here);
    assert_non_null(here);
    test_folder_make(here->folder);
    test_path(here->config, here->folder, "job.ini");
    *state = here;
    return 0;
}

static int tear_down(void **state)
{
    place *here = *state;
    static const char *const left[] = {"out/.state", "out/runs", "out"};
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
        char path[TEST_PATH_SIZE];
        test_path(path, here->folder, left[i]);
        if (access(path, F_OK) == 0) {
            test_folder_remove(path);
        }
    }
    test_folder_remove(here->folder);
    free(here);
    return 0;
}

static strata_status run(const place *here, const char *input, strata_run_result *result,
                         strata_error *err)
{
    char text[2 * TEST_PATH_SIZE];
    const int len = snprintf(text, sizeof text,
                             "[input]\nfiles = %s\n[analysis]\ngroups = all, el\n"
                             "[output]\ndirectory = out\n",
                             input);
    test_file_write(here->config, text, (size_t)len);
    const strata_run_request request = {.config = here->config,
                                        .schema_folders = folders,
                                        .schema_folder_count = 1,
                                        .now = 1700000000};
    return strata_run_config(&request, result, err);
}

static void test_run(void **state)
{
    const place *here = *state;
    strata_run_result result;
    strata_error err = {0};
    char wanted[TEST_PATH_SIZE];
    assert_int_equal(run(here, STRATA_TEST_SOURCE "/tests/golden/data/counts.csv", &result, &err),
                     STRATA_OK);
    test_path(wanted, here->folder, "out/runs/20231114T221320Z"); /* 1700000000 s */
    assert_string_equal(result.folder, wanted);
    assert_true(result.rows_in == 24 && result.accepted == 24 && result.rejected == 0);
    assert_true(result.cells == 24 && result.estimates > 24);
    assert_true(result.files == 10); /* 4 tables, 4 of quality, dictionary, manifest */
    assert_true(strata_build_folder_remove(result.folder));
}

static void test_failure_publishes_nothing(void **state)
{
    const place *here = *state;
    strata_run_result result;
    strata_error err = {0};
    char path[TEST_PATH_SIZE];
    test_path(path, here->folder, "bad.csv");
    test_file_write(path, "a,b\n1,\"2\n", 9);
    assert_int_equal(run(here, "bad.csv", &result, &err), STRATA_E_INPUT);
    assert_string_equal(result.folder, "");
    test_path(path, here->folder, "out/current");
    assert_int_equal(access(path, F_OK), -1);
}

static void test_no_configuration(void **state)
{
    (void)state;
    const strata_run_request request = {.config = "/nowhere/job.ini"};
    strata_run_result result;
    strata_error err = {0};
    assert_int_equal(strata_run_config(&request, &result, &err), STRATA_E_INPUT);
    test_error(&err, "/nowhere/job.ini: error: cannot open: No such file or directory (io)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failure_publishes_nothing, set_up, tear_down),
        cmocka_unit_test(test_no_configuration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
