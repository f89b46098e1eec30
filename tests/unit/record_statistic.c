#include "record/statistic.h"
#include "strata_test.h"

static strata_printed_fault print_of(const char *text, strata_printed how, strata_statistic *out)
{
    *out = (strata_statistic){0};
    assert_true(strata_decimal_parse(strata_slice_of(text), &how.number));
    return strata_statistic_read(&how, out);
}

static void is_range(const strata_statistic *of, int decimals, int64_t lo, int64_t value,
                     int64_t hi)
{
    assert_true(of->has_value && of->has_bounds);
    assert_int_equal(of->decimals, decimals);
    assert_int_equal(of->lo, lo);
    assert_int_equal(of->value, value);
    assert_int_equal(of->hi, hi);
}

static const strata_printed rounded = {.decimals = -1, .is_percent = true};
static const strata_printed cut_off = {
    .decimals = -1, .rounding = STRATA_ROUND_TRUNCATE, .is_percent = true};

static void test_rounded(void **state)
{
    (void)state;
    strata_statistic of;
    assert_int_equal(print_of("47.04", rounded, &of), STRATA_PRINTED_FINE);
    is_range(&of, 3, 47035, 47040, 47045);
    assert_false(of.is_hi_open);
    assert_int_equal(print_of("38", rounded, &of), STRATA_PRINTED_FINE);
    is_range(&of, 1, 375, 380, 385);
    assert_int_equal(print_of("0", rounded, &of), STRATA_PRINTED_FINE);
    is_range(&of, 1, 0, 0, 5);
    assert_int_equal(print_of("100.0", rounded, &of), STRATA_PRINTED_FINE);
    is_range(&of, 2, 9995, 10000, 10000);
    const strata_printed mean = {.decimals = 1};
    assert_int_equal(print_of("-3", mean, &of), STRATA_PRINTED_FINE); /* -3.0, its zero dropped */
    is_range(&of, 2, -305, -300, -295);
}

static void test_cut_off(void **state)
{
    (void)state;
    strata_statistic of;
    assert_int_equal(print_of("56.62", cut_off, &of), STRATA_PRINTED_FINE);
    is_range(&of, 2, 5662, 5662, 5663);
    assert_true(of.is_hi_open);
    assert_int_equal(print_of("100.00", cut_off, &of), STRATA_PRINTED_FINE);
    is_range(&of, 2, 10000, 10000, 10000);
    assert_false(of.is_hi_open);
}

static void test_fraction(void **state)
{
    (void)state;
    strata_printed how = rounded;
    how.is_fraction = true;
    how.decimals = 3;
    strata_statistic of;
    assert_int_equal(print_of("0.88", how, &of), STRATA_PRINTED_FINE); /* 0.880: 87.95 to 88.05 */
    is_range(&of, 2, 8795, 8800, 8805);
    how.decimals = -1;
    assert_int_equal(print_of("0.9", how, &of), STRATA_PRINTED_FINE); /* 85 to 95 */
    is_range(&of, 0, 85, 90, 95);
    assert_int_equal(print_of("1", how, &of), STRATA_PRINTED_FINE); /* 50 to 150, clipped */
    is_range(&of, 0, 50, 100, 100);
    how.rounding = STRATA_ROUND_TRUNCATE;
    assert_int_equal(print_of("0", how, &of), STRATA_PRINTED_FINE);
    is_range(&of, 0, 0, 0, 100);
}

static void test_faults(void **state)
{
    (void)state;
    strata_statistic of;
    strata_printed one = rounded;
    one.decimals = 1;
    assert_int_equal(print_of("47.04", one, &of), STRATA_PRINTED_DIGITS);
    assert_int_equal(print_of("100.1", rounded, &of), STRATA_PRINTED_RANGE);
    assert_int_equal(print_of("-0.1", rounded, &of), STRATA_PRINTED_RANGE);
    assert_int_equal(print_of("9223372036854775807", (strata_printed){.decimals = -1}, &of),
                     STRATA_PRINTED_DIGITS);
    one = rounded;
    one.is_percent = false; /* half a unit of the 18th decimal would need a 19th */
    assert_int_equal(print_of("0.12345678901234567", one, &of), STRATA_PRINTED_FINE);
    assert_int_equal(of.decimals, 18);
    of = (strata_statistic){.has_value = false};
    assert_int_equal(print_of("0.123456789012345678", one, &of), STRATA_PRINTED_DIGITS);
    one.decimals = 18;
    assert_int_equal(print_of("0.1", one, &of), STRATA_PRINTED_DIGITS);
    one = cut_off;
    one.is_percent = false;
    assert_int_equal(print_of("9223372036854775807", one, &of), STRATA_PRINTED_DIGITS);
    assert_false(of.has_value);
}

/* What 100 c / n prints with one decimal: tenths of a percent, rounded half up, or cut off. */
static uint64_t printed_tenths(uint64_t c, uint64_t n, bool is_cut)
{
    return is_cut ? 1000 * c / n : (2000 * c + n) / (2 * n);
}

/* For every n up to 120 and every count c: a count comes back if and only if no other prints the
 * same, and it is c. Ties of rounding make the range wider than one rule of rounding would; then a
 * count may stay open, but it is never wrong. */
static void test_counts_exhaustively(void **state)
{
    (void)state;
    unsigned determined = 0;
    for (int is_cut = 0; is_cut <= 1; is_cut++) {
        for (uint64_t n = 1; n <= 120; n++) {
            for (uint64_t c = 0; c <= n; c++) {
                char text[16];
                const uint64_t tenths = printed_tenths(c, n, is_cut == 1);
                (void)snprintf(text, sizeof text, "%u.%u", (unsigned)(tenths / 10),
                               (unsigned)(tenths % 10));
                strata_statistic of;
                uint64_t found = UINT64_MAX;
                assert_int_equal(print_of(text, is_cut == 1 ? cut_off : rounded, &of),
                                 STRATA_PRINTED_FINE);
                if (strata_statistic_count(&of, n, &found)) {
                    assert_int_equal(found, c);
                    determined++;
                } else {
                    assert_int_equal(found, UINT64_MAX);
                }
            }
        }
    }
    /* With one decimal every count of up to 120 has a percentage of its own: neighbours are at
     * least 100/120 = 0.83 apart. 2 * sum of (n + 1) over n = 1..120 is 14,760. */
    assert_int_equal(determined, 14760);
}

static void test_counts(void **state)
{
    (void)state;
    strata_statistic of;
    uint64_t count = 7;
    /* 342 of 604 are 56.62 %, cut off; 343 would be 56.78 %. */
    assert_int_equal(print_of("56.62", cut_off, &of), STRATA_PRINTED_FINE);
    assert_true(strata_statistic_count(&of, 604, &count));
    assert_int_equal(count, 342);
    /* 38.84 % of 17,040: 6,619 and 6,620 both are. */
    assert_int_equal(print_of("38.84", cut_off, &of), STRATA_PRINTED_FINE);
    assert_false(strata_statistic_count(&of, 17040, &count));
    /* 96.9 % of 44: 42.6 students; no whole number is. */
    assert_int_equal(print_of("96.9", rounded, &of), STRATA_PRINTED_FINE);
    assert_false(strata_statistic_count(&of, 44, &count));
    /* 57 % cut off of 100: 57, for 58 would print 58. */
    assert_int_equal(print_of("57", cut_off, &of), STRATA_PRINTED_FINE);
    assert_true(strata_statistic_count(&of, 100, &count));
    assert_int_equal(count, 57);
    of.has_bounds = false;
    assert_false(strata_statistic_count(&of, 100, &count));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounded),
        cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_fraction),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_counts_exhaustively),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
