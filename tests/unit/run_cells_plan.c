/* Plans of cells against what is asked for, and schemes of which nothing was seen. */
#include "run/cells_plan.h"
#include "strata_test.h"

static void test_check(void **state)
{
    (void)state;
    strata_plan plan;
    strata_error err = {0};
    strata_plan_default(&plan);
    static const char made[] = "by=all,el levels=lea grades=each,all race=ed2007";
    assert_int_equal(strata_cells_plan_check(&plan, made, "a.cells", &err), STRATA_OK);
    assert_int_equal(strata_plan_schemes(&plan, "all,el", &err), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, "lea", &err), STRATA_OK);
    assert_int_equal(strata_cells_plan_check(&plan, made, "a.cells", &err), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, "school", &err), STRATA_OK);
    assert_int_equal(strata_cells_plan_check(&plan, made, "a.cells", &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "cells-plan");
}

/* el was seen, race was not; all is always there. */
static void test_seen(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan settled;
    strata_error err = {0};
    strata_seen_schemes seen = {0};
    strata_group_key current = {{0}, {0}};
    strata_issues *issues = strata_issues_new();
    assert_non_null(issues);
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "all,el,race", &err), STRATA_OK);
    strata_plan_settle(&plan, &settled);
    assert_true(
        strata_group_key_parse(strata_slice_of("el"), strata_slice_of("current"), &current));
    strata_seen_schemes_add(&seen, &settled, current);
    assert_int_equal(strata_seen_schemes_check(&seen, &settled, issues, &err), STRATA_OK);
    assert_int_equal(strata_issues_of_rule(issues, strata_rule_find("group-missing")), 1);
    assert_string_equal(strata_issues_at(issues, 0)->column, "race");
    strata_issues_free(issues);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_check), cmocka_unit_test(test_seen)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
