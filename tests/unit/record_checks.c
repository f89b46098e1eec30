/* How bad a rule is in a run, and what that does to rows. */
#include "record/checks.h"
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
    "    \"map\": {\"codes\": {\"W\": \"white\"}}}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["
    "  {\"id\": \"star\", \"label\": \"s\", \"has_scores\": true}]}}";

static const char rows[] = "student,score,race\n1,473,W\n2,473,Q\n3,900,W\n4,x,W\n";

static void test_setting(void **state)
{
    (void)state;
    strata_checks checks = {{0}};
    assert_int_equal(strata_checks_severity(&checks, "shares-sum"), STRATA_SEVERITY_WARNING);
    assert_int_equal(strata_checks_severity(NULL, "duplicate"), STRATA_SEVERITY_NOTE);
    assert_int_equal(strata_checks_set(&checks, "shares-sum=error", NULL), STRATA_OK);
    assert_int_equal(strata_checks_set(&checks, "duplicate=ignore", NULL), STRATA_OK);
    assert_int_equal(strata_checks_severity(&checks, "shares-sum"), STRATA_SEVERITY_ERROR);
    assert_int_equal(strata_checks_severity(&checks, "duplicate"), STRATA_SEVERITY_IGNORE);
    assert_int_equal(strata_checks_set(&checks, "shares-sum=note", NULL), STRATA_OK);
    assert_int_equal(strata_checks_severity(&checks, "shares-sum"), STRATA_SEVERITY_NOTE);
    assert_int_equal(strata_checks_judge(&checks, "shares-sum", STRATA_SEVERITY_WARNING),
                     STRATA_SEVERITY_NOTE);
    /* What a row could not be read without stays an error; a name that is no rule is as found. */
    assert_int_equal(strata_checks_judge(&checks, "shares-sum", STRATA_SEVERITY_ERROR),
                     STRATA_SEVERITY_ERROR);
    assert_int_equal(strata_checks_judge(&checks, "no-such-rule", STRATA_SEVERITY_NOTE),
                     STRATA_SEVERITY_NOTE);
}

static void is_refused(const char *text, const char *message)
{
    strata_checks checks = {{0}};
    strata_error err = {0};
    assert_int_equal(strata_checks_set(&checks, text, &err), STRATA_E_USAGE);
    test_error(&err, message);
}

static void test_refusing(void **state)
{
    (void)state;
    is_refused("share-sum=note",
               "error: there is no rule \"share-sum\"; the nearest is shares-sum (check-unknown)");
    is_refused("qqq=note", "error: there is no rule \"qqq\"; see strata schema rules "
                           "(check-unknown)");
    is_refused("shares-sum=bad", "error: \"bad\" is no severity, expected error, warning, note or "
                                 "ignore (check-unknown)");
    is_refused("shares-sum", "error: \"shares-sum\" is no check, expected "
                             "RULE=error|warning|note|ignore (check-unknown)");
    is_refused("row-length=ignore", "error: rule row-length is always an error: without it a row "
                                    "cannot be read (check-needed)");
    strata_checks checks = {{0}};
    assert_int_equal(strata_checks_set(&checks, "row-length=error", NULL), STRATA_OK);
}

/* Ingests the rows under one check; how many were accepted. */
static uint64_t accepted(fixture *f, const char *check)
{
    strata_error err = {0};
    strata_checks checks = {{0}};
    assert_int_equal(strata_checks_set(&checks, check, &err), STRATA_OK);
    assert_int_equal(fixture_open(f, schema, &err), STRATA_OK);
    strata_issues_use(f->issues, &checks);
    assert_int_equal(fixture_ingest(f, rows, &err), STRATA_OK);
    return f->accounting.files[0].accepted;
}

/* A warning becomes a reason to reject; an error about a limit becomes a warning. */
static void test_rows(void **state)
{
    (void)state;
    fixture f;
    assert_int_equal(accepted(&f, "code-unknown=error"), 1);
    fixture_rejects(&f, "in.csv,3,27,code-unknown,race,\nin.csv,4,35,score-range,score,\n"
                        "in.csv,5,43,number,score,\n");
    fixture_close(&f);
    assert_int_equal(accepted(&f, "score-range=warning"), 3);
    assert_int_equal(f.records[2].score, 900);
    assert_int_equal(fixture_issues(&f, "score-range", "score"), 1);
    fixture_close(&f);
}

/* Counted all the same. */
static void test_ignoring(void **state)
{
    (void)state;
    fixture f;
    assert_int_equal(accepted(&f, "code-unknown=ignore"), 2);
    strata_issues_sort(f.issues);
    assert_int_equal(fixture_issues(&f, "code-unknown", "race"), 1);
    assert_int_equal(strata_issues_at(f.issues, 0)->severity, STRATA_SEVERITY_IGNORE);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_setting),
        cmocka_unit_test(test_refusing),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_ignoring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
