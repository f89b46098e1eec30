/* Mean and variance of scores. */
#include <math.h>

#include "measure/measure.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static strata_moments moments_of(const strata_cell *counts)
{
    const strata_group_view view = {.counts = counts};
    return strata_score_moments(&view);
}

static void test_sums(void **state)
{
    (void)state;
    const int64_t scores[] = {24120, 24670, 24310, 25030};
    strata_cell cell = {0};
    test_add_scores(&cell, scores, 4, 1);
    const strata_moments moments = moments_of(&cell);
    assert_int_equal(moments.status, STRATA_ESTIMATE_OK);
    assert_near(moments.mean, 2453.25, 1e-12); /* (2412 + 2467 + 2431 + 2503) / 4 */
    /* 41.25^2 + 13.75^2 + 22.25^2 + 49.75^2 = 4860.75, over 3 */
    assert_near(moments.variance, 4860.75 / 3, 1e-9);
    assert_true(moments.has_n && moments.n == 4);
    assert_true(isnan(moments.se_published));
}

/* Negative scores far from 0 whose squares need more than 64 bits. */
static void test_large_sums(void **state)
{
    (void)state;
    const int64_t scores[] = {-4000000000000000001, -4000000000000000003, -4000000000000000002};
    strata_cell cell = {0};
    test_add_scores(&cell, scores, 3, 0);
    const strata_moments moments = moments_of(&cell);
    assert_near(moments.variance, 1.0, 0);
    assert_near(moments.mean / 4000000000000000002.0, -1.0, 1e-15);
}

static void test_one_score(void **state)
{
    (void)state;
    const int64_t score = 2431;
    strata_cell cell = {0};
    test_add_scores(&cell, &score, 1, 0);
    const strata_moments moments = moments_of(&cell);
    assert_near(moments.mean, 2431, 0);
    assert_true(isnan(moments.variance));
}

/* Sums that no scores have, from a damaged stream: no variance rather than a wrong one. */
static void test_contradicting_sums(void **state)
{
    (void)state;
    const strata_cell cell = {.has = STRATA_HAS_SCORED | STRATA_HAS_SCORES,
                              .n_scored = 2,
                              .score_sum = 10,
                              .score_sumsq = 49};
    const strata_moments moments = moments_of(&cell);
    assert_true(isnan(moments.variance));
    assert_near(moments.mean, 5, 0);
}

static void test_silent_cells(void **state)
{
    (void)state;
    strata_cell cell = {.status = STRATA_CELL_SUPPRESSED};
    assert_int_equal(moments_of(&cell).status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(moments_of(&cell).flags == strata_flag_hidden_by_policy);
    cell.key.source = STRATA_PUBLISHED;
    assert_true(moments_of(&cell).flags == strata_flag_hidden_by_publisher);
    cell.status = STRATA_CELL_UNDEFINED;
    assert_int_equal(moments_of(&cell).status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(moments_of(&cell).flags == strata_flag_history_unknown);
    cell = (strata_cell){.has = STRATA_HAS_SCORED};
    assert_int_equal(moments_of(&cell).status, STRATA_ESTIMATE_NOT_TESTED);
    assert_true(moments_of(NULL).flags == strata_flag_group_missing);
}

/* The mean of the places that show their scores is no bound for that of all; nobody in the places
 * that tell is not nobody. */
static void test_left_out(void **state)
{
    (void)state;
    const int64_t scores[] = {2412, 2467};
    strata_cell cell = {0};
    test_add_scores(&cell, scores, 2, 0);
    cell.status = STRATA_CELL_PARTIAL;
    const strata_moments some = moments_of(&cell);
    assert_int_equal(some.status, STRATA_ESTIMATE_OK);
    assert_true(some.flags == strata_flag_places_missing);
    assert_near(some.mean, 2439.5, 1e-12);
    assert_true(isnan(some.mean_lo) && isnan(some.mean_hi) && some.n == 2);
    const strata_cell nobody = {.has = STRATA_HAS_SCORED, .status = STRATA_CELL_PARTIAL};
    const strata_moments none = moments_of(&nobody);
    assert_int_equal(none.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(none.flags == strata_flag_places_missing);
    assert_true(isnan(none.mean) && !none.has_n);
}

/* A mean of 361 students beside an sd of 100 of them: 90 / sqrt(361) would be the error if the sd
 * were that of all. The sd is one of 100 students, with 99 degrees of freedom. */
static void test_sd_left_out(void **state)
{
    (void)state;
    const strata_cell mean = test_printed((test_print){.stat = STRATA_STAT_MEAN,
                                                       .has = STRATA_HAS_VALUE | STRATA_HAS_SCORED,
                                                       .value = 2431,
                                                       .n = 361});
    strata_cell sd = test_printed((test_print){.stat = STRATA_STAT_SD,
                                               .has = STRATA_HAS_VALUE | STRATA_HAS_SCORED,
                                               .value = 90,
                                               .n = 100});
    const strata_cell *const statistics[] = {&mean, &sd};
    const strata_group_view view = {.statistics = statistics, .statistic_count = 2};
    assert_near(strata_measure_find("mean")->of(&view, 0).se, 90.0 / 19, 1e-12);
    sd.status = STRATA_CELL_PARTIAL;
    assert_near(strata_score_moments(&view).variance, 8100, 1e-9);
    assert_true(strata_score_moments(&view).is_other_spread);
    const strata_result_value left = strata_measure_find("mean")->of(&view, 0);
    assert_near(left.value, 2431, 0);
    assert_true(isnan(left.se) && isnan(left.lo) && isnan(left.hi));
    assert_true(left.flags == (strata_flag_from_published | strata_flag_se_unknown));
    const strata_result_value spread = strata_measure_find("sd")->of(&view, 0);
    assert_near(spread.value, 90, 0);
    assert_true(spread.n == 100 && spread.df == 99.0 && isnan(spread.bound_lo));
    assert_true(spread.flags == (strata_flag_from_published | strata_flag_places_missing));
    sd.n_scored = 361; /* of the same students after all */
    sd.value_sum = (strata_int128)90 * 361;
    assert_near(strata_measure_find("mean")->of(&view, 0).se, 90.0 / 19, 1e-12);
}

static strata_moments moments_of_print(test_print print, const strata_cell *counts)
{
    const strata_cell mean = test_printed(print);
    const strata_cell *const statistics[] = {&mean};
    const strata_group_view view = {
        .counts = counts, .statistics = statistics, .statistic_count = 1};
    return strata_score_moments(&view);
}

static void test_printed_mean(void **state)
{
    (void)state;
    const test_print print = {.stat = STRATA_STAT_MEAN,
                              .decimals = 2,
                              .has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SCORED,
                              .value = 242760,
                              .lo = 242755,
                              .hi = 242765,
                              .n = 361};
    const strata_moments moments = moments_of_print(print, NULL);
    assert_near(moments.mean, 2427.6, 1e-9);
    assert_near(moments.mean_lo, 2427.55, 1e-9);
    assert_near(moments.mean_hi, 2427.65, 1e-9);
    assert_true(isnan(moments.variance));
    assert_true(moments.flags == strata_flag_from_published);
    assert_true(moments.has_n && moments.n == 361);
}

/* Mean and sd that a policy rounded have the bounds of rounding, and are no publisher's. */
static void test_rounded_by_policy(void **state)
{
    (void)state;
    const uint16_t has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SCORED;
    const test_print prints[] = {
        {.stat = STRATA_STAT_MEAN, .has = has, .value = 2431, .lo = 2430, .hi = 2432, .n = 361},
        {.stat = STRATA_STAT_SD, .has = has, .value = 90, .lo = 89, .hi = 91, .n = 361}};
    strata_cell mean = test_printed(prints[0]);
    strata_cell sd = test_printed(prints[1]);
    mean.key.source = STRATA_COUNTED;
    sd.key.source = STRATA_COUNTED;
    const strata_cell *const statistics[] = {&mean, &sd};
    const strata_group_view view = {.statistics = statistics, .statistic_count = 2};
    const strata_result_value spread = strata_measure_find("sd")->of(&view, 0);
    assert_near(spread.value, 90, 0);
    assert_true(spread.bound_lo == 89.0 && spread.bound_hi == 91.0);
    assert_true(spread.flags == 0);
    assert_true(strata_measure_find("mean")->of(&view, 0).flags == 0);
}

/* A mean printed as a range only, and one of which nothing is left. */
static void test_mean_without_value(void **state)
{
    (void)state;
    test_print print = {.stat = STRATA_STAT_MEAN, .has = STRATA_HAS_BOUNDS, .lo = 2400, .hi = 2450};
    const strata_moments blurred = moments_of_print(print, NULL);
    assert_int_equal(blurred.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(blurred.flags == strata_flag_blurred);
    assert_near(blurred.mean_hi, 2450, 0);
    print.has = 0;
    const strata_moments nothing = moments_of_print(print, NULL);
    assert_int_equal(nothing.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(nothing.flags == strata_flag_n_unknown);
    const int64_t scores[] = {2400, 2420};
    strata_cell counts = {.key.source = STRATA_PUBLISHED};
    test_add_scores(&counts, scores, 2, 0);
    assert_near(moments_of_print(print, &counts).mean, 2410, 1e-12);
    print.has = STRATA_HAS_SCORED;
    assert_int_equal(moments_of_print(print, NULL).status, STRATA_ESTIMATE_NOT_TESTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums),
                                       cmocka_unit_test(test_large_sums),
                                       cmocka_unit_test(test_one_score),
                                       cmocka_unit_test(test_contradicting_sums),
                                       cmocka_unit_test(test_silent_cells),
                                       cmocka_unit_test(test_left_out),
                                       cmocka_unit_test(test_sd_left_out),
                                       cmocka_unit_test(test_printed_mean),
                                       cmocka_unit_test(test_rounded_by_policy),
                                       cmocka_unit_test(test_mean_without_value)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
