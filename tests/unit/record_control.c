/* Files compared with what their sender says of them. */
#include "record/control.h"
#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\", \"missingValues\": [\"\", \"-9\"],"
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"score\"],"
    "  \"set\": {\"assessment\": \"star\", \"grade\": \"03\", \"subject\": \"math\"}},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"score\", \"strata\": {\"to\": \"scale_score\", \"decimals\": 1}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": [{\"id\": \"star\", \"label\": \"s\","
    "  \"has_scores\": true, \"decimals\": 1}]}}";

/* 41 bytes, four data rows of which the last is rejected; 473.5 + 447 + 500 = 1420.5, and -9 is
 * missing. */
static const char rows[] = "student,score\n1,473.5\n2,447\n3,-9\n4,500,7\n";

/* What sha256sum of coreutils says of `rows`. */
#define SHA256 "873c7d95388dc67b5cee1d80420576686dc2d448a3dcb08127b223cfdb457839"

/* Ingests a file as in.csv with a control file of this text. */
/* NOLINTNEXTLINE(readability-function-size): what is read, by what, and what is said of it */
static strata_status ingest_of(fixture *f, const char *schema_text, const char *file,
                               const char *control_text, strata_error *err)
{
    char path[TEST_PATH_SIZE];
    strata_control *control = NULL;
    assert_int_equal(fixture_open(f, schema_text, err), STRATA_OK);
    test_path(path, f->folder, "control.csv");
    test_file_write(path, control_text, strlen(control_text));
    assert_int_equal(strata_control_load(path, &control, err), STRATA_OK);
    f->options.control = control;
    strata_status status = fixture_ingest(f, file, err);
    if (status == STRATA_OK) {
        status = strata_control_finish(control, err);
    }
    strata_control_free(control);
    return status;
}

static strata_status ingest(fixture *f, const char *control_text, strata_error *err)
{
    return ingest_of(f, schema, rows, control_text, err);
}

static void is_right(const char *control)
{
    fixture f;
    strata_error err = {0};
    if (ingest(&f, control, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    assert_int_equal(f.accounting.files[0].rows_in, 4);
    assert_int_equal(fixture_issues(&f, "control-missing", ""), 0);
    fixture_close(&f);
}

static void is_wrong(const char *control, const char *message)
{
    fixture f;
    strata_error err = {0};
    assert_int_equal(ingest(&f, control, &err), STRATA_E_INPUT);
    test_error(&err, message);
    fixture_close(&f);
}

static void test_right(void **state)
{
    (void)state;
    is_right("file,rows,bytes,sha256,sum:score\n"
             "in.csv,4,41," SHA256 ",1420.50\n");
    is_right(
        "file,rows,sum:score\n*.csv,4,\nin*,,1420.5\n"); /* globs; each value may be left out */
    is_right("sum:SCORE,file\r\n1420.5,in.csv\r\n");     /* as headers are compared */
}

static void test_differences(void **state)
{
    (void)state;
    is_wrong("file,rows\nin.csv,5\n",
             "in.csv: error: rows: expected 5 (control.csv:2), found 4 (control-differs)");
    is_wrong("file,bytes\nin.csv,42\n",
             "in.csv: error: bytes: expected 42 (control.csv:2), found 41 (control-differs)");
    is_wrong("file,sum:score\nin.csv,1420.4\n",
             "in.csv: error: sum of column \"score\": expected 1420.4 (control.csv:2), found "
             "another sum "
             "(control-differs)"); /* of a file of one row it would be that student's score */
    is_wrong("file,rows\n*,4\nin.csv,3\n",
             "in.csv: error: rows: expected 3 (control.csv:3), found 4 (control-differs)");
    is_wrong("file,sha256\nin.csv,"
             "00000000000000000000000000000000000000000000000000000000000000ff\n",
             "in.csv: error: sha256: expected "
             "00000000000000000000000000000000000000000000000000000000000000ff (control.csv:2), "
             "found " SHA256 " (control-differs)");
}

/* The digest of the account is the one that xxh3 means. */
static void test_xxh3(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    char control[128];
    strata_digest *digest = strata_digest_new();
    char text[STRATA_DIGEST_TEXT];
    assert_non_null(digest);
    strata_digest_add(digest, rows, strlen(rows));
    strata_digest_text(digest, text);
    strata_digest_free(digest);
    (void)snprintf(control, sizeof control, "file,xxh3\nin.csv,%s\n", text);
    is_right(control);
    text[0] = text[0] == '0' ? '1' : '0';
    (void)snprintf(control, sizeof control, "file,xxh3\nin.csv,%s\n", text);
    assert_int_equal(ingest(&f, control, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "control-differs");
    fixture_close(&f);
}

static void test_columns(void **state)
{
    (void)state;
    is_wrong(
        "file,sum:points\nin.csv,1\n",
        "in.csv: error: the control file has a sum of column \"points\", which the layout does "
        "not read; name it as the header does (control-column)");
    is_right("file,rows,sum:points\nin.csv,4,\n"); /* asked of no file */
    is_wrong("file,sum:Student\nin.csv,1\n",
             "in.csv: error: the control file has a sum of column \"Student\", which holds "
             "identifiers of students; take it out and give rows or sha256 (control-column)");
}

/* 12 + 7.5 = 19.5, and the one that is missing is counted. */
static void test_sums_of_groups(void **state)
{
    (void)state;
    static const char groups[] =
        "{\"name\": \"test\", \"missingValues\": [\"\"], \"layouts\": [{\"name\": \"one\","
        " \"strata\": {\"signature\": [\"lea\", \"pct\"], \"set\": {\"assessment\": \"star\","
        "  \"grade\": \"03\", \"subject\": \"math\", \"group\": \"all=all\"}}, \"fields\": ["
        "   {\"name\": \"lea\", \"strata\": {\"to\": \"lea\"}},"
        "   {\"name\": \"pct\", \"strata\": {\"to\": \"pct\", \"cut\": 2}}]}],"
        " \"strata\": {\"kind\": \"published\", \"assessments\": [{\"id\": \"star\","
        "  \"levels\": 2, \"proficient\": 2}]}}";
    fixture f;
    strata_error err = {0};
    assert_int_equal(
        ingest_of(&f, groups, "lea,pct\n1,12\n2,7.5\n3,\n", "file,sum:pct\nin.csv,19.50\n", &err),
        STRATA_OK);
    fixture_close(&f);
    assert_int_equal(
        ingest_of(&f, groups, "lea,pct\n1,12\n2,7.5\n3,\n", "file,sum:pct\nin.csv,19.4\n", &err),
        STRATA_E_INPUT);
    test_error(&err, "in.csv: error: sum of column \"pct\": expected 19.4 (control.csv:2), found "
                     "19.5 with 1 missing (control-differs)");
    fixture_close(&f);
}

/* A line without its file is an error, a file without a line a warning. */
static void test_unmatched(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(ingest(&f, "file,rows\nin.csv,4\nother.csv,7\n", &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "control-unmatched");
    assert_int_equal(err.line, 3);
    assert_non_null(strstr(err.text, "no input is \"other.csv\""));
    fixture_close(&f);
    err = (strata_error){0};
    assert_int_equal(ingest(&f, "file,rows\nin.CSV,4\n", &err), STRATA_E_INPUT);
    assert_int_equal(fixture_issues(&f, "control-missing", ""), 1);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right),     cmocka_unit_test(test_differences),
        cmocka_unit_test(test_xxh3),      cmocka_unit_test(test_columns),
        cmocka_unit_test(test_unmatched), cmocka_unit_test(test_sums_of_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
