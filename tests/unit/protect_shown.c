/* What is shown of one cell, and what it leaves possible. */
#include "protect/shown.h"
#include "test_cells.h"
#include "test_policy.h"

#define BANDS "'min_n': 10, 'bands': [{'n_from': 10, 'tails': ['<=20', '>=80']}]"

static strata_cell with_scores(uint64_t n, int64_t sum, int64_t sumsq, uint8_t decimals)
{
    return (strata_cell){.has = STRATA_HAS_TESTED | STRATA_HAS_SCORED | STRATA_HAS_SCORES,
                         .decimals = decimals,
                         .n_tested = n,
                         .n_scored = n,
                         .score_sum = sum,
                         .score_sumsq = sumsq};
}

/* 30 students: 25 (83.3 %, from 80 on: 24 to 30), 15 (50.0 %: 15), 6 (20.0 %: 0 to 6). */
static void cuts(void **state)
{
    (void)state;
    static const uint64_t levels[] = {5, 10, 9, 6};
    static const int64_t expected[][2] = {{24, 30}, {15, 15}, {0, 6}};
    static const strata_shown_kind kinds[] = {STRATA_SHOWN_HIGH, STRATA_SHOWN_NUMBER,
                                              STRATA_SHOWN_LOW};
    strata_policy_rules *rules = test_policy(TEST_POLICY(BANDS));
    strata_cell cell = test_levels(levels, 4);
    assert_true(strata_shown_has_cuts(rules, &cell));
    assert_false(strata_shown_has_counts(rules, &cell));
    for (unsigned cut = 2; cut <= 4; cut++) {
        strata_shown_cut shown;
        assert_true(strata_shown_at_cut(rules, &cell, cut, &shown));
        assert_int_equal(shown.percent.kind, kinds[cut - 2]);
        assert_int_equal(shown.lo, expected[cut - 2][0]);
        assert_int_equal(shown.hi, expected[cut - 2][1]);
    }
    assert_int_equal(strata_count_at_cut(&cell, 3), 15);
    cell.n_scored = 31; /* one of them in no level */
    assert_false(strata_shown_has_cuts(rules, &cell));
    strata_policy_rules_free(rules);
}

/* Two levels of 20: 10 and 10. All percents are numbers, so the counts are shown. Of 2,000 one
 * decimal would leave 2 counts, but not beside counts. */
static void counts(void **state)
{
    (void)state;
    static const uint64_t levels[] = {10, 10};
    static const uint64_t many[] = {999, 1001};
    strata_policy_rules *rules = test_policy(TEST_POLICY(BANDS));
    strata_cell cell = test_levels(levels, 2);
    strata_shown_cut shown;
    assert_true(strata_shown_has_counts(rules, &cell));
    cell = test_levels(many, 2);
    assert_true(strata_shown_at_cut(rules, &cell, 2, &shown));
    assert_int_equal(shown.lo, 1001);
    assert_int_equal(shown.hi, 1001);
    rules->shows_counts = false; /* 50.05 %, shown as 50.1: 1001 and 1002 of 2000, 50.05 to 50.15 */
    assert_true(strata_shown_at_cut(rules, &cell, 2, &shown));
    assert_int_equal(shown.percent.lo, 501);
    assert_int_equal(shown.lo, 1001);
    assert_int_equal(shown.hi, 1002);
    strata_policy_rules_free(rules);
}

/* generic-10 rounds means to whole points. 24,012 over 10 is 2401.2: 2401, from 24,005 on and below
 * 24,015. In tenths 240,120: from 240,050 to 240,149. Negative: -12 over 10 is -1.2: -1, from -15
 * (-1.5 rounds up) to -6 (-0.5 rounds to 0). */
static void means(void **state)
{
    (void)state;
    static const struct {
        uint64_t n;
        int64_t sum;
        uint8_t decimals;
        int64_t mean, lo, hi;
    } cases[] = {
        {10, 24012, 0, 2401, 24005, 24014},
        {10, 240120, 1, 2401, 240050, 240149},
        {10, -12, 0, -1, -15, -6},
        {20, 50, 0, 3, 50, 69}, /* 2.5 rounds up: 3, from 50 to 69 */
    };
    strata_policy_rules *rules = test_preset("generic-10");
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        const strata_cell cell = with_scores(cases[at].n, cases[at].sum, 0, cases[at].decimals);
        strata_shown_mean mean;
        assert_true(strata_shown_mean_of(rules, &cell, &mean));
        assert_int_equal(mean.mean, cases[at].mean);
        assert_int_equal(mean.lo, cases[at].lo);
        assert_int_equal(mean.hi, cases[at].hi);
    }
    strata_shown_mean mean;
    strata_cell cell = with_scores(9, 900, 0, 0);
    assert_true(strata_shown_has_mean(rules, &cell));
    assert_false(strata_shown_mean_of(rules, &cell, &mean)); /* too few */
    cell = with_scores(10, INT64_MAX, 0, 0);
    assert_false(strata_shown_has_mean(rules, &cell)); /* beyond what is modelled */
    strata_policy_rules_free(rules);
}

/* 15 students with 0 and 15 with 10: sum 150, squares 1,500; the variance is
 * (1,500 - 150 * 150 / 30) / 29 = 25.86, the deviation 5.09: 5. */
static void deviations(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("generic-10");
    int64_t sd = 0;
    strata_cell cell = with_scores(30, 150, 1500, 0);
    assert_true(strata_shown_sd_of(rules, &cell, &sd));
    assert_int_equal(sd, 5);
    cell = with_scores(29, 150, 1500, 0);
    assert_false(strata_shown_sd_of(rules, &cell, &sd));
    strata_policy_rules_free(rules);
}

/* Policies that keep no percents and no means show none. */
static void measures_that_do_not_stay(void **state)
{
    (void)state;
    static const uint64_t levels[] = {10, 10};
    strata_policy_rules *rules = test_preset("generic-10");
    strata_cell cell = test_levels(levels, 2);
    cell.has |= STRATA_HAS_SCORES;
    rules->measure_count = 0;
    assert_false(strata_shown_has_cuts(rules, &cell));
    assert_false(strata_shown_has_mean(rules, &cell));
    strata_policy_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts),
        cmocka_unit_test(counts),
        cmocka_unit_test(means),
        cmocka_unit_test(deviations),
        cmocka_unit_test(measures_that_do_not_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
