/* Dimensions, groups, and which recorded codes make a group. */
#include "schema/vocabulary.h"
#include "strata_test.h"

static strata_code code(strata_dim dim, const char *name)
{
    const strata_code found = strata_group_find(dim, strata_slice_of(name));
    assert_int_not_equal(found, 0);
    return found;
}

static uint32_t bit(strata_dim dim, const char *name)
{
    return UINT32_C(1) << code(dim, name);
}

static uint32_t members(strata_dim dim, const char *name)
{
    return strata_group_members(dim, code(dim, name));
}

static void dimensions_are_found_by_name(void **state)
{
    (void)state;
    for (unsigned dim = 0; dim < STRATA_DIM_COUNT; dim++) {
        strata_dim found = STRATA_DIM_COUNT;
        assert_true(strata_dim_find(strata_slice_of(strata_dim_name((strata_dim)dim)), &found));
        assert_int_equal(found, dim);
        assert_true(strlen(strata_dim_label((strata_dim)dim)) > 0);
    }
    strata_dim untouched = STRATA_DIM_SWD;
    assert_false(strata_dim_find(strata_slice_of("EL"), &untouched));
    assert_false(strata_dim_find((strata_slice){NULL, 0}, &untouched));
    assert_int_equal(untouched, STRATA_DIM_SWD);
}

/* Codes are stored in streams, so they stay. */
static void groups_are_found_by_name_and_code(void **state)
{
    (void)state;
    const unsigned counts[STRATA_DIM_COUNT] = {1, 18, 10, 5, 2, 2, 2, 2, 2, 2, 3, 0};
    for (unsigned dim = 0; dim < STRATA_DIM_COUNT; dim++) {
        assert_int_equal(strata_group_count((strata_dim)dim), counts[dim]);
        for (unsigned at = 1; at <= counts[dim]; at++) {
            const char *name = strata_group_name((strata_dim)dim, (strata_code)at);
            assert_int_equal(code((strata_dim)dim, name), at);
            assert_true(strlen(strata_group_label((strata_dim)dim, (strata_code)at)) > 0);
        }
    }
    assert_int_equal(strata_group_find(STRATA_DIM_FRL, strata_slice_of("maybe")), 0);
    assert_int_equal(code(STRATA_DIM_EL, "current"), 1);
    assert_int_equal(code(STRATA_DIM_RACE, "white"), 8);
    assert_int_equal(code(STRATA_DIM_ALL, "all"), 1);
}

static void kinds_tell_what_can_be_recorded(void **state)
{
    (void)state;
    const strata_dim el = STRATA_DIM_EL;
    assert_int_equal(strata_group_kind_of(el, code(el, "current")), STRATA_GROUP_STATUS);
    assert_int_equal(strata_group_kind_of(el, code(el, "long_term")), STRATA_GROUP_DETAIL);
    assert_int_equal(strata_group_kind_of(el, code(el, "exited_over_4")), STRATA_GROUP_DETAIL);
    assert_int_equal(strata_group_kind_of(el, code(el, "history_unknown")), STRATA_GROUP_UNKNOWN);
    assert_int_equal(strata_group_kind_of(el, code(el, "ever")), STRATA_GROUP_UNION);
    assert_int_equal(strata_group_kind_of(STRATA_DIM_RACE, code(STRATA_DIM_RACE, "not_reported")),
                     STRATA_GROUP_UNKNOWN);
}

static void a_status_has_its_details(void **state)
{
    (void)state;
    const strata_dim el = STRATA_DIM_EL;
    assert_int_equal(members(el, "current"), bit(el, "current") | bit(el, "recently_arrived") |
                                                 bit(el, "long_term") |
                                                 bit(el, "at_risk_long_term"));
    assert_int_equal(members(el, "long_term"), bit(el, "long_term"));
    assert_int_equal(members(STRATA_DIM_FRL, "yes"), bit(STRATA_DIM_FRL, "yes") |
                                                         bit(STRATA_DIM_FRL, "free") |
                                                         bit(STRATA_DIM_FRL, "reduced"));
    assert_int_equal(members(STRATA_DIM_SWD, "no"), bit(STRATA_DIM_SWD, "no"));
}

static void unions_are_made_of_statuses(void **state)
{
    (void)state;
    const strata_dim el = STRATA_DIM_EL;
    const uint32_t reclassified = bit(el, "reclassified") | bit(el, "exited_y1") |
                                  bit(el, "exited_y2") | bit(el, "exited_y3") |
                                  bit(el, "exited_y4") | bit(el, "exited_over_4");
    assert_int_equal(members(el, "reclassified"), reclassified);
    assert_int_equal(members(el, "ever"), members(el, "current") | reclassified);
    assert_int_equal(members(el, "never"), bit(el, "english_only") | bit(el, "initially_fluent"));
    assert_int_equal(members(el, "not_current"),
                     reclassified | members(el, "never") | bit(el, "history_unknown"));
    assert_int_equal(members(el, "el_accountability"),
                     members(el, "current") | bit(el, "exited_y1") | bit(el, "exited_y2") |
                         bit(el, "exited_y3") | bit(el, "exited_y4"));
    /* To be determined is on neither side. */
    assert_int_equal(
        (members(el, "current") | members(el, "not_current")) & bit(el, "to_be_determined"), 0);
}

static strata_code race_of(unsigned count, const char *const *names)
{
    uint32_t mask = 0;
    for (unsigned at = 0; at < count; at++) {
        mask |= bit(STRATA_DIM_RACE, names[at]);
    }
    return strata_race_ed2007((strata_race_mask)mask);
}

/* 72 FR 59266: Hispanic of any race is Hispanic; else one race is that race, several are two or
 * more. */
static void race_follows_the_rule_of_2007(void **state)
{
    (void)state;
    const char *const names[] = {"black", "white", "hispanic", "not_reported"};
    assert_int_equal(race_of(1, names), code(STRATA_DIM_RACE, "black"));
    assert_int_equal(race_of(2, names), code(STRATA_DIM_RACE, "two_or_more"));
    assert_int_equal(race_of(3, names), code(STRATA_DIM_RACE, "hispanic"));
    assert_int_equal(race_of(4, names), code(STRATA_DIM_RACE, "hispanic"));
    assert_int_equal(race_of(1, names + 2), code(STRATA_DIM_RACE, "hispanic"));
    assert_int_equal(race_of(1, names + 3), code(STRATA_DIM_RACE, "not_reported"));
    assert_int_equal(race_of(0, names), 0);
    const char *const unsure[] = {"white", "not_reported"};
    assert_int_equal(race_of(2, unsure), code(STRATA_DIM_RACE, "white"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dimensions_are_found_by_name),
        cmocka_unit_test(groups_are_found_by_name_and_code),
        cmocka_unit_test(kinds_tell_what_can_be_recorded),
        cmocka_unit_test(a_status_has_its_details),
        cmocka_unit_test(unions_are_made_of_statuses),
        cmocka_unit_test(race_follows_the_rule_of_2007),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
