/* What a published figure says, and which of a group's statistics a figure is. */
#include <math.h>

#include "measure/measure.h"
#include "strata_test.h"
#include "unit/test_cells.h"

enum {
    SCORES = 7, /* numbers of texts */
    DFS = 9
};

static strata_cell mean_of(uint32_t variable, int64_t tenths, unsigned has)
{
    strata_cell cell = test_printed((test_print){.stat = STRATA_STAT_MEAN,
                                                 .decimals = 2,
                                                 .has = (uint16_t)(has | STRATA_HAS_SCORED),
                                                 .value = tenths * 10,
                                                 .lo = tenths * 10 - 5,
                                                 .hi = tenths * 10 + 5,
                                                 .n = 212});
    cell.key.variable = variable;
    return cell;
}

/* Both means of a group: the mean is the one of the scores, the distance the other one. */
static void test_two_variables(void **state)
{
    (void)state;
    const unsigned all = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS;
    const strata_cell dfs = mean_of(DFS, -483, all);
    const strata_cell scores = mean_of(SCORES, 24315, all);
    const strata_cell *const statistics[] = {&dfs, &scores};
    const strata_group_view view = {.statistics = statistics, .statistic_count = 2, .dfs = DFS};
    assert_ptr_equal(strata_group_statistic(&view, STRATA_STAT_MEAN, 0), &scores);
    assert_ptr_equal(strata_group_figure_cell(&view, STRATA_FIGURE_DFS), &dfs);
    assert_null(strata_group_figure_cell(&view, STRATA_FIGURE_INDEX));
    assert_ptr_equal(strata_group_statistic_like(&view, &dfs), &dfs);
    assert_ptr_equal(strata_group_statistic_like(&view, &scores), &scores);
    const strata_group_view without = {.statistics = statistics, .statistic_count = 1, .dfs = DFS};
    assert_null(strata_group_statistic(&without, STRATA_STAT_MEAN, 0));
    assert_near(strata_score_moments(&view).mean, 2431.5, 1e-9);
    const strata_figure figure = strata_group_figure(&view, STRATA_FIGURE_DFS);
    assert_near(figure.value, -48.3, 1e-12);
    assert_near(figure.bound_lo, -48.35, 1e-12);
    assert_near(figure.bound_hi, -48.25, 1e-12);
    assert_true(figure.has_n && figure.n == 212 && isnan(figure.se_published));
}

/* A range has no value and no sampling interval; its bounds are the figure. */
static void test_range(void **state)
{
    (void)state;
    const strata_cell cell = mean_of(SCORES, 24315, STRATA_HAS_BOUNDS);
    const strata_group_view view = {.dfs = DFS};
    const strata_figure figure = strata_figure_of(&view, &cell);
    assert_int_equal(figure.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(figure.flags == strata_flag_blurred);
    const strata_result_value result = strata_figure_result(&figure);
    assert_true(isnan(result.value) && isnan(result.lo));
    assert_near(result.bound_lo, 2431.45, 1e-9);
    assert_near(result.bound_hi, 2431.55, 1e-9);
    assert_true(result.flags == strata_flag_blurred);
}

/* A value of places of which some are left out: nothing bounds it. A range without a value is that
 * of all of them. */
static void test_partial(void **state)
{
    (void)state;
    const strata_group_view view = {0};
    for (unsigned valued = 0; valued < 2; valued++) {
        strata_cell cell =
            mean_of(SCORES, 24315, STRATA_HAS_BOUNDS | (valued != 0 ? STRATA_HAS_VALUE : 0));
        cell.status = STRATA_CELL_PARTIAL;
        const strata_figure figure = strata_figure_of(&view, &cell);
        assert_int_equal(isnan(figure.value) ? 0 : 1, valued);
        if (valued != 0) {
            assert_true(isnan(figure.bound_lo) && isnan(figure.bound_hi));
        } else {
            assert_near(figure.bound_lo, 2431.45, 1e-9);
            assert_near(figure.bound_hi, 2431.55, 1e-9);
        }
        assert_true((figure.flags & strata_flag_places_missing) != 0);
    }
}

static void test_silence(void **state)
{
    (void)state;
    strata_flags flags = strata_flag_small_n;
    strata_cell cell = {.key.source = STRATA_PUBLISHED};
    assert_int_equal(strata_cell_silence(&cell, &flags), STRATA_ESTIMATE_OK);
    assert_true(flags == strata_flag_small_n);
    cell.status = STRATA_CELL_SUPPRESSED;
    assert_int_equal(strata_cell_silence(&cell, &flags), STRATA_ESTIMATE_SUPPRESSED);
    assert_true(flags == strata_flag_hidden_by_publisher);
    cell.key.source = STRATA_COUNTED;
    assert_int_equal(strata_cell_silence(&cell, &flags), STRATA_ESTIMATE_SUPPRESSED);
    assert_true(flags == strata_flag_hidden_by_policy);
    const strata_group_view hidden = {.counts = &cell};
    assert_int_equal(strata_group_figure(&hidden, STRATA_FIGURE_INDEX).status,
                     STRATA_ESTIMATE_SUPPRESSED);
    cell.status = STRATA_CELL_UNDEFINED;
    assert_int_equal(strata_cell_silence(&cell, &flags), STRATA_ESTIMATE_UNDEFINED);
    assert_true(flags == strata_flag_history_unknown);
    assert_true(strata_group_key_parse(strata_slice_of("el*frl"), strata_slice_of("current*yes"),
                                       &cell.key.group));
    assert_int_equal(strata_cell_silence(&cell, &flags), STRATA_ESTIMATE_UNDEFINED);
    assert_true(flags == strata_flag_meal_program_universal);
}

/* Scored goes before tested; of a sum of places the reader is told that some are missing. */
static void test_students(void **state)
{
    (void)state;
    strata_cell cell = {.has = STRATA_HAS_TESTED, .n_tested = 220, .n_scored = 212};
    assert_false(strata_cell_students(NULL).is_known);
    assert_int_equal(strata_cell_students(&cell).n, 220);
    assert_true(strata_cell_students(&cell).flags == strata_flag_n_is_tested);
    cell.has |= STRATA_HAS_SCORED;
    cell.status = STRATA_CELL_PARTIAL;
    assert_int_equal(strata_cell_students(&cell).n, 212);
    assert_true(strata_cell_students(&cell).flags == strata_flag_places_missing);
    assert_int_equal(strata_cell_students(&cell).status, STRATA_ESTIMATE_OK);
}

/* Nobody was tested, or nobody in the places that tell. */
static void test_nobody(void **state)
{
    (void)state;
    const strata_group_view view = {0};
    strata_cell cell = mean_of(SCORES, 0, 0);
    cell.n_scored = 0;
    strata_figure figure = strata_figure_of(&view, &cell);
    assert_int_equal(figure.status, STRATA_ESTIMATE_NOT_TESTED);
    assert_true(figure.has_n && figure.n == 0 && figure.flags == 0);
    cell.status = STRATA_CELL_PARTIAL;
    figure = strata_figure_of(&view, &cell);
    assert_int_equal(figure.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(!figure.has_n && figure.flags == strata_flag_places_missing);
    assert_true(isnan(figure.value) && isnan(figure.bound_lo));
    assert_int_equal(strata_cell_students(&cell).status, STRATA_ESTIMATE_SUPPRESSED);
    assert_false(strata_cell_students(&cell).is_known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_variables), cmocka_unit_test(test_range),
        cmocka_unit_test(test_partial),       cmocka_unit_test(test_silence),
        cmocka_unit_test(test_students),      cmocka_unit_test(test_nobody)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
