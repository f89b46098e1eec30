#include <sys/stat.h>

#include "io/private_file.h"
#include "strata_test.h"

typedef struct place {
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
} place;

static void make_place(place *at)
{
    test_folder_make(at->folder);
    test_path(at->path, at->folder, "secret");
}

static void test_round_trip(void **state)
{
    (void)state;
    place at;
    char bytes[32];
    size_t got = 99;
    make_place(&at);
    assert_int_equal(strata_private_file_create(at.path, "ten bytes\n", 10, NULL), STRATA_OK);
    struct stat about;
    assert_int_equal(stat(at.path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    assert_int_equal(strata_private_file_read(at.path, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, 10);
    assert_memory_equal(bytes, "ten bytes\n", 10);
    assert_int_equal(strata_private_file_read(at.path, bytes, 3, &got, NULL), STRATA_OK);
    assert_int_equal(got, 3); /* no more than there is room for */
    test_folder_remove(at.folder);
}

static void test_not_replaced(void **state)
{
    (void)state;
    place at;
    char bytes[8];
    strata_error err = {0};
    make_place(&at);
    test_file_write(at.path, "old", 3);
    assert_int_equal(strata_private_file_create(at.path, "new", 3, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "file-exists");
    assert_string_equal(err.file, at.path);
    assert_int_equal(test_file_read(at.path, bytes, sizeof bytes), 3);
    assert_string_equal(bytes, "old");
    test_folder_remove(at.folder);
}

static void test_modes(void **state)
{
    (void)state;
    static const mode_t open_modes[] = {0640, 0604, 0620, 0602, 0610, 0601};
    place at;
    char bytes[8];
    size_t got = 0;
    make_place(&at);
    test_file_write(at.path, "x", 1);
    for (size_t mode = 0; mode < 6; mode++) {
        strata_error err = {0};
        assert_int_equal(chmod(at.path, open_modes[mode]), 0);
        assert_int_equal(strata_private_file_read(at.path, bytes, sizeof bytes, &got, &err),
                         STRATA_E_USAGE);
        assert_string_equal(err.rule, "file-mode");
    }
    assert_int_equal(chmod(at.path, 0400), 0);
    assert_int_equal(strata_private_file_read(at.path, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, 1);
    test_folder_remove(at.folder);
}

static void test_not_there(void **state)
{
    (void)state;
    place at;
    char bytes[8];
    size_t got = 0;
    strata_error err = {0};
    make_place(&at);
    assert_int_equal(strata_private_file_read(at.path, bytes, sizeof bytes, &got, &err),
                     STRATA_E_INPUT);
    assert_string_equal(err.file, at.path);
    err = (strata_error){0};
    assert_int_equal(strata_private_file_read(at.folder, bytes, sizeof bytes, &got, &err),
                     STRATA_E_INPUT);
    assert_string_equal(err.text, "is not a file");
    test_path(at.path, at.folder, "no/such");
    err = (strata_error){0};
    assert_int_equal(strata_private_file_create(at.path, "x", 1, &err), STRATA_E_INPUT);
    assert_int_equal(test_folder_count(at.folder), 0);
    test_folder_remove(at.folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_not_replaced),
        cmocka_unit_test(test_modes),
        cmocka_unit_test(test_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
