/* The places that a place lies in. */
#include "cube/cube_parts.h"
#include "strata_test.h"

static void test_levels(void **state)
{
    (void)state;
    const strata_cell_key school = {
        .entity_level = STRATA_LEVEL_SCHOOL, .county = 1, .lea = 2, .school = 3};
    strata_cell_key at = {0};
    assert_true(strata_place_at_level(&school, STRATA_LEVEL_LEA, &at));
    assert_int_equal(at.entity_level, STRATA_LEVEL_LEA);
    assert_true(at.county == 1 && at.lea == 2 && at.school == 0);
    assert_true(strata_place_at_level(&school, STRATA_LEVEL_STATE, &at));
    assert_true(at.county == 0 && at.lea == 0 && at.school == 0);
    assert_false(strata_place_at_level(&school, STRATA_LEVEL_SET, &at));
}

static void test_places_that_are_not_there(void **state)
{
    (void)state;
    const strata_cell_key alone = {.entity_level = STRATA_LEVEL_SCHOOL, .school = 3};
    const strata_cell_key county = {.entity_level = STRATA_LEVEL_COUNTY, .county = 1};
    strata_cell_key at = {0};
    assert_false(strata_place_at_level(&alone, STRATA_LEVEL_LEA, &at));
    assert_false(strata_place_at_level(&alone, STRATA_LEVEL_COUNTY, &at));
    assert_false(strata_place_at_level(&county, STRATA_LEVEL_LEA, &at)); /* above it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_levels),
                                       cmocka_unit_test(test_places_that_are_not_there)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
