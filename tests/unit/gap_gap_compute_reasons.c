/* Why a group means nothing, or means it of some of its students only. */
#include "gap/gap.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const uint64_t some_levels[] = {300, 300, 250, 150};

static void add(strata_cellset *set, const char *dim, const char *group, strata_cell_status status)
{
    strata_cell cell = test_levels(some_levels, 4);
    if (status == STRATA_CELL_UNDEFINED) {
        strata_cell_clear(&cell, status);
    }
    cell.status = (uint8_t)status;
    assert_true(test_add(set, (test_key){2024, "03", NULL, dim, group}, cell));
}

/* Flags of the percents at cut 3 of a group; frees the set. */
static strata_flags flags_of(strata_cellset *set, const char *group)
{
    strata_gap_options options;
    strata_gap_options_default(&options);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    strata_flags flags = ~(strata_flags)0;
    for (size_t at = 0; at < estimates->count; at++) {
        const strata_estimate *row = &estimates->rows[at];
        const bool is_pct =
            strcmp(strata_dictionary_text(estimates->dictionary, row->measure), "pct") == 0;
        if (is_pct && row->cut == 3 &&
            strcmp(strata_dictionary_text(estimates->dictionary, row->group), group) == 0) {
            flags = row->result.flags;
        }
    }
    strata_estimates_free(estimates);
    strata_cellset_free(set);
    return flags;
}

/* Years of exit are missing where ever-EL has a meaning, else the history is. */
static void test_exits(void **state)
{
    (void)state;
    for (unsigned without_history = 0; without_history < 2; without_history++) {
        strata_cellset *set = test_set_new();
        add(set, "all", "all", STRATA_CELL_OK);
        add(set, "el", "el_accountability", STRATA_CELL_UNDEFINED);
        add(set, "el", "ever", without_history != 0 ? STRATA_CELL_UNDEFINED : STRATA_CELL_OK);
        assert_true(
            flags_of(set, "el_accountability") ==
            (without_history != 0 ? strata_flag_history_unknown : strata_flag_exit_year_missing));
    }
}

static void test_meals(void **state)
{
    (void)state;
    for (strata_cell_status status = STRATA_CELL_OK; status <= STRATA_CELL_MIXED;
         status = status == STRATA_CELL_OK ? STRATA_CELL_MIXED : STRATA_CELL_SUPPRESSED) {
        strata_cellset *set = test_set_new();
        add(set, "all", "all", STRATA_CELL_OK);
        add(set, "frl", "yes", status);
        assert_true(flags_of(set, "yes") ==
                    (status == STRATA_CELL_MIXED ? strata_flag_meal_program_universal : 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_exits), cmocka_unit_test(test_meals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
