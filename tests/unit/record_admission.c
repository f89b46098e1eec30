#include "record/admission.h"
#include "record_fixture.h"

/* Two subjects a row, so that a row can lose one of its results. */
static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"ela\"],"
    "  \"set\": {\"assessment\": \"star\"},"
    "  \"results\": [{\"set\": {\"subject\": \"ela\"}, \"fields\": [{\"name\": \"ela\","
    "    \"strata\": {\"to\": \"level\"}}]},"
    "   {\"set\": {\"subject\": \"math\"}, \"fields\": [{\"name\": \"math\","
    "    \"strata\": {\"to\": \"level\"}}]}]},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"grade\", \"strata\": {\"to\": \"grade\"}},"
    "   {\"name\": \"fay\", \"strata\": {\"to\": \"fay_school\"}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["
    "  {\"id\": \"star\", \"levels\": 4, \"proficient\": 3}]}}";

static const char rows[] = "student,grade,fay,ela,math\n"
                           "s1,3,yes,1,2\n"
                           "s2,4,no,3,4\n"
                           "s3,4,yes,3,4\n"
                           "s4,5,,1,1\n";

typedef struct filtered {
    fixture f;
    strata_filter *filter;
    strata_admission admission;
} filtered;

static void ingest_where(filtered *of, const char *where, const char *text)
{
    strata_error err = {0};
    assert_int_equal(fixture_open(&of->f, schema, &err), STRATA_OK);
    assert_int_equal(strata_filter_new(where, &of->filter, &err), STRATA_OK);
    of->admission = (strata_admission){
        .filter = of->filter, .dictionary = of->f.dictionary, .issues = of->f.issues};
    of->f.options.admission = &of->admission;
    if (fixture_ingest(&of->f, text, &err) != STRATA_OK) {
        test_error(&err, "");
    }
}

static void close_filtered(filtered *of)
{
    strata_filter_free(of->filter);
    fixture_close(&of->f);
}

/* s2 and s4 are not there the full year, s1 is of another grade: 4 rows in = 1 accepted + 3 out of
 * scope; each row has two results. */
static void test_rows_out_of_scope(void **state)
{
    (void)state;
    filtered of;
    ingest_where(&of, "full_academic_year:yes, grade:4", rows);
    const strata_account *account = &of.f.accounting.files[0];
    assert_int_equal(account->rows_in, 4);
    assert_int_equal(account->accepted, 1);
    assert_int_equal(account->rejected, 0);
    assert_int_equal(account->out_of_scope, 3);
    assert_int_equal(account->results, 2);
    assert_int_equal(of.f.count, 2);
    assert_int_equal(fixture_issues(&of.f, "where-dropped", "full_academic_year:yes"), 4);
    assert_int_equal(fixture_issues(&of.f, "where-dropped", "grade:4"), 2);
    close_filtered(&of);
}

/* Every row keeps its result in math: all are accepted. */
static void test_part_of_a_row(void **state)
{
    (void)state;
    filtered of;
    ingest_where(&of, "subject:math", rows);
    const strata_account *account = &of.f.accounting.files[0];
    assert_int_equal(account->accepted, 4);
    assert_int_equal(account->out_of_scope, 0);
    assert_int_equal(account->results, 4);
    assert_int_equal(fixture_issues(&of.f, "where-dropped", "subject:math"), 4);
    close_filtered(&of);
}

/* What students cannot be asked is said, and not asked. */
static void test_passed_over(void **state)
{
    (void)state;
    filtered of;
    ingest_where(&of, "entity_level:lea,subject:ela|math", rows);
    assert_int_equal(of.f.accounting.files[0].results, 8);
    assert_int_equal(fixture_issues(&of.f, "where-passed-over", "entity_level:lea"), 8);
    close_filtered(&of);
}

static void test_published(void **state)
{
    (void)state;
    fixture f;
    strata_filter *filter = NULL;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(strata_filter_new("year:2023,el:current", &filter, &err), STRATA_OK);
    const strata_admission admission = {
        .filter = filter, .dictionary = f.dictionary, .issues = f.issues};
    const strata_place_in_file at = {.file = "counts.csv"};
    strata_published row = {.year = 2023};
    bool kept = false;
    assert_int_equal(strata_admit_published(&admission, &row, at, &kept, &err), STRATA_OK);
    assert_true(kept);
    row.year = 2022;
    assert_int_equal(strata_admit_published(&admission, &row, at, &kept, &err), STRATA_OK);
    assert_false(kept);
    assert_int_equal(fixture_issues(&f, "where-passed-over", "el:current"), 2);
    assert_int_equal(fixture_issues(&f, "where-dropped", "year:2023"), 1);
    strata_filter_free(filter);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_out_of_scope), cmocka_unit_test(test_part_of_a_row),
        cmocka_unit_test(test_passed_over), cmocka_unit_test(test_published)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
