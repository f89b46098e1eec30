#include "record/level_counts.h"
#include "strata_test.h"

/* A percent of one decimal, rounded. */
static strata_statistic percent(strata_stat stat, uint8_t cut, int64_t tenths)
{
    return (strata_statistic){.stat = stat,
                              .cut = cut,
                              .decimals = 2,
                              .has_value = true,
                              .has_bounds = true,
                              .value = 10 * tenths,
                              .lo = 10 * tenths - 5,
                              .hi = 10 * tenths + 5};
}

static strata_published row_of(uint8_t levels, uint64_t n)
{
    return (strata_published){.level_count = levels, .has_scored = true, .n_scored = n};
}

static strata_level_counts printed_of(const uint64_t *n, size_t count)
{
    strata_level_counts printed = {0};
    for (size_t at = 0; at < count; at++) {
        printed.is_bound[at] = true;
        printed.has[at] = true;
        printed.n[at] = n[at];
    }
    return printed;
}

static void test_printed(void **state)
{
    (void)state;
    static const uint64_t n[] = {139601, 91261, 78987, 93740};
    const strata_level_counts printed = printed_of(n, 4);
    strata_published row = row_of(4, 0);
    row.has_scored = false;
    assert_true(strata_level_counts_fill(&printed, &row));
    assert_true(row.has_scored && row.has_levels);
    assert_int_equal(row.n_scored, 403589); /* 139601 + 91261 + 78987 + 93740 */
    assert_memory_equal(row.levels, n, sizeof n);
    strata_published other = row_of(4, 403798);
    assert_false(strata_level_counts_fill(&printed, &other));
    assert_false(other.has_levels);
    assert_int_equal(other.n_scored, 403798);
}

static void test_rest_of_two(void **state)
{
    (void)state;
    strata_level_counts printed = {
        .is_bound = {false, true}, .has = {false, true}, .n = {0, 59430}};
    strata_published row = row_of(2, 74380);
    assert_true(strata_level_counts_fill(&printed, &row));
    assert_true(row.has_levels);
    assert_int_equal(row.levels[0], 14950);
    assert_int_equal(row.levels[1], 59430);
    printed.n[1] = 74381;
    row = row_of(2, 74380);
    assert_false(strata_level_counts_fill(&printed, &row));
    assert_false(row.has_levels);
}

/* A count that the publisher hides is not worked out. */
static void test_hidden_level(void **state)
{
    (void)state;
    const strata_level_counts printed = {
        .is_bound = {true, true}, .has = {false, true}, .n = {0, 18}};
    strata_published row = row_of(2, 20);
    assert_true(strata_level_counts_fill(&printed, &row));
    assert_false(row.has_levels);
}

/* Shares of 36 students: 9, 12, 10 and 5 are 25.0, 33.3, 27.8 and 13.9 percent. */
static void test_shares(void **state)
{
    (void)state;
    static const int64_t tenths[] = {250, 333, 278, 139};
    static const uint64_t expected[] = {9, 12, 10, 5};
    const strata_level_counts none = {0};
    strata_published row = row_of(4, 36);
    for (uint8_t level = 1; level <= 4; level++) {
        row.statistics[row.statistic_count++] =
            percent(STRATA_STAT_SHARE, level, tenths[level - 1]);
    }
    strata_published without_n = row;
    without_n.has_scored = false;
    strata_published large = row;
    large.n_scored = 36000;
    strata_published wrong = row;
    wrong.statistics[3] = percent(STRATA_STAT_SHARE, 4, 167); /* 6: 37 in all */
    strata_published partial = row;
    partial.statistic_count = 3;
    assert_true(strata_level_counts_fill(&none, &row));
    assert_true(row.has_levels);
    assert_memory_equal(row.levels, expected, sizeof expected);
    assert_true(strata_level_counts_fill(&none, &without_n));
    assert_false(without_n.has_levels);
    assert_true(strata_level_counts_fill(&none, &large)); /* 8,982 to 9,018 print 25.0 */
    assert_false(large.has_levels);
    assert_true(strata_level_counts_fill(&none, &wrong));
    assert_false(wrong.has_levels);
    assert_true(strata_level_counts_fill(&none, &partial));
    assert_false(partial.has_levels);
}

/* 11 of 29 are 37.9 percent. */
static void test_percent_of_two(void **state)
{
    (void)state;
    const strata_level_counts none = {0};
    strata_published row = row_of(2, 29);
    row.statistics[row.statistic_count++] = percent(STRATA_STAT_PCT, 2, 379);
    strata_published four = row;
    four.level_count = 4;
    assert_true(strata_level_counts_fill(&none, &row));
    assert_true(row.has_levels);
    assert_int_equal(row.levels[1], 11);
    assert_int_equal(row.levels[0], 18);
    assert_true(strata_level_counts_fill(&none, &four));
    assert_false(four.has_levels);
}

static void test_nobody(void **state)
{
    (void)state;
    static const uint64_t zero[] = {0, 0};
    const strata_level_counts printed = printed_of(zero, 2);
    const strata_level_counts none = {0};
    strata_published row = row_of(2, 0);
    assert_true(strata_level_counts_fill(&printed, &row));
    assert_true(row.has_levels);
    row = row_of(2, 0);
    assert_true(strata_level_counts_fill(&none, &row));
    assert_false(row.has_levels);
    row = row_of(0, 12); /* a test without levels */
    assert_true(strata_level_counts_fill(&none, &row));
    assert_false(row.has_levels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printed),        cmocka_unit_test(test_rest_of_two),
        cmocka_unit_test(test_hidden_level),   cmocka_unit_test(test_shares),
        cmocka_unit_test(test_percent_of_two), cmocka_unit_test(test_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
