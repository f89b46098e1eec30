/* Look-ups in a schema: codes by year, tests by era, headers. */
#include "schema/schema.h"

#include "test_schema.h"

static bool same(const char *a, const char *b)
{
    return strata_header_equal(strata_slice_of(a), strata_slice_of(b));
}

static void headers_agree_but_for_case_blanks_and_marks(void **state)
{
    (void)state;
    assert_true(same("Test Id", "Test ID"));
    assert_true(same("Stage 1:\nMath Ach Count*", "Stage 1: Math Ach Count"));
    assert_true(same("scale_score", "Scale-Score "));
    assert_true(same("\xc2\xa0School Name", "schoolname"));
    assert_true(same("", " _-*\r\n"));
    assert_false(same("Students Tested", "Students Tested1"));
    assert_false(same("L3Percent", "L3Percernt"));
    assert_false(same("Stage 1: Math", "Stage 1 Math"));
    assert_false(same("\xc3\xa0", "\xa0"));
    assert_true(strata_header_equal((strata_slice){NULL, 0}, (strata_slice){NULL, 0}));
}

static const strata_map *first_map(const strata_schema *schema)
{
    for (uint32_t at = 0; at < schema->layouts[0].field_count; at++) {
        if (schema->layouts[0].fields[at].map != NULL) {
            return schema->layouts[0].fields[at].map;
        }
    }
    return NULL;
}

static void codes_are_found_in_their_years(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        TEST_STUDENTS(", {'name': 'e', 'strata': {'to': 'dim', 'dim': 'frl', 'map': {'codes': {"
                      "'2': 'reduced', '1': [{'to': 'free', 'from': 2010, 'until': 2012},"
                      "{'to': 'yes', 'from': 2013}], '10': 'no'}, 'drop': ['T']}}}"));
    const strata_map *map = first_map(schema);
    assert_int_equal(map->count, 5);
    assert_null(strata_map_find(map, strata_slice_of("1"), 2009));
    assert_string_equal(strata_map_find(map, strata_slice_of("1"), 2010)->to.text, "free");
    assert_string_equal(strata_map_find(map, strata_slice_of("1"), 2012)->to.text, "free");
    assert_string_equal(strata_map_find(map, strata_slice_of("1"), 2024)->to.text, "yes");
    assert_string_equal(strata_map_find(map, strata_slice_of("10"), 1999)->to.text, "no");
    assert_true(strata_map_find(map, strata_slice_of("T"), 2020)->drop);
    assert_null(strata_map_find(map, strata_slice_of("0"), 2020));
    assert_null(strata_map_find(map, strata_slice_of("3"), 2020));
    assert_null(strata_map_find(map, (strata_slice){NULL, 0}, 2020));
    strata_schema_free(schema);
}

static const char *era_of(const strata_schema *schema, const char *id, const char *subject,
                          int year)
{
    const strata_assessment *found =
        strata_schema_assessment(schema, strata_slice_of(id), strata_slice_of(subject), year);
    return found != NULL ? found->era.text : NULL;
}

static void the_era_follows_from_the_year(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        "{'name': 't', 'layouts': [{'name': 'l', 'fields': ["
        "{'name': 'a', 'strata': {'to': 'assessment'}}, {'name': 's', 'strata': {'to': 'subject'}},"
        "{'name': 'g', 'strata': {'to': 'grade'}}, {'name': 'v', 'strata': {'to': 'level'}}]}],"
        "'strata': {'kind': 'students', 'assessments': ["
        "{'id': 'x', 'subject': 'ela', 'era': 'first', 'until': 2019, 'has_scores': true},"
        "{'id': 'x', 'subject': 'ela', 'era': 'second', 'from': 2021, 'has_scores': true},"
        "{'id': 'x', 'era': 'any', 'has_scores': true}]}}");
    assert_string_equal(era_of(schema, "x", "ela", 2015), "first");
    assert_string_equal(era_of(schema, "x", "ela", 2019), "first");
    assert_string_equal(era_of(schema, "x", "ela", 2020), "any");
    assert_string_equal(era_of(schema, "x", "ela", 2021), "second");
    assert_string_equal(era_of(schema, "x", "math", 2021), "any");
    assert_null(era_of(schema, "y", "ela", 2021));
    strata_schema_free(schema);
}

#define TESTS                                                                                      \
    "{'id': 'x', 'subject': 'ela', 'until': 2019, 'has_scores': true, 'scales': {"                 \
    "'03': {'lowest': 2114, 'highest': 2623}, '*': {'lowest': 2000, 'highest': 3000}}},"           \
    "{'id': 'x', 'subject': 'ela', 'from': 2020, 'has_scores': true},"                             \
    "{'id': 'y', 'subject': 'ela', 'has_scores': true, 'scales': {"                                \
    "'03': {'lowest': 1, 'highest': 2}}}, {'id': 'y', 'subject': 'math', 'has_scores': true},"     \
    "{'id': 'z', 'has_scores': true}"

static int make(void **state)
{
    *state = test_schema("{'name': 't', 'layouts': [{'name': 'l', 'fields': [{'name': 'n',"
                         "'strata': {'to': 'entity_name'}}]}], 'strata': {'kind': 'entities',"
                         "'assessments': [" TESTS "]}}");
    return 0;
}

static int clean(void **state)
{
    strata_schema_free(*state);
    return 0;
}

static void a_scale_is_of_the_grade_or_of_all_others(void **state)
{
    const strata_schema *schema = *state;
    const strata_assessment *test = &schema->assessments[0];
    assert_int_equal(strata_assessment_scale(test, strata_slice_of("03"))->lowest, 2114);
    assert_int_equal(strata_assessment_scale(test, strata_slice_of("04"))->lowest, 2000);
    assert_null(strata_assessment_scale(&schema->assessments[1], strata_slice_of("03")));
    assert_null(strata_assessment_scale(&schema->assessments[2], strata_slice_of("04")));
}

static void a_subject_follows_where_only_one_is_possible(void **state)
{
    const strata_schema *schema = *state;
    assert_true(strata_slice_is(strata_schema_subject(schema, strata_slice_of("x")), "ela"));
    assert_int_equal(strata_schema_subject(schema, strata_slice_of("y")).len, 0);
    assert_int_equal(strata_schema_subject(schema, strata_slice_of("z")).len, 0);
    assert_int_equal(strata_schema_subject(schema, strata_slice_of("none")).len, 0);
}

static void letters_that_count_are_taken_one_by_one(void **state)
{
    (void)state;
    strata_slice rest = strata_slice_of(" A_\xc2\xa0"
                                        "b*");
    assert_int_equal(strata_header_letter(&rest), 'a');
    assert_int_equal(strata_header_letter(&rest), 'b');
    assert_int_equal(strata_header_letter(&rest), '\0');
}

static void missing_values_are_found(void **state)
{
    (void)state;
    const strata_missing list[] = {{{"", 0}, STRATA_MISSING_NOT_REPORTED},
                                   {{"*", 1}, STRATA_MISSING_SUPPRESSED}};
    assert_ptr_equal(strata_missing_find(list, 2, strata_slice_of("*")), &list[1]);
    assert_ptr_equal(strata_missing_find(list, 2, (strata_slice){NULL, 0}), &list[0]);
    assert_null(strata_missing_find(list, 1, strata_slice_of("*")));
    assert_null(strata_missing_find(list, 2, strata_slice_of("**")));
    assert_null(strata_missing_find(NULL, 0, strata_slice_of("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_agree_but_for_case_blanks_and_marks),
        cmocka_unit_test(codes_are_found_in_their_years),
        cmocka_unit_test(missing_values_are_found),
        cmocka_unit_test(the_era_follows_from_the_year),
        cmocka_unit_test(a_scale_is_of_the_grade_or_of_all_others),
        cmocka_unit_test(a_subject_follows_where_only_one_is_possible),
        cmocka_unit_test(letters_that_count_are_taken_one_by_one),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
