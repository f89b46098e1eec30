/* Forms of ranges, from the file down to the field. */
#include "schema/schema.h"
#include "test_schema.h"

#define WITH(file, layout, field)                                                                  \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {" layout " 'set': {'assessment': 'a',"     \
    "'subject': 'ela', 'grade': 'all', 'group': 'all=all'}}, 'fields': [{'name': 'p', 'strata':"   \
    "{'to': 'pct', 'cut': 2 " field "}}, {'name': 'n', 'strata': {'to': 'n'}},"                    \
    "{'name': 'x'}]}], 'strata': {" file " 'kind': 'published', 'assessments': [{'id': 'a',"       \
    "'levels': 2, 'proficient': 2}]}}"

static void the_nearest_list_holds(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema(WITH("'blurred': ['GE{lo}', '{lo}-{hi}'],", "", ", 'blurred': ['<{below}']"));
    const strata_field *fields = schema->layouts[0].fields;
    assert_int_equal(fields[0].blur_count, 1);
    assert_true(fields[0].blurs[0].is_hi_open);
    assert_int_equal(fields[1].blur_count, 2);
    assert_true(strata_slice_is(fields[1].blurs[0].before, "GE"));
    assert_int_equal(fields[2].blur_count, 2);
    strata_schema_free(schema);
    schema = test_schema(WITH("'blurred': ['GE{lo}'],", "'blurred': ['LE{hi}'],", ""));
    assert_true(strata_slice_is(schema->layouts[0].fields[0].blurs[0].before, "LE"));
    strata_schema_free(schema);
    schema = test_schema(WITH("'blurred': ['GE{lo}'],", "'blurred': [],", ""));
    assert_int_equal(schema->layouts[0].fields[0].blur_count, 0);
    strata_schema_free(schema);
}

static void wrong_forms_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {WITH("'blurred': ['GE{lo}', @'GE95'],", "", ""),
         "strata.blurred[1]: \"GE95\" has no {lo}, {above}, {hi} or {below}"},
        {WITH("", "@'blurred': 'GE{lo}',", ""),
         "layouts[0].strata.blurred: must be an array [...]"},
        {WITH("", "'blurred': [@'{lo}{hi}'],", ""),
         "layouts[0].strata.blurred[0]: \"{lo}{hi}\" needs a text between its two numbers"},
        {WITH("", "", ", 'blurred': [@'']"),
         "layouts[0].fields[0].strata.blurred[0]: must not be empty"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_list_holds),
        cmocka_unit_test(wrong_forms_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
