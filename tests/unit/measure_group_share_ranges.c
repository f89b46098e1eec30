/* Percents and means of which only ranges are published. Figures as Louisiana prints its five
 * levels: whole percents, "<5" and ">95", NR. */
#include <math.h>

#include "measure/measure.h"
#include "strata_test.h"
#include "unit/test_cells.h"

enum {
    LEVELS = 5,
    HIDDEN = -1,
    BELOW_5 = -2,
    ABSENT = -3
};

static const strata_test five_levels = {.levels = LEVELS, .proficient = 4};

typedef struct group {
    strata_cell cells[LEVELS];
    const strata_cell *pointers[LEVELS];
    strata_group_view view;
} group;

/* The share of a level in tenths: "<5" is 0 to 5, a whole percent half a percent either way. */
static strata_cell share_cell(uint8_t level, int printed)
{
    const int64_t tenths = (int64_t)printed * 10;
    test_print print = {.stat = STRATA_STAT_SHARE,
                        .cut = level,
                        .decimals = 1,
                        .has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS,
                        .value = tenths,
                        .lo = tenths - 5,
                        .hi = tenths + 5};
    if (printed == BELOW_5) {
        print.has = STRATA_HAS_BOUNDS;
        print.lo = 0;
        print.hi = 50;
    }
    print.has = printed == HIDDEN ? 0 : print.has;
    strata_cell cell = test_printed(print);
    cell.status = printed == HIDDEN ? STRATA_CELL_SUPPRESSED : STRATA_CELL_OK;
    return cell;
}

/* Shares from the lowest level to the highest. */
static void fill(group *out, const int printed[LEVELS])
{
    *out = (group){.view = {.statistics = out->pointers, .test = &five_levels}};
    for (size_t i = 0; i < LEVELS; i++) {
        if (printed[i] != ABSENT) {
            out->cells[i] = share_cell((uint8_t)(i + 1), printed[i]);
            out->pointers[out->view.statistic_count++] = &out->cells[i];
        }
    }
}

static strata_share at_cut(const int printed[LEVELS], unsigned cut)
{
    group made;
    fill(&made, printed);
    return strata_share_at_cut(&made.view, cut);
}

static void assert_range(const strata_share *share, double lo, double hi)
{
    assert_int_equal(share->status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(isnan(share->percent));
    assert_near(share->bound_lo, lo, 1e-9);
    assert_near(share->bound_hi, hi, 1e-9);
    assert_true((share->flags & strata_flag_blurred) != 0);
}

/* Advanced < 5 and Mastery 29. Basic 30, Approaching 22, Unsatisfactory 17 are 69 within 67.5 and
 * 70.5. From above: 28.5 + 0 to 29.5 + 5. From below: 100 - 70.5 to 100 - 67.5. Both: 29.5, 32.5 */
static void test_tightened_by_the_other_levels(void **state)
{
    (void)state;
    const int printed[LEVELS] = {17, 22, 30, 29, BELOW_5};
    strata_share share = at_cut(printed, 4);
    assert_range(&share, 29.5, 32.5);
    assert_true(share.flags == (strata_flag_blurred | strata_flag_from_published));
    share = at_cut(printed, 5); /* 100 - 29.5 - 70.5 = 0, 100 - 28.5 - 67.5 = 4 */
    assert_range(&share, 0, 4);
}

/* Hidden levels below say nothing: 28.5 + 0, 29.5 + 5. */
static void test_nothing_known_below(void **state)
{
    (void)state;
    const int hidden[LEVELS] = {HIDDEN, HIDDEN, HIDDEN, 29, BELOW_5};
    strata_share share = at_cut(hidden, 4);
    assert_range(&share, 28.5, 34.5);
    const int absent[LEVELS] = {ABSENT, ABSENT, ABSENT, 29, BELOW_5};
    share = at_cut(absent, 4);
    assert_range(&share, 28.5, 34.5);
}

/* A hidden level is at most what the others leave: 100 - 16.5 - 21.5 - 29.5 - 28.5 = 4. */
static void test_hidden_level_in_the_sum(void **state)
{
    (void)state;
    const int printed[LEVELS] = {17, 22, 30, 29, HIDDEN};
    const strata_share share = at_cut(printed, 4);
    assert_range(&share, 29.5, 32.5);
    assert_true((share.flags & strata_flag_hidden_by_publisher) != 0);
    group made;
    fill(&made, printed);
    const strata_share hidden = strata_share_in_level(&made.view, 5);
    assert_int_equal(hidden.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(isnan(hidden.bound_lo) && isnan(hidden.bound_hi));
    assert_true(hidden.flags == strata_flag_hidden_by_publisher);
}

/* Never "0 to 100" for a figure of which nothing is known. */
static void test_all_hidden(void **state)
{
    (void)state;
    const int printed[LEVELS] = {HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN};
    const strata_share share = at_cut(printed, 4);
    assert_int_equal(share.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(share.flags == strata_flag_hidden_by_publisher);
    assert_true(isnan(share.bound_lo) && isnan(share.bound_hi));
    const strata_result_value result = strata_share_result(share);
    assert_true(isnan(result.bound_lo) && isnan(result.bound_hi));
}

/* Figures of different students: below 80 leaves at most 20.5 of 100, above says 39 at least. The
 * levels of the percent itself count. */
static void test_contradiction(void **state)
{
    (void)state;
    const int printed[LEVELS] = {30, 25, 25, 39, BELOW_5};
    const strata_share share = at_cut(printed, 4);
    assert_range(&share, 38.5, 44.5);
}

/* All values known: the sum with its rounding, as without ranges: 43, half a point for each. */
static void test_all_known(void **state)
{
    (void)state;
    const int printed[LEVELS] = {12, 20, 25, 36, 7};
    const strata_share share = at_cut(printed, 4);
    assert_int_equal(share.status, STRATA_ESTIMATE_OK);
    assert_near(share.percent, 43, 1e-12);
    assert_near(share.bound_lo, 42, 1e-12);
    assert_near(share.bound_hi, 44, 1e-12);
}

/* A printed range stays as printed, and gives way to complete counts: 3 of 61. */
static void test_printed_range(void **state)
{
    (void)state;
    const strata_cell cell = test_printed((test_print){
        .stat = STRATA_STAT_PCT, .cut = 4, .has = STRATA_HAS_BOUNDS, .lo = 0, .hi = 5});
    const strata_cell *const statistics[] = {&cell};
    strata_group_view view = {.statistics = statistics, .statistic_count = 1, .test = &five_levels};
    const strata_share range = strata_share_at_cut(&view, 4);
    assert_range(&range, 0, 5);
    assert_near(strata_share_result(range).bound_hi, 5, 0);
    const uint64_t levels[LEVELS] = {20, 20, 18, 2, 1};
    const strata_cell counts = test_levels(levels, LEVELS);
    view.counts = &counts;
    const strata_share made = strata_share_at_cut(&view, 4);
    assert_int_equal(made.status, STRATA_ESTIMATE_OK);
    assert_near(made.percent, 300.0 / 61.0, 1e-12);
}

/* The mean of scores as a range; what needs the mean itself is undefined, a printed range of the
 * standard deviation as well. */
static void test_mean_and_sd(void **state)
{
    (void)state;
    strata_cell cells[2] = {
        test_printed((test_print){
            .stat = STRATA_STAT_MEAN, .has = STRATA_HAS_BOUNDS, .lo = 2400, .hi = 2450}),
        test_printed(
            (test_print){.stat = STRATA_STAT_SD, .has = STRATA_HAS_BOUNDS, .lo = 80, .hi = 90})};
    const strata_cell *const statistics[] = {&cells[0], &cells[1]};
    const strata_group_view view = {.statistics = statistics, .statistic_count = 2};
    const strata_result_value mean = strata_measure_find("mean")->of(&view, 0);
    assert_int_equal(mean.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(isnan(mean.value) && mean.bound_lo == 2400.0 && mean.bound_hi == 2450.0);
    strata_result_value sd = strata_measure_find("sd")->of(&view, 0);
    assert_int_equal(sd.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(sd.flags == strata_flag_blurred && isnan(sd.bound_lo));
    cells[0].has |= STRATA_HAS_VALUE;
    sd = strata_measure_find("sd")->of(&view, 0);
    assert_int_equal(sd.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(sd.flags == (strata_flag_blurred | strata_flag_from_published));
    const strata_group_view pooled = {
        .statistics = statistics, .statistic_count = 2, .pooled_grades = true};
    cells[0].has = STRATA_HAS_BOUNDS;
    const strata_result_value of_grades = strata_measure_find("mean")->of(&pooled, 0);
    assert_true(of_grades.flags == strata_flag_scale_pooled_over_grades);
    assert_true(isnan(of_grades.bound_lo));
}

/* 16 + 33 + 38 + 7 = 94, each half a percent either way: 92 to 96; what the lowest level's 6 leaves
 * of 100 is 93.5 to 94.5. Shares that round to 101 keep their sum among what is possible. */
static void test_sums_are_bounded_from_both_sides(void **state)
{
    (void)state;
    const int printed[LEVELS] = {6, 16, 33, 38, 7};
    const strata_share all = at_cut(printed, 2);
    assert_int_equal(all.status, STRATA_ESTIMATE_OK);
    assert_near(all.percent, 94, 1e-9);
    assert_near(all.bound_lo, 93.5, 1e-9);
    assert_near(all.bound_hi, 94.5, 1e-9);
    const int rounded_up[LEVELS] = {7, 16, 33, 38, 7};
    const strata_share over = at_cut(rounded_up, 2);
    assert_near(over.percent, 94, 1e-9);
    assert_near(over.bound_lo, 92.5, 1e-9);
    assert_near(over.bound_hi, 94, 1e-9);
    const int no_lowest[LEVELS] = {ABSENT, 16, 33, 38, 7};
    const strata_share above = at_cut(no_lowest, 2);
    assert_near(above.bound_lo, 92, 1e-9);
    assert_near(above.bound_hi, 96, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums_are_bounded_from_both_sides),
                                       cmocka_unit_test(test_tightened_by_the_other_levels),
                                       cmocka_unit_test(test_nothing_known_below),
                                       cmocka_unit_test(test_hidden_level_in_the_sum),
                                       cmocka_unit_test(test_all_hidden),
                                       cmocka_unit_test(test_contradiction),
                                       cmocka_unit_test(test_all_known),
                                       cmocka_unit_test(test_printed_range),
                                       cmocka_unit_test(test_mean_and_sd)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
