/* Which groups a student belongs to. */
#include "cube/membership.h"
#include "cube_fixture.h"

/* "el=current;frl=yes;" of a student under this plan, in order of their making. */
static void assert_standing(const strata_plan *plan, const strata_standing *standing,
                            const char *expected)
{
    const strata_group_key *groups = NULL;
    size_t count = 0;
    char text[1024] = "";
    strata_membership *membership = strata_membership_new(plan);
    assert_non_null(membership);
    assert_int_equal(strata_membership_of(membership, standing, &groups, &count, NULL), STRATA_OK);
    for (size_t at = 0; at < count; at++) {
        char dim[STRATA_GROUP_TEXT];
        char group[STRATA_GROUP_TEXT];
        const size_t len = strlen(text);
        strata_group_key_dim_text(groups[at], dim);
        strata_group_key_group_text(groups[at], group);
        (void)snprintf(text + len, sizeof text - len, "%s=%s;", dim, group);
    }
    assert_string_equal(text, expected);
    strata_membership_free(membership);
}

static void assert_groups(const char *by, const strata_code codes[STRATA_DIM_COUNT],
                          const char *expected)
{
    strata_plan plan;
    const strata_standing standing = {.codes = codes, .exit_years = STRATA_EXIT_YEARS_MAX};
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, by, NULL), STRATA_OK);
    assert_standing(&plan, &standing, expected);
}

static void test_groups(void **state)
{
    (void)state;
    strata_code codes[STRATA_DIM_COUNT] = {[STRATA_DIM_ALL] = 1};
    assert_groups("all,el,frl,el*frl", codes, "all=all;");
    codes[STRATA_DIM_EL] = cube_code(STRATA_DIM_EL, "long_term");
    codes[STRATA_DIM_FRL] = cube_code(STRATA_DIM_FRL, "free");
    codes[STRATA_DIM_GENDER] = cube_code(STRATA_DIM_GENDER, "female");
    assert_groups("el", codes, "all=all;el=current;el=long_term;el=ever;el=el_accountability;");
    /* details stay out of crosses */
    assert_groups("frl,el*frl", codes,
                  "all=all;frl=yes;frl=free;el*frl=current*yes;el*frl=ever*yes;"
                  "el*frl=el_accountability*yes;");
    /* without frl by itself nobody could judge it */
    assert_groups("frl*gender*el", codes,
                  "all=all;el*frl*gender=current*yes*female;el*frl*gender=ever*yes*female;"
                  "el*frl*gender=el_accountability*yes*female;frl=yes;frl=free;");
    codes[STRATA_DIM_FRL] = 0;
    assert_groups("frl,el*frl", codes, "all=all;");
    codes[STRATA_DIM_EL] = cube_code(STRATA_DIM_EL, "english_only");
    assert_groups("el", codes, "all=all;el=english_only;el=never;el=not_current;");
}

/* Without their number nobody could tell that "ever" has no meaning in a place. */
static void test_history(void **state)
{
    (void)state;
    strata_code codes[STRATA_DIM_COUNT] = {[STRATA_DIM_ALL] = 1};
    codes[STRATA_DIM_EL] = cube_code(STRATA_DIM_EL, "history_unknown");
    codes[STRATA_DIM_FRL] = cube_code(STRATA_DIM_FRL, "no");
    assert_groups("all", codes, "all=all;");
    assert_groups("el", codes, "all=all;el=history_unknown;el=not_current;");
    assert_groups("el*frl", codes, "all=all;el*frl=not_current*no;el=history_unknown;frl=no;");
    codes[STRATA_DIM_EL] = cube_code(STRATA_DIM_EL, "exited_over_4");
    assert_groups("el*gender", codes, "all=all;el=reclassified;el=exited_over_4;");
}

/* Three years after reclassification: among English learners for accountability where 3 or 4 years
 * count, not where 2 do. */
static void test_exit_years(void **state)
{
    (void)state;
    strata_plan plan;
    const strata_code codes[STRATA_DIM_COUNT] = {
        [STRATA_DIM_ALL] = 1, [STRATA_DIM_EL] = cube_code(STRATA_DIM_EL, "exited_y3")};
    strata_standing standing = {.codes = codes, .exit_years = 3};
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "el", NULL), STRATA_OK);
    assert_standing(&plan, &standing,
                    "all=all;el=reclassified;el=exited_y3;el=ever;el=not_current;"
                    "el=el_accountability;");
    standing.exit_years = 2;
    assert_standing(&plan, &standing,
                    "all=all;el=reclassified;el=exited_y3;el=ever;el=not_current;");
}

static void test_race_schemes(void **state)
{
    (void)state;
    strata_plan plan;
    const strata_code codes[STRATA_DIM_COUNT] = {
        [STRATA_DIM_ALL] = 1, [STRATA_DIM_GENDER] = cube_code(STRATA_DIM_GENDER, "male")};
    const strata_standing standing = {
        .codes = codes,
        .race_mask = (strata_race_mask)(1U << cube_code(STRATA_DIM_RACE, "hispanic") |
                                        1U << cube_code(STRATA_DIM_RACE, "white"))};
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "race,race*gender", NULL), STRATA_OK);
    assert_standing(&plan, &standing, "all=all;race=hispanic;race*gender=hispanic*male;");
    plan.keep_masks = true;
    assert_standing(&plan, &standing,
                    "all=all;race=hispanic;race*gender=hispanic*male;race_mask=hispanic+white;");
    assert_int_equal(strata_plan_race(&plan, "alone-or-combination", NULL), STRATA_OK);
    plan.keep_masks = false;
    assert_standing(&plan, &standing,
                    "all=all;race=hispanic;race=white;race*gender=hispanic*male;"
                    "race*gender=white*male;");
    assert_int_equal(strata_plan_race(&plan, "combinations", NULL), STRATA_OK);
    assert_standing(&plan, &standing,
                    "all=all;race_mask=hispanic+white;gender*race_mask=male*hispanic+white;");
    assert_int_equal(strata_plan_race(&plan, "multi2024", NULL), STRATA_OK);
    assert_standing(&plan, &standing, "all=all;race=two_or_more;race*gender=two_or_more*male;");
}

/* A school with free meals for all: what was recorded is kept to be called undefined. */
static void test_universal_meals(void **state)
{
    (void)state;
    strata_plan plan;
    const strata_code codes[STRATA_DIM_COUNT] = {
        [STRATA_DIM_ALL] = 1, [STRATA_DIM_FRL] = cube_code(STRATA_DIM_FRL, "no")};
    const strata_standing standing = {.codes = codes, .has_universal_meals = true};
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "frl", NULL), STRATA_OK);
    assert_standing(&plan, &standing, "all=all;frl=no;frl=universal;");
    strata_membership *membership = strata_membership_new(&plan);
    assert_non_null(membership);
    assert_true(strata_membership_is_about_meals(membership, cube_group("frl", "no")));
    assert_true(strata_membership_is_about_meals(membership, cube_group("el*frl", "ever*yes")));
    assert_false(strata_membership_is_about_meals(membership, cube_group("frl", "universal")));
    assert_false(strata_membership_is_about_meals(membership, cube_group("econ", "no")));
    strata_membership_free(membership);
}

static strata_status scenario(void)
{
    const strata_code codes[STRATA_DIM_COUNT] = {1, 1};
    const strata_standing standing = {.codes = codes};
    const strata_group_key *groups = NULL;
    size_t count = 0;
    strata_plan plan;
    strata_plan_default(&plan);
    strata_membership *membership = strata_membership_new(&plan);
    const strata_status status =
        membership != NULL ? strata_membership_of(membership, &standing, &groups, &count, NULL)
                           : STRATA_E_MEMORY;
    strata_membership_free(membership);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(scenario), 2, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),          cmocka_unit_test(test_history),
        cmocka_unit_test(test_exit_years),      cmocka_unit_test(test_race_schemes),
        cmocka_unit_test(test_universal_meals), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
