/* Captures in names of columns and files. */
#include "schema/schema.h"
#include "test_schema.h"

#define LAYOUT(strata, fields)                                                                     \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {" strata " 'set': {'assessment': 'a',"     \
    "'subject': 'ela', 'grade': 'all', 'group': 'all=all'}}, 'fields': [" fields "]}],"            \
    "'strata': {'kind': 'published', 'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}}"
#define FIELD(field) LAYOUT("", "{" field "}, {'name': 'plain'}")
#define FILES(files) LAYOUT("'file_names': " files ",", "{'name': 'n', 'strata': {'to': 'n'}}")
#define GROUPS       "'map': {'codes': {'ALL': 'all=all'}}"

static void captures_stand_in_the_order_of_the_text(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        FIELD("'name': '{group}_RATE_{year}', 'strata': {'to': 'n', 'aliases': ['Rate {year} of "
              "{group}', 'Rate'], 'captures': {'year': {'to': 'year', 'length': 4, 'school_year':"
              "true}, 'group': {'to': 'group', " GROUPS "}}, 'set': {'subject': 'math'}}"));
    const strata_field *field = &schema->layouts[0].fields[0];
    assert_int_equal(field->pattern_count, 3);
    assert_int_equal(field->set_count, 1);
    const strata_pattern *name = &field->patterns[0];
    assert_string_equal(name->text.text, "{group}_RATE_{year}");
    assert_int_equal(name->capture_count, 2);
    assert_string_equal(name->captures[0].name.text, "group");
    assert_int_equal(name->captures[0].to, STRATA_TO_GROUP);
    assert_int_equal(name->captures[0].length, 0);
    assert_non_null(name->captures[0].map);
    assert_int_equal(name->captures[1].to, STRATA_TO_YEAR);
    assert_int_equal(name->captures[1].length, 4);
    assert_true(name->captures[1].is_school_year);
    assert_string_equal(field->patterns[1].captures[0].name.text, "year");
    assert_int_equal(field->patterns[2].capture_count, 0);
    assert_int_equal(schema->layouts[0].fields[1].pattern_count, 0);
    strata_schema_free(schema);
}

/* A plain column may be one result of several, too. */
static void a_set_alone_makes_a_family_of_one_column(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema(FIELD("'name': 'All {x}', 'strata': {'to': 'n', 'set': {'grade': '03'}}"));
    const strata_field *field = &schema->layouts[0].fields[0];
    assert_int_equal(field->pattern_count, 1);
    assert_int_equal(field->patterns[0].capture_count, 0);
    strata_schema_free(schema);
}

/* Each capture stands in one of the names at least. */
static void names_of_a_column_need_not_say_the_same(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema(FIELD("'name': 'x{g}', 'strata': {'to': 'n', 'aliases': ['y{h}'],"
                          "'captures': {'g': {'length': 2}, 'h': {'length': 2}}}"));
    const strata_field *field = &schema->layouts[0].fields[0];
    assert_string_equal(field->patterns[0].captures[0].name.text, "g");
    assert_int_equal(field->patterns[0].capture_count, 1);
    assert_string_equal(field->patterns[1].captures[0].name.text, "h");
    strata_schema_free(schema);
}

static void names_of_files_reach_the_layout(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        FILES("[{'pattern': 'x{year}_g{grade}*', 'captures': {'year': {'to': 'year', 'length': 4},"
              "'grade': {'to': 'grade', 'length': 1}}}, {'pattern': '{term}', 'captures': {'term':"
              "{'to': 'term', 'map': {'codes': {'f': 'fall'}}}}}]"));
    const strata_layout *layout = &schema->layouts[0];
    assert_int_equal(layout->file_name_count, 2);
    assert_int_equal(layout->file_names[0].capture_count, 2);
    assert_int_equal(layout->file_names[1].captures[0].to, STRATA_TO_TERM);
    strata_schema_free(schema);
}

#define CAPTURE(name, capture)                                                                     \
    FIELD("'name': " name ", 'strata': {'to': 'n', 'captures': {'g': " capture "}}")
#define AT "layouts[0].fields[0]"

static void wrong_captures_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {FIELD("'name': 'x', 'strata': {'to': 'n', @'captures': []}"),
         AT ".strata.captures: must be an object {...}"},
        {FIELD("'name': 'x', 'strata': {'to': 'n', @'captures': {}}"),
         AT ".strata.captures: must have from 1 to 8 captures"},
        {CAPTURE("'{g}'", "{'to': 'term', 'length': 2, @'lenght': 2}"),
         AT ".strata.captures.g.lenght: \"lenght\" is no key here, did you mean \"length\"?"},
        {CAPTURE("'{g}'", "{@'to': 'mean', 'length': 2}"),
         AT ".strata.captures.g.to: no constant can give \"mean\""},
        {CAPTURE("'{g}'", "{@'to': 'gruop', 'length': 2}"),
         AT ".strata.captures.g.to: \"gruop\" is no target, did you mean \"group\"?"},
        {FIELD("'name': '{g}', 'strata': {'to': 'n', 'captures': {@'g': {'to': 'term'}}}"),
         AT ".strata.captures.g: needs either a \"map\" of the texts it may be, or a \"length\""},
        {FIELD("'name': '{g}', 'strata': {'to': 'n', 'captures': {@'g': {'to': 'group', " GROUPS
               ", 'length': 3}}}"),
         AT ".strata.captures.g: needs either a \"map\" of the texts it may be, or a \"length\""},
        {FIELD("'name': '{g}', 'strata': {'to': 'n', 'captures': {@'g': {'to': 'entity_level',"
               "'length': 3}}}"),
         AT ".strata.captures.g: needs a \"map\" to give \"entity_level\""},
        {CAPTURE("'{g}'", "{'to': 'term', @'length': 65}"),
         AT ".strata.captures.g.length: must be a whole number from 1 to 64"},
        {CAPTURE("'{g}'", "{'to': 'term', 'length': 4, @'school_year': true}"),
         AT ".strata.captures.g.school_year: is for \"to\": \"year\" with a \"length\""},
        {CAPTURE("'{g}'",
                 "{'to': 'term', @'map': {'codes': {'f': [{'to': 'fall', 'from': 2015}]}}}"),
         AT ".strata.captures.g.map: code \"f\" has years; in a name it has one meaning"},
        {CAPTURE("'{g}'", "{'to': 'term', @'map': {'codes': {'f': ''}}}"),
         AT ".strata.captures.g.map: code \"f\" must mean something or be dropped"},
        {LAYOUT("", "{@'name': 'x{h}', 'strata': {'to': 'n', 'captures': {'g': {'length': 2}}}}"),
         AT ".name: \"h\" is no capture here; there are g"},
        {LAYOUT("", "{@'name': 'x{g', 'strata': {'to': 'n', 'captures': {'g': {'length': 2}}}}"),
         AT ".name: has a \"{\" without \"}\""},
        {LAYOUT("", "{@'name': '{g}{g}', 'strata': {'to': 'n', 'captures': {'g': {'length': 2}}}}"),
         AT ".name: has {g} twice"},
        {LAYOUT("", "{@'name': 'x', 'strata': {'to': 'n', 'captures': {'g': {'length': 2}}}}"),
         AT ".name: lacks the capture {g}"},
        {FIELD("'name': 'x', 'strata': {'to': 'lea', @'set': {'grade': '03'}}"),
         AT ".strata.set: is for columns that give a count or a statistic"},
        {FILES("[{'pattern': 'x', @'capture': {}}]"),
         "layouts[0].strata.file_names[0].capture: \"capture\" is no key here, did you mean "
         "\"captures\"?"},
        {FILES("[@{'pattern': 'x'}]"),
         "layouts[0].strata.file_names[0]: needs \"pattern\" and \"captures\""},
        {FILES("[{@'pattern': '*a*b*c*d*e*f*g*h*i{g}', 'captures': {'g': {'length': 2}}}]"),
         "layouts[0].strata.file_names[0].pattern: has more than 8 \"*\""},
        {FILES("[{@'pattern': 'x', 'captures': {'g': {'length': 2}}}]"),
         "layouts[0].strata.file_names[0].pattern: lacks the capture {g}"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captures_stand_in_the_order_of_the_text),
        cmocka_unit_test(a_set_alone_makes_a_family_of_one_column),
        cmocka_unit_test(names_of_a_column_need_not_say_the_same),
        cmocka_unit_test(names_of_files_reach_the_layout),
        cmocka_unit_test(wrong_captures_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
