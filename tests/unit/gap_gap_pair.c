/* A group beside its reference, and gaps pooled over grades. */
#include <math.h>

#include "gap/gap_pair.h"
#include "strata_test.h"
#include "unit/test_cells.h"

typedef struct scenario {
    strata_cellset *set;
    strata_panels panels;
} scenario;

static void add_scores(strata_cellset *set, const char *grade, const char *group,
                       const int64_t *scores, size_t count)
{
    strata_cell cell = {0};
    test_add_scores(&cell, scores, count, 0);
    const bool all = strcmp(group, "all") == 0;
    assert_true(test_add(set, (test_key){2024, grade, NULL, all ? "all" : "frl", group}, cell));
}

/* Grade 3: 4 against 3 students. Grade 4: 3 against 2. Grade 5: one focal student, so no g. */
static const int64_t third_no[] = {2412, 2467, 2431, 2503};
static const int64_t third_yes[] = {2371, 2405, 2290};
static const int64_t fourth_no[] = {2450, 2500, 2520};
static const int64_t fourth_yes[] = {2440, 2400};
static const int64_t fifth_no[] = {2500, 2550};
static const int64_t fifth_yes[] = {2490};

static void set_up(scenario *out)
{
    int64_t no[9];
    int64_t yes[6];
    (void)memcpy(no, third_no, sizeof third_no);
    (void)memcpy(no + 4, fourth_no, sizeof fourth_no);
    (void)memcpy(no + 7, fifth_no, sizeof fifth_no);
    (void)memcpy(yes, third_yes, sizeof third_yes);
    (void)memcpy(yes + 3, fourth_yes, sizeof fourth_yes);
    (void)memcpy(yes + 5, fifth_yes, sizeof fifth_yes);
    out->set = test_set_new();
    assert_non_null(out->set);
    add_scores(out->set, "03", "no", third_no, 4);
    add_scores(out->set, "03", "yes", third_yes, 3);
    add_scores(out->set, "04", "no", fourth_no, 3);
    add_scores(out->set, "04", "yes", fourth_yes, 2);
    add_scores(out->set, "05", "no", fifth_no, 2);
    add_scores(out->set, "05", "yes", fifth_yes, 1);
    add_scores(out->set, "all", "no", no, 9);
    add_scores(out->set, "all", "yes", yes, 6);
    assert_int_equal(strata_cellset_sort(out->set, NULL), STRATA_OK);
    assert_int_equal(strata_panels_init(&out->panels, out->set, NULL), STRATA_OK);
}

static void tear_down(scenario *in)
{
    strata_panels_deinit(&in->panels);
    strata_cellset_free(in->set);
}

static strata_gap_place place_of(const scenario *in, size_t panel)
{
    strata_group_key yes = {0};
    assert_true(strata_group_key_parse(strata_slice_of("frl"), strata_slice_of("yes"), &yes));
    const strata_reference no = {.code = strata_group_find(STRATA_DIM_FRL, strata_slice_of("no"))};
    return (strata_gap_place){.panels = &in->panels,
                              .panel = &in->panels.panels[panel],
                              .group =
                                  strata_panel_find(&in->panels, &in->panels.panels[panel], yes),
                              .reference = no};
}

static void test_pair(void **state)
{
    (void)state;
    scenario in;
    set_up(&in);
    strata_gap_place place = place_of(&in, 0);
    strata_gap_pair pair;
    strata_gap_pair_init(&pair, &place);
    assert_true(pair.has_ref);
    assert_int_equal(pair.view.ref.counts->n_scored, 4);
    assert_int_equal(pair.view.focal.counts->n_scored, 3);
    place.reference = (strata_reference){.complement = true}; /* there is no row of all students */
    strata_gap_pair_init(&pair, &place);
    assert_false(pair.has_ref);
    tear_down(&in);
}

/* Counted and published rows are no pair. */
static void test_other_source(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    const test_print print = {
        .stat = STRATA_STAT_PCT, .cut = 3, .has = STRATA_HAS_VALUE, .value = 40};
    add_scores(set, "03", "yes", third_yes, 3);
    assert_true(test_add(set, (test_key){2024, "03", NULL, "frl", "no"}, test_printed(print)));
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    scenario in = {.set = set};
    assert_int_equal(strata_panels_init(&in.panels, set, NULL), STRATA_OK);
    const strata_gap_place place = place_of(&in, 0);
    strata_gap_pair pair;
    strata_gap_pair_init(&pair, &place);
    assert_false(pair.has_ref);
    tear_down(&in);
}

static void test_over_grades(void **state)
{
    (void)state;
    scenario in;
    set_up(&in);
    const strata_gap *gap = strata_gap_find("gap_g");
    strata_result_value grades[2];
    for (size_t i = 0; i < 2; i++) {
        const strata_gap_place grade = place_of(&in, i);
        strata_gap_pair one;
        strata_gap_pair_init(&one, &grade);
        grades[i] = gap->of(&one.view, 0);
        assert_int_equal(grades[i].status, STRATA_ESTIMATE_OK);
    }
    const strata_gap_place place = place_of(&in, 3);
    strata_gap_pair pair;
    strata_gap_pair_init(&pair, &place);
    const strata_result_value result = strata_gap_over_grades(gap, &place, &pair);
    assert_int_equal(result.status, STRATA_ESTIMATE_OK);
    assert_near(result.value, (3 * grades[0].value + 2 * grades[1].value) / 5, 1e-12);
    assert_near(result.se, hypot(3 * grades[0].se, 2 * grades[1].se) / 5, 1e-12);
    assert_near(result.hi - result.lo, 2 * 1.959963984540054 * result.se, 1e-12);
    assert_int_equal(result.n, 5);
    assert_int_equal(result.n_ref, 7);
    assert_true(result.flags == strata_flag_small_n); /* of grade 5, which is left out */
    tear_down(&in);
}

static void set_status(scenario *in, uint64_t n, strata_cell_status status)
{
    for (size_t i = 0; i < in->set->count; i++) {
        if (in->set->cells[i].n_scored == n) {
            in->set->cells[i].status = (uint8_t)status;
            in->set->cells[i].has = 0;
        }
    }
}

static strata_result_value pooled(const scenario *in)
{
    const strata_gap_place place = place_of(in, in->panels.panel_count - 1);
    strata_gap_pair pair;
    strata_gap_pair_init(&pair, &place);
    return strata_gap_over_grades(strata_gap_find("gap_g"), &place, &pair);
}

static void test_hidden(void **state)
{
    (void)state;
    scenario in;
    set_up(&in);
    set_status(&in, 6, STRATA_CELL_SUPPRESSED); /* the pooled focal group */
    strata_result_value result = pooled(&in);
    assert_int_equal(result.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(isnan(result.value));
    tear_down(&in);
    set_up(&in);
    set_status(&in, 3, STRATA_CELL_SUPPRESSED); /* focal of grade 3 and reference of grade 4 */
    result = pooled(&in);
    assert_true((result.flags & strata_flag_hidden_by_policy) != 0);
    tear_down(&in);
}

/* Cells of all grades together and no single ones. */
static void test_no_grades(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_scores(set, "all", "no", third_no, 4);
    add_scores(set, "all", "yes", third_yes, 3);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    scenario in = {.set = set};
    assert_int_equal(strata_panels_init(&in.panels, set, NULL), STRATA_OK);
    const strata_result_value result = pooled(&in);
    assert_int_equal(result.status, STRATA_ESTIMATE_UNDEFINED);
    assert_true(result.flags == strata_flag_scale_pooled_over_grades);
    tear_down(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pair), cmocka_unit_test(test_other_source),
        cmocka_unit_test(test_over_grades), cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_no_grades)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
