#include "io/scratch.h"
#include "strata_test.h"

/* Pieces come back from where they were put, in any order. */
static void test_round_trip(void **state)
{
    (void)state;
    static const char *const pieces[] = {"first", "", "the second piece", "3"};
    uint64_t offsets[4] = {99, 99, 99, 99};
    strata_scratch *scratch = NULL;
    assert_int_equal(strata_scratch_open(NULL, &scratch, NULL), STRATA_OK);
    for (size_t at = 0; at < 4; at++) {
        assert_int_equal(
            strata_scratch_append(scratch, pieces[at], strlen(pieces[at]), &offsets[at], NULL),
            STRATA_OK);
    }
    static const uint64_t expected[] = {0, 5, 5, 21};
    assert_memory_equal(offsets, expected, sizeof expected);
    for (size_t at = 4; at > 0; at--) {
        char bytes[32] = {0};
        const char *piece = pieces[at - 1];
        assert_int_equal(strata_scratch_read(scratch, offsets[at - 1], bytes, strlen(piece), NULL),
                         STRATA_OK);
        assert_string_equal(bytes, piece);
    }
    strata_scratch_close(scratch);
}

static void test_behind_the_end(void **state)
{
    (void)state;
    char bytes[8];
    uint64_t offset = 0;
    strata_error err = {0};
    strata_scratch *scratch = NULL;
    assert_int_equal(strata_scratch_open(NULL, &scratch, &err), STRATA_OK);
    assert_int_equal(strata_scratch_append(scratch, "abc", 3, &offset, &err), STRATA_OK);
    assert_int_equal(strata_scratch_read(scratch, 1, bytes, 4, &err), STRATA_E_INTERNAL);
    strata_scratch_close(scratch);
}

static void test_without_name(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    uint64_t offset = 0;
    strata_scratch *scratch = NULL;
    test_folder_make(folder);
    assert_int_equal(strata_scratch_open(folder, &scratch, NULL), STRATA_OK);
    assert_int_equal(strata_scratch_append(scratch, "abc", 3, &offset, NULL), STRATA_OK);
    assert_int_equal(test_folder_count(folder), 0);
    strata_scratch_close(scratch);
    test_folder_remove(folder);
}

static void test_folder_missing(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_scratch *scratch = NULL;
    assert_int_equal(strata_scratch_open("/no/such/folder", &scratch, &err), STRATA_E_INPUT);
    assert_null(scratch);
    test_error(&err, "/no/such/folder: error: cannot make a temporary file in this folder: No such "
                     "file or directory (io)");
}

static strata_status open_and_close(void)
{
    strata_error err = {0};
    strata_scratch *scratch = NULL;
    const strata_status status = strata_scratch_open(NULL, &scratch, &err);
    strata_scratch_close(scratch);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_int_equal(test_every_allocation(open_and_close), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),   cmocka_unit_test(test_behind_the_end),
        cmocka_unit_test(test_without_name), cmocka_unit_test(test_folder_missing),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
