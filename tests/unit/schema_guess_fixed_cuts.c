#include "guess_fixed_fixture.h"

static void assert_places(test_record_writer *write, const char *expected)
{
    char places[256];
    strata_guess *guess = test_fixed_guess(write);
    test_fixed_places(guess, places, sizeof places);
    assert_string_equal(places, expected);
    strata_guess_free(guess);
}

/* Numbers that zeros fill: 0 to 199 in 5 digits, 0 to 999 in 4, and 3 more. */
static void write_zeros(unsigned number, char *out, size_t size)
{
    (void)snprintf(out, size, "%05u%04u%03u", test_mixed(number, 1) % 200,
                   test_mixed(number, 2) % 1000, test_mixed(number, 3) % 20);
}

/* Numbers set to the right in 4 and 5, blanks in front. */
static void write_right(unsigned number, char *out, size_t size)
{
    (void)snprintf(out, size, "%-4s%4u%5u", "AB", test_mixed(number, 1) % 2000,
                   test_mixed(number, 2) % 900);
}

/* An id with a letter, a gender, two answers, and a text that is often full. */
static void write_letters(unsigned number, char *out, size_t size)
{
    (void)snprintf(out, size, "S%06u%c%c%c%-3s%-3s", test_mixed(number, 1) % 999999,
                   number % 2 == 0 ? 'M' : 'F', test_mixed(number, 2) % 2 == 0 ? 'Y' : 'N',
                   test_mixed(number, 3) % 2 == 0 ? 'Y' : 'N', number % 3 == 0 ? "EL" : "",
                   number % 5 == 0 ? "ABC" : "");
}

/* A year that is the same in all records, and a grade behind it. */
static void write_year(unsigned number, char *out, size_t size)
{
    (void)snprintf(out, size, "20113%-9s", number % 2 == 0 ? "Camden" : "Newark");
}

/* One name reaches over a position that is blank in the others. */
static void write_long_name(unsigned number, char *out, size_t size)
{
    (void)snprintf(out, size, "%-16s%02u", number == 7 ? "Oak Hill Academy" : "Elm Tree",
                   test_mixed(number, 1) % 90);
}

static void test_numbers_filled_with_zeros(void **state)
{
    (void)state;
    assert_places(write_zeros, "1-5 6-9 10-12 ");
}

static void test_numbers_set_to_the_right(void **state)
{
    (void)state;
    assert_places(write_right, "1-2 3-8 9-13 ");
}

static void test_letters_and_digits(void **state)
{
    (void)state;
    assert_places(write_letters, "1-7 8-8 9-9 10-10 11-12 14-16 ");
}

static void test_a_year_before_other_digits(void **state)
{
    (void)state;
    assert_places(write_year, "1-4 5-5 6-11 ");
}

static void test_a_name_that_is_longer_than_others(void **state)
{
    (void)state;
    assert_places(write_long_name, "1-3 5-16 17-18 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_filled_with_zeros),
        cmocka_unit_test(test_numbers_set_to_the_right),
        cmocka_unit_test(test_letters_and_digits),
        cmocka_unit_test(test_a_year_before_other_digits),
        cmocka_unit_test(test_a_name_that_is_longer_than_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
