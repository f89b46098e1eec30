/* The same bytes from a file, from scratch space and from memory. */
#include "io/archive_bytes.h"
#include "strata_test.h"

static void expect_bytes(const strata_archive_bytes *of)
{
    strata_archive_cursor cursor;
    char bytes[8];
    size_t got = 0;
    assert_int_equal(strata_archive_cursor_open(of, &cursor, NULL), STRATA_OK);
    assert_int_equal(strata_archive_cursor_read(&cursor, bytes, 4, &got, NULL), STRATA_OK);
    assert_int_equal(got, 4);
    assert_memory_equal(bytes, "0123", 4);
    cursor.at = 7;
    assert_int_equal(strata_archive_cursor_read(&cursor, bytes, 8, &got, NULL), STRATA_OK);
    assert_int_equal(got, 3);
    assert_memory_equal(bytes, "789", 3);
    assert_int_equal(strata_archive_cursor_read(&cursor, bytes, 8, &got, NULL), STRATA_OK);
    assert_int_equal(got, 0);
    cursor.at = 100; /* behind the end */
    assert_int_equal(strata_archive_cursor_read(&cursor, bytes, 8, &got, NULL), STRATA_OK);
    assert_int_equal(got, 0);
    strata_archive_cursor_close(&cursor);
    strata_archive_cursor_close(&cursor);
}

static void test_three_ways(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    static const char text[] = "0123456789";
    uint64_t offset = 0;
    strata_scratch *scratch = NULL;
    test_path(path, folder, "a");
    test_file_write(path, text, 10);
    assert_int_equal(strata_scratch_open(folder, &scratch, NULL), STRATA_OK);
    assert_int_equal(strata_scratch_append(scratch, text, 10, &offset, NULL), STRATA_OK);
    expect_bytes(&(strata_archive_bytes){.name = "a", .path = path, .size = 10});
    expect_bytes(&(strata_archive_bytes){.name = "a", .scratch = scratch, .size = 10});
    expect_bytes(
        &(strata_archive_bytes){.name = "a", .bytes = (const unsigned char *)text, .size = 10});
    strata_scratch_close(scratch);
}

static void test_a_file_that_went_away(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    strata_archive_cursor cursor;
    strata_error err = {0};
    test_path(path, folder, "none");
    const strata_archive_bytes of = {.name = "none", .path = path, .size = 10};
    assert_int_equal(strata_archive_cursor_open(&of, &cursor, &err), STRATA_E_INPUT);
    test_error(&err, "none: error: cannot open: No such file or directory (io)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_ways),
        cmocka_unit_test(test_a_file_that_went_away),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
