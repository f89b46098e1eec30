/* Cells arranged in panels of groups. */
#include "gap/gap_panel.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const uint64_t some_levels[] = {10, 20, 30, 40};

static strata_group_key key_of(const char *dim, const char *group)
{
    strata_group_key key = {0};
    assert_true(strata_group_key_parse(strata_slice_of(dim), strata_slice_of(group), &key));
    return key;
}

static void add_levels(strata_cellset *set, int16_t year, const char *grade, const char *dim,
                       const char *group)
{
    assert_true(
        test_add(set, (test_key){year, grade, NULL, dim, group}, test_levels(some_levels, 4)));
}

static void add_pct(strata_cellset *set, uint8_t cut, const char *dim, const char *group)
{
    const test_print print = {.stat = STRATA_STAT_PCT,
                              .cut = cut,
                              .decimals = 1,
                              .has = STRATA_HAS_VALUE | STRATA_HAS_SCORED,
                              .value = 553,
                              .n = 120};
    assert_true(test_add(set, (test_key){2024, "03", NULL, dim, group}, test_printed(print)));
}

static void test_groups(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_levels(set, 2024, "03", "all", "all");
    add_levels(set, 2024, "03", "el", "current");
    add_levels(set, 2024, "03", "el*frl", "current*yes");
    add_levels(set, 2024, "all", "all", "all");
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_panels panels;
    assert_int_equal(strata_panels_init(&panels, set, NULL), STRATA_OK);
    assert_int_equal(panels.panel_count, 2);
    const strata_panel *third = &panels.panels[0];
    assert_int_equal(third->count, 3);
    assert_false(third->pooled);
    assert_true(panels.panels[1].pooled);
    assert_int_equal(third->cuts, 1U << 2 | 1U << 3 | 1U << 4);
    assert_int_equal(third->levels, 1U << 1 | 1U << 2 | 1U << 3 | 1U << 4);
    const strata_panel_group *cross =
        strata_panel_find(&panels, third, key_of("el*frl", "current*yes"));
    assert_non_null(cross);
    assert_int_equal(cross->view.counts->n_scored, 100);
    assert_int_equal(cross->view.test->proficient, 3);
    assert_int_equal(cross->view.statistic_count, 0);
    assert_null(strata_panel_find(&panels, third, key_of("frl", "yes")));
    assert_null(strata_panel_find(&panels, &panels.panels[1], key_of("el", "current")));
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
}

/* Published statistics stand by their group; a counted row of the same group makes them void. */
static void test_counted_wins(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_pct(set, 3, "el", "current");
    add_pct(set, 4, "el", "current");
    add_pct(set, 3, "all", "all");
    add_levels(set, 2024, "03", "all", "all");
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_panels panels;
    assert_int_equal(strata_panels_init(&panels, set, NULL), STRATA_OK);
    assert_int_equal(panels.panel_count, 1);
    const strata_panel_group *all = strata_panel_find(&panels, panels.panels, key_of("all", "all"));
    assert_int_equal(all->source, STRATA_COUNTED);
    assert_int_equal(all->view.statistic_count, 0);
    const strata_panel_group *current =
        strata_panel_find(&panels, panels.panels, key_of("el", "current"));
    assert_int_equal(current->source, STRATA_PUBLISHED);
    assert_null(current->view.counts);
    assert_int_equal(current->view.statistic_count, 2);
    assert_int_equal(current->view.statistics[1]->key.cut, 4);
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
}

/* Two populations of one place alternate in the order of the cells; they are two panels. */
static void test_populations(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    const char *const groups[][2] = {{"all", "all"}, {"gender", "female"}};
    for (size_t i = 0; i < 2; i++) {
        add_levels(set, 2024, "03", groups[i][0], groups[i][1]);
        strata_cell cell = set->cells[set->count - 1];
        cell.key.population = test_text(set, "accountability");
        cell.n_scored = 90;
        assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_panels panels;
    assert_int_equal(strata_panels_init(&panels, set, NULL), STRATA_OK);
    assert_int_equal(panels.panel_count, 2);
    assert_int_equal(panels.series_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(panels.panels[i].count, 2);
        const strata_panel_group *female =
            strata_panel_find(&panels, &panels.panels[i], key_of("gender", "female"));
        assert_int_equal(female->view.counts->n_scored, i == 0 ? 90 : 100);
    }
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
}

static void test_other_variables(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_levels(set, 2024, "03", "all", "all");
    strata_cell cell = set->cells[0];
    cell.key.variable = test_text(set, "growth_percentile");
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_panels panels;
    assert_int_equal(strata_panels_init(&panels, set, NULL), STRATA_OK);
    assert_int_equal(panels.group_count, 1);
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
}

static void test_grades(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    const char *const grades[] = {"03", "04", "11", "all"};
    for (int16_t year = 2023; year <= 2024; year++) {
        for (size_t i = 0; i < 4; i++) {
            add_levels(set, year, grades[i], "all", "all");
        }
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_panels panels;
    assert_int_equal(strata_panels_init(&panels, set, NULL), STRATA_OK);
    assert_int_equal(panels.panel_count, 8);
    assert_int_equal(panels.series_count, 4);
    const strata_panel *pooled = &panels.panels[7];
    const strata_panel *from = pooled;
    for (size_t i = 3; i > 0; i--) {
        from = strata_panel_grade_before(&panels, pooled, from);
        assert_ptr_equal(from, &panels.panels[3 + i]);
    }
    assert_null(strata_panel_grade_before(&panels, pooled, from));
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
}

static strata_status arrange(void)
{
    strata_cellset *set = test_set_try();
    if (set == NULL) {
        return STRATA_E_MEMORY;
    }
    bool added = true;
    for (int16_t year = 2015; year < 2022; year++) {
        added = added && test_add(set, (test_key){year, "03", NULL, "all", "all"},
                                  test_levels(some_levels, 4));
    }
    strata_panels panels = {0};
    strata_status status = added ? strata_cellset_sort(set, NULL) : STRATA_E_MEMORY;
    if (status == STRATA_OK) {
        status = strata_panels_init(&panels, set, NULL);
    }
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
    return status;
}

static void test_without_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(arrange) > 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),      cmocka_unit_test(test_counted_wins),
        cmocka_unit_test(test_populations), cmocka_unit_test(test_other_variables),
        cmocka_unit_test(test_grades),      cmocka_unit_test(test_without_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
