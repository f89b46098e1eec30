/* The lock and the key of a directory of publications. */
#include "run/run_state.h"
#include "strata_test.h"

static void remove_state(const char *directory)
{
    char path[TEST_PATH_SIZE];
    test_path(path, directory, ".state");
    test_folder_remove(path);
    assert_int_equal(rmdir(directory), 0);
}

static void test_one_at_a_time(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char directory[TEST_PATH_SIZE];
    strata_arena *arena = strata_arena_new();
    strata_run_state first;
    strata_run_state second;
    strata_error err = {0};
    test_folder_make(folder);
    test_path(directory, folder, "deep/down");
    assert_int_equal(strata_run_state_open(&first, directory, arena, &err), STRATA_OK);
    assert_int_equal(test_mode_in(directory, ".state"), 0700);
    assert_int_equal(strata_run_state_open(&second, directory, arena, &err), STRATA_E_LOCKED);
    assert_non_null(strstr(err.text, "another run is publishing here"));
    strata_run_state_close(&second);
    strata_run_state_close(&first);
    err = (strata_error){0};
    assert_int_equal(strata_run_state_open(&second, directory, arena, &err), STRATA_OK);
    strata_run_state_close(&second);
    strata_arena_free(arena);
    remove_state(directory);
    test_path(directory, folder, "deep");
    assert_int_equal(rmdir(directory), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_key_is_made_once(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char before[128];
    char after[128];
    strata_arena *arena = strata_arena_new();
    strata_run_state run;
    strata_error err = {0};
    test_folder_make(folder);
    assert_int_equal(strata_run_state_open(&run, folder, arena, &err), STRATA_OK);
    assert_int_equal(strata_run_state_key(&run, &err), STRATA_OK);
    assert_int_equal(test_mode_in(folder, ".state/key"), 0600);
    (void)test_file_read(run.key_file, before, sizeof before);
    assert_int_equal(strata_run_state_key(&run, &err), STRATA_OK);
    (void)test_file_read(run.key_file, after, sizeof after);
    assert_string_equal(before, after);
    strata_run_state_close(&run);
    strata_arena_free(arena);
    remove_state(folder);
}

static void test_directory_is_a_file(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_arena *arena = strata_arena_new();
    strata_run_state run;
    strata_error err = {0};
    test_folder_make(folder);
    test_path(path, folder, "out");
    test_file_write(path, "x", 1);
    assert_int_equal(strata_run_state_open(&run, path, arena, &err), STRATA_E_INPUT);
    assert_non_null(strstr(err.text, "cannot make this folder"));
    strata_run_state_close(&run);
    strata_arena_free(arena);
    test_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_key_is_made_once),
        cmocka_unit_test(test_directory_is_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
