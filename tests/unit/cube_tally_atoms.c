/* Groups as lists of atoms, the other way round. */
#include "cube/tally_atoms.h"
#include "strata_test.h"

/* all = {0, 1, 3}, a = {3}, b = {} but silent in {2}, c = {0, 3}. */
static strata_status make(strata_tally_atoms *atoms)
{
    strata_tally_group groups[] = {{.first = 0, .count = 3},
                                   {.first = 3, .count = 1},
                                   {.silent_first = 4, .silent_count = 1},
                                   {.first = 5, .count = 2}};
    uint32_t lists[] = {0, 1, 3, 3, 2, 0, 3};
    const strata_tally_students students = {
        .atom_count = 4, .groups = groups, .group_count = 4, .atoms = lists};
    return strata_tally_atoms_make(atoms, &students, NULL);
}

static void test_lists(void **state)
{
    (void)state;
    strata_tally_atoms atoms;
    assert_int_equal(make(&atoms), STRATA_OK);
    const uint32_t first[] = {0, 2, 3, 3, 6}; /* 2, 1, none, 3 */
    const uint32_t groups[] = {0, 3, 0, 0, 1, 3};
    assert_memory_equal(atoms.first, first, sizeof first);
    assert_memory_equal(atoms.groups, groups, sizeof groups);
    strata_tally_atoms_deinit(&atoms);
}

static strata_status make_and_free(void)
{
    strata_tally_atoms atoms;
    const strata_status status = make(&atoms);
    strata_tally_atoms_deinit(&atoms);
    return status;
}

static void test_memory_fails(void **state)
{
    (void)state;
    assert_int_equal(test_every_allocation(make_and_free), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lists),
                                       cmocka_unit_test(test_memory_fails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
