/* Columns whose names are slips of the pen. */
#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"level\"],"
    "  \"set\": {\"assessment\": \"star\", \"subject\": \"math\", \"grade\": \"03\"}},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"level\", \"strata\": {\"to\": \"level\"}},"
    "   {\"name\": \"school\", \"strata\": {\"to\": \"school\", \"optional\": true,"
    "    \"aliases\": [\"campus\"]}},"
    "   {\"name\": \"gender\", \"strata\": {\"to\": \"dim\", \"dim\": \"gender\","
    "    \"optional\": true, \"map\": {\"codes\": {\"F\": \"female\"}}}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["
    "  {\"id\": \"star\", \"levels\": 4, \"proficient\": 3}]}}";

static void test_near(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema, "student,level,Gendr,campuss,remark\ns1,3,F,A,x\n");
    assert_int_equal(fixture_issues(&f, "column-near", "Gendr (gender?)"), 1);
    assert_int_equal(fixture_issues(&f, "column-near", "campuss (campus?)"), 1);
    assert_int_equal(fixture_issues(&f, "column-unread", "remark"), 1);
    assert_int_equal(strata_issues_count(f.issues), 3);
    assert_int_equal(strata_issues_at(f.issues, 1)->severity, STRATA_SEVERITY_WARNING);
    fixture_close(&f);
}

/* A column with which the file would have another layout. */
static void test_forbidden(void **state)
{
    (void)state;
    char text[sizeof schema + 64];
    const char *at = strstr(schema, "\"set\"");
    (void)snprintf(text, sizeof text, "%.*s\"forbidden\": [\"scale_score\"], %s",
                   (int)(at - schema), schema, at);
    fixture f;
    fixture_of(&f, text, "student,level,scale_scor\ns1,3,400\n");
    assert_int_equal(fixture_issues(&f, "column-near", "scale_scor (scale_score?)"), 1);
    assert_int_equal(strata_issues_count(f.issues), 1);
    fixture_close(&f);
}

/* Where the field has its column, another of a like name is somebody else's affair. */
static void test_there(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema, "student,level,gender,genders,campus,schools\ns1,3,F,F,A,B\n");
    assert_int_equal(strata_issues_count(f.issues), 0);
    fixture_close(&f);
}

static strata_status ingest(void)
{
    fixture f;
    strata_status status = fixture_open(&f, schema, NULL);
    if (status == STRATA_OK) {
        status = fixture_ingest(&f, "student,level,Gendr\ns1,3,F\n", NULL);
    }
    fixture_close(&f);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(ingest) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_near),
                                       cmocka_unit_test(test_forbidden),
                                       cmocka_unit_test(test_there), cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
