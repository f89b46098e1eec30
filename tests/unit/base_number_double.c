/* Doubles as text. */
#include <float.h>
#include <math.h>

#include "base/number.h"
#include "strata_test.h"

static void test_doubles_in(void **state)
{
    (void)state;
    static const char *const refused[] = {"",      " 1",  "1 ", "nan",   "inf",   "-inf",
                                          "0x1p3", "e",   "1e", "1e999", "1,5",   "1..2",
                                          "+",     "1e+", ".",  "1-2",   "1e5e5", "1_000"};
    double out = 0.25;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_false(strata_double_parse(strata_slice_of(refused[i]), &out));
        assert_true(out == 0.25);
    }
    assert_true(strata_double_parse((strata_slice){"31.25%", 5}, &out));
    assert_true(out == 31.25); /* 31 + 1/4, exact in binary */
    assert_true(strata_double_parse(strata_slice_of("-1e-3"), &out));
    assert_true(out == -1e-3);
    assert_true(strata_double_parse(strata_slice_of("1e-999"), &out));
    assert_true(out == 0.0);
    assert_false(strata_double_parse((strata_slice){"1\0002", 3}, &out)); /* a NUL inside */
    char zeros[500];
    memset(zeros, '0', sizeof zeros);
    assert_true(strata_double_parse((strata_slice){zeros, 400}, &out));
    assert_false(strata_double_parse((strata_slice){zeros, 401}, &out));
}

static void assert_shortest(double x, const char *expected)
{
    char text[STRATA_DOUBLE_TEXT];
    assert_int_equal(strata_double_format(x, text), strlen(expected));
    assert_string_equal(text, expected);
}

/* 0.1 + 0.2 is the double above 0.3: 0.30000000000000004 (IEEE 754, 17 digits always suffice). */
static void test_doubles_out(void **state)
{
    (void)state;
    assert_shortest(0.1, "0.1");
    assert_shortest(0.1 + 0.2, "0.30000000000000004");
    assert_shortest(35.42, "35.42");
    assert_shortest(2451.0, "2451");
    assert_shortest(-1e300, "-1e+300");
    assert_shortest(1.0 / 3.0, "0.3333333333333333"); /* 16 digits, as Python prints it */
    assert_shortest(0x1p53, "9007199254740992");
    assert_shortest(-0.0, "0");
    assert_shortest((double)NAN, "");
    assert_shortest(DBL_TRUE_MIN, "4.94065645841247e-324");
}

static void test_doubles_read_back(void **state)
{
    (void)state;
    uint64_t bits = UINT64_C(0x123456789abcdef1);
    for (int i = 0; i < 20000; i++) {
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double x = 0;
        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x)) {
            continue;
        }
        char text[STRATA_DOUBLE_TEXT];
        double back = 0;
        const size_t len = strata_double_format(x, text);
        assert_true(strata_double_parse((strata_slice){text, len}, &back));
        assert_true(back == x);
    }
}

/* Rounded by hand: half away from zero at the digit asked for. */
static void test_floats(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int decimals;
        int64_t digits;
    } given[] = {
        {"83.30000305175781", 1, 833},
        {"9.109E-3", 4, 91},
        {"9.109E-3", 5, 911},
        {"9.109E-3", 18, 9109000000000000},
        {"-2.5", 0, -3},
        {"2.49999", 0, 2},
        {"0.05", 1, 1},
        {"-0.05", 1, -1},
        {"0.04", 1, 0},
        {"1e3", 2, 100000},
        {"1.5E+2", 0, 150},
        {"12", 1, 120},
        {".5e1", 0, 5},
        {"5e-1", 0, 1},
        {"4e-2", 0, 0},
        {"0e99", 3, 0},
        {"99.995", 2, 10000},
        {"9223372036854775807", 0, INT64_MAX},
    };
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        strata_decimal out = {0};
        assert_true(
            strata_decimal_parse_float(strata_slice_of(given[i].text), given[i].decimals, &out));
        assert_true(out.digits == given[i].digits);
        assert_int_equal(out.decimals, given[i].decimals);
    }
}

static void test_floats_that_are_none(void **state)
{
    (void)state;
    static const char *const refused[] = {"",
                                          "e5",
                                          "1e",
                                          "1e+",
                                          "1e1.5",
                                          "1.",
                                          ".",
                                          "1.e3",
                                          "1 e3",
                                          "0x1p3",
                                          "inf",
                                          "nan",
                                          "--1",
                                          "1,5",
                                          "1e99",
                                          "1e10000",
                                          "9223372036854775808",
                                          "1.2.3"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        strata_decimal out = {.digits = 7, .decimals = 3};
        assert_false(strata_decimal_parse_float(strata_slice_of(refused[i]), 1, &out));
        assert_true(out.digits == 7 && out.decimals == 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubles_in),           cmocka_unit_test(test_doubles_out),
        cmocka_unit_test(test_doubles_read_back),    cmocka_unit_test(test_floats),
        cmocka_unit_test(test_floats_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
