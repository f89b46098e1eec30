/* Whole schema files: what they say of themselves, and files that are none. */
#include "schema/schema.h"

#include "test_schema.h"

static void a_schema_says_what_it_is(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema("{'$schema': 'x', 'name': 'anything', 'title': 'A title', 'version': '3',"
                    "'description': 'for people', 'sources': [1], 'layouts': [{'name': 'l',"
                    "'fields': [{'name': 'n', 'strata': {'to': 'entity_name'}}]}],"
                    "'strata': {'kind': 'entities', 'el_history': false,"
                    "'adds_up': [['gender=female', 'gender=male'], ['econ*swd=yes*no', 'econ=no']],"
                    "'additive': ['school_to_lea', 'grades_to_all']}}");
    assert_string_equal(schema->id, "t"); /* the file's name */
    assert_string_equal(schema->title.text, "A title");
    assert_string_equal(schema->version.text, "3");
    assert_int_equal(schema->kind, STRATA_KIND_ENTITIES);
    assert_false(schema->el_history);
    assert_int_equal(schema->partition_count, 2);
    assert_int_equal(schema->partitions[0].count, 2);
    assert_int_equal(schema->partitions[0].groups[1].dim[0], STRATA_DIM_GENDER);
    assert_int_equal(schema->partitions[0].groups[1].code[0], 2);
    assert_int_equal(schema->partitions[1].groups[0].dim[1], STRATA_DIM_SWD);
    assert_true(schema->additive.school_to_lea && schema->additive.grades_to_all);
    assert_false(schema->additive.lea_to_county || schema->additive.lea_to_state);
    assert_int_equal(strlen(schema->digest), STRATA_DIGEST_TEXT - 1);
    strata_schema_free(schema);
}

static void what_is_left_out_has_defaults(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(TEST_STUDENTS(""));
    assert_string_equal(schema->title.text, "");
    assert_true(schema->el_history);
    assert_int_equal(schema->partition_count, 0);
    assert_false(schema->additive.lea_to_state);
    assert_string_equal(schema->layouts[0].encoding.text, "UTF-8");
    assert_int_equal(schema->layouts[0].result_count, 1);
    strata_schema_free(schema);
    strata_schema_free(NULL);
}

#define REST                                                                                       \
    "'layouts': [{'name': 'l', 'fields': [{'name': 'n', 'strata': {'to': 'entity_name'}}]}]"

static void wrong_schemas_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {"@[]", "must be an object {...}"},
        {"{'name': 't',\n  @'titel': 'x'}", "titel: \"titel\" is no key here, did you mean "
                                            "\"title\"?"},
        {"@{'title': 'x'}", "needs a \"name\", the id of the schema"},
        {"{@'name': 7}", "name: must be a text in quotes"},
        {"@{'name': 't'}", "needs a \"strata\" object that says the kind"},
        {"{'name': 't', @'strata': {}}",
         "strata: needs \"kind\": \"students\", \"published\", \"entities\" or \"roster\""},
        {"{'name': 't', 'strata': {@'kind': 'student'}}",
         "strata.kind: \"student\" is no word for it, did you mean \"students\"?"},
        {"@{'name': 't', 'strata': {'kind': 'entities'}}",
         "needs \"layouts\" with at least one layout"},
        {"{'name': 't', 'strata': {'kind': 'entities', @'el_history': 'no'}," REST "}",
         "strata.el_history: must be true or false"},
        {"{'name': 't', 'strata': {'kind': 'entities', @'additive': ['lea_to_stat']}," REST "}",
         "strata.additive: \"lea_to_stat\" is no roll-up, did you mean \"lea_to_state\"?"},
        {"{'name': 't', 'strata': {'kind': 'entities', 'adds_up': [@['swd=no']]}," REST "}",
         "strata.adds_up[0]: must be an array of at least two groups"},
        {"{'name': 't', 'strata': {'kind': 'entities',\n'adds_up': [['swd=no',\n@'swd=ja']]}," REST
         "}",
         "strata.adds_up[0][1]: \"ja\" is no group of \"swd\"; there are yes, no"},
        {"{'name': 't', 'strata': {'kind': 'entities', 'maps': {@'m': {'drop': ['1']}}}," REST "}",
         "strata.maps.m: no field uses this map"},
        {"{'name': 't', 'strata': {'kind': 'entities', @'maps': []}," REST "}",
         "strata.maps: must be an object {...}"},
    };
    TEST_ALL_REFUSED(cases)
}

static void check_json_error(const char *text, uint64_t line, uint64_t column)
{
    strata_schema *schema = NULL;
    strata_error err = {0};
    assert_int_equal(test_schema_load(text, &schema, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "json");
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    assert_true(strlen(err.text) > 0);
}

/* jansson names the place behind the token that is wrong. */
static void wrong_json_is_refused_with_its_place(void **state)
{
    (void)state;
    check_json_error("{'name': 't',\n'name': 'u'}", 2, 6);
    check_json_error("{'name': 't'\n", 2, 0);
    check_json_error("{'name': tru}", 1, 12);
    check_json_error("", 1, 0);
}

static void the_name_is_the_id_that_the_folder_gives(void **state)
{
    (void)state;
    strata_schema *schema = NULL;
    strata_error err = {0};
    const char *path = STRATA_TEST_SOURCE "/schemas/tx/synthetic-student.json";
    assert_int_equal(strata_schema_load(path, "tx/synthetic-student", &schema, &err), STRATA_OK);
    assert_string_equal(schema->id, "tx/synthetic-student");
    assert_string_equal(schema->path, path);
    strata_schema_free(schema);
    assert_int_equal(strata_schema_load(path, "tx/other", &schema, &err), STRATA_E_USAGE);
    assert_string_equal(err.text, "name: must be \"tx/other\", as the file is called");
    assert_int_equal(err.line, 3);
}

static void a_file_that_cannot_be_read_is_no_schema(void **state)
{
    (void)state;
    strata_schema *schema = NULL;
    strata_error err = {0};
    assert_int_equal(strata_schema_load("/nowhere/x.json", NULL, &schema, &err), STRATA_E_INPUT);
    assert_null(schema);
    err = (strata_error){0};
    assert_int_equal(strata_schema_load("/", NULL, &schema, &err), STRATA_E_INPUT);
}

static strata_status load_shipped(void)
{
    strata_schema *schema = NULL;
    strata_error err = {0};
    const strata_status status = strata_schema_load(
        STRATA_TEST_SOURCE "/schemas/mn/northstar-district.json", NULL, &schema, &err);
    strata_schema_free(schema);
    return status;
}

static void it_survives_every_failed_allocation(void **state)
{
    (void)state;
    assert_true(test_every_allocation(load_shipped) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_schema_says_what_it_is),
        cmocka_unit_test(what_is_left_out_has_defaults),
        cmocka_unit_test(wrong_schemas_are_refused_with_their_place),
        cmocka_unit_test(wrong_json_is_refused_with_its_place),
        cmocka_unit_test(the_name_is_the_id_that_the_folder_gives),
        cmocka_unit_test(a_file_that_cannot_be_read_is_no_schema),
        cmocka_unit_test(it_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
