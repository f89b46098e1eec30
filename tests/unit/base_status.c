/* The error object: the first error wins, one line, parts that are absent are left out. */
#include "base/status.h"
#include "strata_test.h"

static strata_status fails_with(strata_status status)
{
    STRATA_TRY(status);
    return STRATA_E_INTERNAL;
}

static void test_try_hands_on_all_but_ok(void **state)
{
    (void)state;
    assert_int_equal(fails_with(STRATA_E_INPUT), STRATA_E_INPUT);
    assert_int_equal(fails_with(STRATA_OK), STRATA_E_INTERNAL);
}

static void test_format_leaves_out_what_is_absent(void **state)
{
    (void)state;
    strata_error err = {0};
    assert_int_equal(strata_fail(&err, STRATA_E_USAGE, NULL, "no key given"), STRATA_E_USAGE);
    test_error(&err, "error: no key given");

    err = (strata_error){0};
    (void)strata_fail_at(&err, STRATA_E_INPUT, "csv-nul",
                         (strata_place_in_file){.file = "a.csv", .line = 1042, .column = 7},
                         "column %d", 3);
    test_error(&err, "a.csv:1042:7: error: column 3 (csv-nul)");

    err = (strata_error){0};
    (void)strata_fail_at(&err, STRATA_E_INPUT, "ini",
                         (strata_place_in_file){.file = "d.ini", .line = 9}, "no name");
    test_error(&err, "d.ini:9: error: no name (ini)");

    err = (strata_error){0};
    (void)strata_fail_at(&err, STRATA_E_INPUT, NULL, (strata_place_in_file){.file = "d"}, "empty");
    test_error(&err, "d: error: empty");
}

static void test_first_error_wins(void **state)
{
    (void)state;
    strata_error err = {0};
    (void)strata_fail(&err, STRATA_E_INPUT, "io", "cut");
    assert_int_equal(strata_fail_memory(&err), STRATA_E_MEMORY);
    const strata_error later = {.status = STRATA_E_PIPE};
    assert_int_equal(strata_fail_again(&err, &later), STRATA_E_PIPE);
    assert_int_equal(err.status, STRATA_E_INPUT);
    test_error(&err, "error: cut (io)");
}

static void test_kept_error_is_given_again(void **state)
{
    (void)state;
    strata_error kept = {0};
    (void)strata_fail(&kept, STRATA_E_INPUT, "gz", "cut");
    strata_error err = {0};
    assert_int_equal(strata_fail_again(&err, &kept), STRATA_E_INPUT);
    test_error(&err, "error: cut (gz)");
    assert_int_equal(strata_fail_again(NULL, &kept), STRATA_E_INPUT);
}

static void test_nobody_listens(void **state)
{
    (void)state;
    assert_int_equal(strata_fail(NULL, STRATA_E_INPUT, "io", "lost"), STRATA_E_INPUT);
    assert_int_equal(strata_fail_at(NULL, STRATA_E_INPUT, "io", (strata_place_in_file){0}, "lost"),
                     STRATA_E_INPUT);
    assert_int_equal(strata_fail_memory(NULL), STRATA_E_MEMORY);
}

static void test_one_line_whatever_a_file_is_called(void **state)
{
    (void)state;
    strata_error err = {0};
    (void)strata_fail_at(&err, STRATA_E_INPUT, NULL, (strata_place_in_file){.file = "a\nb\x1b[2J"},
                         "line\tone\r\ntwo%c", 0x7f);
    test_error(&err, "a?b?[2J: error: line?one??two?");
}

static void test_long_texts_are_cut(void **state)
{
    (void)state;
    char path[600];
    memset(path, 'd', sizeof path);
    memcpy(path + sizeof path - 7, "/x.csv", 7);
    strata_error err = {0};
    (void)strata_fail_at(&err, STRATA_E_INPUT, "r", (strata_place_in_file){.file = path}, "%s",
                         path);
    assert_int_equal(strlen(err.file), sizeof err.file - 1);
    assert_string_equal(err.file + strlen(err.file) - 6, "/x.csv"); /* the end is kept */
    assert_int_equal(strlen(err.text), sizeof err.text - 1);

    char small[12];
    assert_ptr_equal(strata_error_format(&err, small, sizeof small), small);
    assert_int_equal(strlen(small), sizeof small - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_try_hands_on_all_but_ok),
        cmocka_unit_test(test_format_leaves_out_what_is_absent),
        cmocka_unit_test(test_first_error_wins),
        cmocka_unit_test(test_kept_error_is_given_again),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_one_line_whatever_a_file_is_called),
        cmocka_unit_test(test_long_texts_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
