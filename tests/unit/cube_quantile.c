/* Percents as fractions, and quantiles by hand: with n numbers the one of p is p * (n - 1) steps
 * behind the lowest. */
#include "cube/cell_figure.h"
#include "cube/quantile.h"
#include "strata_test.h"

static void assert_one(const char *list, uint32_t over, uint32_t under, const char *name)
{
    strata_quantiles quantiles;
    assert_int_equal(strata_quantiles_parse(list, &quantiles, NULL), STRATA_OK);
    assert_int_equal(quantiles.count, 1);
    assert_int_equal(quantiles.of[0].over, over);
    assert_int_equal(quantiles.of[0].under, under);
    assert_int_equal(strata_power_of_ten(quantiles.of[0].decimals), under);
    assert_string_equal(quantiles.of[0].name, name);
}

/* 10 % is 1 of 10, 25 % 25 of 100, 2.5 % 25 of 1000. */
static void test_percents(void **state)
{
    (void)state;
    assert_one("10", 1, 10, "p10");
    assert_one("25", 25, 100, "p25");
    assert_one("50", 5, 10, "p50");
    assert_one("2.5", 25, 1000, "p2.5");
    assert_one(" 97.50 ", 975, 1000, "p97.5");
    assert_one("010.0", 1, 10, "p10");
    assert_one(".1", 1, 1000, "p0.1");
    assert_one("99.999999", 99999999, 100000000, "p99.999999");
    strata_quantiles quantiles;
    assert_int_equal(strata_quantiles_parse("90, 10,50", &quantiles, NULL), STRATA_OK);
    assert_int_equal(quantiles.count, 3);
    assert_string_equal(quantiles.of[0].name, "p90");
    assert_string_equal(quantiles.of[2].name, "p50");
}

static void assert_refused(const char *list, const char *word)
{
    strata_quantiles quantiles = {.count = 7};
    strata_error err = {0};
    assert_int_equal(strata_quantiles_parse(list, &quantiles, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "quantiles");
    assert_non_null(strstr(err.text, word));
    assert_int_equal(quantiles.count, 7);
}

static void test_refusals(void **state)
{
    (void)state;
    static const char *const bad[] = {"",       "0",   "0.0",   "100",       "100.5",
                                      "-5",     "+",   "1e1",   "p10",       "50%",
                                      "10,,90", "10,", "10;90", "50.1234567"};
    for (size_t at = 0; at < sizeof bad / sizeof bad[0]; at++) {
        assert_refused(bad[at], "is no percent between 0 and 100");
    }
    assert_refused("10,90,10.00", "10.00 is there twice");
    assert_refused("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21", "more than 20");
}

/* The quantile of sorted[n] as text. */
static void assert_quantile(const char *percent, const int64_t *sorted, size_t n, unsigned decimals,
                            const char *expected)
{
    strata_quantiles quantiles = {.count = 0};
    int64_t scores[16] = {0};
    char text[STRATA_DOUBLE_TEXT + 1] = "";
    memcpy(scores, sorted, n * sizeof *sorted);
    assert_int_equal(strata_quantiles_parse(percent, &quantiles, NULL), STRATA_OK);
    const strata_quantile *one = &quantiles.of[0];
    const strata_quantile_rank rank = strata_quantile_rank_of(one, n);
    assert_true(rank.low < n && (rank.part == 0 || rank.low + 1 < n));
    const strata_int128 value =
        strata_quantile_value(one, rank.part, scores[rank.low], scores[rank.low + 1]);
    text[strata_quantile_figure(value, one, decimals, text)] = '\0';
    assert_string_equal(text, expected);
}

static void test_one_two_three(void **state)
{
    (void)state;
    const int64_t one[] = {2400};
    assert_quantile("10", one, 1, 0, "2400");
    assert_quantile("99.999999", one, 1, 0, "2400");
    const int64_t two[] = {2400, 2410}; /* 0.1, 0.25, 0.9 of the one step of 10 */
    assert_quantile("10", two, 2, 0, "2401");
    assert_quantile("25", two, 2, 0, "2402.5");
    assert_quantile("50", two, 2, 0, "2405");
    assert_quantile("90", two, 2, 0, "2409");
    const int64_t three[] = {2400, 2410, 2440}; /* 0.2, 0.5, 1, 1.5, 1.8 steps */
    assert_quantile("10", three, 3, 0, "2402");
    assert_quantile("25", three, 3, 0, "2405");
    assert_quantile("50", three, 3, 0, "2410");
    assert_quantile("75", three, 3, 0, "2425");
    assert_quantile("90", three, 3, 0, "2434");
    assert_quantile("2.5", three, 3, 0, "2400.5");            /* 0.05 * 10 */
    assert_quantile("33.333333", three, 3, 0, "2406.666667"); /* 0.66666666 * 10, to ten digits */
}

/* quantile(1:10, c(.1, .25, .5, .75, .9)) of R is 1.9, 3.25, 5.5, 7.75, 9.1. */
static void test_even_and_odd(void **state)
{
    (void)state;
    const int64_t ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assert_quantile("10", ten, 10, 0, "1.9");
    assert_quantile("25", ten, 10, 0, "3.25");
    assert_quantile("50", ten, 10, 0, "5.5");
    assert_quantile("75", ten, 10, 0, "7.75");
    assert_quantile("90", ten, 10, 0, "9.1");
    /* of nine 0.8, 2, 4, 6, 7.2 steps */
    assert_quantile("10", ten, 9, 0, "1.8");
    assert_quantile("25", ten, 9, 0, "3");
    assert_quantile("50", ten, 9, 0, "5");
    assert_quantile("75", ten, 9, 0, "7");
    assert_quantile("90", ten, 9, 0, "8.2");
}

static void test_ties(void **state)
{
    (void)state;
    const int64_t ties[] = {5, 5, 5, 9}; /* 1.5, 2.25, 2.7 steps */
    assert_quantile("50", ties, 4, 0, "5");
    assert_quantile("75", ties, 4, 0, "6");
    assert_quantile("90", ties, 4, 0, "7.8");
    const int64_t same[] = {-7, -7, -7, -7};
    assert_quantile("10", same, 4, 0, "-7");
    assert_quantile("75", same, 4, 0, "-7");
}

/* 0.3, 0.75, 1.5, 2.25, 2.7 steps: -15 + 0.3 * 12, -15 + 0.75 * 12, -3 + 0.5 * 3, ... */
static void test_negative(void **state)
{
    (void)state;
    const int64_t four[] = {-15, -3, 0, 8};
    assert_quantile("10", four, 4, 0, "-11.4");
    assert_quantile("25", four, 4, 0, "-6");
    assert_quantile("50", four, 4, 0, "-1.5");
    assert_quantile("75", four, 4, 0, "2");
    assert_quantile("90", four, 4, 0, "5.6");
    const int64_t around[] = {-1, 1};
    assert_quantile("50", around, 2, 0, "0");
}

/* 12.34 and 12.40: a quarter of 0.06 is 0.015. */
static void test_decimals(void **state)
{
    (void)state;
    const int64_t two[] = {1234, 1240};
    assert_quantile("25", two, 2, 2, "12.355");
    assert_quantile("50", two, 2, 2, "12.37");
    const int64_t whole[] = {1200, 1200};
    assert_quantile("50", whole, 2, 2, "12");
    const int64_t small[] = {3, 4}; /* 3.5 * 10^-11 */
    assert_quantile("50", small, 2, 11, "0.000000000035");
    const int64_t farthest[] = {INT64_MIN, INT64_MAX}; /* -2^63 and 2^63 - 1 */
    assert_quantile("50", farthest, 2, 0, "-0.5");
}

/* What takes no rounding is written by a shorter way: with the same text. */
static void test_same_as_a_mean(void **state)
{
    (void)state;
    strata_quantiles quantiles;
    assert_int_equal(strata_quantiles_parse("10,25,2.5,0.125", &quantiles, NULL), STRATA_OK);
    int64_t value = 1;
    for (unsigned at = 0; at < 4000; at++) {
        const strata_quantile *one = &quantiles.of[at % quantiles.count];
        const unsigned decimals = at / 4 % 6;
        char text[STRATA_DOUBLE_TEXT];
        char expected[STRATA_DOUBLE_TEXT];
        const size_t len = strata_quantile_figure(value, one, decimals, text);
        assert_int_equal(len, strata_mean_figure(value, one->under, decimals, expected));
        assert_memory_equal(text, expected, len);
        value = (value * 48271 + 12345) % INT64_C(20000000000); /* to 2 * 10^10 */
        value = at % 3 == 0 ? value / 1000 * 1000 : value;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percents),      cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_one_two_three), cmocka_unit_test(test_even_and_odd),
        cmocka_unit_test(test_ties),          cmocka_unit_test(test_negative),
        cmocka_unit_test(test_decimals),      cmocka_unit_test(test_same_as_a_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
