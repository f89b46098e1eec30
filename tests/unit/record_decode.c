#include "record/decode.h"
#include "record_fixture.h"

/* Math and reading side by side; a year column; a code that drops the row. */
static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"sid\", \"math\"],"
    "  \"set\": {\"assessment\": \"star\", \"grade\": \"03\"}, \"results\": ["
    "   {\"set\": {\"subject\": \"math\"}, \"present\": \"math\","
    "    \"fields\": [{\"name\": \"math\", \"strata\": {\"to\": \"scale_score\"}}]},"
    "   {\"set\": {\"subject\": \"reading\"}, \"present\": \"read\","
    "    \"fields\": [{\"name\": \"read\", \"strata\": {\"to\": \"scale_score\"}}]}]},"
    "  \"fields\": ["
    "   {\"name\": \"sid\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"year\", \"strata\": {\"to\": \"year\", \"optional\": true}},"
    "   {\"name\": \"term\", \"strata\": {\"to\": \"term\", \"optional\": true}},"
    "   {\"name\": \"kind\", \"strata\": {\"map\": {\"codes\": {\"S\": \"student\"},"
    "    \"drop\": [\"T\"]}}},"
    "   {\"name\": \"sex\", \"strata\": {\"to\": \"dim\", \"dim\": \"gender\","
    "    \"map\": {\"codes\": {\"F\": \"female\", \"X\": [{\"to\": \"male\", \"until\": 1987},"
    "     {\"to\": \"nonbinary\", \"from\": 1988}]}}}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["
    "  {\"id\": \"star\", \"label\": \"s\", \"until\": 1989, \"has_scores\": true}]}}";

static void test_results(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema,
               "sid,year,kind,sex,math,read\n1,1986,S,F,473,447\n2,1986,S,F,536,\n3,1986,S,F,,\n");
    assert_int_equal(f.count, 3);
    assert_string_equal(fixture_text(&f, f.records[0].subject), "math");
    assert_int_equal(f.records[0].score, 473);
    assert_string_equal(fixture_text(&f, f.records[1].subject), "reading");
    assert_int_equal(f.records[1].row, f.records[0].row);
    assert_int_equal(f.records[2].score, 536);
    const strata_account *account = &f.accounting.files[0];
    assert_int_equal(account->rows_in, 3);
    assert_int_equal(account->accepted, 3); /* the third holds no result, and is accounted for */
    assert_int_equal(account->results, 3);
    fixture_close(&f);
}

/* A total is out of scope whatever else is in it; a bad second result takes the first with it. */
static void test_fates(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema,
               "sid,year,kind,sex,math,read\n,1986,T,?,many,\n1,1986,S,F,473,4x7\n"
               "2,1986,S,F,473\n3,1986,S,F,473,447,1\n4,1986,Z,F,473,447\n");
    const strata_account *account = &f.accounting.files[0];
    assert_int_equal(account->rows_in, 5);
    assert_int_equal(account->out_of_scope, 1);
    assert_int_equal(account->rejected, 3);
    assert_int_equal(account->accepted, 1);
    assert_int_equal(f.count, 2);
    assert_int_equal(fixture_issues(&f, "number", "read"), 1);
    assert_int_equal(fixture_issues(&f, "row-length", ""), 2);
    assert_int_equal(fixture_issues(&f, "code-dropped", "kind \"T\""), 1);
    assert_int_equal(strata_issues_count(f.issues), 3); /* nobody asks what kind Z is */
    fixture_close(&f);
}

static void test_years(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema,
               "sid,year,kind,sex,math,read\n1,1987,S,X,473,\n2,1988,S,X,473,\n3,1990,S,X,473,\n"
               "4,86,S,F,473,\n5,198x,S,F,473,\n6,,S,F,473,\n7,2200,S,F,473,\n");
    assert_int_equal(f.count, 2);
    assert_string_equal(strata_group_name(STRATA_DIM_GENDER, f.records[0].codes[STRATA_DIM_GENDER]),
                        "male");
    assert_string_equal(strata_group_name(STRATA_DIM_GENDER, f.records[1].codes[STRATA_DIM_GENDER]),
                        "nonbinary");
    assert_int_equal(fixture_issues(&f, "assessment-unknown", ""), 1);
    assert_int_equal(fixture_issues(&f, "year-range", "year"), 2);
    assert_int_equal(fixture_issues(&f, "year-form", "year"), 1);
    assert_int_equal(fixture_issues(&f, "value-missing", "year"), 1);
    fixture_close(&f);
}

/* What the file does not say comes from the options; what it says wins. */
static void test_year_and_term_given(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    f.options.year = 1988;
    f.options.term = "fall";
    assert_int_equal(fixture_ingest(&f, "sid,kind,sex,math,read\n1,S,X,473,\n", &err), STRATA_OK);
    assert_int_equal(
        fixture_ingest(&f, "sid,term,year,kind,sex,math,read\n1,spring,1986,S,X,473,\n", &err),
        STRATA_OK);
    assert_int_equal(f.records[0].year, 1988);
    assert_string_equal(fixture_text(&f, f.records[0].term), "fall");
    assert_int_equal(f.records[1].year, 1986);
    assert_string_equal(fixture_text(&f, f.records[1].term), "spring");
    f.options.year = 0;
    assert_int_equal(fixture_ingest(&f, "sid,kind,sex,math,read\n1,S,X,473,\n", &err),
                     STRATA_E_USAGE);
    test_error(&err, "in.csv: error: the file does not say its year; give it with --year, or as "
                     "year in its [file] section (year-missing)");
    fixture_close(&f);
}

static void test_key_missing(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    f.options.key = NULL;
    assert_int_equal(fixture_ingest(&f, "sid,year,kind,sex,math,read\n1,1986,S,F,473,447\n", &err),
                     STRATA_E_USAGE);
    assert_string_equal(err.rule, "key-missing");
    fixture_close(&f);
}

/* Every result of a row sees the same unknown code; it is one issue. */
static void test_one_warning_a_row(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema,
               "sid,year,kind,sex,math,read\n1,1986,S,Q,473,447\n2,1986,S,Q,,9\n"
               "3,1986,S,Q,473,bad\n");
    assert_int_equal(f.count, 3);
    assert_int_equal(fixture_issues(&f, "code-unknown", "sex"), 2); /* not of the rejected row */
    const strata_issue *issue = strata_issues_at(f.issues, 0);
    assert_string_equal(issue->file, "in.csv");
    assert_int_equal(issue->severity, STRATA_SEVERITY_WARNING);
    assert_int_equal(issue->first_line, 2);
    assert_int_equal(issue->first_column, 10); /* "1,1986,S," are nine bytes */
    fixture_close(&f);
}

static void test_rule_texts(void **state)
{
    (void)state;
    assert_string_equal(strata_rule_text("row-length"),
                        "expected as many fields as the header has");
    assert_string_equal(strata_rule_text("no-such-rule"), "row not as expected");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_results),     cmocka_unit_test(test_fates),
        cmocka_unit_test(test_years),       cmocka_unit_test(test_year_and_term_given),
        cmocka_unit_test(test_key_missing), cmocka_unit_test(test_one_warning_a_row),
        cmocka_unit_test(test_rule_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
