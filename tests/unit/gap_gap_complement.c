/* All students but a group. */
#include "gap/gap_complement.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static strata_group_view counts_view(const strata_cell *cell)
{
    return (strata_group_view){.counts = cell};
}

static void test_exact_counts(void **state)
{
    (void)state;
    const uint64_t all_levels[] = {40, 30, 20, 10};
    const uint64_t group_levels[] = {25, 10, 4, 1};
    const strata_cell all = test_levels(all_levels, 4);
    const strata_cell group = test_levels(group_levels, 4);
    const strata_group_view all_view = counts_view(&all);
    const strata_group_view group_view = counts_view(&group);
    strata_complement rest;
    strata_complement_init(&rest, &all_view, &group_view);
    assert_int_equal(rest.view.counts->n_scored, 60);
    assert_int_equal(rest.view.counts->n_tested, 60);
    static const uint64_t expected[] = {15, 20, 16, 9};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(rest.view.counts->levels[i], expected[i]);
    }
    /* (16 + 9) of 60 */
    assert_near(strata_share_at_cut(&rest.view, 3).percent, 2500.0 / 60.0, 1e-12);
}

/* Mean and variance of the rest are those of the scores that are left. */
static void test_exact_sums(void **state)
{
    (void)state;
    const int64_t scores[] = {2412, 2467, 2431, 2503, 2550, 2388};
    strata_cell all = {0};
    strata_cell group = {0};
    strata_cell left = {0};
    test_add_scores(&all, scores, 6, 0);
    test_add_scores(&group, scores, 2, 0);
    test_add_scores(&left, scores + 2, 4, 0);
    const strata_group_view all_view = counts_view(&all);
    const strata_group_view group_view = counts_view(&group);
    const strata_group_view left_view = counts_view(&left);
    strata_complement rest;
    strata_complement_init(&rest, &all_view, &group_view);
    const strata_moments got = strata_score_moments(&rest.view);
    const strata_moments expected = strata_score_moments(&left_view);
    assert_true(got.mean == expected.mean && got.variance == expected.variance);
    assert_int_equal(got.n, 4);
}

static void test_contradictions(void **state)
{
    (void)state;
    const uint64_t all_levels[] = {4, 3, 20, 10};
    const uint64_t more_in_level_1[] = {5, 3, 2, 1};
    const uint64_t more_students[] = {5, 30, 20, 10};
    const strata_cell all = test_levels(all_levels, 4);
    const strata_cell uneven = test_levels(more_in_level_1, 4);
    const strata_cell larger = test_levels(more_students, 4);
    const strata_group_view all_view = counts_view(&all);
    strata_group_view group_view = counts_view(&uneven);
    strata_complement rest;
    strata_complement_init(&rest, &all_view, &group_view);
    assert_int_equal(rest.view.counts->has, STRATA_HAS_TESTED | STRATA_HAS_SCORED);
    assert_int_equal(rest.view.counts->n_scored, 26);
    group_view = counts_view(&larger);
    strata_complement_init(&rest, &all_view, &group_view);
    assert_int_equal(rest.view.counts->has, 0);
}

static void test_hidden(void **state)
{
    (void)state;
    const uint64_t levels[] = {4, 3, 20, 10};
    const strata_cell known = test_levels(levels, 4);
    strata_cell hidden = {.status = STRATA_CELL_SUPPRESSED};
    const strata_group_view known_view = counts_view(&known);
    const strata_group_view hidden_view = counts_view(&hidden);
    strata_complement rest;
    strata_complement_init(&rest, &known_view, &hidden_view);
    assert_int_equal(strata_share_at_cut(&rest.view, 3).status, STRATA_ESTIMATE_SUPPRESSED);
    strata_complement_init(&rest, &hidden_view, &known_view);
    assert_int_equal(strata_share_at_cut(&rest.view, 3).status, STRATA_ESTIMATE_SUPPRESSED);
    hidden.status = STRATA_CELL_UNDEFINED;
    strata_complement_init(&rest, &known_view, &hidden_view);
    assert_true(strata_share_at_cut(&rest.view, 3).flags == strata_flag_history_unknown);
}

static test_print print_of(uint8_t decimals, int64_t value, int64_t half, uint64_t n)
{
    return (test_print){.stat = STRATA_STAT_PCT,
                        .cut = 3,
                        .decimals = decimals,
                        .has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SCORED,
                        .value = value,
                        .lo = value - half,
                        .hi = value + half,
                        .n = n};
}

static strata_share rest_of_prints(test_print all, test_print group)
{
    const strata_cell all_cell = test_printed(all);
    const strata_cell group_cell = test_printed(group);
    const strata_cell *const all_statistics[] = {&all_cell};
    const strata_cell *const group_statistics[] = {&group_cell};
    const strata_group_view all_view = {.statistics = all_statistics, .statistic_count = 1};
    const strata_group_view group_view = {.statistics = group_statistics, .statistic_count = 1};
    strata_complement rest;
    strata_complement_init(&rest, &all_view, &group_view);
    return strata_share_at_cut(&rest.view, 3);
}

/* 58 % of 1,000 less 33.25 % of 200, printed to a whole percent and to a hundredth. */
static void test_printed_percents(void **state)
{
    (void)state;
    const strata_share rest = rest_of_prints(print_of(1, 580, 5, 1000), print_of(3, 33250, 5, 200));
    assert_int_equal(rest.status, STRATA_ESTIMATE_OK);
    assert_int_equal(rest.n, 800);
    assert_near(rest.percent, (58.0 * 1000 - 33.25 * 200) / 800, 1e-12);
    assert_near(rest.bound_lo, (57.5 * 1000 - 33.255 * 200) / 800, 1e-12);
    assert_near(rest.bound_hi, (58.5 * 1000 - 33.245 * 200) / 800, 1e-12);
    assert_true(rest.flags == strata_flag_from_published);
}

static void test_printed_without_n(void **state)
{
    (void)state;
    test_print group = print_of(1, 330, 5, 0);
    group.has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS;
    const strata_share rest = rest_of_prints(print_of(1, 580, 5, 1000), group);
    assert_int_equal(rest.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(rest.flags == strata_flag_n_unknown);
    assert_false(rest.has_n);
}

/* The publisher prints how many were tested, beside the percent and not with it. */
static void test_n_beside_the_percent(void **state)
{
    (void)state;
    test_print prints[] = {print_of(1, 580, 5, 0), print_of(1, 330, 5, 0)};
    static const uint64_t tested[] = {1000, 200};
    strata_cell counts[2];
    strata_cell cells[2];
    const strata_cell *statistics[2];
    strata_group_view views[2];
    for (size_t i = 0; i < 2; i++) {
        prints[i].has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS;
        counts[i] = (strata_cell){.has = STRATA_HAS_TESTED, .n_tested = tested[i]};
        cells[i] = test_printed(prints[i]);
        statistics[i] = &cells[i];
        views[i] = (strata_group_view){
            .counts = &counts[i], .statistics = &statistics[i], .statistic_count = 1};
    }
    strata_complement rest;
    strata_complement_init(&rest, &views[0], &views[1]);
    const strata_share share = strata_share_at_cut(&rest.view, 3);
    assert_int_equal(share.n, 800);
    assert_near(share.percent, (58.0 * 1000 - 33.0 * 200) / 800, 1e-12);
    assert_near(share.bound_hi, (58.5 * 1000 - 32.5 * 200) / 800, 1e-12);
}

/* A group of which only a range is printed leaves a range. */
static void test_printed_range(void **state)
{
    (void)state;
    test_print group = print_of(0, 0, 0, 100);
    group.has = STRATA_HAS_BOUNDS | STRATA_HAS_SCORED;
    group.hi = 5;
    const strata_share rest = rest_of_prints(print_of(1, 580, 5, 1000), group);
    assert_int_equal(rest.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(rest.flags == strata_flag_blurred);
    assert_near(rest.bound_lo, (57500.0 - 500) / 900, 1e-12);
    assert_near(rest.bound_hi, 58500.0 / 900, 1e-12);
}

/* Everybody is in the group: nobody is left. */
static void test_nobody_left(void **state)
{
    (void)state;
    const strata_share rest = rest_of_prints(print_of(1, 580, 5, 1000), print_of(1, 580, 5, 1000));
    assert_int_equal(rest.status, STRATA_ESTIMATE_NOT_TESTED);
    assert_true(rest.has_n && rest.n == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_counts),         cmocka_unit_test(test_exact_sums),
        cmocka_unit_test(test_contradictions),       cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_printed_percents),     cmocka_unit_test(test_printed_without_n),
        cmocka_unit_test(test_n_beside_the_percent), cmocka_unit_test(test_printed_range),
        cmocka_unit_test(test_nobody_left)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
