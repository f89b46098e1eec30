/* Scales of a test, grade by grade. */
#include "schema/schema.h"
#include "test_schema.h"

#define WITH(test)                                                                                 \
    "{'name': 't', 'layouts': [{'name': 'l', 'fields': [{'name': 'n', 'strata': "                  \
    "{'to': 'entity_name'}}]}], 'strata': {'kind': 'entities', 'assessments': [{'id': 'a',"        \
    "'levels': 4, 'proficient': 3" test "}]}}"
#define SCALES(scales) WITH(", 'has_scores': true, 'scales': {" scales "}")

static void scores_are_kept_in_units_of_the_test(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        WITH(", 'has_scores': true, 'decimals': 1, 'scales': {'03': {'lowest': 21.5,"
             "'highest': 26e1, 'cuts': [100, 120.0, 150.3]}, '*': {'cuts': [1, 2, 3]}}"));
    const strata_assessment *test = &schema->assessments[0];
    assert_int_equal(test->scale_count, 2);
    assert_string_equal(test->scales[0].grade.text, "03");
    assert_true(test->scales[0].has_limits && test->scales[0].has_cuts);
    assert_int_equal(test->scales[0].lowest, 215);
    assert_int_equal(test->scales[0].highest, 2600);
    assert_int_equal(test->scales[0].cuts[1], 1200);
    assert_int_equal(test->scales[0].cuts[2], 1503);
    assert_string_equal(test->scales[1].grade.text, "");
    assert_false(test->scales[1].has_limits);
    assert_int_equal(test->scales[1].cuts[0], 10);
    strata_schema_free(schema);
}

#define AT "strata.assessments[0].scales"

static void wrong_scales_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {WITH(", @'scales': {'*': {'cuts': [1, 2, 3]}}"), AT ": needs \"has_scores\": true"},
        {WITH(", 'has_scores': true, @'scales': []"), AT ": must be an object {...}"},
        {SCALES("@'3': {'cuts': [1, 2, 3]}"), AT ".3: \"3\" is no grade; there are PK, K, 01, 02, "
                                                 "03, 04, 05, 06, 07, 08, 09, 10, 11, 12, HS, all"},
        {SCALES("@'03': {}"), AT ".03: needs \"lowest\" and \"highest\", or \"cuts\""},
        {SCALES("@'03': {'lowest': 1}"), AT ".03: \"lowest\" and \"highest\" go together"},
        {SCALES("@'03': {'highest': 1}"), AT ".03: \"lowest\" and \"highest\" go together"},
        {SCALES("'03': {'lowest': 2, @'highest': 1}"), AT ".03.highest: is below \"lowest\""},
        {SCALES("'03': {@'lowest': '2', 'highest': 1}"),
         AT ".03.lowest: must be a number, a score as it is printed"},
        {SCALES("'03': {@'lowest': 2.5, 'highest': 3}"),
         AT ".03.lowest: scores of this test have 0 decimals"},
        {SCALES("'03': {'lowest': 2, @'highest': 1e300}"),
         AT ".03.highest: scores of this test have 0 decimals"},
        {SCALES("'03': {@'cuts': [1, 2]}"),
         AT ".03.cuts: has 2 scores; a test of 4 levels has one less"},
        {SCALES("'03': {@'cuts': []}"),
         AT ".03.cuts: has 0 scores; a test of 4 levels has one less"},
        {SCALES("'03': {'cuts': [1, 3, @3]}"), AT ".03.cuts[2]: is not above the cut before it"},
        {SCALES("'03': {'lowest': 1, 'highest': 3, 'cuts': [1, 3, @4]}"),
         AT ".03.cuts[2]: is outside \"lowest\" to \"highest\""},
        {SCALES("'03': {'lowest': 2, 'highest': 9, 'cuts': [@1, 3, 4]}"),
         AT ".03.cuts[0]: is outside \"lowest\" to \"highest\""},
        {SCALES("'03': {@'cut': [1, 3, 4]}"),
         AT ".03.cut: \"cut\" is no key here, did you mean \"cuts\"?"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_kept_in_units_of_the_test),
        cmocka_unit_test(wrong_scales_are_refused_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
