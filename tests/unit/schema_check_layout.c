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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_layouts_are_refused),
        cmocka_unit_test(the_same_target_may_come_from_several_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
