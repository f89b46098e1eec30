/* What a plan is about once all choices are made, and what it counts beside. */
#include "cube/plan.h"
#include "cube_fixture.h"

/* The order of the choices does not matter: they are settled at the end. */
static void test_settle(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan settled;
    strata_plan_default(&plan);
    plan.keep_masks = true;
    assert_int_equal(strata_plan_schemes(&plan, "race,race*el,gender", NULL), STRATA_OK);
    strata_plan_settle(&plan, &settled);
    assert_int_equal(settled.scheme_count, 5);
    assert_true(strata_plan_has_group(&settled, cube_group("race", "asian")));
    assert_true(strata_plan_has_group(&settled, cube_group("race_mask", "asian+white")));
    assert_int_equal(strata_plan_race(&plan, " combinations ", NULL), STRATA_OK);
    strata_plan_settle(&plan, &settled);
    assert_int_equal(settled.scheme_count, 4);
    assert_false(strata_plan_has_group(&settled, cube_group("race", "asian")));
    assert_true(strata_plan_has_group(&settled, cube_group("race_mask", "asian+white")));
    assert_true(strata_plan_has_group(&settled, cube_group("el*race_mask", "ever*white")));
    assert_true(strata_plan_has_group(&settled, cube_group("gender", "female")));
    strata_plan again;
    strata_plan_settle(&settled, &again);
    assert_memory_equal(&again, &settled, sizeof again);
}

static bool has_witness(const char *by, const char *dim, const char *group)
{
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, by, NULL), STRATA_OK);
    return strata_plan_has_witness(&plan, cube_group(dim, group));
}

/* Only where a dimension is asked for in crosses alone. */
static void test_witnesses(void **state)
{
    (void)state;
    assert_true(has_witness("el*gender", "el", "history_unknown"));
    assert_true(has_witness("el*gender", "el", "reclassified"));
    assert_true(has_witness("el*gender", "el", "exited_over_4"));
    assert_false(has_witness("el*gender", "el", "current"));
    assert_false(has_witness("el*gender", "gender", "male"));
    assert_false(has_witness("el,el*gender", "el", "history_unknown"));
    assert_false(has_witness("gender", "el", "history_unknown"));
    assert_true(has_witness("frl*swd*gender", "frl", "free"));
    assert_true(has_witness("frl*swd*gender", "frl", "universal"));
    assert_false(has_witness("frl*swd*gender", "frl*swd", "yes*no"));
    assert_false(has_witness("frl", "frl", "free"));
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "frl*gender", NULL), STRATA_OK);
    plan.ignore_meals = true;
    assert_int_equal(strata_plan_witnesses(&plan, STRATA_DIM_FRL), 0);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(strata_population_name(STRATA_ALL_TESTED), "all_tested");
    assert_string_equal(strata_population_name(STRATA_ACCOUNTABILITY), "accountability");
    const strata_scheme a = {.count = 2, .dims = {STRATA_DIM_EL, STRATA_DIM_FRL}};
    const strata_scheme b = {.count = 2, .dims = {STRATA_DIM_EL, STRATA_DIM_SWD}};
    const strata_scheme c = {.count = 1, .dims = {STRATA_DIM_EL}};
    assert_true(strata_scheme_equal(&a, &a));
    assert_false(strata_scheme_equal(&a, &b));
    assert_false(strata_scheme_equal(&a, &c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settle),
        cmocka_unit_test(test_witnesses),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
