/* Faults that only a whole layout shows. */
#include "schema/schema.h"
#include "test_schema.h"

#define STUDENTS(strata, fields)                                                                   \
    "{'name': 't', 'layouts': [@{'name': 'l', 'strata': {" strata "}, 'fields': [" fields "]}],"   \
    "'strata': {'kind': 'students', 'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}}"
#define PUBLISHED(strata, fields)                                                                  \
    "{'name': 't', 'layouts': [@{'name': 'l', 'strata': {" strata "}, 'fields': [" fields "]}],"   \
    "'strata': {'kind': 'published', 'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}}"
#define SET "'set': {'assessment': 'a', 'subject': 'ela', 'grade': 'all'}"
#define GROUP                                                                                      \
    "{'name': 'd', 'strata': {'to': 'dim_text'}}, {'name': 'g', 'strata': {'to': 'group_text'}}"

#define FAMILY(target)                                                                             \
    "{'name': '{g}_N', 'strata': " target                                                          \
    "'captures': {'g': {'to': 'group', 'map': {'codes': {'ALL': 'all=all'}}}}}}"

static void wrong_layouts_are_refused(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {STUDENTS(SET, "{'name': 'x', 'strata': {'to': 'level'}},"
                       "{'name': 'y', 'strata': {'to': 'level'}}"),
         "layouts[0]: columns \"x\" and \"y\" both give \"level\""},
        {STUDENTS(SET, "{'name': 'x', 'strata': {'to': 'level', 'until': 2019}},"
                       "{'name': 'y', 'strata': {'to': 'level', 'from': 2019}}"),
         "layouts[0]: columns \"x\" and \"y\" both give \"level\""},
        {STUDENTS(SET, "{'name': 'x'}"), "layouts[0]: nothing gives scale_score or level for "
                                         "result 0: bind a column or \"set\" it"},
        {STUDENTS("'set': {'assessment': 'a', 'grade': '03'}",
                  "{'name': 'x', 'strata': {'to': 'level'}}"),
         "layouts[0]: nothing gives subject for result 0: bind a column or \"set\" it"},
        {STUDENTS("'set': {'assessment': 'a', 'grade': '03'}, 'results': [{'set': {'subject': "
                  "'ela'}}, {}]",
                  "{'name': 'x', 'strata': {'to': 'level'}}"),
         "layouts[0]: nothing gives subject for result 1: bind a column or \"set\" it"},
        {PUBLISHED(SET, "{'name': 'x', 'strata': {'to': 'n'}}"),
         "layouts[0]: nothing gives group for result 0: bind a column or \"set\" it"},
        {PUBLISHED(SET, GROUP),
         "layouts[0]: nothing gives a count or a statistic for result 0: bind a column or \"set\" "
         "it"},
        {PUBLISHED(SET, GROUP ", {'name': 'x', 'strata': {'to': 'pct', 'cut': 3}}"),
         "layouts[0]: column \"x\" speaks of level 3, but \"a\" has 2"},
        {PUBLISHED("'signature': ['d', 'n'], 'forbidden': ['N'], " SET,
                   GROUP ", {'name': 'n', 'strata': {'to': 'n'}}"),
         "layouts[0]: header \"N\" is both in the signature and forbidden"},
        {PUBLISHED(SET, "{'name': 'n', 'strata': {'to': 'n', 'optional': true}}"),
         "layouts[0]: needs a \"signature\" or a field that is not optional"},
        {PUBLISHED("'set': {'assessment': 'a', 'subject': 'ela', 'grade': 'all'}",
                   "{'name': '{y}_N', 'strata': {'to': 'n', 'captures': {'y': {'to': 'year',"
                   "'length': 4}}}}"),
         "layouts[0]: nothing gives group for columns {y}_N: bind a column or \"set\" it"},
        {PUBLISHED(SET, FAMILY("{'to': 'share', 'level': 3,")),
         "layouts[0]: column \"{g}_N\" speaks of level 3, but \"a\" has 2"},
        {PUBLISHED(SET, FAMILY("{'to': 'sd',")),
         "layouts[0]: nothing gives a count or a statistic for columns {g}_N: bind a column or "
         "\"set\" it"},
    };
    TEST_ALL_REFUSED(cases)
}

/* Columns that look like rivals and are none. */
static void the_same_target_may_come_from_several_columns(void **state)
{
    (void)state;
    strata_schema_free(
        test_schema(TEST_STUDENTS(", {'name': 'x', 'strata': {'to': 'lea', 'until': 2018}},"
                                  "{'name': 'y', 'strata': {'to': 'lea', 'from': 2019}}")));
    strata_schema_free(
        test_schema(TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'share', 'level': 1}},"
                                   "{'name': 'y', 'strata': {'to': 'share', 'level': 2}}")));
    strata_schema_free(test_schema(
        "{'name': 't', 'layouts': [{'name': 'l', 'fields': [{'name': 'x', 'strata': {'to': "
        "'entity_name'}}], 'strata': {'results': [{'fields': [{'name': 'y', 'strata': {'to': "
        "'entity_name'}}]}, {'fields': [{'name': 'z', 'strata': {'to': 'entity_name'}}]}]}}],"
        "'strata': {'kind': 'entities'}}"));
}

static void families_make_the_results(void **state)
{
    (void)state;
    static const test_bad_schema own[] = {
        {"{'name': 't', 'layouts': [{'name': 'l', 'strata': {" SET ", @'results': [{}]}, 'fields':"
         "[" FAMILY(
             "{'to': 'n',") "]}], 'strata': {'kind': 'published', 'assessments': [{'id': 'a',"
                            "'levels': 2, 'proficient': 2}]}}",
         "layouts[0].strata.results: the columns \"{g}_N\" make the results: leave this out"}};
    TEST_ALL_REFUSED(own)
    strata_schema *schema = test_schema(
        PUBLISHED("'set': {'assessment': 'a', 'subject': 'ela'}, 'file_names': [{'pattern':"
                  "'g{g}*', 'captures': {'g': {'to': 'grade', 'length': 2}}}]",
                  FAMILY("{'to': 'n',") ", " FAMILY("{'to': 'pct', 'cut': 2,") "," FAMILY(
                      "{'to': 'n', 'optional': true,")));
    assert_int_equal(schema->layouts[0].signature_count, 0);
    assert_int_equal(strata_layout_name_count(&schema->layouts[0]), 2);
    strata_schema_free(schema);
}

#define SUBJECTS(result, tests)                                                                    \
    "{'name': 't', 'layouts': [@{'name': 'l', 'strata': {'set': {'grade': '03'}, 'results': "      \
    "[" result "]}, 'fields': [{'name': 'x', 'strata': {'to': 'level'}}" tests "]}}"
#define TESTS(field, more)                                                                         \
    field "]}], 'strata': {'kind': 'students', 'assessments': [{'id': 'a', 'subject': 'ela',"      \
          "'levels': 2, 'proficient': 2}, " more

static void the_subject_may_follow_from_the_assessment(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {SUBJECTS("{'set': {'assessment': 'b'}}",
                  TESTS("", "{'id': 'b', 'levels': 2, 'proficient': 2}")),
         "layouts[0]: nothing gives subject for result 0: bind a column or \"set\" it"},
        {SUBJECTS("{}", TESTS(", {'name': 't', 'strata': {'to': 'assessment'}}",
                              "{'id': 'b', 'levels': 2, 'proficient': 2}")),
         "layouts[0]: nothing gives subject for result 0: bind a column or \"set\" it"},
        {SUBJECTS("{'set': {'assessment': 'a'}}",
                  TESTS("", "{'id': 'a', 'subject': 'math', 'levels': 2, 'proficient': 2}")),
         "layouts[0]: nothing gives subject for result 0: bind a column or \"set\" it"},
    };
    TEST_ALL_REFUSED(cases)
    strata_schema_free(test_schema(SUBJECTS(
        "{'set': {'assessment': 'a'}}", TESTS("", "{'id': 'b', 'levels': 2, 'proficient': 2}"))));
    strata_schema_free(test_schema(
        SUBJECTS("{}", TESTS(", {'name': 't', 'strata': {'to': 'assessment'}}",
                             "{'id': 'b', 'subject': 'math', 'levels': 2, 'proficient': 2}"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_layouts_are_refused),
        cmocka_unit_test(the_same_target_may_come_from_several_columns),
        cmocka_unit_test(families_make_the_results),
        cmocka_unit_test(the_subject_may_follow_from_the_assessment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
