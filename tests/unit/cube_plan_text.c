/* One text for one plan, however it was asked for. */
#include "cube/plan.h"
#include "strata_test.h"

static void assert_text(const char *by, const char *levels, const char *grades,
                        const char *expected)
{
    strata_plan plan;
    char text[STRATA_PLAN_TEXT];
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, by, NULL), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, levels, NULL), STRATA_OK);
    assert_int_equal(strata_plan_grades(&plan, grades, NULL), STRATA_OK);
    assert_string_equal(strata_plan_text(&plan, text), expected);
}

static void test_order(void **state)
{
    (void)state;
    static const char expected[] = "by=all,el,frl,el*frl levels=state,lea grades=each,all "
                                   "race=ed2007";
    assert_text("all,el,frl,el*frl", "state,lea", "each,all", expected);
    assert_text("el*frl,frl,el,frl,all", "lea,state,lea", "all,each", expected);
    assert_text("all", "school", "each", "by=all levels=school grades=each race=ed2007");
    assert_text("all", "school", "all", "by=all levels=school grades=all race=ed2007");
}

static void test_rules(void **state)
{
    (void)state;
    strata_plan plan;
    char text[STRATA_PLAN_TEXT];
    strata_plan_default(&plan);
    plan.keep_masks = true;
    assert_int_equal(strata_plan_schemes(&plan, "race*frl", NULL), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, "lea", NULL), STRATA_OK);
    assert_int_equal(strata_plan_population(&plan, "accountability,all_tested", NULL), STRATA_OK);
    assert_int_equal(strata_plan_meals(&plan, "off", NULL), STRATA_OK);
    assert_string_equal(strata_plan_text(&plan, text),
                        "by=all,race_mask,race*frl levels=lea grades=each,all race=ed2007 "
                        "population=all_tested,accountability meals=off");
    assert_int_equal(strata_plan_race(&plan, "combinations", NULL), STRATA_OK);
    assert_int_equal(strata_plan_population(&plan, "accountability", NULL), STRATA_OK);
    assert_string_equal(strata_plan_text(&plan, text),
                        "by=all,race_mask,frl*race_mask levels=lea grades=each,all "
                        "race=combinations population=accountability meals=off");
}

/* As many crosses as a plan takes, with the longest names there are. */
static void test_longest(void **state)
{
    (void)state;
    strata_plan plan;
    char text[STRATA_PLAN_TEXT];
    strata_plan_default(&plan);
    plan.scheme_count = STRATA_SCHEMES_MAX;
    for (unsigned at = 0; at < STRATA_SCHEMES_MAX; at++) {
        plan.schemes[at] = (strata_scheme){
            .count = 3, .dims = {STRATA_DIM_HOMELESS, STRATA_DIM_MILITARY, STRATA_DIM_HOMELESS}};
    }
    const size_t len = strlen(strata_plan_text(&plan, text));
    /* "by=", 32 crosses of 26 bytes with 31 commas, then levels and grades */
    assert_int_equal(len,
                     strlen("by= levels=state,county,lea,school,set grades=each,all race=ed2007") +
                         32 * strlen("homeless*military*homeless") + 31);
    assert_string_equal(text + len - strlen("race=ed2007"), "race=ed2007");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_longest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
