/* Percents from level counts and from what publishers print. */
#include <math.h>

#include "measure/measure.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const strata_test four_levels = {.levels = 4, .proficient = 3, .has_scores = true};

static strata_group_view view_of(const strata_cell *counts, const strata_cell *const *statistics,
                                 size_t count)
{
    return (strata_group_view){
        .counts = counts, .statistics = statistics, .statistic_count = count, .test = &four_levels};
}

static void test_counts(void **state)
{
    (void)state;
    const uint64_t levels[] = {40, 30, 20, 10};
    const strata_cell cell = test_levels(levels, 4);
    const strata_group_view view = view_of(&cell, NULL, 0);
    static const double at_cut[] = {100, 60, 30, 10};
    static const double in_level[] = {40, 30, 20, 10};
    for (unsigned cut = 1; cut <= 4; cut++) {
        const strata_share share = strata_share_at_cut(&view, cut);
        assert_near(share.percent, at_cut[cut - 1], 1e-12);
        assert_true(share.bound_lo == share.percent && share.bound_hi == share.percent);
        assert_true(share.has_n && share.n == 100 && share.flags == 0);
        assert_near(strata_share_in_level(&view, cut).percent, in_level[cut - 1], 1e-12);
    }
}

/* Neither a cut above the test's levels nor cut 0 ("no cut known") is answered with a number. */
static void test_cuts_that_are_not(void **state)
{
    (void)state;
    const uint64_t levels[] = {40, 30, 20, 10};
    const strata_cell cell = test_levels(levels, 4);
    const strata_group_view view = view_of(&cell, NULL, 0);
    const strata_share above = strata_share_in_level(&view, 5);
    assert_int_equal(above.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(isnan(above.percent));
    const strata_share none = strata_share_at_cut(&view, 0);
    assert_int_equal(none.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(none.flags == strata_flag_no_levels);
}

static void test_incomplete_levels(void **state)
{
    (void)state;
    const strata_cell cell = {.has = STRATA_HAS_SCORED, .n_scored = 57, .level_count = 4};
    const strata_group_view view = view_of(&cell, NULL, 0);
    const strata_share share = strata_share_at_cut(&view, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(share.flags == strata_flag_levels_incomplete);
    assert_true(share.has_n && share.n == 57);
}

/* 12 of 112 students are in levels that their places hide: they may all be above the cut or none.
 */
static void test_hidden_levels(void **state)
{
    (void)state;
    const uint64_t levels[] = {40, 30, 20, 10};
    strata_cell cell = test_levels(levels, 4);
    cell.n_scored += 12;
    cell.status = STRATA_CELL_PARTIAL;
    const strata_group_view view = view_of(&cell, NULL, 0);
    const strata_share share = strata_share_at_cut(&view, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(share.flags == (strata_flag_blurred | strata_flag_places_missing));
    assert_true(isnan(share.percent) && share.n == 112);
    assert_near(share.bound_lo, 3000.0 / 112, 1e-12);
    assert_near(share.bound_hi, 4200.0 / 112, 1e-12);
}

/* Levels of all students that are known, where other places are left out: a percent of these, which
 * nothing bounds. Nobody among those that are known is not nobody. */
static void test_left_out_levels(void **state)
{
    (void)state;
    const uint64_t some[] = {40, 30, 20, 10};
    const uint64_t none[] = {0, 0, 0, 0};
    strata_cell cell = test_levels(some, 4);
    cell.status = STRATA_CELL_PARTIAL;
    const strata_group_view view = view_of(&cell, NULL, 0);
    strata_share share = strata_share_at_cut(&view, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_OK);
    assert_true(share.flags == strata_flag_places_missing);
    assert_near(share.percent, 30, 1e-12);
    assert_true(isnan(share.bound_lo) && isnan(share.bound_hi) && share.n == 100);
    cell = test_levels(none, 4);
    assert_int_equal(strata_share_at_cut(&view, 3).status, STRATA_ESTIMATE_NOT_TESTED);
    cell.status = STRATA_CELL_PARTIAL;
    share = strata_share_in_level(&view, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(share.flags == strata_flag_places_missing);
    assert_true(isnan(share.percent) && isnan(share.bound_lo) && !share.has_n);
}

/* 61.3 and a half unit either way, in hundredths. */
static test_print print_pct(uint8_t cut, uint16_t has, uint64_t n)
{
    return (test_print){.stat = STRATA_STAT_PCT,
                        .cut = cut,
                        .decimals = 2,
                        .has = has,
                        .value = 6130,
                        .lo = 6125,
                        .hi = 6135,
                        .n = n};
}

static void test_statistic(void **state)
{
    (void)state;
    const strata_cell third =
        test_printed(print_pct(3, STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SCORED, 212));
    const strata_cell *const statistics[] = {&third};
    const strata_group_view view = view_of(NULL, statistics, 1);
    assert_ptr_equal(strata_group_statistic(&view, STRATA_STAT_PCT, 3), &third);
    assert_null(strata_group_statistic(&view, STRATA_STAT_PCT, 2));
    assert_null(strata_group_statistic(&view, STRATA_STAT_SHARE, 3));
    const strata_share share = strata_share_at_cut(&view, 3);
    assert_near(share.percent, 61.3, 1e-12);
    assert_near(share.bound_lo, 61.25, 1e-12);
    assert_near(share.bound_hi, 61.35, 1e-12);
    assert_true(share.has_n && share.n == 212 && share.flags == strata_flag_from_published);
    assert_int_equal(strata_share_at_cut(&view, 4).status, STRATA_ESTIMATE_UNDEFINED);
}

/* The publisher prints n in the row of counts only. */
static void test_n_beside_the_statistic(void **state)
{
    (void)state;
    const strata_cell counts = {
        .key.source = STRATA_PUBLISHED, .has = STRATA_HAS_SCORED, .n_scored = 212};
    const strata_cell third = test_printed(print_pct(3, STRATA_HAS_VALUE, 0));
    const strata_cell *const statistics[] = {&third};
    const strata_group_view view = view_of(&counts, statistics, 1);
    const strata_share share = strata_share_at_cut(&view, 3);
    assert_true(share.has_n && share.n == 212);
    assert_near(share.percent, 61.3, 1e-12);
}

/* Neither: the number tested stands in. Levels add up to a cut with the same flag. */
static void test_n_tested(void **state)
{
    (void)state;
    const strata_cell counts = {
        .key.source = STRATA_PUBLISHED, .has = STRATA_HAS_TESTED, .n_tested = 212};
    strata_cell share_cells[4];
    const strata_cell *statistics[4];
    for (uint8_t i = 0; i < 4; i++) {
        share_cells[i] = test_printed((test_print){.stat = STRATA_STAT_SHARE,
                                                   .cut = (uint8_t)(i + 1),
                                                   .has = STRATA_HAS_VALUE,
                                                   .value = 25});
        statistics[i] = &share_cells[i];
    }
    share_cells[3].status = STRATA_CELL_PARTIAL;
    const strata_group_view view = view_of(&counts, statistics, 4);
    const strata_flags tested = strata_flag_from_published | strata_flag_n_is_tested;
    const strata_share level = strata_share_in_level(&view, 2);
    assert_true(level.has_n && level.n == 212 && level.flags == tested);
    const strata_share cut = strata_share_at_cut(&view, 3);
    assert_true(cut.has_n && cut.n == 212);
    assert_true(cut.flags == (tested | strata_flag_places_missing));
}

/* Places merged without their n: nothing is left of the percent. */
static void test_statistic_of_unknown_weight(void **state)
{
    (void)state;
    const strata_cell third = test_printed(print_pct(3, 0, 0));
    const strata_cell *const statistics[] = {&third};
    const strata_group_view view = view_of(NULL, statistics, 1);
    const strata_share share = strata_share_at_cut(&view, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(share.flags == strata_flag_n_unknown);
}

static void test_hidden_statistic(void **state)
{
    (void)state;
    strata_cell third = test_printed(print_pct(3, 0, 0));
    third.status = STRATA_CELL_SUPPRESSED;
    const strata_cell *const statistics[] = {&third};
    const strata_cell counts = {
        .key.source = STRATA_PUBLISHED, .has = STRATA_HAS_SCORED, .n_scored = 7, .level_count = 4};
    const strata_group_view view = view_of(&counts, statistics, 1);
    const strata_share share = strata_share_at_cut(&view, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(share.flags == strata_flag_hidden_by_publisher);
    assert_false(share.has_n);
}

/* Percents that round to more than 100 stay percents. */
static void test_sum_of_shares(void **state)
{
    (void)state;
    static const int64_t printed[] = {0, 340, 330, 335}; /* tenths: 34.0 + 33.0 + 33.5 = 100.5 */
    strata_cell cells[4];
    const strata_cell *statistics[4];
    for (uint8_t i = 0; i < 4; i++) {
        cells[i] = test_printed((test_print){.stat = STRATA_STAT_SHARE,
                                             .cut = (uint8_t)(i + 1),
                                             .decimals = 1,
                                             .has = STRATA_HAS_VALUE | STRATA_HAS_SCORED,
                                             .value = printed[i],
                                             .n = 200});
        statistics[i] = &cells[i];
    }
    const strata_group_view view = view_of(NULL, statistics, 4);
    assert_near(strata_share_at_cut(&view, 3).percent, 66.5, 1e-12);
    assert_true(strata_share_at_cut(&view, 3).flags == strata_flag_from_published);
    const strata_share above_one = strata_share_at_cut(&view, 2);
    assert_near(above_one.percent, 100, 0);
    double se = -1;
    double lo = -1;
    double hi = -1;
    strata_share_interval(&above_one, &se, &lo, &hi);
    assert_true(se == 0.0 && hi == 100.0 && lo > 98.0);
    for (uint8_t i = 0; i < 4; i++) {
        cells[i].key.source = STRATA_COUNTED; /* rounded by a policy: no publisher printed it */
    }
    assert_true(strata_share_at_cut(&view, 3).flags == 0);
    cells[3].status = STRATA_CELL_SUPPRESSED;
    const strata_share open = strata_share_at_cut(&view, 3);
    assert_int_equal(open.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(open.bound_lo == 66.0 && open.bound_hi == 66.0); /* 100 - 0.0 - 34.0 */
    assert_int_equal(strata_share_in_level(&view, 4).status, STRATA_ESTIMATE_SUPPRESSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counts),
                                       cmocka_unit_test(test_cuts_that_are_not),
                                       cmocka_unit_test(test_incomplete_levels),
                                       cmocka_unit_test(test_statistic),
                                       cmocka_unit_test(test_hidden_levels),
                                       cmocka_unit_test(test_left_out_levels),
                                       cmocka_unit_test(test_n_beside_the_statistic),
                                       cmocka_unit_test(test_n_tested),
                                       cmocka_unit_test(test_statistic_of_unknown_weight),
                                       cmocka_unit_test(test_hidden_statistic),
                                       cmocka_unit_test(test_sum_of_shares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
