#include "guess_fixture.h"

/* The values of one column, called "Value". */
static strata_guess *values_of(const char *lines)
{
    char text[1024];
    (void)snprintf(text, sizeof text, "School Code,Value\n%s", lines);
    return guess_text(text);
}

static void assert_type(const char *lines, strata_guess_type type)
{
    strata_guess *guess = values_of(lines);
    assert_int_equal(guess->columns[1].values.type, type);
    strata_guess_free(guess);
}

static void test_types(void **state)
{
    (void)state;
    assert_type("1,12\n2,0\n3,\n", STRATA_GUESS_INTEGER);
    assert_type("1,12.5\n2,9.109E-3\n3,7\n", STRATA_GUESS_NUMBER);
    assert_type("1,2015-2016\n2,2016-2017\n", STRATA_GUESS_YEAR);
    assert_type("1,2012\n2,2013\n", STRATA_GUESS_YEAR);
    assert_type("1,26SEP15\n2,26SEP15\n", STRATA_GUESS_DATE);
    assert_type("1,2015-09-26\n2,2015-10-01\n", STRATA_GUESS_DATE);
    assert_type("1,White\n2,5\n", STRATA_GUESS_TEXT);
    assert_type("1,*\n2,\n", STRATA_GUESS_EMPTY);
}

static void test_markers_and_ranges_are_no_values(void **state)
{
    (void)state;
    strata_guess *guess = values_of("1,12\n2,*\n3,PS\n4,GE95\n5,21-39\n6,< 5.0%\n7,.\n8,14\n");
    const strata_guess_values *values = &guess->columns[1].values;
    assert_int_equal(values->type, STRATA_GUESS_INTEGER);
    assert_int_equal(values->missing_count, 3);
    assert_true(strata_slice_is(values->missing[1], "PS"));
    assert_int_equal(values->blur_count, 3);
    assert_true(strata_slice_is(values->blurs[0], "GE{lo}"));
    assert_true(strata_slice_is(values->blurs[1], "{lo}-{hi}"));
    assert_true(strata_slice_is(values->blurs[2], "< {below}%"));
    strata_guess_free(guess);
}

static void test_how_numbers_are_written(void **state)
{
    (void)state;
    strata_guess *guess = values_of("1,0.697\n2,0.7\n3,1\n4,0\n");
    assert_true(guess->columns[1].values.is_fraction);
    assert_int_equal(guess->columns[1].values.decimals, 3);
    strata_guess_free(guess);
    guess = values_of("1,83.30000305175781\n2,90.30000305175781\n3,80\n");
    assert_true(guess->columns[1].values.is_noisy);
    assert_false(guess->columns[1].values.is_fraction);
    strata_guess_free(guess);
    guess = values_of("1,0012\n2,0310\n");
    assert_true(guess->columns[1].values.has_leading_zeros);
    strata_guess_free(guess);
    guess = values_of("1,-3.5\n2,96.2\n");
    assert_true(guess->columns[1].values.least < -3.4 && guess->columns[1].values.most > 96.1);
    strata_guess_free(guess);
}

static void test_codes_are_counted(void **state)
{
    (void)state;
    strata_guess *guess = values_of("1,Male\n2,Female\n3,Male\n4,Male\n");
    const strata_guess_values *values = &guess->columns[1].values;
    assert_int_equal(values->code_count, 2);
    assert_true(strata_slice_is(values->codes[0].code, "Male"));
    assert_int_equal(values->codes[0].count, 3);
    assert_int_equal(values->distinct, 2);
    strata_guess_free(guess);
}

static void test_a_column_of_many_texts_has_no_codes(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text, "School Code,Value\n", "1,name%d\n", 61);
    strata_guess *guess = guess_text(text);
    assert_int_equal(guess->columns[1].values.distinct, 61);
    assert_int_equal(guess->columns[1].values.code_count, 0);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_markers_and_ranges_are_no_values),
        cmocka_unit_test(test_how_numbers_are_written),
        cmocka_unit_test(test_codes_are_counted),
        cmocka_unit_test(test_a_column_of_many_texts_has_no_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
