#include <math.h>

#include "guess_fixed_fixture.h"

static void assert_near(double value, double expected)
{
    assert_true(fabs(value - expected) < 1e-12);
}

/* A guess that holds these records, of up to `width` characters; yours to strata_guess_free. */
static strata_guess *records(const char *text, uint32_t width, strata_guess_grid *grid)
{
    static const uint32_t lengths[] = {4, 6};
    strata_guess *guess = strata_alloc_zero(1, sizeof *guess);
    strata_error err = {0};
    guess->arena = strata_arena_new();
    guess->sample = strata_slice_of(text);
    guess->records = lengths;
    guess->record_count = width == 4 ? 1 : 2;
    assert_int_equal(strata_guess_grid_of(guess, grid, &err), STRATA_OK);
    return guess;
}

static void test_one_byte_for_each_character(void **state)
{
    (void)state;
    strata_guess_grid grid;
    strata_guess *guess = records("\xef\xbb\xbfL\xc3\xa9on\r\n\r\n12 4\n", 4, &grid);
    assert_int_equal(grid.records, 2);
    assert_memory_equal(grid.cells, "Laon12 4", 8);
    strata_guess_free(guess);
    guess = records("abcd\nabcdef\n", 6, &grid);
    assert_memory_equal(grid.cells, "abcd  abcdef", 12); /* a short record ends in blanks */
    strata_guess_free(guess);
}

static void test_what_stands_at_a_position(void **state)
{
    (void)state;
    strata_guess_grid grid;
    strata_guess_position at[4];
    strata_guess *guess = records("0 1x\n0 2 \n1  y\n1 0z\n", 4, &grid);
    strata_guess_positions(&grid, at);
    assert_int_equal(at[0].filled, 4);
    assert_int_equal(at[0].nonzero, 2);
    assert_int_equal(at[0].far_rises, 4); /* before a record all is blank */
    assert_near(at[0].bits, 1.0);         /* two and two */
    assert_int_equal(at[1].filled, 0);
    assert_int_equal(at[1].falls, 4);
    assert_int_equal(at[2].digits, 3);
    assert_int_equal(at[2].rises, 3);
    assert_int_equal(at[2].far_rises, 0);
    assert_near(at[2].bits, log2(3));
    assert_int_equal(at[3].letters, 3);
    assert_int_equal(at[3].falls, 1);
    assert_int_equal(at[3].rises, 1);
    strata_guess_free(guess);
}

static void test_positions_that_say_each_other(void **state)
{
    (void)state;
    strata_guess_grid grid;
    strata_guess_bond bond;
    strata_guess *guess = records("aYx1\naYx2\nbNx3\nbNx4\n", 4, &grid);
    assert_true(strata_guess_bond_of(&grid, 0, 1, &bond));
    assert_near(bond.shared, 1.0); /* all of one bit */
    assert_near(bond.left, 1.0);
    assert_true(strata_guess_bond_of(&grid, 0, 3, &bond));
    assert_near(bond.shared, 1.0);
    assert_near(bond.right, 2.0);
    assert_true(strata_guess_bond_of(&grid, 1, 2, &bond));
    assert_near(bond.shared, 0.0); /* of a constant nothing */
    strata_guess_free(guess);
    guess = records("YY  \nYN  \nNY  \nNN  \n    \n", 4, &grid);
    assert_true(strata_guess_bond_of(&grid, 0, 1, &bond));
    assert_near(bond.shared, 0.0); /* the blank record counts for nothing */
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_byte_for_each_character),
        cmocka_unit_test(test_what_stands_at_a_position),
        cmocka_unit_test(test_positions_that_say_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
