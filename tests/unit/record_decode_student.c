#include "record_fixture.h"

/* One test with scores and levels, one with scores, one with levels. */
#define SCHEMA_OF(assessment) SCHEMA_WITH(assessment, "")
#define SCHEMA_WITH(assessment, level_map)                                                         \
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","                                   \
    " \"missingValues\": [\"\", {\"value\": \"NT\", \"label\": \"not tested\"}],"                  \
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"score\"],"     \
    "  \"set\": {\"assessment\": \"" assessment "\"}},"                                            \
    "  \"fields\": ["                                                                              \
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"                               \
    "   {\"name\": \"subject\", \"strata\": {\"to\": \"subject\"}},"                               \
    "   {\"name\": \"grade\", \"strata\": {\"to\": \"grade\"}},"                                   \
    "   {\"name\": \"score\", \"constraints\": {\"minimum\": 2114.5, \"maximum\": 2623},"          \
    "    \"strata\": {\"to\": \"scale_score\"}},"                                                  \
    "   {\"name\": \"level\", \"strata\": {\"to\": \"level\" " level_map "}},"                     \
    "   {\"name\": \"el\", \"strata\": {\"to\": \"dim\", \"dim\": \"el\"}},"                       \
    "   {\"name\": \"race\", \"strata\": {\"to\": \"dim\", \"dim\": \"race\"}},"                   \
    "   {\"name\": \"hispanic\", \"strata\": {\"to\": \"race_flag\", \"race\": \"hispanic\"}},"    \
    "   {\"name\": \"asian\", \"strata\": {\"to\": \"race_flag\", \"race\": \"asian\"}},"          \
    "   {\"name\": \"tested\", \"strata\": {\"to\": \"tested\"}},"                                 \
    "   {\"name\": \"fay\", \"strata\": {\"to\": \"fay_lea\"}},"                                   \
    "   {\"name\": \"condition\", \"strata\": {\"to\": \"condition\"}}]}],"                        \
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["                                     \
    "  {\"id\": \"both\", \"label\": \"b\", \"levels\": 4, \"proficient\": 3,"                     \
    "   \"has_scores\": true, \"decimals\": 1},"                                                   \
    "  {\"id\": \"levels\", \"label\": \"l\", \"levels\": 4, \"proficient\": 3}]}}"

static const char header[] =
    "student,subject,grade,score,level,el,race,hispanic,asian,tested,fay,condition\n";

static void ingest(fixture *f, const char *schema, const char *rows)
{
    char text[2048];
    (void)snprintf(text, sizeof text, "%s%s", header, rows);
    fixture_of(f, schema, text);
}

static void test_full_record(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, SCHEMA_OF("both"),
           "A-17,ela,3,2431.5,2,current,,yes,Y,1,TRUE,LOSS\n A-17 ,math,11,2500,4,,,,,,,\n");
    assert_int_equal(f.count, 2);
    const strata_record *r = &f.records[0];
    assert_int_equal(r->year, 2023);
    assert_string_equal(fixture_text(&f, r->subject), "ela");
    assert_string_equal(fixture_text(&f, r->grade), "03");
    assert_string_equal(fixture_text(&f, r->condition), "LOSS");
    assert_true(r->has_score);
    assert_int_equal(r->score, 24315); /* tenths */
    assert_int_equal(r->level, 2);
    assert_int_equal(r->codes[STRATA_DIM_ALL], 1);
    assert_string_equal(strata_group_name(STRATA_DIM_EL, r->codes[STRATA_DIM_EL]), "current");
    assert_int_equal(r->tested, STRATA_YES);
    assert_int_equal(r->fay[1], STRATA_YES);
    assert_int_equal(r->fay[0], STRATA_UNKNOWN);
    assert_int_equal(r->file, 1);
    assert_int_equal(r->row, 2);
    assert_true(r->student != 0);
    assert_int_equal(f.records[1].student, r->student); /* blanks around an id do not matter */
    assert_int_equal(f.records[1].row, 3);
    assert_int_equal(f.records[1].score, 25000);
    assert_int_equal(f.records[1].codes[STRATA_DIM_EL], 0);
    fixture_close(&f);
}

/* Flags make the mask and, where the publisher gives no category, the category; all no is
 * not_reported. */
static void test_race(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, SCHEMA_OF("both"),
           "1,ela,3,2431,2,,,no,yes,,,\n2,ela,3,2431,2,,,yes,yes,,,\n3,ela,3,2431,2,,white,,,,,\n"
           "4,ela,3,2431,2,,asian,yes,yes,,,\n5,ela,3,2431,2,,,,,,,\n"
           "6,ela,3,2431,2,,,no,no,,,\n7,ela,3,2431,2,,white,no,no,,,\n");
    const strata_code asian = strata_group_find(STRATA_DIM_RACE, strata_slice_of("asian"));
    const strata_code hispanic = strata_group_find(STRATA_DIM_RACE, strata_slice_of("hispanic"));
    const strata_code white = strata_group_find(STRATA_DIM_RACE, strata_slice_of("white"));
    const strata_code none = strata_group_find(STRATA_DIM_RACE, strata_slice_of("not_reported"));
    const unsigned masks[] = {1U << asian, 1U << asian | 1U << hispanic,
                              1U << white, 1U << asian | 1U << hispanic,
                              0,           1U << none,
                              1U << white};
    const strata_code codes[] = {asian, hispanic, white, asian, 0, none, white};
    assert_int_equal(f.count, 7);
    for (size_t at = 0; at < 7; at++) {
        assert_int_equal(f.records[at].race_mask, masks[at]);
        assert_int_equal(f.records[at].codes[STRATA_DIM_RACE], codes[at]);
    }
    fixture_close(&f);
}

static void test_scored(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, SCHEMA_OF("both"),
           "1,ela,3,2431,,,,,,,,\n2,ela,3,,3,,,,,,,\n3,ela,3,2431, ,,,,,,,\n4,ela,3,NT,,,,,,,,\n"
           "5,ela,3,,,,,,,,,\n6,ela,3,NT,,,,,,yes,,\n");
    assert_int_equal(f.count, 6);
    for (size_t at = 0; at < f.count; at++) {
        assert_false(strata_record_is_scored(&f.records[at]));
        assert_int_equal(f.records[at].score, 0);
    }
    assert_int_equal(f.records[3].tested, STRATA_NO);
    assert_int_equal(f.records[4].tested, STRATA_UNKNOWN);
    assert_int_equal(f.records[5].tested, STRATA_YES);
    assert_int_equal(fixture_issues(&f, "score-without-level", "score"), 2);
    assert_int_equal(fixture_issues(&f, "level-without-score", "level"), 1);
    assert_int_equal(f.accounting.files[0].accepted, 6);
    fixture_close(&f);
    ingest(&f, SCHEMA_OF("levels"), "1,ela,3,2431,3,,,,,,,\n2,ela,3,,,,,,,,,\n");
    assert_int_equal(f.records[0].level, 3);
    assert_false(f.records[0].has_score);
    assert_false(strata_record_is_scored(&f.records[1]));
    assert_int_equal(strata_issues_count(f.issues), 0);
    fixture_close(&f);
}

/* Only a schema may say that 0 is the absence of a level; the file's own 0 is outside of 1 to 4. */
static void test_level_0(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, SCHEMA_OF("levels"), "1,ela,3,,0,,,,,,,\n2,ela,3,,1,,,,,,,\n3,ela,3,,0,,,,,,,\n");
    assert_int_equal(f.count, 1);
    assert_int_equal(f.records[0].level, 1);
    fixture_rejects(&f, "in.csv,2,78,level-range,level,\nin.csv,4,114,level-range,level,\n");
    fixture_close(&f);
    ingest(
        &f,
        SCHEMA_WITH("levels", ", \"map\": {\"codes\": {\"0\": \"0\", \"9\": \"0\", \"1\": \"1\"}}"),
        "1,ela,3,,0,,,,,,,\n2,ela,3,,1,,,,,,,\n3,ela,3,,9,,,,,,,\n");
    assert_int_equal(f.count, 3);
    assert_int_equal(f.records[0].level, 0);
    assert_int_equal(f.records[1].level, 1);
    assert_int_equal(f.records[2].level, 0);
    fixture_close(&f);
}

static void test_unknown_codes(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, SCHEMA_OF("both"),
           "1,ela,3,2431,2,ever,plaid,maybe,,perhaps,,\n2,ela,3,2431,2,EL,,,,,,\n");
    assert_int_equal(f.count, 2);
    assert_int_equal(f.records[0].codes[STRATA_DIM_EL], 0); /* a union is never recorded */
    assert_int_equal(f.records[0].codes[STRATA_DIM_RACE], 0);
    assert_int_equal(f.records[0].tested, STRATA_UNKNOWN);
    assert_int_equal(fixture_issues(&f, "code-unknown", "el"), 2);
    assert_int_equal(fixture_issues(&f, "code-unknown", "race"), 1);
    assert_int_equal(fixture_issues(&f, "code-unknown", "hispanic"), 1);
    assert_int_equal(fixture_issues(&f, "code-unknown", "tested"), 1);
    fixture_close(&f);
}

static void test_rejected(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, SCHEMA_OF("both"),
           "1,ela,3,24x1,2,,,,,,,\n2,ela,3,2431.55,2,,,,,,,\n3,ela,3,2114,2,,,,,,,\n"
           "4,ela,3,2623.1,2,,,,,,,\n5,ela,3,2431,5,,,,,,,\n6,ela,3,2431,II,,,,,,,\n"
           " ,ela,3,2431,2,,,,,,,\n8,,3,2431,2,,,,,,,\n9,ela,3,2114.5,2,,,,,,,\n");
    assert_int_equal(f.count, 1);
    assert_int_equal(f.records[0].score, 21145);
    assert_int_equal(f.accounting.files[0].rejected, 8);
    /* Each row starts where the one before it ends; the header is 78 bytes long. */
    fixture_rejects(&f,
                    "in.csv,2,78,number,score,\nin.csv,3,100,number,score,\n"
                    "in.csv,4,125,score-range,score,\nin.csv,5,147,score-range,score,\n"
                    "in.csv,6,171,level-range,level,\nin.csv,7,193,number,level,\n"
                    "in.csv,8,216,student-missing,student,\nin.csv,9,238,value-missing,subject,\n");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_record),   cmocka_unit_test(test_race),
        cmocka_unit_test(test_scored),        cmocka_unit_test(test_level_0),
        cmocka_unit_test(test_unknown_codes), cmocka_unit_test(test_rejected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
