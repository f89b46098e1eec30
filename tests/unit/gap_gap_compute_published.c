/* From published cells, hidden cells and undefined ones to rows of estimates. */
#include <math.h>

#include "gap/gap.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const uint64_t some_levels[] = {300, 300, 250, 150};

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
    fail_msg("no row %s %s", measure, group);
    return NULL;
}

static void add_pct(strata_cellset *set, const char *dim, const char *group, int64_t percent,
                    uint64_t n)
{
    const unsigned has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | (n > 0 ? STRATA_HAS_SCORED : 0);
    const test_print print = {.stat = STRATA_STAT_PCT,
                              .cut = 3,
                              .decimals = 1,
                              .has = (uint16_t)has,
                              .value = percent * 10,
                              .lo = percent * 10 - 5,
                              .hi = percent * 10 + 5,
                              .n = n};
    assert_true(test_add(set, (test_key){2024, "03", NULL, dim, group}, test_printed(print)));
}

static strata_estimates *compute(strata_cellset *set)
{
    strata_gap_options options;
    strata_gap_options_default(&options);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    return estimates;
}

/* Whole percents without n: the cut that is printed, a gap with bounds and without interval. */
static void test_without_n(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_pct(set, "el", "english_only", 49, 0);
    add_pct(set, "el", "current", 18, 0);
    add_pct(set, "race", "black", 31, 0);
    strata_estimates *estimates = compute(set);
    const strata_estimate *gap = find(estimates, "gap_pct", "current", 3);
    assert_int_equal(gap->result.status, STRATA_ESTIMATE_OK);
    assert_near(gap->result.value, 31, 1e-12);
    assert_near(gap->result.bound_lo, 30, 1e-12);
    assert_near(gap->result.bound_hi, 32, 1e-12);
    assert_true(isnan(gap->result.se) && isnan(gap->result.lo) && isnan(gap->result.p));
    assert_true((gap->result.flags & strata_flag_n_unknown) != 0);
    assert_int_equal(gap->inference, STRATA_INFERENCE_NONE);
    assert_string_equal(strata_dictionary_text(estimates->dictionary, gap->protection),
                        "published");
    assert_false(estimates->confidential);
    /* black has neither white beside it nor all students to take a complement from */
    const strata_estimate *black = find(estimates, "gap_pct", "black", 3);
    assert_int_equal(black->result.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(black->result.flags == (strata_flag_ref_missing | strata_flag_ref_complement));
    assert_int_equal(find(estimates, "gap_g", "current", 0)->result.status,
                     STRATA_ESTIMATE_UNDEFINED);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

static void test_with_n(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_pct(set, "all", "all", 58, 1000);
    add_pct(set, "el", "current", 33, 200);
    strata_estimates *estimates = compute(set);
    const strata_estimate *gap = find(estimates, "gap_pct", "current", 3);
    const double rest = (58.0 * 1000 - 33.0 * 200) / 800;
    assert_near(gap->result.value, rest - 33, 1e-12);
    assert_near(gap->result.se, sqrt(rest * (100 - rest) / 800 + 33.0 * 67 / 200), 1e-12);
    assert_int_equal(gap->result.n_ref, 800);
    assert_string_equal(strata_dictionary_text(estimates->dictionary, gap->ref_group),
                        "complement");
    assert_int_equal(gap->inference, STRATA_INFERENCE_SUPERPOPULATION);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* A group that the policy hides keeps its rows, at every cut, with nothing in them. */
static void test_hidden_by_policy(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    (void)memcpy(set->protection, "draft", sizeof "draft");
    strata_cell hidden = test_levels(some_levels, 4);
    hidden.has = 0;
    hidden.status = STRATA_CELL_SUPPRESSED;
    const test_key current = {2024, "03", NULL, "el", "current"};
    const test_key english_only = {2024, "03", NULL, "el", "english_only"};
    assert_true(test_add(set, current, hidden));
    assert_true(test_add(set, english_only, test_levels(some_levels, 4)));
    strata_estimates *estimates = compute(set);
    for (unsigned cut = 2; cut <= 4; cut++) {
        const strata_estimate *gap = find(estimates, "gap_pct", "current", cut);
        assert_int_equal(gap->result.status, STRATA_ESTIMATE_SUPPRESSED);
        assert_true(gap->result.flags == strata_flag_hidden_by_policy);
        assert_false(gap->result.has_n || gap->result.has_n_ref);
        assert_string_equal(strata_dictionary_text(estimates->dictionary, gap->protection),
                            "draft");
        assert_int_equal(find(estimates, "pct", "english_only", cut)->result.status,
                         STRATA_ESTIMATE_OK);
    }
    assert_int_equal(find(estimates, "share", "current", 1)->result.status,
                     STRATA_ESTIMATE_SUPPRESSED);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

static void test_undefined(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    strata_cell ever = {.status = STRATA_CELL_UNDEFINED};
    const test_key key = {2024, "03", NULL, "el", "ever"};
    const test_key not_current = {2024, "03", NULL, "el", "not_current"};
    const test_key all = {2024, "03", NULL, "all", "all"};
    assert_true(test_add(set, all, test_levels(some_levels, 4)));
    assert_true(test_add(set, key, ever));
    assert_true(test_add(set, not_current, test_levels(some_levels, 4)));
    strata_estimates *estimates = compute(set);
    const strata_estimate *pct = find(estimates, "pct", "ever", 3);
    assert_int_equal(pct->result.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(pct->result.flags == strata_flag_history_unknown);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

static void test_empty_set(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    strata_estimates *estimates = compute(set);
    assert_int_equal(estimates->count, 0);
    assert_false(estimates->confidential);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

static strata_status compute_once(void)
{
    strata_cellset *set = test_set_try();
    if (set == NULL) {
        return STRATA_E_MEMORY;
    }
    strata_gap_options options;
    strata_gap_options_default(&options);
    strata_estimates *estimates = NULL;
    const test_key all = {2024, "03", NULL, "all", "all"};
    const test_key current = {2024, "03", NULL, "el", "current"};
    strata_status status = STRATA_E_MEMORY;
    if (test_add(set, all, test_levels(some_levels, 4)) &&
        test_add(set, current, test_levels(some_levels, 4))) {
        status = strata_cellset_sort(set, NULL);
    }
    if (status == STRATA_OK) {
        status = strata_gaps_compute(set, &options, &estimates, NULL);
    }
    strata_estimates_free(estimates);
    strata_cellset_free(set);
    return status;
}

static void test_without_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(compute_once) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_n),        cmocka_unit_test(test_with_n),
        cmocka_unit_test(test_hidden_by_policy), cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_empty_set),        cmocka_unit_test(test_without_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
