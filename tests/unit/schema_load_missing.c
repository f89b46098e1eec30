/* Missing values and their kinds, from the file down to the field. */
#include "schema/schema.h"
#include "test_schema.h"

#define WITH(in_file, in_layout, in_field)                                                         \
    "{'name': 't', " in_file "'layouts': [{'name': 'l', " in_layout                                \
    "'fields': [{'name': 'n', " in_field                                                           \
    "'strata': {'to': 'entity_name'}}]}], 'strata': {'kind': 'entities'}}"

/* The kind of a missing value of the first field, or -1. */
static int kind_of(const strata_schema *schema, const char *value)
{
    const strata_field *field = &schema->layouts[0].fields[0];
    for (uint32_t at = 0; at < field->missing_count; at++) {
        if (strata_slice_is(field->missing[at].value, value)) {
            return (int)field->missing[at].kind;
        }
    }
    return -1;
}

static void labels_tell_the_kinds(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        WITH("'missingValues': ['NA', {'value': 'n/a'}, {'value': '*', 'label': 'suppressed'},"
             "{'value': 'NT', 'label': 'not tested'}, {'value': '-', 'label': 'not reported'}],",
             "", ""));
    assert_int_equal(kind_of(schema, "NA"), STRATA_MISSING_NOT_REPORTED);
    assert_int_equal(kind_of(schema, "n/a"), STRATA_MISSING_NOT_REPORTED);
    assert_int_equal(kind_of(schema, "-"), STRATA_MISSING_NOT_REPORTED);
    assert_int_equal(kind_of(schema, "*"), STRATA_MISSING_SUPPRESSED);
    assert_int_equal(kind_of(schema, "NT"), STRATA_MISSING_NOT_TESTED);
    assert_int_equal(kind_of(schema, ""), STRATA_MISSING_NOT_REPORTED);
    assert_int_equal(kind_of(schema, "0"), -1);
    strata_schema_free(schema);
}

static void the_nearest_list_counts(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(WITH("'missingValues': ['A'],", "", ""));
    assert_int_equal(kind_of(schema, "A"), STRATA_MISSING_NOT_REPORTED);
    strata_schema_free(schema);
    schema = test_schema(WITH("'missingValues': ['A'],", "'missingValues': ['B'],", ""));
    assert_int_equal(kind_of(schema, "A"), -1);
    assert_int_equal(kind_of(schema, "B"), STRATA_MISSING_NOT_REPORTED);
    strata_schema_free(schema);
    schema = test_schema(WITH("", "'missingValues': ['B'],",
                              "'missingValues': [{'value': '', 'label': 'suppressed'}],"));
    assert_int_equal(kind_of(schema, "B"), -1);
    assert_int_equal(kind_of(schema, ""), STRATA_MISSING_SUPPRESSED);
    strata_schema_free(schema);
    schema = test_schema(WITH("'missingValues': ['A'],", "", "'missingValues': [],"));
    assert_int_equal(kind_of(schema, "A"), -1);
    assert_int_equal(kind_of(schema, ""), STRATA_MISSING_NOT_REPORTED);
    strata_schema_free(schema);
}

static void wrong_lists_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {WITH("@'missingValues': '*',", "", ""), "missingValues: must be an array [...]"},
        {WITH("'missingValues': ['*', @7],", "", ""), "missingValues[1]: must be an object {...}"},
        {WITH("'missingValues': ['*', @{'value': '*'}],", "", ""),
         "missingValues[1]: stands in the list already"},
        {WITH("'missingValues': [@{'label': 'suppressed'}],", "", ""),
         "missingValues[0]: needs a \"value\""},
        {WITH("", "'missingValues': [{'value': '*', @'label': 'supressed'}],", ""),
         "layouts[0].missingValues[0].label: \"supressed\" is no word for it, did you mean "
         "\"suppressed\"?"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_tell_the_kinds),
        cmocka_unit_test(the_nearest_list_counts),
        cmocka_unit_test(wrong_lists_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
