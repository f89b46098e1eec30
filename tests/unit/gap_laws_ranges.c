/* An interval holds every value that is possible: groups with true counts, printed as their
 * publisher might print them, whose true figures lie in the bounds of what is made of them. */
#include <math.h>

#include "gap/gap_complement.h"
#include "strata_test.h"
#include "unit/test_cells.h"

enum {
    DRAWS = 2000,
    LEVELS = 4,
    STUDENTS = 30
};

static const strata_test four_levels = {.levels = LEVELS, .proficient = 3};

/* A linear congruential generator of 64 bits; its upper half is used. */
static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*seed >> 33) % below;
}

/* What is true of a group, and what is printed of it. */
typedef struct group {
    uint64_t levels[LEVELS];
    uint64_t n;
    strata_cell cells[LEVELS];
    const strata_cell *pointers[LEVELS];
    strata_group_view view;
} group;

/* 10 * 100 * count / n as a whole percent, in tenths, half up. */
static int64_t whole_percent(uint64_t count, uint64_t n)
{
    return (int64_t)((200 * count + n) / (2 * n)) * 10;
}

/* The range that a publisher might print for a share: a multiple of 20 and the next, in tenths,
 * with half a unit either way. Returns HIDDEN for a small level, as it is drawn. */
static test_print print_share(uint64_t *seed, uint64_t count, uint64_t n)
{
    const int64_t rounded = whole_percent(count, n);
    test_print print = {.decimals = 1,
                        .has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SCORED,
                        .value = rounded,
                        .lo = rounded - 5,
                        .hi = rounded + 5,
                        .n = n};
    const uint32_t style = draw(seed, 4);
    if (style == 1 || (style == 2 && rounded < 50)) {
        const int64_t lowest = rounded / 200 * 200;
        print.has = STRATA_HAS_BOUNDS | STRATA_HAS_SCORED;
        print.lo = lowest - 5;
        print.hi = lowest + 195;
    } else if (style == 3 && count < 4) {
        print.has = 0;
    }
    return print;
}

static void print_group(uint64_t *seed, group *out)
{
    out->view = (strata_group_view){
        .statistics = out->pointers, .statistic_count = LEVELS, .test = &four_levels};
    for (size_t i = 0; i < LEVELS; i++) {
        test_print print = print_share(seed, out->levels[i], out->n);
        print.stat = STRATA_STAT_SHARE;
        print.cut = (uint8_t)(i + 1);
        out->cells[i] = test_printed(print);
        out->cells[i].status = print.has == 0 ? STRATA_CELL_SUPPRESSED : STRATA_CELL_OK;
        out->pointers[i] = &out->cells[i];
    }
}

static void draw_group(uint64_t *seed, group *out)
{
    *out = (group){0};
    const uint32_t students = 1 + draw(seed, STUDENTS);
    const uint32_t used = 1 + draw(seed, LEVELS); /* some levels are often empty */
    for (uint32_t i = 0; i < students; i++) {
        out->levels[draw(seed, used)]++;
    }
    out->n = students;
    print_group(seed, out);
}

static double true_percent(const group *of, unsigned cut)
{
    uint64_t count = 0;
    for (unsigned level = cut; level <= LEVELS; level++) {
        count += of->levels[level - 1];
    }
    return 100.0 * (double)count / (double)of->n;
}

/* Returns 1 if there are bounds. */
static size_t assert_within(double truth, double lo, double hi)
{
    if (isnan(lo) && isnan(hi)) {
        return 0;
    }
    if (!(lo <= truth + 1e-9 && truth <= hi + 1e-9)) {
        fail_msg("%.17g is not within %.17g and %.17g", truth, lo, hi);
    }
    return 1;
}

static void test_percent_and_gap(void **state)
{
    (void)state;
    uint64_t seed = 20240610;
    size_t bounded = 0;
    size_t informative = 0;
    for (size_t i = 0; i < DRAWS; i++) {
        group ref;
        group focal;
        draw_group(&seed, &ref);
        draw_group(&seed, &focal);
        const unsigned cut = 2 + draw(&seed, LEVELS - 1);
        const strata_share share = strata_share_at_cut(&focal.view, cut);
        const double truth = true_percent(&focal, cut);
        bounded += assert_within(truth, share.bound_lo, share.bound_hi);
        informative += share.bound_hi - share.bound_lo < 50.0 ? 1 : 0;
        const strata_gap_view view = {.ref = ref.view, .focal = focal.view};
        const strata_result_value gap = strata_gap_find("gap_pct")->of(&view, cut);
        bounded += assert_within(true_percent(&ref, cut) - truth, gap.bound_lo, gap.bound_hi);
        assert_true(isnan(gap.value) == (gap.status != STRATA_ESTIMATE_OK));
    }
    assert_true(bounded > DRAWS);
    assert_true(informative > DRAWS / 2);
}

/* All students are a group and its complement; both are printed, the complement is made. */
static void test_complement(void **state)
{
    (void)state;
    uint64_t seed = 20240611;
    size_t bounded = 0;
    for (size_t i = 0; i < DRAWS; i++) {
        group focal;
        group rest;
        draw_group(&seed, &focal);
        draw_group(&seed, &rest);
        group all = {.n = focal.n + rest.n};
        for (size_t level = 0; level < LEVELS; level++) {
            all.levels[level] = focal.levels[level] + rest.levels[level];
        }
        print_group(&seed, &all);
        strata_complement made;
        strata_complement_init(&made, &all.view, &focal.view);
        const unsigned cut = 2 + draw(&seed, LEVELS - 1);
        const strata_share share = strata_share_at_cut(&made.view, cut);
        bounded += assert_within(true_percent(&rest, cut), share.bound_lo, share.bound_hi);
    }
    assert_true(bounded > DRAWS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_percent_and_gap),
                                       cmocka_unit_test(test_complement)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
