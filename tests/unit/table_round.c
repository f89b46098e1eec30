/* Rounding on decimal digits: expected texts from integer arithmetic on the digits as written. */
#include <math.h>

#include "strata_test.h"
#include "table/table.h"

static void expect(double x, unsigned digits, const char *wanted)
{
    char text[64];
    const size_t len = strata_round_format(x, digits, text);
    assert_string_equal(text, wanted);
    assert_int_equal(len, strlen(wanted));
}

/* k / 1000 as its decimal text says, rounded to `digits` by whole numbers: (|k| + half) / unit. */
static void expect_thousandths(int k, unsigned digits)
{
    static const int units[] = {1000, 100, 10, 1};
    char decimal[32];
    char wanted[32];
    const int magnitude = abs(k);
    (void)snprintf(decimal, sizeof decimal, "%s%d.%03d", k < 0 ? "-" : "", magnitude / 1000,
                   magnitude % 1000);
    const int unit = units[digits];
    const int rounded = (magnitude + unit / 2) / unit;
    const char *sign = k < 0 && rounded != 0 ? "-" : "";
    const int scale = 1000 / unit;
    if (digits == 0) {
        (void)snprintf(wanted, sizeof wanted, "%s%d", sign, rounded);
    } else {
        (void)snprintf(wanted, sizeof wanted, "%s%d.%0*d", sign, rounded / scale, (int)digits,
                       rounded % scale);
    }
    expect(strtod(decimal, NULL), digits, wanted);
}

static void test_all_thousandths(void **state)
{
    (void)state;
    for (int k = -20500; k <= 20500; k++) {
        for (unsigned digits = 0; digits <= 3; digits++) {
            expect_thousandths(k, digits);
        }
    }
}

/* 0.145 and 2.675 are a little less in binary; 1.005 is as well. Their decimal texts count. */
static void test_half_goes_away_from_zero(void **state)
{
    (void)state;
    expect(0.125, 2, "0.13");
    expect(0.145, 2, "0.15");
    expect(2.675, 2, "2.68");
    expect(1.005, 2, "1.01");
    expect(-1.005, 2, "-1.01");
    expect(0.5, 0, "1");
    expect(-0.5, 0, "-1");
    expect(1.5, 0, "2");
    expect(2.5, 0, "3");
}

static void test_carry(void **state)
{
    (void)state;
    expect(99.95, 1, "100.0");
    expect(999.9996, 3, "1000.000");
    expect(0.96, 1, "1.0");
    expect(0.096, 1, "0.1");
    expect(9.5, 0, "10");
}

static void test_no_negative_zero(void **state)
{
    (void)state;
    expect(-0.0, 1, "0.0");
    expect(-0.04, 1, "0.0");
    expect(-0.05, 1, "-0.1");
    expect(-1e-300, 3, "0.000");
    expect(1e-5, 4, "0.0000");
    expect(5e-5, 4, "0.0001");
}

static void test_digits_are_filled_up(void **state)
{
    (void)state;
    expect(0.0, 0, "0");
    expect(0.0, 3, "0.000");
    expect(7.0, 2, "7.00");
    expect(2500.0, 1, "2500.0");
    expect(1e6, 0, "1000000");
    expect(0.1, 5, "0.10000");
    expect(123456789.25, 1, "123456789.3");
}

static void test_no_number(void **state)
{
    (void)state;
    expect((double)NAN, 1, "");
    expect((double)INFINITY, 1, "");
}

/* Beyond 15 digits before the point nothing is rounded: all its digits are whole ones. */
static void test_very_large(void **state)
{
    (void)state;
    expect(999999999999999.0, 1, "999999999999999.0");
    expect(1e20, 1, "1e+20");
}

static void expect_range(double x, unsigned digits, const char *down, const char *up)
{
    char text[64];
    assert_int_equal(strata_round_down_format(x, digits, text), strlen(down));
    assert_string_equal(text, down);
    assert_int_equal(strata_round_up_format(x, digits, text), strlen(up));
    assert_string_equal(text, up);
}

/* The next number below and above, of negative ones too; one that has the digits stays. */
static void test_outwards(void **state)
{
    (void)state;
    expect_range(42.25, 1, "42.2", "42.3");
    expect_range(-42.25, 1, "-42.3", "-42.2");
    expect_range(42.3, 1, "42.3", "42.3");
    expect_range(95, 1, "95.0", "95.0");
    expect_range(99.96, 1, "99.9", "100.0");
    expect_range(0.0004, 1, "0.0", "0.1");
    expect_range(-0.0004, 1, "-0.1", "0.0");
    expect_range(0.06, 1, "0.0", "0.1");
    expect_range(7.5, 0, "7", "8");
    expect_range(0.0, 1, "0.0", "0.0");
    expect_range((double)NAN, 1, "", "");
}

/* 0.1 + 0.2 in binary is 0.30000000000000004: printed as what it stands for. */
static void test_outwards_without_noise(void **state)
{
    (void)state;
    expect_range(0.1 + 0.2, 1, "0.3", "0.3");
    expect_range(34.500000000000007, 1, "34.5", "34.5");
    expect_range(28.499999999999996, 1, "28.5", "28.5");
    expect_range(-1e-12, 1, "0.0", "0.0");
    expect_range(34.50001, 1, "34.5", "34.6");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_thousandths),
        cmocka_unit_test(test_half_goes_away_from_zero),
        cmocka_unit_test(test_carry),
        cmocka_unit_test(test_no_negative_zero),
        cmocka_unit_test(test_digits_are_filled_up),
        cmocka_unit_test(test_no_number),
        cmocka_unit_test(test_very_large),
        cmocka_unit_test(test_outwards),
        cmocka_unit_test(test_outwards_without_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
