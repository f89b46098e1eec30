/* Code maps, written in a field or named. */
#include "schema/schema.h"
#include "test_schema.h"

#define LAYOUT(fields)                                                                             \
    "'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a', 'subject': 'ela'}},"          \
    "'fields': [{'name': 'g', 'strata': {'to': 'grade'}},"                                         \
    "{'name': 'v', 'strata': {'to': 'level'}}, " fields "]}]"
#define NAMED(maps, fields)                                                                        \
    "{'name': 't', " LAYOUT(fields) ", 'strata': {'kind': 'students', 'maps': {" maps "},"         \
                                    "'assessments': [{'id': 'a', 'levels': 4, 'proficient': 3}]}}"

static const strata_map_entry *find(const strata_field *field, const char *code)
{
    const strata_map_entry *entry = strata_map_find(field->map, strata_slice_of(code), 2020);
    assert_non_null(entry);
    return entry;
}

/* Economic code 9 says yes to one question and nothing to the other. */
static void one_column_may_feed_two_dimensions(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        TEST_STUDENTS(", {'name': 'eco', 'strata': {'to': 'dim', 'dim': 'frl',"
                      "'map': {'codes': {'1': 'free', '2': 'reduced', '0': 'no', '9': ''}}}},"
                      "{'name': 'eco', 'strata': {'to': 'dim', 'dim': 'econ',"
                      "'map': {'codes': {'1': 'yes', '2': 'yes', '0': 'no', '9': 'yes'}}}}"));
    const strata_field *frl = &schema->layouts[0].fields[3];
    const strata_field *econ = &schema->layouts[0].fields[4];
    assert_int_equal(find(frl, "2")->group.dim[0], STRATA_DIM_FRL);
    assert_int_equal(find(frl, "2")->group.code[0],
                     strata_group_find(STRATA_DIM_FRL, strata_slice_of("reduced")));
    assert_int_equal(find(frl, "9")->group.dim[0], STRATA_DIM_FRL);
    assert_int_equal(find(frl, "9")->group.code[0], 0);
    assert_false(find(frl, "9")->drop);
    assert_int_equal(find(econ, "9")->group.code[0],
                     strata_group_find(STRATA_DIM_ECON, strata_slice_of("yes")));
    strata_schema_free(schema);
}

static void a_named_map_serves_several_fields(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema(NAMED("'yn': {'description': 'x', 'codes': {' Y ': 'yes', 'N': {'to': 'no'},"
                          "'T': {'drop': true, 'until': 2020}}}",
                          "{'name': 'a', 'strata': {'to': 'dim', 'dim': 'swd', 'map': 'yn'}},"
                          "{'name': 'b', 'strata': {'to': 'tested', 'map': 'yn'}}"));
    const strata_field *swd = &schema->layouts[0].fields[2];
    const strata_field *tested = &schema->layouts[0].fields[3];
    assert_string_equal(swd->map->name.text, "yn");
    assert_int_equal(find(swd, "Y")->group.code[0], 1); /* codes are trimmed */
    assert_string_equal(find(tested, "N")->to.text, "no");
    assert_true(find(tested, "T")->drop);
    assert_null(strata_map_find(tested->map, strata_slice_of("T"), 2021));
    strata_schema_free(schema);
}

static void crosses_are_groups_too(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        TEST_PUBLISHED(", {'name': 'id', 'strata': {'to': 'nothing', 'map': {'drop': ['0']}}}"));
    assert_int_equal(find(&schema->layouts[0].fields[0], "A")->group.dim[0], STRATA_DIM_ALL);
    assert_true(find(&schema->layouts[0].fields[2], "0")->drop);
    strata_schema_free(schema);
}

#define IN(map)                                                                                    \
    TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'dim', 'dim': 'el', 'map': " map "}}")
#define AT "layouts[0].fields[3].strata.map"
#define GROUP(codes)                                                                               \
    "{'name': 't', 'layouts': [{'name': 'l', 'fields': [{'name': 'x', 'strata': {'to': 'group',"   \
    "'map': {'codes': {" codes "}}}}]}], 'strata': {'kind': 'published'}}"
#define GROUP_AT "layouts[0].fields[0].strata.map.codes"

static void wrong_maps_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {IN("{@'code': {}}"), AT ".code: \"code\" is no key here, did you mean \"codes\"?"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'lea', @'map': {}}}"),
         AT ": needs \"codes\" or \"drop\" with an entry"},
        {IN("{'codes': {@'1': 'curent'}}"),
         AT ".codes.1: \"curent\" is no group of \"el\", did you mean \"current\"?"},
        {IN("{'codes': {@'1': 'ever'}}"),
         AT ".codes.1: \"ever\" is a union of groups; a student is recorded as one of its parts"},
        {IN("{'codes': {@'1': [], '2': 'current'}}"), AT ".codes.1: needs at least one meaning"},
        {IN("{'codes': {@'1': 5}}"), AT ".codes.1: must be an object {...}"},
        {IN("{'codes': {@'1': {'from': 2015}}}"),
         AT ".codes.1: must say either \"to\" or \"drop\": true"},
        {IN("{'codes': {@'1': {'to': 'current', 'drop': true}}}"),
         AT ".codes.1: must say either \"to\" or \"drop\": true"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'dim', 'dim': 'el', @'map': {'codes': {"
                       "'1': [{'to': 'current', 'until': 2020}, {'to': 'reclassified', 'from': "
                       "2020}]}}}}"),
         AT ": code \"1\" has two meanings in the same year"},
        {TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'dim', 'dim': 'el',"
                       "@'map': {'codes': {'1': 'current'}, 'drop': ['1']}}}"),
         AT ": code \"1\" has two meanings in the same year"},
        {NAMED("'yes_no': {'codes': {'1': 'yes'}}",
               "{'name': 'x', 'strata': {'to': 'tested', @'map': 'yesno'}}"),
         "layouts[0].fields[2].strata.map: \"yesno\" is no map of this schema, did you mean "
         "\"yes_no\"?"},
        {GROUP("@'1': 'el'"), GROUP_AT ".1: must be \"dim=group\", as in \"el=current\""},
        {GROUP("@'1': 'rase=white'"),
         GROUP_AT ".1: \"rase\" is no dimension, did you mean \"race\"?"},
        {GROUP("@'1': 'race*econ=asian*maybe'"),
         GROUP_AT ".1: \"maybe\" is no group of \"econ\"; there are yes, no"},
        {GROUP("@'1': 'race*race=asian*white'"),
         GROUP_AT ".1: must be \"dim=group\" or a cross of up to 3 different dimensions, as in "
                  "\"el*frl=current*yes\""},
        {GROUP("@'1': ''"), GROUP_AT ".1: a row without a group means nothing: use \"drop\""},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_column_may_feed_two_dimensions),
        cmocka_unit_test(a_named_map_serves_several_fields),
        cmocka_unit_test(crosses_are_groups_too),
        cmocka_unit_test(wrong_maps_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
