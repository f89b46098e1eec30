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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubles_in),
        cmocka_unit_test(test_doubles_out),
        cmocka_unit_test(test_doubles_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
