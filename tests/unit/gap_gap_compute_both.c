/* Groups that are counted and published at once, and figures that only publishers give. */
#include <math.h>

#include "gap/gap.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const uint64_t some_levels[] = {30, 27, 25, 18}; /* of 100: 43 at cut 3, 18 at cut 4 */

static const strata_estimate *find(const strata_estimates *estimates, const char *measure,
                                   const char *group, unsigned cut)
{
    for (size_t i = 0; i < estimates->count; i++) {
        const strata_estimate *row = &estimates->rows[i];
        if (row->cut == cut &&
            strcmp(strata_dictionary_text(estimates->dictionary, row->measure), measure) == 0 &&
            strcmp(strata_dictionary_text(estimates->dictionary, row->group), group) == 0) {
            return row;
        }
    }
    return NULL;
}

static strata_flags flags_of(const strata_estimates *estimates, const char *measure, unsigned cut)
{
    const strata_estimate *row = find(estimates, measure, "current", cut);
    assert_non_null(row);
    return row->result.flags;
}

/* A printed percent and its range, in tenths. */
static void add_pct(strata_cellset *set, uint8_t cut, int64_t value, int64_t lo, int64_t hi)
{
    const unsigned has = STRATA_HAS_BOUNDS | (value >= 0 ? STRATA_HAS_VALUE : 0);
    const test_print print = {.stat = STRATA_STAT_PCT,
                              .cut = cut,
                              .decimals = 1,
                              .has = (uint16_t)has,
                              .value = value,
                              .lo = lo,
                              .hi = hi};
    assert_true(test_add(set, (test_key){2024, "03", NULL, "el", "current"}, test_printed(print)));
}

static void add_figure(strata_cellset *set, strata_stat stat, const char *variable,
                       const char *group, int64_t tenths)
{
    const test_print print = {.stat = stat,
                              .decimals = 1,
                              .has = STRATA_HAS_VALUE | STRATA_HAS_SCORED,
                              .value = tenths,
                              .n = 120};
    assert_true(test_add(set, (test_key){2024, "03", NULL, "el", group}, test_printed(print)));
    set->cells[set->count - 1].key.variable = test_text(set, variable);
}

static strata_estimates *compute(strata_cellset *set, const char *measures)
{
    strata_gap_options options;
    strata_gap_options_default(&options);
    if (measures != NULL) {
        assert_int_equal(strata_gap_options_measures(&options, measures, NULL), STRATA_OK);
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    return estimates;
}

/* Counted 43 and published 43 +- 0.5 agree; counted 18 and published 19 +- 0.5 do not; a published
 * range of 70 to 79 does not hold the 70 at cut 2 (100 - 30), which is its end, but does not
 * exclude it either. */
static void test_counted_and_published(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    assert_true(
        test_add(set, (test_key){2024, "03", NULL, "el", "current"}, test_levels(some_levels, 4)));
    add_pct(set, 2, -1, 700, 790);
    add_pct(set, 3, 430, 425, 435);
    add_pct(set, 4, 190, 185, 195);
    strata_estimates *estimates = compute(set, NULL);
    assert_near(find(estimates, "pct", "current", 3)->result.value, 43, 1e-12);
    assert_true(flags_of(estimates, "pct", 2) == strata_flag_published_too);
    assert_true(flags_of(estimates, "pct", 3) == strata_flag_published_too);
    assert_true(flags_of(estimates, "pct", 4) ==
                (strata_flag_published_too | strata_flag_differs_from_published));
    assert_true(flags_of(estimates, "share", 4) == 0); /* only percents are published */
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* 19 in the places that tell does not contradict the counted 43; that all are 60 to 70 does. */
static void test_partial_and_counted(void **state)
{
    (void)state;
    static const strata_flags expected[] = {
        strata_flag_published_too, strata_flag_published_too | strata_flag_differs_from_published};
    for (size_t is_range = 0; is_range < 2; is_range++) {
        strata_cellset *set = test_set_new();
        assert_true(test_add(set, (test_key){2024, "03", NULL, "el", "current"},
                             test_levels(some_levels, 4)));
        add_pct(set, 3, is_range != 0 ? -1 : 190, 600, 700);
        set->cells[set->count - 1].status = STRATA_CELL_PARTIAL;
        strata_estimates *estimates = compute(set, NULL);
        assert_true(flags_of(estimates, "pct", 3) == expected[is_range]);
        strata_estimates_free(estimates);
        strata_cellset_free(set);
    }
}

/* A hidden count beside a published figure: the reader is told, nothing is compared. */
static void test_hidden_and_published(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    const strata_cell hidden = {.status = STRATA_CELL_SUPPRESSED};
    assert_true(test_add(set, (test_key){2024, "03", NULL, "el", "current"}, hidden));
    add_pct(set, 3, 430, 425, 435);
    strata_estimates *estimates = compute(set, NULL);
    assert_true(flags_of(estimates, "pct", 3) ==
                (strata_flag_hidden_by_policy | strata_flag_published_too));
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* The mean is of the scores, dfs of its own variable, whose name sorts before theirs. */
static void test_figures(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    static const char *const groups[] = {"english_only", "current"};
    for (size_t i = 0; i < 2; i++) {
        const strata_cell counts = {
            .key.source = STRATA_PUBLISHED, .has = STRATA_HAS_SCORED, .n_scored = 120};
        assert_true(test_add(set, (test_key){2024, "03", NULL, "el", groups[i]}, counts));
        add_figure(set, STRATA_STAT_MEAN, "scale_score", groups[i], i == 0 ? 24600 : 24310);
        add_figure(set, STRATA_STAT_MEAN, "dfs", groups[i], i == 0 ? 125 : -483);
        add_figure(set, STRATA_STAT_INDEX, "scale_score", groups[i], i == 0 ? 7310 : 7245);
    }
    strata_estimates *estimates = compute(set, NULL);
    assert_near(find(estimates, "mean", "current", 0)->result.value, 2431, 1e-9);
    assert_near(find(estimates, "dfs", "current", 0)->result.value, -48.3, 1e-9);
    assert_int_equal(find(estimates, "dfs", "current", 0)->result.n, 120);
    assert_near(find(estimates, "index", "current", 0)->result.value, 724.5, 1e-9);
    const strata_estimate *gap = find(estimates, "gap_dfs", "current", 0);
    assert_near(gap->result.value, 60.8, 1e-9); /* 12.5 + 48.3 */
    assert_true((gap->result.flags & strata_flag_se_unknown) != 0);
    assert_near(find(estimates, "gap_index", "current", 0)->result.value, 6.5, 1e-9);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* Counted students have no such figure; that there is a published one is said. */
static void test_figure_beside_counts(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    assert_true(
        test_add(set, (test_key){2024, "03", NULL, "el", "current"}, test_levels(some_levels, 4)));
    add_figure(set, STRATA_STAT_INDEX, "scale_score", "current", 7245);
    strata_estimates *estimates = compute(set, NULL);
    assert_true(flags_of(estimates, "index", 0) ==
                (strata_flag_not_in_extract | strata_flag_published_too));
    assert_null(find(estimates, "dfs", "current", 0));
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* Rows of such figures stand where a publisher gives them, or where they are asked for by name. */
static void test_rows_of_figures(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    assert_true(
        test_add(set, (test_key){2024, "03", NULL, "el", "current"}, test_levels(some_levels, 4)));
    strata_estimates *estimates = compute(set, NULL);
    assert_null(find(estimates, "dfs", "current", 0));
    assert_null(find(estimates, "gap_index", "current", 0));
    strata_estimates_free(estimates);
    estimates = compute(set, "dfs");
    assert_true(flags_of(estimates, "dfs", 0) == strata_flag_not_in_extract);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counted_and_published), cmocka_unit_test(test_partial_and_counted),
        cmocka_unit_test(test_hidden_and_published),  cmocka_unit_test(test_figures),
        cmocka_unit_test(test_figure_beside_counts),  cmocka_unit_test(test_rows_of_figures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
