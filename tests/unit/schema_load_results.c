/* Conditions of results. */
#include "schema/schema.h"
#include "test_schema.h"

#define RESULTS(fields, results)                                                                   \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a', 'grade': 'all'" \
    ", 'group': 'all=all'}, 'results': [" results "]}, 'fields': [{'name': 'n', 'strata': {'to':"  \
    "'n'}}, {'name': 'Test'}, {'name': 'Kind'}" fields "]}], 'strata': {'kind': 'published',"      \
    "'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}}"

static void conditions_name_fields_and_codes(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        RESULTS("", "{'set': {'subject': 'ela'}, 'when': {'Test': ['E', ' ELA '], 'Kind': ['']}},"
                    "{'set': {'subject': 'math'}}"));
    const strata_result *first = &schema->layouts[0].results[0];
    assert_int_equal(first->when_count, 2);
    assert_int_equal(first->when[0].field, 1);
    assert_int_equal(first->when[0].code_count, 2);
    assert_true(strata_slice_is(first->when[0].codes[1], "ELA"));
    assert_int_equal(first->when[1].field, 2);
    assert_int_equal(first->when[1].codes[0].len, 0);
    assert_int_equal(schema->layouts[0].results[1].when_count, 0);
    strata_schema_free(schema);
}

/* A result's own column goes before the layout's of the same name. */
static void a_result_speaks_of_its_own_fields_first(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema(RESULTS("", "{'set': {'subject': 'ela'}, 'fields': [{'name': 'Test'}],"
                                "'when': {'Test': ['E']}, 'present': 'Test'}"));
    const strata_result *result = &schema->layouts[0].results[0];
    assert_int_equal(result->when[0].field, 3);
    assert_int_equal(result->present, 3);
    strata_schema_free(schema);
}

#define AT "layouts[0].strata.results[0]"

static void wrong_conditions_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {RESULTS("", "{'set': {'subject': 'ela'}, @'when': []}"),
         AT ".when: must be an object {...} from fields to codes"},
        {RESULTS("", "{'set': {'subject': 'ela'}, @'when': {}}"),
         AT ".when: must be an object {...} from fields to codes"},
        {RESULTS("", "{'set': {'subject': 'ela'}, 'when': {@'Tset': ['E']}}"),
         AT ".when.Tset: no field of this layout is named \"Tset\""},
        {RESULTS("", "{'set': {'subject': 'ela'}, 'when': {@'Test': 'E'}}"),
         AT ".when.Test: must be an array of codes [...]"},
        {RESULTS("", "{'set': {'subject': 'ela'}, 'when': {@'Test': []}}"),
         AT ".when.Test: must be an array of codes [...]"},
        {RESULTS("", "{'set': {'subject': 'ela'}, 'when': {'Test': ['E', @1]}}"),
         AT ".when.Test[1]: must be a text in quotes"},
        {RESULTS(", {'name': '{g}', 'strata': {'to': 'pct', 'cut': 2, 'captures': {'g': {'length':"
                 "1}}}}",
                 "{@'present': '{g}'}"),
         AT ".present: \"{g}\" is not one column but many"},
        {RESULTS("", "{'set': {'subject': 'ela'}, @'whem': {}}"),
         AT ".whem: \"whem\" is no key here, did you mean \"when\"?"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_name_fields_and_codes),
        cmocka_unit_test(a_result_speaks_of_its_own_fields_first),
        cmocka_unit_test(wrong_conditions_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
