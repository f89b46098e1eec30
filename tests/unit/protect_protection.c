/* From counted cells to publishable ones, with suppressors that do what a test needs. */
#include "protect/protection.h"
#include "test_cells.h"
#include "test_policy.h"

static strata_cellset *set_try(void)
{
    static const uint64_t all[] = {12, 18, 18, 12};
    static const uint64_t white[] = {3, 3, 1, 1};
    static const uint64_t black[] = {7, 12, 14, 9};
    static const uint64_t asian[] = {2, 3, 3, 2};
    strata_cellset *set = test_set_try();
    if (set == NULL ||
        !test_add(set, (test_key){2024, "03", "1", "all", "all"}, test_levels(all, 4)) ||
        !test_add(set, (test_key){2024, "03", "1", "race", "white"}, test_levels(white, 4)) ||
        !test_add(set, (test_key){2024, "03", "1", "race", "black"}, test_levels(black, 4)) ||
        !test_add(set, (test_key){2024, "03", "1", "race", "asian"}, test_levels(asian, 4)) ||
        strata_cellset_sort(set, NULL) != STRATA_OK) {
        strata_cellset_free(set);
        return NULL;
    }
    (void)memcpy(set->protection, "unprotected", sizeof "unprotected");
    return set;
}

/* Hides the cell of least weight that is shown, beside those that must be. */
static strata_status hide_one_more(void *context, strata_unknowns *unknowns, bool *hidden,
                                   strata_error *err)
{
    size_t *calls = context;
    (void)err;
    size_t least = unknowns->cell_count;
    for (size_t at = 0; at < unknowns->cell_count; at++) {
        const bool is_less = !hidden[at] && (least == unknowns->cell_count ||
                                             unknowns->weight[at] < unknowns->weight[least]);
        least = is_less ? at : least;
    }
    hidden[least] = true;
    (*calls)++;
    return STRATA_OK;
}

static strata_status show_all(void *context, strata_unknowns *unknowns, bool *hidden,
                              strata_error *err)
{
    (void)context;
    (void)err;
    memset(hidden, 0, unknowns->cell_count * sizeof *hidden);
    return STRATA_OK;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the type is the suppressor's */
static strata_status refuse(void *context, strata_unknowns *unknowns, bool *hidden,
                            strata_error *err)
{
    (void)context;
    (void)unknowns;
    (void)hidden;
    return strata_fail(err, STRATA_E_PROTECTED, "suppress", "no pattern is safe");
}

/* white has 8 students; asian has 10, fewer than black and all, and is hidden with it. */
static void one_is_hidden_for_its_own_sake(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("generic-10");
    strata_cellset *set = set_try();
    size_t calls = 0;
    const strata_suppressor suppressor = {&calls, hide_one_more};
    strata_protect_report report;
    assert_int_equal(strata_protect_cells(rules, set, &suppressor, &report, NULL), STRATA_OK);
    assert_int_equal(calls, 1);
    assert_int_equal(report.cells, 4);
    assert_int_equal(report.primary, 1);
    assert_int_equal(report.by_reason[0], 1);
    assert_int_equal(report.hidden, 2);
    assert_int_equal(report.sums, 1);
    for (size_t at = 0; at < set->count; at++) {
        char group[STRATA_GROUP_TEXT];
        strata_group_key_group_text(set->cells[at].key.group, group);
        const bool is_hidden = strcmp(group, "white") == 0 || strcmp(group, "asian") == 0;
        assert_int_equal(set->cells[at].status,
                         is_hidden ? STRATA_CELL_SUPPRESSED : STRATA_CELL_OK);
    }
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

/* Nothing is published without a pattern, or with one that shows what must be hidden. */
static void it_fails_closed(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("generic-10");
    const strata_suppressor suppressors[] = {{NULL, refuse}, {NULL, show_all}};
    const strata_status expected[] = {STRATA_E_PROTECTED, STRATA_E_INTERNAL};
    for (size_t at = 0; at < 2; at++) {
        strata_cellset *set = set_try();
        assert_int_equal(strata_protect_cells(rules, set, &suppressors[at], NULL, NULL),
                         expected[at]);
        strata_cellset_free(set);
    }
    strata_policy_rules_free(rules);
}

static strata_status scenario(void)
{
    static const strata_policy_band band = {.n_from = 10,
                                            .n_to = STRATA_POLICY_NO_END,
                                            .has_low = true,
                                            .has_high = true,
                                            .low = 20,
                                            .high = 80};
    static const strata_slice measures[] = {{"pct", 3}, {"share", 5}};
    static const strata_policy_rules rules = {.id = "t",
                                              .min_n = 10,
                                              .width = 4,
                                              .n = STRATA_COUNT_TESTED,
                                              .shows_n = true,
                                              .measures = measures,
                                              .measure_count = 2,
                                              .bands = &band,
                                              .band_count = 1};
    size_t calls = 0;
    const strata_suppressor suppressor = {&calls, hide_one_more};
    strata_cellset *set = set_try();
    const strata_status status =
        set != NULL ? strata_protect_cells(&rules, set, &suppressor, NULL, NULL) : STRATA_E_MEMORY;
    strata_cellset_free(set);
    return status;
}

static void no_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(scenario) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_is_hidden_for_its_own_sake),
        cmocka_unit_test(it_fails_closed),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
