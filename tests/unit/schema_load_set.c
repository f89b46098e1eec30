/* Constants of layouts and results. */
#include "schema/schema.h"
#include "test_schema.h"

#define WITH(set)                                                                                  \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {" set "}}, 'fields': ["            \
    "{'name': 'v', 'strata': {'to': 'level'}}]}], 'strata': {'kind': 'students',"                  \
    "'assessments': [{'id': 'fall-test', 'levels': 4, 'proficient': 3}]}}"
#define NEEDED "'assessment': 'fall-test', 'subject': 'ela', 'grade': 'K'"

static void constants_keep_their_order_and_words(void **state)
{
    (void)state;
    strata_schema *schema =
        test_schema(WITH(NEEDED ", 'year': '1986', 'el': 'reclassified', 'fay_lea': 'no'"));
    const strata_layout *layout = &schema->layouts[0];
    assert_int_equal(layout->set_count, 6);
    assert_int_equal(layout->set[0].to, STRATA_TO_ASSESSMENT);
    assert_string_equal(layout->set[0].value.text, "fall-test");
    assert_int_equal(layout->set[3].to, STRATA_TO_YEAR);
    assert_string_equal(layout->set[3].value.text, "1986");
    assert_int_equal(layout->set[4].to, STRATA_TO_DIM);
    assert_int_equal(layout->set[4].index, STRATA_DIM_EL);
    assert_int_equal(layout->set[4].group.dim[0], STRATA_DIM_EL);
    assert_int_equal(layout->set[4].group.code[0],
                     strata_group_find(STRATA_DIM_EL, strata_slice_of("reclassified")));
    assert_int_equal(layout->set[5].to, STRATA_TO_FAY_LEA);
    strata_schema_free(schema);
}

static void a_group_can_be_constant(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a',"
        "'subject': 'ela', 'grade': 'all', 'group': 'el*frl=ever*no', 'entity_level': 'state'}},"
        "'fields': [{'name': 'n', 'strata': {'to': 'n'}}]}],"
        "'strata': {'kind': 'published', 'assessments': [{'id': 'a', 'has_scores': true}]}}");
    const strata_constant *group = &schema->layouts[0].set[3];
    assert_int_equal(group->to, STRATA_TO_GROUP);
    char text[STRATA_GROUP_TEXT];
    strata_group_key_group_text(group->group, text);
    assert_string_equal(text, "ever*no");
    strata_schema_free(schema);
}

#define AT "layouts[0].strata.set"

static void wrong_constants_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {WITH(NEEDED ", @'yeer': '2020'"), AT ".yeer: \"yeer\" is no target, did you mean "
                                              "\"year\"?"},
        {WITH(NEEDED ", @'scale_score': '7'"), AT ".scale_score: no constant can give "
                                                  "\"scale_score\""},
        {WITH(NEEDED ", @'dim': 'yes'"), AT ".dim: no constant can give \"dim\""},
        {WITH(NEEDED ", @'group': 'all=all'"),
         AT ".group: \"group\" is no target of a schema of kind \"students\""},
        {WITH(NEEDED ", @'year': 1986"), AT ".year: must be a text in quotes"},
        {WITH(NEEDED ", @'year': '86'"),
         AT ".year: \"86\" must be a whole number from 1900 to 2199"},
        {WITH(NEEDED ", @'term': ''"), AT ".term: must not be empty"},
        {WITH(NEEDED ", @'frl': 'often'"),
         AT ".frl: \"often\" is no group of \"frl\"; there are yes, free, reduced, no, universal"},
        {WITH("@'assessment': 'fall_test'"),
         AT ".assessment: \"fall_test\" is no assessment of this schema, did you mean "
            "\"fall-test\"?"},
        {WITH("@'grade': '3'"), AT ".grade: \"3\" is no grade; there are PK, K, 01, 02, 03, 04, "
                                   "05, 06, 07, 08, 09, 10, 11, 12, HS, all"},
        {WITH("@'tested': 'y'"), AT ".tested: \"y\" is no answer; there are yes, no"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants_keep_their_order_and_words),
        cmocka_unit_test(a_group_can_be_constant),
        cmocka_unit_test(wrong_constants_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
