/* Definitions and years of accountability. */
#include "schema/schema.h"
#include "test_schema.h"

#define WITH(strata)                                                                               \
    "{'name': 't', 'layouts': [{'name': 'l', 'fields': [{'name': 'n', 'strata': "                  \
    "{'to': 'entity_name'}}]}], 'strata': {'kind': 'entities', " strata "}}"

static void definitions_are_sorted(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        WITH("'definitions': [{'dim': 'econ', 'from': 2023, 'label': 'direct certification'},"
             "{'dim': 'el', 'from': 2019}, {'dim': 'econ', 'from': 2015}]"));
    assert_int_equal(schema->definition_count, 3);
    assert_int_equal(schema->definitions[0].dim, STRATA_DIM_EL);
    assert_string_equal(schema->definitions[0].label.text, "");
    assert_int_equal(schema->definitions[1].from, 2015);
    assert_int_equal(schema->definitions[2].dim, STRATA_DIM_ECON);
    assert_int_equal(schema->definitions[2].from, 2023);
    assert_string_equal(schema->definitions[2].label.text, "direct certification");
    strata_schema_free(schema);
}

static void years_of_accountability_hold_for_their_years(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        WITH("'el_accountability': [{'years': 2, 'until': 2016}, {'years': 4, 'from': 2017}]"));
    assert_int_equal(schema->el_years_count, 2);
    assert_int_equal(schema->el_years[0].years, 2);
    assert_int_equal(schema->el_years[0].until, 2016);
    assert_int_equal(schema->el_years[1].from, 2017);
    assert_int_equal(schema->definition_count, 0);
    strata_schema_free(schema);
}

static void wrong_ones_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {WITH("'definitions': [@{'from': 2023}]"), "strata.definitions[0]: needs \"dim\""},
        {WITH("'definitions': [@{'dim': 'el'}]"), "strata.definitions[0]: needs \"from\""},
        {WITH("'definitions': [{@'dim': 'eel', 'from': 2023}]"),
         "strata.definitions[0].dim: \"eel\" is no word for it, did you mean \"el\"?"},
        {WITH("'definitions': [{'dim': 'el', @'from': 1}]"),
         "strata.definitions[0].from: must be a whole number from 1900 to 2199"},
        {WITH("'definitions': [{'dim': 'el', 'from': 2023},\n@{'dim': 'el', 'from': 2023}]"),
         "strata.definitions[1]: says the same as definitions[0]"},
        {WITH("'definitions': [{'dim': 'el', 'from': 2023, @'until': 2024}]"),
         "strata.definitions[0].until: \"until\" is no key here; there are dim, from, label"},
        {WITH("'el_accountability': [@{'from': 2023}]"),
         "strata.el_accountability[0]: needs \"years\""},
        {WITH("'el_accountability': [{@'years': 5}]"),
         "strata.el_accountability[0].years: must be a whole number from 0 to 4"},
        {WITH("'el_accountability': [{'years': 2}, @{'years': 4, 'from': 2017}]"),
         "strata.el_accountability[1]: has years in common with el_accountability[0]"},
        {WITH("@'el_accountability': {'years': 2}"),
         "strata.el_accountability: must be an array [...]"},
        {WITH("'el_accountability': [{'years': 2, 'from': 2017, @'until': 2016}]"),
         "strata.el_accountability[0].until: is before \"from\""},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(definitions_are_sorted),
        cmocka_unit_test(years_of_accountability_hold_for_their_years),
        cmocka_unit_test(wrong_ones_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
