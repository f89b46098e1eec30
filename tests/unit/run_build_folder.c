/* A publication is built aside and appears by one rename. */
#include <sys/stat.h>

#include "run/build_folder.h"
#include "strata_test.h"

static const char abc_sha256[] = /* FIPS 180-4, example of the three bytes "abc" */
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void write_file(strata_build_folder *build, const char *name, const char *text)
{
    strata_sink *sink = NULL;
    strata_error err = {0};
    assert_int_equal(strata_build_folder_create(build, name, &sink, &err), STRATA_OK);
    assert_int_equal(strata_sink_text(sink, text, &err), STRATA_OK);
    assert_int_equal(strata_sink_commit(sink, &err), STRATA_OK);
    const strata_written file = {.path = name, .format = "csv"};
    assert_int_equal(strata_build_folder_note(build, file, &err), STRATA_OK);
}

static void publish(const char *directory, bool is_private, const char *text, char *folder)
{
    strata_build_folder build;
    strata_error err = {0};
    assert_int_equal(strata_build_folder_open(&build, directory, is_private, &err), STRATA_OK);
    assert_int_equal(test_mode(build.path), 0700); /* nobody sees it while it is built */
    write_file(&build, "tables/gaps.csv", text);
    assert_int_equal(
        strata_build_folder_publish(&build, "20260131T023000Z", folder, TEST_PATH_SIZE, &err),
        STRATA_OK);
    strata_build_folder_discard(&build);
}

static void expect_current(const char *directory, const char *target, const char *text)
{
    char path[TEST_PATH_SIZE];
    char read[64] = "";
    test_path(path, directory, "current");
    assert_true(readlink(path, read, sizeof read - 1) > 0);
    assert_string_equal(read, target);
    test_path(path, directory, "current/tables/gaps.csv");
    (void)test_file_read(path, read, sizeof read);
    assert_string_equal(read, text);
}

static void remove_publication(const char *folder)
{
    assert_true(strata_build_folder_remove(folder));
}

static void test_publish_twice(void **state)
{
    const char *directory = *state;
    char first[TEST_PATH_SIZE];
    char second[TEST_PATH_SIZE];
    (void)umask(022);
    publish(directory, false, "first\n", first);
    expect_current(directory, "runs/20260131T023000Z", "first\n");
    assert_int_equal(test_mode(first), 0755);
    publish(directory, true, "second\n", second);
    expect_current(directory, "runs/20260131T023000Z-2", "second\n");
    assert_int_equal(test_mode(second), 0700);
    char path[2 * TEST_PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/tables/gaps.csv", second);
    assert_int_equal(test_mode(path), 0600);
    (void)snprintf(path, sizeof path, "%s/tables/gaps.csv", first);
    assert_int_equal(test_mode(path), 0644);
    assert_int_equal(test_folder_count(directory), 2); /* runs and current, nothing else */
    remove_publication(first);
    remove_publication(second);
}

static void test_files_are_noted(void **state)
{
    const char *directory = *state;
    strata_build_folder build;
    strata_error err = {0};
    assert_int_equal(strata_build_folder_open(&build, directory, false, &err), STRATA_OK);
    write_file(&build, "tables/a.csv", "abc");
    assert_int_equal(build.count, 1);
    assert_string_equal(build.files[0].path, "tables/a.csv");
    assert_true(build.files[0].bytes == 3);
    assert_string_equal(build.files[0].sha256, abc_sha256);
    strata_build_folder_discard(&build);
}

/* What tells small counts is for the owner alone, however open the publication is. */
static void test_quality_is_private(void **state)
{
    const char *directory = *state;
    char folder[TEST_PATH_SIZE];
    char path[2 * TEST_PATH_SIZE];
    strata_build_folder build;
    strata_error err = {0};
    (void)umask(022);
    assert_int_equal(strata_build_folder_open(&build, directory, false, &err), STRATA_OK);
    write_file(&build, "tables/gaps.csv", "abc");
    write_file(&build, "quality/issues.csv", "abc");
    assert_true(strata_build_folder_withholds(&build, "quality/issues.csv"));
    assert_false(strata_build_folder_withholds(&build, "tables/gaps.csv"));
    assert_false(strata_build_folder_withholds(&build, "quality.csv"));
    assert_int_equal(
        strata_build_folder_publish(&build, "20260131T023000Z", folder, sizeof folder, &err),
        STRATA_OK);
    strata_build_folder_discard(&build);
    (void)snprintf(path, sizeof path, "%s/quality", folder);
    assert_int_equal(test_mode(path), 0700);
    (void)snprintf(path, sizeof path, "%s/quality/issues.csv", folder);
    assert_int_equal(test_mode(path), 0600);
    (void)snprintf(path, sizeof path, "%s/tables", folder);
    assert_int_equal(test_mode(path), 0755);
    assert_int_equal(test_mode(folder), 0755);
    remove_publication(folder);
}

static void test_discard_leaves_nothing(void **state)
{
    const char *directory = *state;
    const size_t before = test_folder_count(directory);
    strata_build_folder build;
    strata_error err = {0};
    assert_int_equal(strata_build_folder_open(&build, directory, false, &err), STRATA_OK);
    write_file(&build, "quality/a.csv", "abc");
    write_file(&build, "manifest.json", "{}");
    assert_int_equal(test_folder_count(directory), before + 1);
    strata_build_folder_discard(&build);
    assert_int_equal(test_folder_count(directory), before);
    strata_build_folder_discard(&build); /* twice is fine */
}

static void test_no_directory(void **state)
{
    (void)state;
    strata_build_folder build;
    strata_error err = {0};
    assert_int_equal(strata_build_folder_open(&build, "/nowhere", false, &err), STRATA_E_INPUT);
    strata_build_folder_discard(&build);
    test_error(&err, "/nowhere: error: cannot make a folder here: No such file or directory (io)");
}

static int set_up(void **state)
{
    char *directory = malloc(TEST_PATH_SIZE);
    assert_non_null(directory);
    test_folder_make(directory);
    *state = directory;
    return 0;
}

static int tear_down(void **state)
{
    char runs[TEST_PATH_SIZE];
    test_path(runs, *state, "runs");
    (void)rmdir(runs);
    test_folder_remove(*state);
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_publish_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_are_noted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_quality_is_private, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_discard_leaves_nothing, set_up, tear_down),
        cmocka_unit_test(test_no_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
