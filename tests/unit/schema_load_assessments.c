/* Tests and their eras. */
#include "schema/schema.h"
#include "test_schema.h"

#define WITH(assessments)                                                                          \
    "{'name': 't', 'layouts': [{'name': 'l', 'fields': [{'name': 'n', 'strata': "                  \
    "{'to': 'entity_name'}}]}], 'strata': {'kind': 'entities', 'assessments': [" assessments "]}}"

static void every_key_reaches_the_assessment(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(WITH(
        "{'id': 'sb', 'subject': 'ela', 'era': '2015', 'from': 2015, 'until': 2019, 'levels': 3,"
        "'proficient': 2, 'level_labels': ['low', 'mid', 'high'], 'has_scores': true,"
        "'decimals': 1, 'vertical_scale': true, 'better': 'lower', 'denominator': 'cohort',"
        "'label': 'Some test', 'description': 'x'}, {'id': 's', 'has_scores': true}"));
    assert_int_equal(schema->assessment_count, 2);
    const strata_assessment *one = &schema->assessments[0];
    assert_string_equal(one->id.text, "sb");
    assert_string_equal(one->subject.text, "ela");
    assert_string_equal(one->era.text, "2015");
    assert_int_equal(one->from, 2015);
    assert_int_equal(one->until, 2019);
    assert_int_equal(one->levels, 3);
    assert_int_equal(one->proficient, 2);
    assert_string_equal(one->level_labels[2].text, "high");
    assert_true(one->has_scores && one->vertical_scale && one->lower_is_better);
    assert_int_equal(one->decimals, 1);
    assert_string_equal(one->denominator.text, "cohort");
    assert_string_equal(one->label.text, "Some test");
    const strata_assessment *other = &schema->assessments[1];
    assert_int_equal(other->levels, 0);
    assert_int_equal(other->proficient, 0);
    assert_null(other->level_labels);
    assert_false(other->vertical_scale || other->lower_is_better);
    assert_string_equal(other->denominator.text, "tested");
    assert_string_equal(other->subject.text, "");
    strata_schema_free(schema);
}

#define AT "strata.assessments[0]"

static void wrong_assessments_are_refused_with_their_place(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        {WITH("@{'levels': 4}"), AT ": needs an \"id\""},
        {WITH("@{'id': 'a'}"), AT ": needs \"levels\" or \"has_scores\": true"},
        {WITH("@{'id': 'a', 'levels': 4}"),
         AT ": has levels and needs \"proficient\", the lowest that counts"},
        {WITH("{'id': 'a', 'levels': 4, @'proficient': 5}"),
         AT ".proficient: is above the 4 levels of the test"},
        {WITH("{'id': 'a', @'levels': 11}"), AT ".levels: must be a whole number from 0 to 10"},
        {WITH("{'id': 'a', @'levels': 2.5}"), AT ".levels: must be a whole number from 0 to 10"},
        {WITH("{'id': 'a', 'levels': 2, 'proficient': 2,\n@'level_labels': ['x']}"),
         AT ".level_labels: has 1 labels for 2 levels"},
        {WITH("{'id': 'a', @'better': 'more'}"),
         AT ".better: \"more\" is no word for it; there are higher, lower"},
        {WITH("{'id': 'a', @'denominator': 'enroled'}"),
         AT ".denominator: \"enroled\" is no word for it, did you mean \"enrolled\"?"},
        {WITH("{'id': 'a', 'has_scores': true, 'until': 2019},"
              "@{'id': 'a', 'has_scores': true, 'from': 2019}"),
         "strata.assessments[1]: has years in common with assessments[0]"},
        {WITH("{'id': 'a', @'vertical': true}"),
         AT ".vertical: \"vertical\" is no key here; there are id, subject, era, from, until, "
            "levels, proficient, has_scores, decimals, vertical_scale, better, denominator, label, "
            "level_labels, description, scales"},
        {WITH("{'id': 'a', 'era': 'x', 'has_scores': true, 'until': 2018},"
              "@{'id': 'a', 'era': 'x', 'has_scores': true, 'from': 2019, 'decimals': 1}"),
         "strata.assessments[1]: has the era of assessments[0], but is another test: only years "
         "and scales may differ"},
        {WITH("{'id': 'a', 'levels': 2, 'proficient': 2, 'level_labels': ['x', 'y'],"
              "'until': 2018}, @{'id': 'a', 'levels': 2, 'proficient': 2, 'from': 2019,"
              "'level_labels': ['x', 'z']}"),
         "strata.assessments[1]: has the era of assessments[0], but is another test: only years "
         "and scales may differ"},
        {WITH("{'id': 'a', 'levels': 2, 'proficient': 2, 'level_labels': ['x', 'y'],"
              "'until': 2018}, @{'id': 'a', 'levels': 2, 'proficient': 2, 'from': 2019}"),
         "strata.assessments[1]: has the era of assessments[0], but is another test: only years "
         "and scales may differ"},
    };
    TEST_ALL_REFUSED(cases)
}

/* A scale may move within an era; the labels of levels may not. */
static void entries_of_one_era_are_one_test(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(
        WITH("{'id': 'a', 'era': 'x', 'levels': 2, 'proficient': 2, 'level_labels': ['n', 'y'],"
             "'has_scores': true, 'until': 2018, 'scales': {'*': {'cuts': [300]}}},"
             "{'id': 'a', 'era': 'x', 'levels': 2, 'proficient': 2, 'level_labels': ['n', 'y'],"
             "'has_scores': true, 'from': 2019, 'scales': {'*': {'cuts': [310]}}}"));
    assert_int_equal(schema->assessments[0].scales[0].cuts[0], 300);
    assert_int_equal(schema->assessments[1].scales[0].cuts[0], 310);
    strata_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_reaches_the_assessment),
        cmocka_unit_test(wrong_assessments_are_refused_with_their_place),
        cmocka_unit_test(entries_of_one_era_are_one_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
