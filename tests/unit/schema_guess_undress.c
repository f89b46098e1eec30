#include "guess_fixture.h"

static void assert_plain(const char *written, const char *plain)
{
    strata_number_dress dress;
    assert_true(strata_guess_undress(strata_slice_of(written), &dress));
    assert_true(strata_slice_is(dress.text, plain));
}

static void test_numbers_as_people_write_them(void **state)
{
    (void)state;
    assert_plain("45.5%", "45.5");
    assert_plain("93 %", "93");
    assert_plain("1,234", "1234");
    assert_plain("12,345,678.5", "12345678.5");
    assert_plain("58,2", "58.2");
    assert_plain("-0,25", "-0.25");
}

static void test_what_is_no_dressed_number(void **state)
{
    (void)state;
    static const char *const other[] = {"45.5", "", "%", ",", "Smith, J", "5-9%", "<5%", "1 234"};
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        strata_number_dress dress;
        assert_false(strata_guess_undress(strata_slice_of(other[i]), &dress));
    }
}

static void test_a_column_of_them(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("District Number;Number Tested;Percent Proficient\n"
                                     "1;1.234;58,2 %\n2;987;41,5 %\n3;12;60,0 %\n");
    const strata_guess_values *percents = &guess->columns[2].values;
    assert_int_equal(percents->type, STRATA_GUESS_NUMBER);
    assert_true(percents->has_signs && percents->has_decimal_comma && !percents->has_groups);
    assert_true(percents->most > 59.9 && percents->most < 60.1);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_as_people_write_them),
        cmocka_unit_test(test_what_is_no_dressed_number),
        cmocka_unit_test(test_a_column_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
