/* How numbers and years of a column are written. */
#include "schema/schema.h"
#include "test_schema.h"

static void every_key_reaches_the_field(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(TEST_PUBLISHED(
        ", {'name': 'p', 'strata': {'to': 'pct', 'cut': 2, 'implied_decimals': 1}},"
        "{'name': 'm', 'strata': {'to': 'mean', 'float': true, 'decimals': 3, 'variable': 'dfs'}},"
        "{'name': 'y', 'strata': {'to': 'year', 'school_year': true}},"
        "{'name': 's', 'strata': {'to': 'sd', 'decimals': 2, 'rounding': 'truncate',"
        "'fraction': true}, 'bareNumber': false, 'groupChar': ','}"));
    const strata_field *fields = schema->layouts[0].fields;
    assert_int_equal(fields[2].implied_decimals, 1);
    assert_string_equal(fields[2].variable.text, "");
    assert_false(fields[2].is_float);
    assert_true(fields[3].is_float);
    assert_int_equal(fields[3].decimals, 3);
    assert_string_equal(fields[3].variable.text, "dfs");
    assert_true(fields[4].is_school_year);
    assert_int_equal(fields[5].decimals, 2);
    assert_int_equal(fields[5].rounding, STRATA_ROUND_TRUNCATE);
    assert_true(fields[5].fraction);
    assert_true(fields[5].is_dressed);
    assert_int_equal(fields[5].group_char, ',');
    assert_false(fields[4].is_dressed);
    assert_int_equal(fields[4].group_char, 0);
    assert_int_equal(fields[5].implied_decimals, 0);
    strata_schema_free(schema);
}

#define AT "layouts[0].fields[2].strata."

static void wrong_keys_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'lea', @'implied_decimals': 1}}"),
         AT "implied_decimals: says nothing about target \"lea\""},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'mean', @'implied_decimals': 7}}"),
         AT "implied_decimals: must be a whole number from 0 to 6"},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'mean', @'float': true}}"),
         AT "float: needs \"decimals\", the digits that count"},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'mean', 'decimals': 1, @'float': true,"
                        "'implied_decimals': 1}}"),
         AT "float: does not go with \"implied_decimals\""},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {@'float': true, 'decimals': 1}}"),
         AT "float: says nothing about target \"nothing\""},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'term', @'school_year': true}}"),
         AT "school_year: says nothing about target \"term\""},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'year', @'school_year': true,"
                        "'map': {'codes': {'1': '2001'}}}}"),
         AT "school_year: does not go with a map"},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'term', @'blurred': ['<{hi}']}}"),
         AT "blurred: says nothing about target \"term\""},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'n_tested', @'variable': 'dfs'}}"),
         AT "variable: says nothing about target \"n_tested\""},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'mean', @'variable': 3}}"),
         AT "variable: must be a text in quotes"},
        {TEST_PUBLISHED(", {'name': 'x', @'groupChar': '.'}"),
         "layouts[0].fields[2].groupChar: is the character before the decimals (\"decimalChar\")"},
        {TEST_PUBLISHED(", {'name': 'x', @'groupChar': ', '}"),
         "layouts[0].fields[2].groupChar: must be one ASCII character that is no digit or sign"},
        {TEST_PUBLISHED(", {'name': 'x', @'decimalChar': '7'}"),
         "layouts[0].fields[2].decimalChar: must be one ASCII character that is no digit or sign"},
        {TEST_PUBLISHED(", {'name': 'x', @'bareNumber': 'no'}"),
         "layouts[0].fields[2].bareNumber: must be true or false"},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'mean', @'implied_decimal': 1}}"),
         AT "implied_decimal: \"implied_decimal\" is no key here, did you mean "
            "\"implied_decimals\"?"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_reaches_the_field),
        cmocka_unit_test(wrong_keys_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
