#include "record/admission.h"
#include "record_fixture.h"

/* The same columns are a roster, or results, by what stands beside them. */
static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"year\"]},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"year\", \"strata\": {\"to\": \"year\"}},"
    "   {\"name\": \"school\", \"strata\": {\"to\": \"school\"}},"
    "   {\"name\": \"swd\", \"strata\": {\"to\": \"dim\", \"dim\": \"swd\","
    "    \"map\": {\"codes\": {\"S\": \"yes\", \"N\": \"no\"}, \"drop\": [\"T\"]}}}]}],"
    " \"strata\": {\"kind\": \"roster\"}}";

static const char results[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"year\"],"
    "  \"set\": {\"assessment\": \"star\", \"grade\": \"03\", \"subject\": \"math\"}},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"year\", \"strata\": {\"to\": \"year\"}},"
    "   {\"name\": \"school\", \"strata\": {\"to\": \"level\"}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["
    "  {\"id\": \"star\", \"levels\": 4, \"proficient\": 3}]}}";

static const char rows[] = "student,year,school,swd\n"
                           "s1,2023,A,S\n"
                           "s2,2023,A,T\n" /* dropped by the schema */
                           "s1,2023,B,N\n"
                           "CANARY,2023\n" /* too short */
                           "s3,2023,B,N\n";

static strata_status load(fixture *f, bool stops, strata_roster **out, strata_error *err)
{
    char path[TEST_PATH_SIZE];
    test_path(path, f->folder, "roster.csv");
    test_file_write(path, rows, sizeof rows - 1);
    const strata_roster_options options = {.catalog = f->catalog,
                                           .key = f->key,
                                           .dictionary = f->dictionary,
                                           .issues = f->issues,
                                           .stops = stops};
    return strata_roster_load(path, &options, out, err);
}

/* Of five rows one is dropped, one is too short, and two are of one student. */
static void test_rows(void **state)
{
    (void)state;
    fixture f;
    strata_roster *roster = NULL;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(load(&f, false, &roster, &err), STRATA_OK);
    assert_int_equal(strata_roster_count(roster), 2);
    assert_int_equal(fixture_issues(&f, "row-length", ""), 1);
    assert_int_equal(fixture_issues(&f, "roster-conflict", ""), 1);
    strata_roster_free(roster);
    fixture_close(&f);
}

static void test_stops(void **state)
{
    (void)state;
    fixture f;
    strata_roster *roster = NULL;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(load(&f, true, &roster, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "row-length");
    assert_int_equal(err.line, 5);
    assert_null(strstr(err.text, "CANARY"));
    assert_null(roster);
    fixture_close(&f);
}

static void test_no_roster(void **state)
{
    (void)state;
    fixture f;
    strata_roster *roster = NULL;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, results, &err), STRATA_OK);
    assert_int_equal(load(&f, false, &roster, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "file-kind");
    assert_null(roster);
    fixture_close(&f);
}

static strata_status load_and_join(void)
{
    fixture f;
    strata_roster *roster = NULL;
    bool kept = false;
    strata_status status = fixture_open(&f, schema, NULL);
    if (status == STRATA_OK) {
        status = load(&f, false, &roster, NULL);
    }
    strata_record record = {.student = 7, .year = 2023};
    const strata_admission admission = {
        .roster = roster, .dictionary = f.dictionary, .issues = f.issues};
    const strata_place_in_file at = {.file = "in.csv"};
    if (status == STRATA_OK) {
        status = strata_admit_record(&admission, &record, at, &kept, NULL);
    }
    strata_roster_free(roster);
    fixture_close(&f);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(load_and_join) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_stops),
                                       cmocka_unit_test(test_no_roster),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
