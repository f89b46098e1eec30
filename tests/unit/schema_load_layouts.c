/* Layouts: form, header, results. */
#include "schema/schema.h"
#include "test_schema.h"

#define LAYOUTS(layouts) "{'name': 't', 'layouts': [" layouts "], 'strata': {'kind': 'entities'}}"
#define NAME             "'fields': [{'name': 'n', 'strata': {'to': 'entity_name'}}]"

static void the_form_of_a_file_is_kept(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(LAYOUTS(
        "{'name': 'a', " NAME "}, {'name': 'b', 'title': 'x', 'encoding': 'WINDOWS-1252',"
        "'dialect': {'delimiter': '^', 'quoteChar': '', 'doubleQuote': true, 'header': true,"
        "'skipInitialSpace': true}, 'strata': {'signature': ['n', 'x'], 'forbidden': ['y'],"
        "'preamble': 4, 'header_rows': 2, 'footer': ['End of worksheet']}, " NAME "}"));
    const strata_layout *a = &schema->layouts[0];
    assert_int_equal(a->dialect.delimiter, ',');
    assert_int_equal(a->dialect.quote, '"');
    assert_false(a->dialect.no_quote || a->dialect.skip_blank_after_delimiter);
    assert_int_equal(a->signature_count, 1);
    assert_int_equal(a->header_rows, 1);
    assert_false(a->gathers_rows);
    assert_string_equal(a->signature[0].text, "n");
    const strata_layout *b = &schema->layouts[1];
    assert_string_equal(b->id.text, "b");
    assert_string_equal(b->encoding.text, "WINDOWS-1252");
    assert_int_equal(b->dialect.delimiter, '^');
    assert_true(b->dialect.no_quote && b->dialect.skip_blank_after_delimiter);
    assert_int_equal(b->signature_count, 2);
    assert_string_equal(b->forbidden[0].text, "y");
    assert_int_equal(b->preamble, 4);
    assert_int_equal(b->header_rows, 2);
    assert_string_equal(b->footer[0].text, "End of worksheet");
    strata_schema_free(schema);
}

/* Two names of places side by side, the inner one only where there is one. */
static void results_have_fields_of_their_own(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(LAYOUTS(
        "{'name': 'a', 'fields': [{'name': 'id', 'strata': {'to': 'lea'}}], 'strata': {'results': ["
        "{'set': {'entity_level': 'county'}, 'fields': [{'name': 'c', 'strata': {'to': "
        "'entity_name'}}]},"
        "{'set': {'entity_level': 'lea'}, 'present': 'd', 'fields': [{'name': 'd', 'strata': "
        "{'to': 'entity_name'}}, {'name': 'id', 'strata': {'to': 'school'}}]}]}}"));
    const strata_layout *layout = &schema->layouts[0];
    assert_int_equal(layout->field_count, 4);
    assert_int_equal(layout->result_count, 2);
    assert_false(layout->is_own[0]);
    assert_true(layout->is_own[1] && layout->is_own[2] && layout->is_own[3]);
    assert_int_equal(layout->results[0].field_count, 1);
    assert_int_equal(layout->results[0].fields[0], 1);
    assert_int_equal(layout->results[0].present, -1);
    assert_int_equal(layout->results[1].field_count, 2);
    assert_int_equal(layout->results[1].fields[1], 3);
    assert_int_equal(layout->results[1].present, 2);
    assert_string_equal(layout->results[1].set[0].value.text, "lea");
    strata_schema_free(schema);
}

static void wrong_layouts_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {"{'name': 't', @'layouts': {}, 'strata': {'kind': 'entities'}}",
         "layouts: must be an array [...]"},
        {LAYOUTS("@{" NAME "}"), "layouts[0]: needs a \"name\""},
        {LAYOUTS("{'name': 'a', " NAME "},\n{@'name': 'a', " NAME "}"),
         "layouts[1].name: is the name of an earlier layout"},
        {LAYOUTS("{'name': 'a', @'encoding': 'latin-one', " NAME "}"),
         "layouts[0].encoding: \"latin-one\" is no encoding that iconv knows"},
        {LAYOUTS("{'name': 'a', 'dialect': {@'delimiter': '::'}, " NAME "}"),
         "layouts[0].dialect.delimiter: must be one ASCII character"},
        {LAYOUTS("{'name': 'a', 'dialect': {@'delimiter': ''}, " NAME "}"),
         "layouts[0].dialect.delimiter: must be one ASCII character"},
        {LAYOUTS("{'name': 'a', 'dialect': {@'quoteChar': '``'}, " NAME "}"),
         "layouts[0].dialect.quoteChar: must be one ASCII character, or \"\" for none"},
        {LAYOUTS("{'name': 'a', 'dialect': {@'delimiter': ';', 'quoteChar': ';'}, " NAME "}"),
         "layouts[0].dialect.delimiter: must differ from quote and line ends"},
        {LAYOUTS("{'name': 'a', 'dialect': {@'header': false}, " NAME "}"),
         "layouts[0].dialect.header: can only be true"},
        {LAYOUTS("{'name': 'a', 'strata': {@'preamble': -1}, " NAME "}"),
         "layouts[0].strata.preamble: must be a whole number from 0 to 100"},
        {LAYOUTS("{'name': 'a', 'strata': {'footer': [@'']}, " NAME "}"),
         "layouts[0].strata.footer[0]: must not be empty"},
        {LAYOUTS("{'name': 'a', 'strata': {'results': [{@'present': 'x'}]}, " NAME "}"),
         "layouts[0].strata.results[0].present: no field of this layout is named \"x\""},
        {LAYOUTS("{'name': 'a', 'fields': [{'name': 'n', 'strata': {'to': 'lea',"
                 "'join': {'with': '-', @'field': 'm'}}}]}"),
         "layouts[0].fields[0].strata.join.field: no field of this layout is named \"m\""},
        {LAYOUTS("{'name': 'a', 'fields': [{'name': 'n', 'strata': {'to': 'lea',"
                 "'join': {'with': '-', @'field': 'n'}}}]}"),
         "layouts[0].fields[0].strata.join.field: cannot be the field itself"},
        {LAYOUTS("{'name': 'a', 'fields': [{'name': 'n', 'strata': {'to': 'lea',"
                 "@'join': {'with': '-'}}}]}"),
         "layouts[0].fields[0].strata.join: needs \"with\" and \"field\""},
        {LAYOUTS("{'name': 'a', 'strata': {@'header_rows': 5}, " NAME "}"),
         "layouts[0].strata.header_rows: must be a whole number from 1 to 4"},
        {LAYOUTS("{'name': 'a', 'strata': {@'gathers_rows': true}, " NAME "}"),
         "layouts[0].strata.gathers_rows: is for schemas of kind \"published\""},
        {LAYOUTS("{'name': 'a', 'strata': {@'gather_rows': true}, " NAME "}"),
         "layouts[0].strata.gather_rows: \"gather_rows\" is no key here, did you mean "
         "\"gathers_rows\"?"},
        {LAYOUTS("{'name': 'a', @'strata': [], " NAME "}"),
         "layouts[0].strata: must be an object {...}"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_form_of_a_file_is_kept),
        cmocka_unit_test(results_have_fields_of_their_own),
        cmocka_unit_test(wrong_layouts_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
