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
                                           .rejects = &f->rejects,
                                           .accounting = &f->accounting,
                                           .stops = stops};
    return strata_roster_load(path, &options, out, err);
}

/* A roster loaded in a fixture of its own. */
typedef struct loading {
    fixture f;
    strata_roster *roster; /* NULL if it was refused */
    strata_error err;
} loading;

static void open_loading(loading *l, const char *text, bool stops, strata_status expected)
{
    *l = (loading){.roster = NULL};
    assert_int_equal(fixture_open(&l->f, text, &l->err), STRATA_OK);
    assert_int_equal(load(&l->f, stops, &l->roster, &l->err), expected);
    assert_true((l->roster != NULL) == (expected == STRATA_OK));
}

static void close_loading(loading *l)
{
    strata_roster_free(l->roster);
    fixture_close(&l->f);
}

/* Of five rows one is dropped, one is too short, and two are of one student. */
static void test_rows(void **state)
{
    (void)state;
    loading l;
    open_loading(&l, schema, false, STRATA_OK);
    assert_int_equal(strata_roster_count(l.roster), 2);
    assert_int_equal(fixture_issues(&l.f, "row-length", ""), 1);
    assert_int_equal(fixture_issues(&l.f, "roster-conflict", ""), 1);
    close_loading(&l);
}

/* 5 rows in = 3 accepted + 1 rejected + 1 out of scope; the rejected row is listed by its place. */
static void test_account(void **state)
{
    (void)state;
    loading l;
    open_loading(&l, schema, false, STRATA_OK);
    assert_int_equal(l.f.accounting.count, 1);
    const strata_account *account = &l.f.accounting.files[0];
    assert_int_equal(account->rows_in, 5);
    assert_int_equal(account->accepted, 3);
    assert_int_equal(account->rejected, 1);
    assert_int_equal(account->out_of_scope, 1);
    assert_int_equal(account->bytes, sizeof rows - 1);
    assert_string_equal(account->schema, "test");
    char list[2 * TEST_PATH_SIZE];
    const long long at = strstr(rows, "CANARY") - rows;
    (void)snprintf(list, sizeof list, "%s/roster.csv,5,%lld,row-length,,\n", l.f.folder, at);
    fixture_rejects(&l.f, list);
    close_loading(&l);
}

/* A roster of one student, who has `known` of the results of a file; how bad the others are. */
static strata_severity unmatched(unsigned known, unsigned strangers, const char *wish)
{
    loading l;
    strata_checks checks = {{0}};
    strata_severity severity = STRATA_SEVERITY_COUNT;
    open_loading(&l, schema, false, STRATA_OK);
    assert_true(wish == NULL || strata_checks_set(&checks, wish, NULL) == STRATA_OK);
    strata_issues_use(l.f.issues, &checks);
    uint64_t student = 0;
    assert_int_equal(strata_keyed_hash_of(l.f.key, "s3", 2, &student, NULL), STRATA_OK);
    for (unsigned at = 0; at < known + strangers; at++) {
        strata_record record = {.student = at < known ? student : 7, .year = 2023};
        assert_int_equal(strata_roster_join(l.roster, &record, at + 2), at < known);
    }
    assert_int_equal(strata_roster_finish_file(l.roster, "in.csv", l.f.issues, NULL), STRATA_OK);
    assert_int_equal(strata_roster_finish_file(l.roster, "other.csv", l.f.issues, NULL), STRATA_OK);
    assert_int_equal(fixture_issues(&l.f, "roster-matched", ""), known);
    assert_int_equal(fixture_issues(&l.f, "roster-unmatched", ""), strangers);
    for (size_t at = 0; at < strata_issues_count(l.f.issues); at++) {
        const strata_issue *issue = strata_issues_at(l.f.issues, at);
        if (strcmp(issue->rule, "roster-unmatched") == 0) {
            severity = issue->severity;
            assert_int_equal(issue->first_line, known + 2);
        }
    }
    close_loading(&l);
    return severity;
}

static void test_too_many_strangers(void **state)
{
    (void)state;
    assert_int_equal(unmatched(5, 0, NULL), STRATA_SEVERITY_COUNT);
    assert_int_equal(unmatched(4, 1, NULL), STRATA_SEVERITY_WARNING); /* a fifth */
    assert_int_equal(unmatched(7, 2, NULL), STRATA_SEVERITY_ERROR);   /* two ninths */
    assert_int_equal(unmatched(0, 1, NULL), STRATA_SEVERITY_ERROR);
    assert_int_equal(unmatched(0, 3, "roster-unmatched=note"), STRATA_SEVERITY_NOTE);
    assert_int_equal(unmatched(0, 3, "roster-unmatched=warning"), STRATA_SEVERITY_WARNING);
    assert_int_equal(unmatched(4, 1, "roster-unmatched=error"), STRATA_SEVERITY_ERROR);
}

static void test_stops(void **state)
{
    (void)state;
    loading l;
    open_loading(&l, schema, true, STRATA_E_INPUT);
    assert_string_equal(l.err.rule, "row-length");
    assert_int_equal(l.err.line, 5);
    assert_null(strstr(l.err.text, "CANARY"));
    close_loading(&l);
}

static void test_no_roster(void **state)
{
    (void)state;
    loading l;
    open_loading(&l, results, false, STRATA_E_USAGE);
    assert_string_equal(l.err.rule, "file-kind");
    close_loading(&l);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows),
                                       cmocka_unit_test(test_account),
                                       cmocka_unit_test(test_too_many_strangers),
                                       cmocka_unit_test(test_stops),
                                       cmocka_unit_test(test_no_roster),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
