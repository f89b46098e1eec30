#include "guess_fixture.h"

static strata_guess_column column_of(strata_target to, uint16_t index)
{
    return (strata_guess_column){.to = to, .index = index};
}

static void assert_role_text(strata_target to, uint16_t index, const char *role)
{
    char out[STRATA_GUESS_ROLE];
    const strata_guess_column column = column_of(to, index);
    assert_string_equal(strata_guess_role(&column, out), role);
}

static void test_roles_as_words(void **state)
{
    (void)state;
    assert_role_text(STRATA_TO_NOTHING, 0, "nothing");
    assert_role_text(STRATA_TO_DIM, STRATA_DIM_RACE, "dim:race");
    assert_role_text(STRATA_TO_SHARE, 3, "share:3");
    assert_role_text(STRATA_TO_PCT, 2, "pct:2");
    assert_role_text(STRATA_TO_MEAN, 0, "mean");
}

static void test_a_file_from_its_bytes_to_its_roles(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("\xef\xbb\xbf"
                                     "Results,,\r\nDistrict Number,Group,Number Tested\r\n"
                                     "0001,Male,12\r\n0002,Female,*\r\n");
    assert_string_equal(guess->container, "");
    assert_string_equal(guess->encoding, "UTF-8");
    assert_string_equal(guess->line_ends, "CRLF");
    assert_int_equal(guess->header_line, 2);
    assert_int_equal(guess->kind, STRATA_KIND_PUBLISHED);
    ASSERT_ROLE(guess, "District Number", "lea");
    ASSERT_ROLE(guess, "Group", "group");
    ASSERT_ROLE(guess, "Number Tested", "n_tested");
    strata_guess_free(guess);
}

static void test_records_of_fixed_width_are_cut_at_their_blanks(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("0101  00123  37\n0102  00045  41\n0103  00006  39\n"
                                     "0104  00008  12\n");
    assert_int_equal(guess->record_count, 1);
    assert_int_equal(guess->records[0], 15);
    assert_int_equal(guess->column_count, 3);
    assert_int_equal(guess->columns[1].start, 7);
    assert_int_equal(guess->columns[1].length, 5);
    strata_guess_free(guess);
}

static void test_a_file_of_blank_lines_is_refused(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_guess *guess = NULL;
    strata_error err = {0};
    test_folder_make(folder);
    test_path(path, folder, "blank.csv");
    test_file_write(path, "\n\n\n", 3);
    assert_int_equal(strata_guess_file(path, NULL, &guess, &err), STRATA_E_INPUT);
    assert_null(guess);
    assert_non_null(strstr(err.text, "no row of the file can be read"));
    test_folder_remove(folder);
    strata_guess_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles_as_words),
        cmocka_unit_test(test_a_file_from_its_bytes_to_its_roles),
        cmocka_unit_test(test_records_of_fixed_width_are_cut_at_their_blanks),
        cmocka_unit_test(test_a_file_of_blank_lines_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
