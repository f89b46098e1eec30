/* Fields: what each key gives, and keys that are wrong. */
#include "schema/schema.h"
#include "test_schema.h"

static void every_key_reaches_the_field(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(TEST_PUBLISHED(
        ", {'name': 'Met', 'type': 'number', 'title': 'x', 'description': 'y',"
        "'missingValues': ['n/a', {'value': '*', 'label': 'suppressed'}],"
        "'constraints': {'required': true, 'minimum': 0, 'maximum': 1.5},"
        "'strata': {'to': 'pct', 'cut': 2, 'aliases': ['Met or above', 'Pct'], 'decimals': 3,"
        "'rounding': 'truncate', 'fraction': true, 'optional': true, 'from': 2015,"
        "'until': 2019}},"
        "{'name': 'District', 'strata': {'to': 'lea', 'pad': 5, 'absent': ['00000', '99999'],"
        "'join': {'with': '-', 'field': 'Type'}}}, {'name': 'Type'}"));
    const strata_field *pct = &schema->layouts[0].fields[2];
    assert_string_equal(pct->name.text, "Met");
    assert_int_equal(pct->to, STRATA_TO_PCT);
    assert_int_equal(pct->index, 2);
    assert_int_equal(pct->alias_count, 2);
    assert_string_equal(pct->aliases[1].text, "Pct");
    assert_int_equal(pct->missing_count, 3); /* the two, and the empty text */
    assert_true(pct->required_value && pct->has_minimum && pct->has_maximum);
    assert_true(pct->minimum == 0.0 && pct->maximum == 1.5);
    assert_int_equal(pct->decimals, 3);
    assert_int_equal(pct->rounding, STRATA_ROUND_TRUNCATE);
    assert_true(pct->fraction && pct->optional);
    assert_int_equal(pct->from, 2015);
    assert_int_equal(pct->until, 2019);
    const strata_field *lea = &schema->layouts[0].fields[3];
    assert_int_equal(lea->pad, 5);
    assert_int_equal(lea->absent_count, 2);
    assert_string_equal(lea->join_with.text, "-");
    assert_int_equal(lea->join_field, 4);
    strata_schema_free(schema);
}

static void what_is_left_out_has_defaults(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(TEST_STUDENTS(", {'name': 'x'}"));
    const strata_field *field = &schema->layouts[0].fields[3];
    assert_int_equal(field->to, STRATA_TO_NOTHING);
    assert_null(field->map);
    assert_int_equal(field->decimals, -1);
    assert_int_equal(field->rounding, STRATA_ROUND_HALF);
    assert_int_equal(field->join_field, -1);
    assert_string_equal(field->join_with.text, "");
    assert_false(field->optional || field->required_value || field->has_minimum || field->fraction);
    assert_int_equal(field->missing_count, 1);
    assert_int_equal(field->missing[0].value.len, 0);
    strata_schema_free(schema);
}

static void indexes_name_dimension_race_and_level(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        TEST_STUDENTS(", {'name': 'e', 'strata': {'to': 'dim', 'dim': 'migrant'}},"
                      "{'name': 'r', 'strata': {'to': 'race_flag', 'race': 'filipino'}}"));
    assert_int_equal(schema->layouts[0].fields[3].index, STRATA_DIM_MIGRANT);
    assert_int_equal(schema->layouts[0].fields[4].index,
                     strata_group_find(STRATA_DIM_RACE, strata_slice_of("filipino")));
    strata_schema_free(schema);
    schema =
        test_schema(TEST_PUBLISHED(", {'name': 'l', 'strata': {'to': 'level_count', 'level': 2}},"
                                   "{'name': 'm', 'strata': {'to': 'se'}},"
                                   "{'name': 'p', 'strata': {'to': 'se', 'cut': 2}}"));
    assert_int_equal(schema->layouts[0].fields[2].index, 2);
    assert_int_equal(schema->layouts[0].fields[3].index, 0);
    assert_int_equal(schema->layouts[0].fields[4].index, 2);
    strata_schema_free(schema);
}

#define AT "layouts[0].fields[3]"

static void wrong_fields_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {TEST_STUDENTS(", {'name': 'x', 'strata': {@'to': 'schol'}}"),
         AT ".strata.to: \"schol\" is no target, did you mean \"school\"?"},
        {TEST_STUDENTS(",\n{'name': 'x',\n 'strata': {@'to': 'mean'}}"),
         AT ".strata.to: \"mean\" is no target of a schema of kind \"students\""},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'lea', @'paad': 5}}"),
         AT ".strata.paad: \"paad\" is no key here, did you mean \"pad\"?"},
        {TEST_STUDENTS(", @{'title': 'x'}"), AT ": needs a \"name\", the header of the column"},
        {TEST_STUDENTS(", @'x'"), AT ": must be an object {...}"},
        {TEST_STUDENTS(", {'name': 'x', @'type': 'int'}"),
         AT ".type: \"int\" is no word for it; there are string, integer, number, boolean, year, "
            "date, any"},
        {TEST_STUDENTS(", {'name': 'x', @'strata': {'to': 'dim'}}"),
         AT ".strata: needs \"dim\" to say which"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'dim', @'dim': 'ell'}}"),
         AT ".strata.dim: \"ell\" is no word for it, did you mean \"el\"?"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'lea', @'level': 2}}"),
         AT ".strata.level: says nothing about target \"lea\""},
        {TEST_PUBLISHED(", {'name': 'x'}, {'name': 'y', 'strata': {'to': 'share', @'level': 11}}"),
         AT ".strata.level: must be a whole number from 1 to 10"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'lea', @'from': 1066}}"),
         AT ".strata.from: must be a whole number from 1900 to 2199"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'from': 2019, @'until': 2018}}"),
         AT ".strata.until: is before \"from\""},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'student', @'map': {'drop': ['1']}}}"),
         AT ".strata.map: target \"student\" takes the text itself, without a map"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {@'absent': ['1', '2', '3', '4', '5']}}"),
         AT ".strata.absent: has more than 4 ids"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'absent': ['1', @'']}}"),
         AT ".strata.absent[1]: must not be empty"},
        {TEST_STUDENTS(", {'name': 'x', @'strata': {'start': 3}}"),
         AT ".strata: \"start\" and \"length\" go together"},
        {TEST_STUDENTS(", {'name': 'x', 'constraints': {'minimum': 2, @'maximum': 1}}"),
         AT ".constraints.maximum: is below \"minimum\""},
        {TEST_STUDENTS(", {'name': 'x', 'constraints': {@'minimum': '2'}}"),
         AT ".constraints.minimum: must be a number"},
        {TEST_STUDENTS(", {'name': 'x', 'constraints': {@'unique': true}}"),
         AT ".constraints.unique: \"unique\" is no key here; there are required, minimum, maximum"},
        {TEST_PUBLISHED(", {'name': 'x'}, {'name': 'y', @'strata': {'to': 'group'}}"),
         AT ".strata: needs a \"map\" from codes to \"dim=group\""},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_reaches_the_field),
        cmocka_unit_test(what_is_left_out_has_defaults),
        cmocka_unit_test(indexes_name_dimension_race_and_level),
        cmocka_unit_test(wrong_fields_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
