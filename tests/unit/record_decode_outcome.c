/* Scores against the scale of their test, and results that do not count. */
#include "record_fixture.h"
#include "test_schema.h"

#define FIELDS                                                                                     \
    "{'name': 'grade', 'strata': {'to': 'grade'}},"                                                \
    "{'name': 'score', 'strata': {'to': 'scale_score'}},"                                          \
    "{'name': 'valid', 'strata': {'to': 'valid', 'optional': true,"                                \
    "'map': {'codes': {'V': 'yes', 'N': 'no', '': 'yes'}}}},"                                      \
    "{'name': 'tested', 'strata': {'to': 'tested', 'optional': true}}"
#define REST                                                                                       \
    "'strata': {'kind': 'students', 'assessments': [{'id': 'a', 'subject': 'ela', 'levels': 4,"    \
    "'proficient': 3, 'has_scores': true, 'scales': {"                                             \
    "'03': {'lowest': 2114, 'highest': 2623, 'cuts': [2367, 2432, 2490]},"                         \
    "'*': {'lowest': 2000, 'highest': 2900}}}]}}"

static const char with_level[] =
    "{'name': 'test', 'missingValues': ['', {'value': 'NT', 'label': 'not tested'}],"
    "'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a'}}, 'fields': [" FIELDS
    ", {'name': 'level', 'strata': {'to': 'level'}}]}], " REST;
static const char without_level[] = "{'name': 'test', 'layouts': [{'name': 'l', 'strata': {'set': "
                                    "{'assessment': 'a'}}, 'fields': [" FIELDS "]}], " REST;

static void ingest(fixture *f, const char *schema, const char *text)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    test_schema_text(schema, json, at);
    fixture_of(f, json, text);
}

static void test_scale(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, with_level,
           "grade,score,level\n3,2113,1\n3,2114,1\n3,2623,4\n3,2624,4\n4,2800,4\n4,2901,4\n");
    assert_int_equal(f.count, 3);
    assert_int_equal(fixture_issues(&f, "score-range", "score"), 3);
    assert_int_equal(f.records[0].score, 2114);
    assert_int_equal(f.records[2].score, 2800); /* grade 4 has the scale of all others */
    assert_string_equal(fixture_text(&f, f.records[0].subject), "ela"); /* the only one there is */
    fixture_close(&f);
}

/* The lowest score of level 2 is 2367, of level 4 2490; the file's word stands. */
static void test_level_against_cuts(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, with_level,
           "grade,score,level\n3,2366,1\n3,2367,2\n3,2366,2\n3,2490,4\n3,2489,4\n4,2400,1\n");
    assert_int_equal(f.count, 6);
    assert_int_equal(fixture_issues(&f, "level-contradicts-cut", "level"), 2);
    assert_int_equal(f.records[2].level, 2);
    assert_int_equal(f.records[4].level, 4);
    fixture_close(&f);
}

static void test_level_from_cuts(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, without_level, "grade,score\n3,2366\n3,2367\n3,2432\n3,2600\n4,2400\n3,\n");
    static const uint8_t expected[] = {1, 2, 3, 4, 0, 0};
    assert_int_equal(f.count, 6);
    for (size_t at = 0; at < 6; at++) {
        assert_int_equal(f.records[at].level, expected[at]);
    }
    assert_false(f.records[4].has_score); /* no cuts in grade 4: a score without a level */
    assert_int_equal(fixture_issues(&f, "score-without-level", "score"), 1);
    fixture_close(&f);
}

static void test_valid(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, with_level,
           "grade,score,level,valid\n3,2400,2,V\n3,2400,2,N\n3,NT,NT,N\n3,2400,2,\n3,2400,2,?\n");
    static const bool has_score[] = {true, false, false, true, true};
    static const uint8_t tested[] = {STRATA_UNKNOWN, STRATA_YES, STRATA_NO, STRATA_UNKNOWN,
                                     STRATA_UNKNOWN};
    assert_int_equal(f.count, 5);
    for (size_t at = 0; at < 5; at++) {
        assert_int_equal(f.records[at].has_score, has_score[at]);
        assert_int_equal(f.records[at].level, has_score[at] ? 2 : 0);
        assert_int_equal(f.records[at].tested, tested[at]);
    }
    assert_int_equal(fixture_issues(&f, "code-unknown", "valid"), 1);
    assert_int_equal(f.records[1].score, 0);
    fixture_close(&f);
}

/* A result stands, whatever the row says beside it, but is warned about; where there is none, or it
 * does not count, there is nothing to warn about. */
static void test_untested(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, with_level,
           "grade,score,level,valid,tested\n3,2400,2,V,no\n3,2400,2,V,yes\n3,2400,2,V,\n"
           "3,NT,NT,V,no\n3,2400,2,N,no\n3,,,V,no\n3,2400,,V,no\n3,2400,2,V,no\n");
    static const bool has_score[] = {true, true, true, false, false, false, false, true};
    assert_int_equal(f.count, 8);
    for (size_t at = 0; at < 8; at++) {
        assert_int_equal(f.records[at].has_score, has_score[at]);
    }
    assert_int_equal(f.records[0].tested, STRATA_NO);
    assert_int_equal(f.records[0].score, 2400);
    assert_int_equal(fixture_issues(&f, "untested-with-result", "score"), 2);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scale),           cmocka_unit_test(test_level_against_cuts),
        cmocka_unit_test(test_level_from_cuts), cmocka_unit_test(test_valid),
        cmocka_unit_test(test_untested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
