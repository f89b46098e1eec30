/* State, leas and schools in one column of names. */
#include "schema/schema.h"
#include "test_schema.h"

#define PLACE(field, more)                                                                         \
    TEST_PUBLISHED(", {'name': 'Place', 'strata': {'to': 'place'" field "}}" more)

static void the_rule_reaches_the_field(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema(PLACE(", 'place': {'state': ['Grand Total'], 'lea': ['*District*', 'MSB'],"
                          "'school': ['District 9 Academy']}",
                          ""));
    const strata_place_rule *rule = schema->layouts[0].fields[2].place;
    assert_non_null(rule);
    assert_int_equal(rule->state_count, 1);
    assert_string_equal(rule->state[0].text, "Grand Total");
    assert_int_equal(rule->lea_count, 2);
    assert_string_equal(rule->lea[1].text, "MSB");
    assert_string_equal(rule->school[0].text, "District 9 Academy");
    assert_null(schema->layouts[0].fields[1].place);
    strata_schema_free(schema);
}

#define AT "layouts[0].fields[2].strata"

static void wrong_rules_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {TEST_PUBLISHED(", {'name': 'x', @'strata': {'to': 'place'}}"),
         AT ": needs \"place\" to tell state, leas and schools apart"},
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'lea', @'place': {'lea': ['x']}}}"),
         AT ".place: is only for target \"place\""},
        {PLACE(", @'place': {'state': ['x']}", ""),
         AT ".place: needs \"lea\": a school belongs to the lea above it"},
        {PLACE(", 'place': {'lea': ['x'], @'district': ['x']}", ""),
         AT ".place.district: \"district\" is no key here; there are state, lea, school"},
        {PLACE(", 'place': {'lea': ['x'], @'state': 'x'}", ""),
         AT ".place.state: must be an array [...]"},
        {PLACE(", 'place': {@'lea': ['x ']}", ""),
         AT ".place.lea: \"x \" has blanks at an end, no name has"},
        {"{'name': 't', 'layouts': [@{'name': 'l', 'strata': {'set': {'assessment': 'a', 'subject':"
         "'ela', 'grade': 'all', 'group': 'all=all'}}, 'fields': [{'name': 'n', 'strata': {'to':"
         "'n'}}, {'name': 'p', 'strata': {'to': 'place', 'place': {'lea': ['x']}}},"
         "{'name': 'd', 'strata': {'to': 'lea'}}]}], 'strata': {'kind': 'published',"
         "'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}}",
         "layouts[0]: a column of target \"place\" gives \"lea\" already"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rule_reaches_the_field),
        cmocka_unit_test(wrong_rules_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
