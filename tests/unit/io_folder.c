/* Folders: made once, locked by one. */
#include "io/folder.h"
#include "strata_test.h"

static void it_is_made_once(void **state)
{
    char path[TEST_PATH_SIZE];
    test_path(path, *state, "new");
    assert_int_equal(strata_folder_make(path, STRATA_FOLDER_PRIVATE, NULL), STRATA_OK);
    assert_int_equal(strata_folder_make(path, STRATA_FOLDER_PUBLIC, NULL), STRATA_OK);
    assert_int_equal(test_mode(path), 0700);
    assert_int_equal(strata_folder_sync(path, NULL), STRATA_OK);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(strata_folder_sync(path, NULL), STRATA_E_INPUT);
    test_file_write(path, "x", 1);
    assert_int_equal(strata_folder_make(path, STRATA_FOLDER_PUBLIC, NULL), STRATA_E_INPUT);
}

static void one_has_the_lock(void **state)
{
    char path[TEST_PATH_SIZE];
    int first = -1;
    int second = -1;
    strata_error err = {0};
    test_path(path, *state, "lock");
    assert_int_equal(strata_folder_lock(path, "here", &first, NULL), STRATA_OK);
    assert_int_equal(strata_folder_lock(path, "here", &second, &err), STRATA_E_LOCKED);
    test_error(&err, "here: error: another run is publishing here; try again when it has ended "
                     "(locked)");
    strata_folder_unlock(&second);
    strata_folder_unlock(&first);
    assert_int_equal(first, -1);
    assert_int_equal(strata_folder_lock(path, "here", &second, NULL), STRATA_OK);
    strata_folder_unlock(&second);
    strata_folder_unlock(&second);
    test_path(path, *state, "no/lock");
    assert_int_equal(strata_folder_lock(path, "here", &second, NULL), STRATA_E_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_made_once, test_folder_setup, test_folder_teardown),
        cmocka_unit_test_setup_teardown(one_has_the_lock, test_folder_setup, test_folder_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
