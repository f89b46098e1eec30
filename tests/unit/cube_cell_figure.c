/* Means, standard deviations and percents rounded from exact sums. */
#include "cube/cell_figure.h"
#include "strata_test.h"

static void assert_text(const char *got, size_t len, const char *wanted)
{
    assert_int_equal(len, strlen(wanted));
    assert_memory_equal(got, wanted, len);
}

static void assert_mean(strata_int128 sum, uint64_t n, unsigned decimals, const char *wanted)
{
    char got[STRATA_DOUBLE_TEXT];
    assert_text(got, strata_mean_figure(sum, n, decimals, got), wanted);
}

static void assert_sd(uint64_t n, strata_int128 sum, strata_int128 sumsq, unsigned decimals,
                      const char *wanted)
{
    char got[STRATA_DOUBLE_TEXT];
    assert_text(got, strata_sd_figure(n, sum, sumsq, decimals, got), wanted);
}

static void test_mean(void **state)
{
    (void)state;
    assert_mean(2400, 1, 0, "2400");
    assert_mean(4801, 2, 0, "2400.5");
    assert_mean(7201, 3, 0, "2400.333333"); /* 2400 1/3: ten digits */
    assert_mean(7202, 3, 0, "2400.666667");
    assert_mean(-1, 3, 0, "-0.3333333333");
    assert_mean(0, 9, 0, "0");
    assert_mean(2, 3, 1, "0.06666666667"); /* 0.2 / 3 */
    assert_mean(24005, 1, 1, "2400.5");
    assert_mean(29999999999, 3, 0, "10000000000"); /* 9999999999.67 gets a digit more */
    assert_mean(1, 1, 18, "0.000000000000000001");
}

/* Halves of the tenth digit go away from zero, and what is next to them does not. */
static void test_ties(void **state)
{
    (void)state;
    assert_mean(24000000005, 1, 7, "2400.000001");
    assert_mean(-24000000005, 1, 7, "-2400.000001");
    assert_mean(24000000015, 1, 7, "2400.000002");
    assert_mean(24690000010, 2, 6, "12345.00001");
    assert_mean(240000000049999999, 1, 14, "2400");
    assert_mean(240000000050000000, 1, 14, "2400.000001");
    assert_mean(72000000015, 3, 7, "2400.000001"); /* the same half, as a quotient */
    assert_mean(72000000014, 3, 7, "2400");
    assert_mean(99999999995, 1, 7, "10000");
    assert_mean(99999999994, 1, 7, "9999.999999");
}

/* 2, 4, 4, 4, 5, 5, 7, 9: sum 40, squares 232; the SD is the square root of 32 / 7. */
static void test_sd(void **state)
{
    (void)state;
    assert_sd(8, 40, 232, 0, "2.138089935"); /* 2.13808993529... */
    assert_sd(8, 40, 232, 1, "0.2138089935");
    assert_sd(2, 4810, 11568100, 0, "7.071067812"); /* 2410, 2400: 10 / sqrt 2 */
    assert_sd(3, 7200, 17280000, 0, "0");           /* 3 x 2400^2 */
    assert_sd(3, 6, 14, 0, "1");                    /* 1, 2, 3 */
    assert_sd(2, 4, 1, 0, "");                      /* no two numbers have these sums */
}

/* Of two numbers with the sum 0 the sum of squares is the square of the SD: here that of
 * 2400.0000005 in units of 10^-7, whose last digit is half of the tenth one. */
static void test_sd_ties(void **state)
{
    (void)state;
    const strata_int128 y = 24000000005;
    assert_sd(2, 0, y * y, 7, "2400.000001");
    assert_sd(2, 0, y * y - 1, 7, "2400");
    assert_sd(2, 0, y * y + 1, 7, "2400.000001");
}

static void test_percent(void **state)
{
    (void)state;
    char got[STRATA_DOUBLE_TEXT];
    assert_text(got, strata_percent_figure(0, 7, got), "0");
    assert_text(got, strata_percent_figure(7, 7, got), "100");
    assert_text(got, strata_percent_figure(1, 3, got), "33.33333333");
    assert_text(got, strata_percent_figure(1, 8, got), "12.5");
    assert_text(got, strata_percent_figure(11, 39, got), "28.20512821"); /* 28.205128205... */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mean), cmocka_unit_test(test_ties),
                                       cmocka_unit_test(test_sd), cmocka_unit_test(test_sd_ties),
                                       cmocka_unit_test(test_percent)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
