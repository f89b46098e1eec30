/* Gaps and complements of groups of which only ranges are published. */
#include <math.h>

#include "gap/gap_complement.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const strata_test four_levels = {.levels = 4, .proficient = 3};

/* A percent at cut 3 from lo to hi, with n students behind it if n > 0. */
static strata_cell range_of(int64_t lo, int64_t hi, uint64_t n)
{
    const unsigned has = STRATA_HAS_BOUNDS | (n > 0 ? STRATA_HAS_SCORED : 0);
    return test_printed((test_print){
        .stat = STRATA_STAT_PCT, .cut = 3, .has = (uint16_t)has, .lo = lo, .hi = hi, .n = n});
}

/* 49 and half a percent either way. */
static strata_cell percent_49(void)
{
    return test_printed((test_print){.stat = STRATA_STAT_PCT,
                                     .cut = 3,
                                     .decimals = 1,
                                     .has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS,
                                     .value = 490,
                                     .lo = 485,
                                     .hi = 495});
}

static strata_group_view view_of(const strata_cell *const *statistic)
{
    return (strata_group_view){.statistics = statistic, .statistic_count = 1, .test = &four_levels};
}

static strata_result_value gap_of(const strata_cell *ref, const strata_cell *focal)
{
    const strata_gap_view view = {view_of(&ref), view_of(&focal)};
    return strata_gap_find("gap_pct")->of(&view, 3);
}

/* 60 to 79 against 0 to 5: from 60 - 5 to 79 - 0. */
static void test_two_ranges(void **state)
{
    (void)state;
    const strata_cell ref = range_of(60, 79, 0);
    const strata_cell focal = range_of(0, 5, 0);
    const strata_result_value gap = gap_of(&ref, &focal);
    assert_int_equal(gap.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(gap.flags == strata_flag_blurred);
    assert_true(isnan(gap.value) && isnan(gap.se) && isnan(gap.lo) && isnan(gap.p));
    assert_near(gap.bound_lo, 55, 1e-12);
    assert_near(gap.bound_hi, 79, 1e-12);
    assert_false(gap.has_n || gap.has_n_ref);
}

/* 48.5 to 49.5 against 0 to 5. */
static void test_value_and_range(void **state)
{
    (void)state;
    const strata_cell ref = percent_49();
    const strata_cell focal = range_of(0, 5, 0);
    const strata_result_value gap = gap_of(&ref, &focal);
    assert_true(isnan(gap.value));
    assert_near(gap.bound_lo, 43.5, 1e-12);
    assert_near(gap.bound_hi, 49.5, 1e-12);
    assert_true(gap.flags == (strata_flag_blurred | strata_flag_from_published));
}

/* Of a hidden group nothing is known, so the gap has no bounds either. */
static void test_range_and_hidden(void **state)
{
    (void)state;
    const strata_cell ref = range_of(60, 79, 0);
    strata_cell focal = range_of(0, 0, 0);
    focal.has = 0;
    focal.status = STRATA_CELL_SUPPRESSED;
    const strata_result_value gap = gap_of(&ref, &focal);
    assert_int_equal(gap.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(gap.flags == (strata_flag_blurred | strata_flag_hidden_by_publisher));
    assert_true(isnan(gap.bound_lo) && isnan(gap.bound_hi));
}

/* 49 in the places that tell, whatever the others hold: no bounds against an exact 5, nor against 0
 * to 5. */
static void test_left_out(void **state)
{
    (void)state;
    strata_cell ref = percent_49();
    ref.status = STRATA_CELL_PARTIAL;
    strata_cell focal = range_of(0, 5, 0);
    const strata_result_value against_range = gap_of(&ref, &focal);
    assert_int_equal(against_range.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(isnan(against_range.value));
    assert_true(isnan(against_range.bound_lo) && isnan(against_range.bound_hi));
    assert_true((against_range.flags & strata_flag_places_missing) != 0);
    focal.has |= STRATA_HAS_VALUE;
    focal.value_sum = 5;
    const strata_result_value against_value = gap_of(&ref, &focal);
    assert_int_equal(against_value.status, STRATA_ESTIMATE_OK);
    assert_near(against_value.value, 44, 1e-12);
    assert_true(isnan(against_value.bound_lo) && isnan(against_value.bound_hi));
    assert_true((against_value.flags & strata_flag_places_missing) != 0);
}

/* The same of level counts, which have no rounding: 60 of 100 in the places that tell, 5 of 50. */
static void test_left_out_levels(void **state)
{
    (void)state;
    const uint64_t of_ref[] = {20, 20, 30, 30};
    const uint64_t of_focal[] = {25, 20, 5, 0};
    strata_cell ref = test_levels(of_ref, 4);
    const strata_cell focal = test_levels(of_focal, 4);
    const strata_gap_view view = {{.counts = &ref, .test = &four_levels},
                                  {.counts = &focal, .test = &four_levels}};
    ref.status = STRATA_CELL_PARTIAL;
    const strata_result_value gap = strata_gap_find("gap_pct")->of(&view, 3);
    assert_near(gap.value, 50, 1e-12);
    assert_true(gap.flags == strata_flag_places_missing);
    const strata_bounds range = strata_result_range(&gap);
    assert_true(isnan(range.lo) && isnan(range.hi));
}

/* A group of all, a part of it, and the others. Points into itself. */
typedef struct parting {
    const strata_cell *statistics[2];
    strata_group_view all;
    strata_group_view part;
    strata_complement rest;
} parting;

/* The statistic that the others have at a cut. */
static strata_share rest_of(parting *p, const strata_cell *all, const strata_cell *part,
                            uint8_t cut)
{
    p->statistics[0] = all;
    p->statistics[1] = part;
    p->all = view_of(&p->statistics[0]);
    p->part = view_of(&p->statistics[1]);
    strata_complement_init(&p->rest, &p->all, &p->part);
    return strata_share_at_cut(&p->rest.view, cut);
}

/* All 200 students 40 to 44, 50 of them 0 to 5: the other 150 are
 * from (200 * 40 - 50 * 5) / 150 = 51.67 to (200 * 44 - 50 * 0) / 150 = 58.67. */
static void test_complement(void **state)
{
    (void)state;
    const strata_cell all = range_of(40, 44, 200);
    const strata_cell part = range_of(0, 5, 50);
    parting p;
    const strata_share share = rest_of(&p, &all, &part, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_near(share.bound_lo, 7750.0 / 150.0, 1e-9);
    assert_near(share.bound_hi, 8800.0 / 150.0, 1e-9);
    assert_true(share.has_n && share.n == 150);
    const strata_gap_view view = {p.rest.view, p.part};
    const strata_result_value gap = strata_gap_find("gap_pct")->of(&view, 3);
    assert_near(gap.bound_lo, 7750.0 / 150.0 - 5.0, 1e-9);
    assert_near(gap.bound_hi, 8800.0 / 150.0, 1e-9);
}

/* The same of shares: what is missing is n, not the levels. */
static void test_complement_of_shares_without_n(void **state)
{
    (void)state;
    strata_cell cells[2] = {range_of(40, 44, 0), range_of(0, 5, 0)};
    parting p;
    for (size_t i = 0; i < 2; i++) {
        cells[i].key.stat = STRATA_STAT_SHARE;
        cells[i].key.cut = 4;
    }
    const strata_share share = rest_of(&p, &cells[0], &cells[1], 4);
    assert_int_equal(share.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(share.flags == strata_flag_n_unknown);
}

/* Without the numbers of students there is a reason and no range. */
static void test_complement_without_n(void **state)
{
    (void)state;
    const strata_cell all = range_of(40, 44, 0);
    const strata_cell part = range_of(0, 5, 0);
    parting p;
    const strata_share share = rest_of(&p, &all, &part, 3);
    assert_int_equal(share.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(share.flags == strata_flag_n_unknown);
    assert_true(isnan(share.bound_lo) && isnan(share.bound_hi));
}

/* A standardised gap needs the means themselves. */
static void test_gap_g(void **state)
{
    (void)state;
    const strata_cell mean = test_printed(
        (test_print){.stat = STRATA_STAT_MEAN, .has = STRATA_HAS_BOUNDS, .lo = 2400, .hi = 2450});
    const strata_cell *const statistic = &mean;
    const strata_gap_view view = {view_of(&statistic), view_of(&statistic)};
    const strata_result_value gap = strata_gap_find("gap_g")->of(&view, 0);
    assert_int_equal(gap.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(gap.flags == strata_flag_blurred);
    assert_true(isnan(gap.value) && isnan(gap.bound_lo));
}

/* 31 points in standard deviations of which one is that of 100 of the 200 students: the value of
 * what is known, without an error. */
static void test_gap_g_of_another_spread(void **state)
{
    (void)state;
    const unsigned has = STRATA_HAS_VALUE | STRATA_HAS_SCORED;
    strata_cell cells[2][2];
    const strata_cell *pointers[2][2];
    for (size_t at = 0; at < 2; at++) {
        test_print print = {.stat = STRATA_STAT_MEAN, .has = (uint16_t)has, .n = 361 - 161 * at};
        print.value = at == 0 ? 2431 : 2400;
        cells[at][0] = test_printed(print);
        print.stat = STRATA_STAT_SD;
        print.value = 80;
        cells[at][1] = test_printed(print);
        pointers[at][0] = &cells[at][0];
        pointers[at][1] = &cells[at][1];
    }
    const strata_gap_view view = {{.statistics = pointers[0], .statistic_count = 2},
                                  {.statistics = pointers[1], .statistic_count = 2}};
    const strata_result_value whole = strata_gap_find("gap_g")->of(&view, 0);
    assert_near(whole.value, 31.0 / 80, 1e-3);
    assert_true(whole.se > 0.0);
    cells[1][1].status = STRATA_CELL_PARTIAL;
    cells[1][1].n_scored = 100;
    cells[1][1].value_sum = (strata_int128)80 * 100;
    const strata_result_value some = strata_gap_find("gap_g")->of(&view, 0);
    assert_near(some.value, whole.value, 1e-12);
    assert_true(isnan(some.se) && isnan(some.lo) && isnan(some.hi) && isnan(some.p));
    assert_true(some.flags ==
                (strata_flag_from_published | strata_flag_se_unknown | strata_flag_places_missing));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_two_ranges),
                                       cmocka_unit_test(test_value_and_range),
                                       cmocka_unit_test(test_range_and_hidden),
                                       cmocka_unit_test(test_left_out),
                                       cmocka_unit_test(test_left_out_levels),
                                       cmocka_unit_test(test_gap_g_of_another_spread),
                                       cmocka_unit_test(test_complement),
                                       cmocka_unit_test(test_complement_without_n),
                                       cmocka_unit_test(test_complement_of_shares_without_n),
                                       cmocka_unit_test(test_gap_g)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
