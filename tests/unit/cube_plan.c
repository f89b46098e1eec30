/* Words of --by, --levels and --grades. */
#include "cube/plan.h"
#include "cube_fixture.h"

static void test_default(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(plan.scheme_count, STRATA_DIM_RECORDED);
    assert_false(plan.is_chosen);
    assert_true(plan.each_grade && plan.all_grades);
    assert_true(plan.levels[STRATA_LEVEL_STATE] && plan.levels[STRATA_LEVEL_SCHOOL]);
    assert_true(strata_plan_has_group(&plan, cube_group("all", "all")));
    assert_true(strata_plan_has_group(&plan, cube_group("el", "exited_y2")));
    assert_true(strata_plan_has_group(&plan, cube_group("gender", "female")));
    assert_false(strata_plan_has_group(&plan, cube_group("el*frl", "current*yes")));
}

static void test_schemes(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan_default(&plan);
    /* all is always there; the order of a cross does not matter, nor does saying it twice */
    assert_int_equal(strata_plan_schemes(&plan, " race, frl*el,el*frl ,race", NULL), STRATA_OK);
    assert_int_equal(plan.scheme_count, 3);
    assert_true(plan.is_chosen);
    assert_true(strata_plan_has_group(&plan, cube_group("all", "all")));
    assert_true(strata_plan_has_group(&plan, cube_group("race", "asian")));
    assert_true(strata_plan_has_group(&plan, cube_group("el*frl", "ever*no")));
    assert_false(strata_plan_has_group(&plan, cube_group("el", "ever")));
    assert_int_equal(strata_plan_schemes(&plan, "all", NULL), STRATA_OK);
    assert_int_equal(plan.scheme_count, 1);
}

static void test_rules(void **state)
{
    (void)state;
    strata_plan plan;
    strata_error err = {0};
    strata_plan_default(&plan);
    assert_int_equal(plan.race_scheme, STRATA_RACE_ED2007);
    assert_true(plan.populations[STRATA_ALL_TESTED]);
    assert_false(plan.populations[STRATA_ACCOUNTABILITY]);
    assert_int_equal(strata_plan_race(&plan, "multi2042", &err), STRATA_E_USAGE);
    assert_string_equal(err.text, "unknown race scheme 'multi2042'; did you mean 'multi2024', "
                                  "among ed2007 alone-or-combination combinations multi2024");
    assert_int_equal(strata_plan_population(&plan, "accountability", NULL), STRATA_OK);
    assert_false(plan.populations[STRATA_ALL_TESTED]);
    assert_true(plan.populations[STRATA_ACCOUNTABILITY]);
    assert_int_equal(strata_plan_population(&plan, "everybody", &err), STRATA_E_USAGE);
    assert_true(plan.populations[STRATA_ACCOUNTABILITY]);
    assert_int_equal(strata_plan_meals(&plan, "off", NULL), STRATA_OK);
    assert_true(plan.ignore_meals);
    assert_int_equal(strata_plan_meals(&plan, "on", NULL), STRATA_OK);
    assert_false(plan.ignore_meals);
    assert_int_equal(strata_plan_meals(&plan, "yes", &err), STRATA_E_USAGE);
}

static void assert_refused(const char *by, const char *expected)
{
    strata_plan plan;
    strata_error err = {0};
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, by, &err), STRATA_E_USAGE);
    assert_string_equal(err.text, expected);
    assert_int_equal(plan.scheme_count, STRATA_DIM_RECORDED);
}

#define DIMS " all el race frl econ swd migrant homeless foster military gender race_mask"

static void test_wrong_schemes(void **state)
{
    (void)state;
    assert_refused("el,gendre", "unknown dimension or cross 'gendre'; did you mean 'gender', "
                                "among" DIMS);
    assert_refused("", "unknown dimension or cross ''; choose among" DIMS);
    assert_refused("el,", "unknown dimension or cross ''; choose among" DIMS);
    assert_refused("el*el", "unknown dimension or cross 'el*el'; choose among" DIMS);
    assert_refused("el*frl*swd*race",
                   "unknown dimension or cross 'el*frl*swd*race'; choose among" DIMS);
}

static void test_too_many_schemes(void **state)
{
    (void)state;
    char by[1024] = "all";
    strata_plan plan;
    strata_error err = {0};
    for (strata_dim a = STRATA_DIM_EL; a < STRATA_DIM_COUNT; a++) {
        for (strata_dim b = a + 1; b < STRATA_DIM_COUNT; b++) {
            const size_t len = strlen(by);
            (void)snprintf(by + len, sizeof by - len, ",%s*%s", strata_dim_name(a),
                           strata_dim_name(b));
        }
    }
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, by, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "groups");
}

static void test_levels(void **state)
{
    (void)state;
    strata_plan plan;
    strata_error err = {0};
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_levels(&plan, "lea, school", NULL), STRATA_OK);
    assert_false(plan.levels[STRATA_LEVEL_STATE]);
    assert_false(plan.levels[STRATA_LEVEL_COUNTY]);
    assert_true(plan.levels[STRATA_LEVEL_LEA] && plan.levels[STRATA_LEVEL_SCHOOL]);
    assert_int_equal(strata_plan_levels(&plan, "district", &err), STRATA_E_USAGE);
    assert_string_equal(err.text,
                        "unknown level of places 'district'; did you mean 'lea', among state "
                        "county lea school");
}

static void test_grades(void **state)
{
    (void)state;
    strata_plan plan;
    strata_error err = {0};
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_grades(&plan, "all", NULL), STRATA_OK);
    assert_true(!plan.each_grade && plan.all_grades);
    assert_int_equal(strata_plan_grades(&plan, "each,all", NULL), STRATA_OK);
    assert_true(plan.each_grade && plan.all_grades);
    assert_int_equal(strata_plan_grades(&plan, "03", &err), STRATA_E_USAGE);
    assert_string_equal(err.text, "unknown choice of grades '03'; choose among each all");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default),
        cmocka_unit_test(test_schemes),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_wrong_schemes),
        cmocka_unit_test(test_too_many_schemes),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_grades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
