#include "entities_fixture.h"

/* A flag of one year wins over one that always holds; of other years nothing is known; a row may
 * say a flag and no name. */
static void test_flags(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = entities_of(&f, "school,A,L1,Ash,2010,,,no,yes,K\n"
                                         "school,A,L1,,2019,2019,,yes,,\n"
                                         "lea,L1,,Lake,,,,,,\n"
                                         "lea,L1,,,2020,2021,,YES,,\n");
    const strata_place_ids school = {.county = "", .lea = "L1", .school = "A"};
    strata_entity_flags flags = strata_entities_flags(e, STRATA_LEVEL_SCHOOL, school, 2019);
    assert_int_equal(flags.cep, STRATA_YES);
    assert_int_equal(flags.charter, STRATA_YES);
    assert_int_equal(flags.alternative, STRATA_UNKNOWN);
    assert_string_equal(flags.grade_low, "K");
    assert_string_equal(flags.grade_high, "");
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_SCHOOL, school, 2020).cep, STRATA_NO);
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_SCHOOL, school, 2009).cep,
                     STRATA_UNKNOWN);
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_LEA, school, 2021).cep, STRATA_YES);
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_LEA, school, 2022).cep, STRATA_UNKNOWN);
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_SCHOOL, "", "L1", "A", 2019), "Ash");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "", "L1", "", 2020), "Lake");
    strata_error err = {0};
    assert_int_equal(load_entities(&f, e, "school,A,L1,Ash,,,,perhaps,,\n", &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "code-unknown");
    close_entities(&f, e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_flags)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
