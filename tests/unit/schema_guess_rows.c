#include "guess_fixture.h"

static void test_reading_stops_at_a_row_that_is_broken(void **state)
{
    (void)state;
    strata_guess *guess =
        guess_text("School Code,Group Name\n1,\"a\"\n2,\"b\"\n3,\"c\"0\n4,\"d\"\n");
    assert_int_equal(guess->rows, 2);
    assert_false(guess->is_whole);
    strata_guess_free(guess);
}

static void test_the_width_is_that_of_most_rows(void **state)
{
    (void)state;
    strata_guess *guess =
        guess_text("a title\nSchool Code,Grade,Number Tested\n1,3,12\n2,4,13\n3\n");
    assert_int_equal(guess->column_count, 3);
    assert_int_equal(guess->rows, 3);
    assert_int_equal(guess->columns[2].values.rows, 2);
    strata_guess_free(guess);
}

static void test_blanks_around_cells_do_not_count(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("School Code,Percent Tested\n 1,    9\n2 ,   10\n");
    assert_int_equal(guess->columns[1].values.type, STRATA_GUESS_INTEGER);
    strata_guess_free(guess);
}

static void test_a_file_without_rows(void **state)
{
    (void)state;
    const strata_guess_sample sample = {.bytes = (char[]){"\n\n"}, .len = 2, .is_whole = true};
    strata_guess guess = {.arena = strata_arena_new()};
    strata_guess_rows rows;
    strata_error err = {0};
    assert_int_equal(strata_guess_rows_read(&sample, &guess, &rows, &err), STRATA_OK);
    assert_int_equal(rows.count, 0);
    assert_int_equal(rows.width, 0);
    strata_arena_free(guess.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading_stops_at_a_row_that_is_broken),
        cmocka_unit_test(test_the_width_is_that_of_most_rows),
        cmocka_unit_test(test_blanks_around_cells_do_not_count),
        cmocka_unit_test(test_a_file_without_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
