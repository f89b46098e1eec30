/* Sums of printed places of which some hide their figures. */
#include "cube/cell_sum.h"
#include "strata_test.h"

enum {
    HUNDRED_PERCENT = 1000 /* in tenths */
};

/* A percent in tenths, rounded to whole ones, of n students. */
static strata_cell percent(int64_t tenths, uint64_t n)
{
    const strata_cell row = {.key = {.source = STRATA_PUBLISHED, .stat = STRATA_STAT_PCT, .cut = 2},
                             .has = STRATA_HAS_SCORED | STRATA_HAS_VALUE | STRATA_HAS_BOUNDS,
                             .decimals = 1,
                             .n_scored = n,
                             .value_sum = (strata_int128)tenths * (strata_int128)n,
                             .lo_sum = (strata_int128)(tenths - 5) * (strata_int128)n,
                             .hi_sum = (strata_int128)(tenths + 5) * (strata_int128)n};
    return strata_cell_sum_of(&row);
}

/* n students whose percent is hidden; without_n: the n is, too. */
static strata_cell hidden(strata_stat stat, uint64_t n, bool without_n)
{
    const strata_cell row = {.key = {.source = STRATA_PUBLISHED, .stat = (uint8_t)stat, .cut = 2},
                             .has = without_n ? 0 : STRATA_HAS_SCORED,
                             .status = STRATA_CELL_SUPPRESSED,
                             .n_scored = n};
    return strata_cell_sum_of(&row);
}

static strata_cell together(strata_cell a, strata_cell b)
{
    strata_cell swapped = b;
    assert_int_equal(strata_cell_sum_add(&swapped, &a, NULL), STRATA_OK);
    assert_int_equal(strata_cell_sum_add(&a, &b, NULL), STRATA_OK);
    assert_true(strata_cell_equal(&a, &swapped));
    return a;
}

/* 100 students with 50 % and 12 who could all have failed or passed. */
static void test_hidden_percent(void **state)
{
    (void)state;
    const strata_cell sum = together(percent(500, 100), hidden(STRATA_STAT_PCT, 12, false));
    assert_int_equal(sum.has, STRATA_IS_SUM | STRATA_HAS_SCORED | STRATA_HAS_BOUNDS);
    assert_int_equal(sum.status, STRATA_CELL_PARTIAL);
    assert_int_equal(sum.n_scored, 112);
    assert_int_equal(sum.decimals, 1);
    assert_true(sum.value_sum == 0);
    assert_true(sum.lo_sum == (strata_int128)495 * 100);
    assert_true(sum.hi_sum == 505 * 100 + HUNDRED_PERCENT * 12);
    assert_true(strata_cell_lo(&sum) == 4950.0 / 112);
    assert_true(strata_cell_hi(&sum) == (5050.0 + 1200.0) / 112);
}

/* Where nobody shows anything there is no range to tell, but the students are known. */
static void test_all_hidden(void **state)
{
    (void)state;
    strata_cell sum =
        together(hidden(STRATA_STAT_PCT, 12, false), hidden(STRATA_STAT_PCT, 7, false));
    assert_int_equal(sum.status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(sum.has, STRATA_IS_SUM | STRATA_HAS_SCORED);
    assert_int_equal(sum.n_scored, 19);
    assert_int_equal(sum.decimals, 0);
    sum = together(sum, percent(500, 100));
    assert_int_equal(sum.status, STRATA_CELL_PARTIAL);
    assert_true(sum.hi_sum == 505 * 100 + HUNDRED_PERCENT * 19);
}

/* Students of unknown number cannot be weighed: what is left is a value of those who are known, or,
 * with hidden ones among these, nothing but their number. */
static void test_left_out(void **state)
{
    (void)state;
    const strata_cell bare = hidden(STRATA_STAT_PCT, 0, true);
    const strata_cell dark = hidden(STRATA_STAT_PCT, 12, false);
    const strata_cell shown = percent(500, 100);
    const strata_cell valued = together(bare, shown);
    assert_int_equal(valued.has, STRATA_IS_SUM | STRATA_HAS_SCORED | STRATA_HAS_VALUE);
    assert_int_equal(valued.status, STRATA_CELL_PARTIAL);
    assert_true(strata_cell_value(&valued) == 50.0);
    assert_true(strata_cell_leaves_out(&valued));
    const strata_cell bounded = together(dark, shown);
    assert_false(strata_cell_leaves_out(&bounded) || strata_cell_leaves_out(&shown));
    const strata_cell sums[] = {together(valued, dark), together(together(dark, bare), shown),
                                together(bare, together(shown, dark))};
    for (size_t at = 0; at < sizeof sums / sizeof sums[0]; at++) {
        assert_int_equal(sums[at].has, STRATA_IS_SUM | STRATA_HAS_SCORED);
        assert_int_equal(sums[at].status, STRATA_CELL_PARTIAL);
        assert_int_equal(sums[at].n_scored, 112);
        assert_true(strata_cell_leaves_out(&sums[at]));
    }
    assert_int_equal(together(bare, bare).status, STRATA_CELL_SUPPRESSED);
}

/* Level counts leave out places if all students they name are in levels; those in hidden levels are
 * known by their number. Scores are of all that are named, with or without levels. */
static void test_counts_left_out(void **state)
{
    (void)state;
    strata_cell counts = {.has = STRATA_HAS_SCORED | STRATA_HAS_LEVELS,
                          .status = STRATA_CELL_PARTIAL,
                          .n_scored = 50,
                          .level_count = 2,
                          .levels = {20, 30}};
    assert_true(strata_cell_leaves_out(&counts));
    counts.n_scored = 62;
    assert_false(strata_cell_leaves_out(&counts));
    strata_cell_forget(&counts, STRATA_HAS_LEVELS);
    assert_true(strata_cell_leaves_out(&counts));
    counts.status = STRATA_CELL_OK;
    assert_false(strata_cell_leaves_out(&counts));
    const strata_cell nothing = {.status = STRATA_CELL_PARTIAL};
    assert_false(strata_cell_leaves_out(&nothing));
}

/* A school without students of the group hides nothing. */
static void test_nobody(void **state)
{
    (void)state;
    strata_cell sum = together(hidden(STRATA_STAT_PCT, 0, false), percent(500, 100));
    assert_int_equal(sum.status, STRATA_CELL_OK);
    assert_true(strata_cell_value(&sum) == 50.0 && strata_cell_lo(&sum) == 49.5);
    sum = hidden(STRATA_STAT_PCT, 0, false);
    assert_int_equal(sum.status, STRATA_CELL_OK);
    sum = together(hidden(STRATA_STAT_PCT, 12, false), sum);
    assert_int_equal(sum.status, STRATA_CELL_SUPPRESSED);
}

/* A percent that is not there, without being hidden, is as unknown. A mean has no limits. */
static void test_unknown(void **state)
{
    (void)state;
    strata_cell silent = percent(500, 12);
    strata_cell_forget(&silent, STRATA_HAS_VALUE | STRATA_HAS_BOUNDS);
    silent = strata_cell_sum_of(&silent);
    assert_int_equal(silent.status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(silent.n_scored, 12);
    silent.key.stat = STRATA_STAT_MEAN;
    silent = strata_cell_sum_of(&silent);
    assert_int_equal(silent.has, STRATA_IS_SUM);
    assert_int_equal(hidden(STRATA_STAT_MEAN, 12, false).has, STRATA_IS_SUM);
}

/* Students by level; of SUPPRESSED rows nothing but their number. */
static strata_cell counts(uint64_t below, uint64_t above, strata_cell_status status)
{
    const bool hides = status == STRATA_CELL_SUPPRESSED;
    const strata_cell row = {.key = {.source = STRATA_PUBLISHED},
                             .has = (uint16_t)(STRATA_HAS_SCORED | (hides ? 0 : STRATA_HAS_LEVELS)),
                             .status = (uint8_t)status,
                             .level_count = 2,
                             .n_scored = below + above,
                             .levels = {hides ? 0 : below, hides ? 0 : above}};
    return strata_cell_sum_of(&row);
}

static void test_levels(void **state)
{
    (void)state;
    const strata_cell dark = counts(12, 0, STRATA_CELL_SUPPRESSED);
    strata_cell sum = together(dark, counts(30, 70, STRATA_CELL_OK));
    assert_int_equal(sum.status, STRATA_CELL_PARTIAL);
    assert_int_equal(sum.n_scored, 112);
    assert_true((sum.has & STRATA_HAS_LEVELS) != 0);
    assert_int_equal(sum.levels[0], 30);
    assert_int_equal(strata_cell_hidden_levels(&sum), 12);
    strata_cell bare = dark;
    strata_cell_forget(&bare, STRATA_HAS_SCORED);
    const strata_cell both[] = {together(sum, bare),
                                together(together(bare, counts(30, 70, STRATA_CELL_OK)), dark)};
    for (size_t at = 0; at < sizeof both / sizeof both[0]; at++) {
        assert_int_equal(both[at].has, STRATA_IS_SUM | STRATA_HAS_SCORED);
        assert_int_equal(both[at].n_scored, 112);
    }
    sum = together(bare, counts(30, 70, STRATA_CELL_OK));
    assert_int_equal(sum.status, STRATA_CELL_PARTIAL);
    assert_int_equal(strata_cell_hidden_levels(&sum), 0);
    assert_int_equal(sum.levels[1], 70);
}

/* 2^127 is beyond the sums. */
static void test_overflow(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_cell huge = percent(500, 100);
    huge.lo_sum = 0;
    huge.hi_sum = (strata_int128)1 << 126;
    const strata_cell before = huge;
    assert_int_equal(strata_cell_sum_add(&huge, &before, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "sum-overflow");
    assert_true(strata_cell_equal(&huge, &before));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hidden_percent), cmocka_unit_test(test_all_hidden),
        cmocka_unit_test(test_left_out),       cmocka_unit_test(test_counts_left_out),
        cmocka_unit_test(test_nobody),         cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_levels),         cmocka_unit_test(test_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
