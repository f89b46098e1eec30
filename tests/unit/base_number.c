/* Exact decimals and counts as text. */
#include "base/number.h"
#include "strata_test.h"

static void assert_decimal(const char *text, int64_t digits, int decimals)
{
    strata_decimal got = {0};
    assert_true(strata_decimal_parse(strata_slice_of(text), &got));
    assert_true(got.digits == digits);
    assert_int_equal(got.decimals, decimals);
}

static void test_decimals_as_written(void **state)
{
    (void)state;
    assert_decimal("12.30", 1230, 2);
    assert_decimal("-0.05", -5, 2);
    assert_decimal("+7", 7, 0);
    assert_decimal(".5", 5, 1);
    assert_decimal("-.5", -5, 1);
    assert_decimal("007", 7, 0);
    assert_decimal("-0", 0, 0);
    assert_decimal("9223372036854775807", INT64_MAX, 0);
    assert_decimal("-9.223372036854775808", INT64_MIN, 18);
    assert_decimal("0.000000000000000001", 1, 18);
}

static void test_decimals_that_are_none(void **state)
{
    (void)state;
    static const char *const refused[] = {"",
                                          "-",
                                          "+",
                                          ".",
                                          "-.",
                                          "5.",
                                          "1.2.3",
                                          "1,5",
                                          "1 000",
                                          " 1",
                                          "1 ",
                                          "1e3",
                                          "0x1",
                                          "--1",
                                          "+-1",
                                          "1-",
                                          "nan",
                                          "*",
                                          "95%",
                                          "9223372036854775808",
                                          "-9223372036854775809",
                                          "99999999999999999999",
                                          "0.0000000000000000001",
                                          "9.2233720368547758080"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        strata_decimal got = {77, 3};
        assert_false(strata_decimal_parse(strata_slice_of(refused[i]), &got));
        assert_true(got.digits == 77 && got.decimals == 3);
    }
}

static void test_scaling_to_a_unit(void **state)
{
    (void)state;
    int64_t out = -1;
    assert_true(strata_decimal_scale((strata_decimal){1230, 2}, 1, &out));
    assert_true(out == 123);
    assert_true(strata_decimal_scale((strata_decimal){-1230, 2}, 4, &out));
    assert_true(out == -123000);
    assert_false(strata_decimal_scale((strata_decimal){1230, 2}, 0, &out)); /* 12.3 is no integer */
    assert_true(out == -123000);
    assert_true(strata_decimal_scale((strata_decimal){INT64_MAX / 10, 0}, 1, &out));
    assert_true(out == 9223372036854775800);
    assert_false(strata_decimal_scale((strata_decimal){INT64_MAX / 10 + 1, 0}, 1, &out));
    assert_true(strata_decimal_scale((strata_decimal){INT64_MIN / 10, 0}, 1, &out));
    assert_false(strata_decimal_scale((strata_decimal){INT64_MIN / 10 - 1, 0}, 1, &out));
    assert_true(strata_decimal_scale((strata_decimal){0, 0}, 1000, &out));
    assert_true(out == 0);
}

static void test_decimals_are_written_back(void **state)
{
    (void)state;
    static const char *const texts[] = {"12.30",
                                        "-0.05",
                                        "7",
                                        "0",
                                        "0.000000000000000001",
                                        "-9.223372036854775808",
                                        "9223372036854775807",
                                        "-0.5"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        strata_decimal got = {0};
        char text[STRATA_DECIMAL_TEXT];
        assert_true(strata_decimal_parse(strata_slice_of(texts[i]), &got));
        assert_int_equal(strata_decimal_format(got, text), strlen(texts[i]));
        assert_string_equal(text, texts[i]);
    }
}

static void test_counts(void **state)
{
    (void)state;
    static const char *const refused[] = {"",
                                          "-1",
                                          "+1",
                                          "1.0",
                                          " 1",
                                          "1 ",
                                          "1e2",
                                          "x",
                                          "18446744073709551616",
                                          "99999999999999999999"};
    uint64_t out = 5;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_false(strata_count_parse(strata_slice_of(refused[i]), &out));
        assert_true(out == 5);
    }
    assert_true(strata_count_parse(strata_slice_of("0042"), &out));
    assert_true(out == 42);
    assert_true(strata_count_parse(strata_slice_of("18446744073709551615"), &out));
    assert_true(out == UINT64_MAX);
}

static void test_powers_of_ten(void **state)
{
    (void)state;
    assert_true(strata_power_of_ten(0) == 1);
    assert_true(strata_power_of_ten(3) == 1000);
    assert_true(strata_power_of_ten(18) == UINT64_C(1000000000000000000));
    assert_true(strata_power_of_ten(19) == UINT64_C(10000000000000000000));
}

static void test_decimals_as_doubles(void **state)
{
    (void)state;
    /* As the compiler reads the same text: the nearest double. */
    assert_true(strata_decimal_double((strata_decimal){22005, 1}) == 2200.5);
    assert_true(strata_decimal_double((strata_decimal){-1, 1}) == -0.1);
    assert_true(strata_decimal_double((strata_decimal){9999, 2}) == 99.99);
    assert_true(strata_decimal_double((strata_decimal){1, 18}) == 1e-18);
    assert_true(strata_decimal_double((strata_decimal){0, 18}) == 0.0);
    assert_true(strata_decimal_double((strata_decimal){INT64_MAX, 0}) == 9223372036854775808.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decimals_as_written),
        cmocka_unit_test(test_decimals_that_are_none),
        cmocka_unit_test(test_scaling_to_a_unit),
        cmocka_unit_test(test_decimals_are_written_back),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_powers_of_ten),
        cmocka_unit_test(test_decimals_as_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
