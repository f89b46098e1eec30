/* A complement of few students is hidden: it may be the group that the policy hid. */
#include "gap/gap.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const strata_estimate *find(const strata_estimates *estimates, const char *measure,
                                   const char *grade)
{
    for (size_t i = 0; i < estimates->count; i++) {
        const strata_estimate *row = &estimates->rows[i];
        if (strcmp(strata_dictionary_text(estimates->dictionary, row->measure), measure) == 0 &&
            strcmp(strata_dictionary_text(estimates->dictionary, row->grade), grade) == 0 &&
            strcmp(strata_dictionary_text(estimates->dictionary, row->group), "current") == 0) {
            return row;
        }
    }
    fail_msg("no row %s %s", measure, grade);
    return NULL;
}

static void assert_hidden(const strata_estimate *row, strata_flags also)
{
    const strata_result_value *result = &row->result;
    assert_int_equal(result->status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(result->flags == (strata_flag_hidden_by_policy | also));
    assert_false(result->has_n || result->has_n_ref);
    assert_true(isnan(result->value) && isnan(result->se) && isnan(result->p));
    assert_true(isnan(result->lo) && isnan(result->hi));
    assert_true(isnan(result->bound_lo) && isnan(result->bound_hi));
}

static void assert_shown(const strata_estimate *row, uint64_t n, uint64_t n_ref)
{
    assert_int_equal(row->result.status, STRATA_ESTIMATE_OK);
    assert_int_equal(row->result.n, n);
    assert_int_equal(row->result.n_ref, n_ref);
    assert_true(!isnan(row->result.value));
}

/* n students whose scores go up by threes from `least`, in levels of 30 points from 2300. */
static strata_cell students(size_t n, int64_t least)
{
    int64_t scores[64];
    uint64_t levels[4] = {0};
    for (size_t i = 0; i < n; i++) {
        scores[i] = least + 3 * (int64_t)i;
        const int64_t level = (scores[i] - 2300) / 30;
        levels[level > 3 ? 3 : level]++;
    }
    strata_cell cell = test_levels(levels, 4);
    test_add_scores(&cell, scores, n, 0);
    return cell;
}

static void add(strata_cellset *set, const char *grade, const char *group, strata_cell cell)
{
    const char *dim = strcmp(group, "all") == 0 ? "all" : "el";
    assert_true(test_add(set, (test_key){2024, grade, NULL, dim, group}, cell));
}

/* `total` students of a grade, of whom the first `current` are current EL. */
static void add_grade(strata_cellset *set, const char *grade, size_t total, size_t current)
{
    add(set, grade, "all", students(total, 2300));
    add(set, grade, "current", students(current, 2300));
}

static strata_estimates *compute(strata_cellset *set, const char *protection)
{
    strata_gap_options options;
    strata_gap_options_default(&options);
    (void)snprintf(set->protection, sizeof set->protection, "%s", protection);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    return estimates;
}

/* The three students hidden among 40 are not what is left of 40 less 37. */
static void test_hidden_group_is_not_the_rest(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    strata_cell hidden = {.status = STRATA_CELL_SUPPRESSED};
    add_grade(set, "03", 40, 37);
    add(set, "03", "english_only", hidden);
    strata_estimates *estimates = compute(set, "draft");
    assert_hidden(find(estimates, "gap_pct", "03"), strata_flag_ref_substituted);
    assert_hidden(find(estimates, "gap_g", "03"), strata_flag_ref_substituted);
    assert_int_equal(find(estimates, "pct", "03")->result.n, 37);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* 9 of 40 are too few, 10 are not; who may see everything sees 9. */
static void test_limit(void **state)
{
    (void)state;
    static const struct {
        const char *protection;
        size_t current;
        bool shown;
    } cases[] = {{"draft", 31, false},
                 {"draft", 30, true},
                 {"draft", 40, false},
                 {"none", 31, true},
                 {"unprotected", 31, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strata_cellset *set = test_set_new();
        add_grade(set, "03", 40, cases[i].current);
        strata_estimates *estimates = compute(set, cases[i].protection);
        const strata_estimate *gap = find(estimates, "gap_g", "03");
        if (cases[i].shown) {
            assert_shown(gap, cases[i].current, 40 - cases[i].current);
        } else {
            assert_hidden(gap, strata_flag_ref_complement);
        }
        strata_estimates_free(estimates);
        strata_cellset_free(set);
    }
}

/* Counts that contradict each other leave a rest of unknown size. */
static void test_unknown_size(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_grade(set, "03", 20, 30);
    strata_estimates *estimates = compute(set, "draft");
    assert_hidden(find(estimates, "gap_pct", "03"), strata_flag_ref_complement);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

/* Grades of 12 and 3 others: all grades show 15, pooled over the first grade alone. */
static void test_over_grades(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_grade(set, "03", 32, 20);
    add_grade(set, "04", 28, 25);
    add_grade(set, "all", 60, 45);
    strata_estimates *estimates = compute(set, "draft");
    const strata_estimate *third = find(estimates, "gap_g", "03");
    const strata_estimate *pooled = find(estimates, "gap_g", "all");
    assert_shown(third, 20, 12);
    assert_hidden(find(estimates, "gap_g", "04"), strata_flag_ref_complement);
    assert_shown(pooled, 20, 12);
    assert_near(pooled->result.value, third->result.value, 1e-12);
    assert_true((pooled->result.flags & strata_flag_hidden_by_policy) != 0);
    assert_shown(find(estimates, "gap_pct", "all"), 45, 15);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

static void add_published(strata_cellset *set, const char *group, uint64_t n)
{
    const test_print print = {.stat = STRATA_STAT_PCT,
                              .cut = 3,
                              .has = STRATA_HAS_VALUE | STRATA_HAS_SCORED,
                              .value = 40,
                              .n = n};
    add(set, "03", group, test_printed(print));
}

/* What a publisher prints of two groups tells the third; its own small groups stay as printed. */
static void test_published(void **state)
{
    (void)state;
    static const struct {
        const char *protection;
        uint64_t current;
        bool shown;
    } cases[] = {{"unprotected", 97, false},
                 {"unprotected", 90, true},
                 {"unprotected", 4, true},
                 {"draft", 97, false},
                 {"none", 97, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strata_cellset *set = test_set_new();
        add_published(set, "all", 100);
        add_published(set, "current", cases[i].current);
        strata_estimates *estimates = compute(set, cases[i].protection);
        const strata_estimate *gap = find(estimates, "gap_pct", "03");
        if (cases[i].shown) {
            assert_shown(gap, cases[i].current, 100 - cases[i].current);
        } else {
            assert_hidden(gap, strata_flag_ref_complement | strata_flag_from_published);
        }
        strata_estimates_free(estimates);
        strata_cellset_free(set);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hidden_group_is_not_the_rest), cmocka_unit_test(test_limit),
        cmocka_unit_test(test_unknown_size), cmocka_unit_test(test_over_grades),
        cmocka_unit_test(test_published)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
