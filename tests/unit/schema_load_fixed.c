/* Layouts of fixed width. */
#include "schema/schema.h"
#include "test_schema.h"

#define FIXED(layout, strata, fields)                                                              \
    "{'name': 't', 'layouts': [{'name': 'l', " layout " 'strata': {" strata "}, 'fields': ["       \
    "{'name': 'level', 'strata': {'to': 'entity_level', 'start': 1, 'length': 2, 'map': {'codes':" \
    "{'ST': 'state', 'DI': 'lea'}}}, 'constraints': {'required': true}},"                          \
    "{'name': 'name', 'strata': {'to': 'entity_name', 'start': 3, 'length': 20}}" fields "]}],"    \
    "'strata': {'kind': 'entities'}}"
#define RECORDS "'records': [22, 30]"

static void places_and_lengths_are_kept(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(FIXED("", RECORDS,
                                              ", {'name': 'x', 'strata': {'to':"
                                              "'lea', 'start': 23, 'length': 8,"
                                              "'optional': true}}"));
    const strata_layout *layout = &schema->layouts[0];
    assert_int_equal(layout->record_count, 2);
    assert_int_equal(layout->records[1], 30);
    assert_int_equal(layout->fields[1].fixed_start, 3);
    assert_int_equal(layout->fields[1].fixed_length, 20);
    assert_int_equal(layout->signature_count, 1); /* what is required */
    assert_string_equal(layout->signature[0].text, "level");
    strata_schema_free(schema);
    schema = test_schema(FIXED("", RECORDS ", 'probe': ['name', 'level']", ""));
    assert_int_equal(schema->layouts[0].signature_count, 2);
    assert_string_equal(schema->layouts[0].signature[0].text, "name");
    strata_schema_free(schema);
}

#define LAYOUT(strata, fields)                                                                     \
    "{'name': 't', 'layouts': [@{'name': 'l', 'strata': {" strata "}, 'fields': [" fields "]}],"   \
    "'strata': {'kind': 'entities'}}"

static void wrong_layouts_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {FIXED("", "'records': [22, @0]", ""),
         "layouts[0].strata.records[1]: must be a whole number from 1 to 1048576"},
        {FIXED("", "'records': [@'22']", ""),
         "layouts[0].strata.records[0]: must be a whole number from 1 to 1048576"},
        {FIXED("", "@'records': 22", ""), "layouts[0].strata.records: must be an array [...]"},
        {FIXED("@'dialect': {'delimiter': ';'},", RECORDS, ""),
         "layouts[0].dialect: a file of fixed width has none"},
        {FIXED("", RECORDS ", @'signature': ['x']", ""),
         "layouts[0].strata.signature: a file of fixed width has no header"},
        {FIXED("", RECORDS ", @'header_rows': 2", ""),
         "layouts[0].strata.header_rows: a file of fixed width has no header"},
        {FIXED("", RECORDS ", @'probe': ['level', 'x']", ""),
         "layouts[0].strata.probe: no field of this layout is named \"x\""},
        {LAYOUT("'records': [9]", "{'name': 'x', 'strata': {'to': 'entity_name'}}"),
         "layouts[0]: field \"x\" needs \"start\" and \"length\""},
        {LAYOUT("'records': [9, 8]",
                "{'name': 'x', 'strata': {'to': 'entity_name', 'start': 7, 'length': 3}}"),
         "layouts[0]: field \"x\" ends at 9, behind a record of 8"},
        {LAYOUT("'records': [9, 8]", "{'name': 'x', 'strata': {'to': 'entity_name', 'optional':"
                                     "true, 'start': 8, 'length': 3}}"),
         "layouts[0]: field \"x\" ends at 10, behind a record of 9"},
        {LAYOUT("'records': [9]", "{'name': 'x{y}', 'strata': {'to': 'entity_name', 'start': 1,"
                                  "'length': 3, 'captures': {'y': {'length': 2}}}}"),
         "layouts[0]: field \"x{y}\" has captures or a set, but a file of fixed width has no names "
         "of columns"},
        {"{'name': 't', 'layouts': [{'name': 'l', @'strata': {'records': [9]}, 'fields': [{'name':"
         "'x', 'strata': {'to': 'entity_name', 'start': 7, 'length': 3}}]}],"
         "'strata': {'kind': 'entities'}}",
         "layouts[0].strata: needs \"probe\", fields by which such a file is recognised, or a "
         "field "
         "that is required"},
        {"{'name': 't', 'layouts': [{'name': 'l', 'strata': {@'probe': ['x']}, 'fields': [{'name':"
         "'x', 'strata': {'to': 'entity_name'}}]}], 'strata': {'kind': 'entities'}}",
         "layouts[0].strata.probe: is for layouts with \"records\"; the header of others has a "
         "\"signature\""},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_and_lengths_are_kept),
        cmocka_unit_test(wrong_layouts_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
