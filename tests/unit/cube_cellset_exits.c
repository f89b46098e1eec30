/* Cells that count different years after reclassification are not put together. */
#include "cube/cellset_exits.h"
#include "cube_fixture.h"

/* One cell of a district in 2024, made with a rule unless years is above what a rule can say. */
static strata_cellset *set_of(const char *lea, const char *group, unsigned years)
{
    strata_cellset *set = strata_cellset_new();
    strata_cell cell = {.has = STRATA_HAS_TESTED, .n_tested = 10};
    assert_non_null(set);
    cell.key.year = 2024;
    cell.key.assessment = cube_text(set->dictionary, "caaspp");
    cell.key.lea = cube_text(set->dictionary, lea);
    cell.key.group = cube_group("el", group);
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    if (years <= STRATA_EXIT_YEARS_MAX) {
        const strata_exit_rule rule = {
            .assessment = cell.key.assessment, .from = 2017, .years = (uint8_t)years};
        assert_int_equal(strata_dictionary_add_exits(set->dictionary, &rule, NULL), STRATA_OK);
    }
    return set;
}

/* The rule by which the second set is refused, "" if it is not. */
static void assert_append(strata_cellset *into, strata_cellset *from, const char *rule)
{
    strata_error err = {0};
    const strata_status status = strata_cellset_append(into, from, &err);
    assert_string_equal(status == STRATA_OK ? "" : err.rule, rule);
    strata_cellset_free(into);
    strata_cellset_free(from);
}

enum {
    NO_RULE = STRATA_EXIT_YEARS_MAX + 1
};

static void test_same(void **state)
{
    (void)state;
    static const char exit_group[] = "el_accountability";
    assert_append(set_of("A", exit_group, 2), set_of("B", exit_group, 2), "");
    assert_append(set_of("A", exit_group, 4), set_of("B", exit_group, NO_RULE), "");
    assert_append(set_of("A", exit_group, NO_RULE), set_of("B", exit_group, NO_RULE), "");
    /* nobody counts English learners for accountability on one side */
    assert_append(set_of("A", exit_group, 2), set_of("B", "current", NO_RULE), "");
    assert_append(set_of("A", "current", NO_RULE), set_of("B", exit_group, 2), "");
}

static void test_differ(void **state)
{
    (void)state;
    static const char exit_group[] = "el_accountability";
    assert_append(set_of("A", exit_group, 2), set_of("B", exit_group, 3), "exits-differ");
    assert_append(set_of("A", exit_group, 2), set_of("B", exit_group, NO_RULE), "exits-differ");
    assert_append(set_of("A", exit_group, NO_RULE), set_of("B", exit_group, 2), "exits-differ");
}

/* Definitions travel with the cells. */
static void test_definitions(void **state)
{
    (void)state;
    strata_cellset *into = set_of("A", "current", NO_RULE);
    strata_cellset *from = set_of("B", "el_accountability", 2);
    const strata_redefinition made = {.assessment = cube_text(from->dictionary, "caaspp"),
                                      .dim = STRATA_DIM_ECON,
                                      .from = 2023,
                                      .label = cube_text(from->dictionary, "new form")};
    assert_int_equal(strata_dictionary_redefine(from->dictionary, &made, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_append(into, from, NULL), STRATA_OK);
    assert_int_equal(strata_dictionary_redefinition_count(into->dictionary), 1);
    const strata_redefinition *taken = strata_dictionary_redefinition_at(into->dictionary, 0);
    assert_string_equal(strata_cellset_text(into, taken->label), "new form");
    const uint32_t caaspp = cube_text(into->dictionary, "caaspp");
    assert_int_equal(strata_dictionary_exit_years(into->dictionary, caaspp, 2024), 2);
    strata_cellset_free(into);
    strata_cellset_free(from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_differ),
        cmocka_unit_test(test_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
