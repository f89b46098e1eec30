#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"score\"],"
    "  \"set\": {\"assessment\": \"star\", \"grade\": \"03\", \"subject\": \"math\"}},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"score\", \"constraints\": {\"maximum\": 800},"
    "    \"strata\": {\"to\": \"scale_score\"}},"
    "   {\"name\": \"race\", \"strata\": {\"to\": \"dim\", \"dim\": \"race\","
    "    \"map\": {\"codes\": {\"W\": \"white\"}, \"drop\": [\"Total\"]}}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["
    "  {\"id\": \"star\", \"label\": \"s\", \"has_scores\": true}]}}";

static const char mixed[] = "student,score,race\n"
                            "CANARY1,473,W\n"
                            "CANARY2,CANARY,W\n"
                            "CANARY3,9999,W\n"
                            "CANARY4,536,CANARY\n"
                            "CANARY5,536,Total\n"
                            "CANARY6,536\n"
                            "CANARY7,\"5\n36\",W\n"
                            "CANARY8,559,W\n";

static void test_account(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema, mixed);
    const strata_account *account = &f.accounting.files[0];
    assert_string_equal(account->file, "in.csv");
    assert_string_equal(account->schema, "test");
    assert_string_equal(account->layout, "one");
    assert_true(account->why[0] != '\0');
    assert_int_equal(strlen(account->digest), STRATA_DIGEST_TEXT - 1);
    assert_int_equal(account->bytes, sizeof mixed - 1);
    assert_int_equal(account->rows_in, 8);
    assert_int_equal(account->accepted, 3);
    assert_int_equal(account->rejected, 4);
    assert_int_equal(account->out_of_scope, 1);
    assert_int_equal(account->results, 3);
    assert_int_equal(account->kept, 0); /* that is the resolver's to say */
    assert_int_equal(strata_accounting_check(&f.accounting, false, NULL), STRATA_OK);
    /* Rows start at bytes 19, 33, 50, 65, 84, 102, 114 and 131; the last but one has two lines. */
    fixture_rejects(&f, "in.csv,3,33,number,score,\nin.csv,4,50,score-range,score,\n"
                        "in.csv,7,102,row-length,,\nin.csv,8,114,number,score,\n");
    assert_int_equal(fixture_issues(&f, "code-unknown", "race"), 1);
    assert_int_equal(fixture_issues(&f, "no-final-newline", ""), 0);
    fixture_close(&f);
}

static void test_skip(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    f.options.on_error = STRATA_ON_ERROR_SKIP;
    assert_int_equal(fixture_ingest(&f, mixed, &err), STRATA_OK);
    assert_int_equal(f.accounting.files[0].rejected, 4);
    fixture_rejects(&f, "");
    assert_int_equal(fixture_issues(&f, "number", "score"), 2);
    fixture_close(&f);
}

static void test_stop(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    f.options.on_error = STRATA_ON_ERROR_STOP;
    assert_int_equal(fixture_ingest(&f, mixed, &err), STRATA_E_INPUT);
    test_error(&err, "in.csv:3:9: error: column \"score\": not a number with at most the decimals "
                     "that the schema allows (number)");
    assert_int_equal(f.count, 1);
    assert_int_equal(f.accounting.files[0].rows_in, 2);
    err = (strata_error){0};
    assert_int_equal(fixture_ingest(&f, "student,score,race\n1,2,W,\n", &err), STRATA_E_INPUT);
    test_error(&err, "in.csv:2:1: error: expected as many fields as the header has (row-length)");
    fixture_close(&f);
}

/* The limit is that of the run, not of a file; everything is read all the same. */
static void test_limit(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    f.options.max_errors = 4;
    assert_int_equal(fixture_ingest(&f, mixed, &err), STRATA_OK);
    assert_int_equal(fixture_ingest(&f, mixed, &err), STRATA_E_LIMIT);
    test_error(&err,
               "in.csv: error: 8 rows rejected so far, more than the limit of 4 (max-errors)");
    assert_int_equal(f.count, 6);
    assert_int_equal(f.records[5].file, 2);
    fixture_close(&f);
}

static void fails(const char *text, strata_status status, const char *rule)
{
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(fixture_ingest(&f, text, &err), status);
    assert_string_equal(err.rule, rule);
    assert_string_equal(err.file, "in.csv");
    fixture_close(&f);
}

static void test_unreadable(void **state)
{
    (void)state;
    fails("", STRATA_E_INPUT, "file-empty");
    fails("student,score,race\n", STRATA_E_INPUT, "file-without-rows");
    fails("student,score,race\n1,473,\"W\n", STRATA_E_INPUT, "csv-quote");
    fails("pupil,points\n1,473\n", STRATA_E_INPUT, "layout-unknown");
}

/* A file cut between two rows is whole but for its last line end. */
static void test_cut(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema, "student,score,race\n1,473,W\n2,536,W");
    assert_int_equal(f.count, 2);
    assert_int_equal(fixture_issues(&f, "no-final-newline", ""), 1);
    assert_int_equal(strata_issues_at(f.issues, 0)->first_line, 3);
    fixture_close(&f);
    fixture_of(&f, schema, "student,score,race\n1,473,W\n2,53");
    assert_int_equal(f.count, 1);
    assert_int_equal(fixture_issues(&f, "row-length", ""), 1);
    fixture_close(&f);
}

/* Nothing that is said about the rows holds anything of them. */
static void test_no_value_leaks(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    fixture_of(&f, schema, mixed);
    fixture_rejects(&f, "in.csv,3,33,number,score,\nin.csv,4,50,score-range,score,\n"
                        "in.csv,7,102,row-length,,\nin.csv,8,114,number,score,\n");
    for (size_t at = 0; at < strata_issues_count(f.issues); at++) {
        const strata_issue *issue = strata_issues_at(f.issues, at);
        assert_null(strstr(issue->column, "CANARY"));
        assert_null(strstr(issue->rule, "CANARY"));
    }
    f.options.on_error = STRATA_ON_ERROR_STOP;
    const char *row = strchr(mixed, '\n') + 1;
    for (unsigned at = 0; at < 8; at++) { /* each row alone */
        char text[128];
        const char *end = strstr(row, "\nCANARY");
        const int rows = (int)(end != NULL ? end + 1 - row : (ptrdiff_t)strlen(row));
        (void)snprintf(text, sizeof text, "student,score,race\n%.*s", rows, row);
        err = (strata_error){0};
        (void)fixture_ingest(&f, text, &err);
        assert_null(strstr(err.text, "CANARY"));
        row += rows;
    }
    fixture_close(&f);
}

static strata_status whole(void)
{
    fixture f;
    strata_error err = {0};
    strata_status status = fixture_open(&f, schema, &err);
    if (status == STRATA_OK) {
        status = fixture_ingest(&f, mixed, &err);
    }
    assert_int_equal(err.status, status);
    fixture_close(&f);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(whole), 20, 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_account),        cmocka_unit_test(test_skip),
        cmocka_unit_test(test_stop),           cmocka_unit_test(test_limit),
        cmocka_unit_test(test_unreadable),     cmocka_unit_test(test_cut),
        cmocka_unit_test(test_no_value_leaks), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
