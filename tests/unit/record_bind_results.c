/* Results that the names of columns make, and what holds for a whole file. */
#include "record_fixture.h"
#include "test_schema.h"

#define REST                                                                                       \
    "'strata': {'kind': 'published', 'maps': {"                                                    \
    "'groups': {'codes': {'ALL': 'all=all', 'LEP': 'el=current'}, 'drop': ['MIX']}},"              \
    "'assessments': [{'id': 'acgr', 'subject': 'all', 'levels': 2, 'proficient': 2}]}}"

#define CAPTURES                                                                                   \
    "'captures': {'group': {'to': 'group', 'map': 'groups'},"                                      \
    "'year': {'to': 'year', 'length': 4, 'school_year': true}}"

static const char families[] =
    "{'name': 'test', 'missingValues': ['', '.', {'value': 'PS', 'label': 'suppressed'}],"
    "'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'acgr', 'grade': 'HS'},"
    "'file_names': [{'pattern': 'cycle-{term}*', 'captures': {'term': {'to': 'term', 'length': 1}}}"
    "]}, 'fields': [{'name': 'LEAID', 'strata': {'to': 'lea'}},"
    "{'name': '{group}_COHORT_{year}', 'strata': {'to': 'n', " CAPTURES "}},"
    "{'name': '{group}_RATE_{year}', 'strata': {'to': 'pct', 'cut': 2, 'blurred': ['GE{lo}',"
    "'LT{below}', '{lo}-{hi}'], " CAPTURES "}},"
    "{'name': '{group}_SE_{year}', 'strata': {'to': 'se', 'cut': 2, 'optional': true, " CAPTURES
    "}}]}]," REST;

static strata_status run(fixture *f, const char *schema, const char *name, const char *text,
                         strata_error *err)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    strata_source *source = NULL;
    test_schema_text(schema, json, at);
    STRATA_TRY(fixture_open(f, json, err));
    STRATA_TRY(strata_source_memory(name, text, strlen(text), 0, &source, err));
    const strata_status status = strata_ingest_source(source, 1, &f->options, &f->target, err);
    strata_source_close(source);
    return status;
}

static void ingest(fixture *f, const char *schema, const char *name, const char *text)
{
    strata_error err = {0};
    if (run(f, schema, name, text, &err) != STRATA_OK) {
        test_error(&err, "");
    }
}

static void fails(const char *schema, const char *text, const char *rule, const char *part)
{
    fixture f;
    strata_error err = {0};
    assert_int_equal(run(&f, schema, "in.csv", text, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, rule);
    if (strstr(err.text, part) == NULL) {
        fail_msg("%s", err.text);
    }
    fixture_close(&f);
}

/* Columns of one group and year are one result, whatever their order; a range has bounds. */
static void test_columns_make_results(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, families, "in.csv",
           "ALL_RATE_1112,LEAID,ALL_COHORT_1112,LEP_COHORT_1213,LEP_RATE_1213,ALL_SE_1112\n"
           "92,0100005,644,40,21-39,1.5\n");
    assert_int_equal(f.count, 2);
    const strata_published *all = &f.published[0];
    assert_int_equal(all->year, 2012);
    assert_int_equal(all->group.dim[0], STRATA_DIM_ALL);
    assert_int_equal(all->n_tested, 644);
    assert_int_equal(all->statistics[0].value, 920);
    assert_true(all->statistics[0].has_se && all->statistics[0].se == 1.5);
    const strata_published *learners = &f.published[1];
    assert_int_equal(learners->year, 2013);
    assert_int_equal(learners->group.dim[0], STRATA_DIM_EL);
    assert_int_equal(learners->n_tested, 40);
    assert_false(learners->statistics[0].has_value);
    assert_int_equal(learners->statistics[0].lo, 205); /* 21 less half a unit: 20.5 */
    assert_int_equal(learners->statistics[0].hi, 395);
    assert_string_equal(fixture_text(&f, all->subject), "all"); /* of the only assessment */
    fixture_close(&f);
}

/* A group that a place does not have is no result; one that is hidden is. */
static void test_rows_without_figures(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, families, "in.csv",
           "LEAID,ALL_COHORT_1112,ALL_RATE_1112,LEP_COHORT_1112,LEP_RATE_1112\n"
           "1,30,GE80,.,.\n2,20,PS,.,PS\n3,.,.,.,.\n");
    assert_int_equal(f.accounting.files[0].accepted, 3);
    assert_int_equal(f.count, 3);
    assert_int_equal(f.published[0].statistics[0].lo, 795);
    assert_int_equal(f.published[0].statistics[0].hi, 1000);
    assert_true(f.published[1].is_suppressed && f.published[1].has_tested);
    assert_true(f.published[2].is_suppressed && !f.published[2].has_tested);
    fixture_close(&f);
}

static void test_columns_that_are_not_read(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, families, "in.csv",
           "LEAID,ALL_COHORT_1112,ALL_RATE_1112,MIX_RATE_1112,LEANM,ALL_RATE_1114,MXX_RATE_1112\n"
           "1,30,80,70,Acorn,60,50\n");
    assert_int_equal(f.count, 1);
    assert_int_equal(fixture_issues(&f, "column-unread", "LEANM"), 1);
    assert_int_equal(fixture_issues(&f, "column-unread", "MIX_RATE_1112"), 0); /* dropped */
    assert_int_equal(fixture_issues(&f, "column-code",
                                    "\"MXX_RATE_1112\" looks like {group}_RATE_{year}, but MXX is "
                                    "no group of the schema"),
                     1);
    assert_int_equal(fixture_issues(&f, "column-code",
                                    "\"ALL_RATE_1114\" looks like {group}_RATE_{year}, but 1114 is "
                                    "no year of the schema"),
                     1);
    assert_int_equal(f.published[0].statistics[0].value, 800); /* 1114 is no school year */
    fixture_close(&f);
}

static void test_wrong_headers(void **state)
{
    (void)state;
    fails(families, "LEAID,ALL_COHORT_1112,ALL_RATE_1112,all rate 1112\n1,2,3,4\n", "column-twice",
          "\"ALL_RATE_1112\" and \"all rate 1112\" say the same");
    fails(families, "LEAID,XXX_COHORT_1112,XXX_RATE_1112\n1,2,3\n", "layout-unknown", "");
    fails(families, "LEAID,MIX_COHORT_1112,MIX_RATE_1112\n1,2,3\n", "column-missing",
          "holds figures that layout l knows");
}

/* What the file's name says holds where nothing else does; the user stands above it. */
static void test_name_of_the_file(void **state)
{
    (void)state;
    static const char text[] = "LEAID,ALL_COHORT_1112,ALL_RATE_1112\n1,30,80\n";
    fixture f;
    ingest(&f, families, "results/cycle-3.csv.gz", text);
    assert_string_equal(fixture_text(&f, f.published[0].term), "3");
    f.options.term = "fall";
    strata_source *source = NULL;
    strata_error err = {0};
    assert_int_equal(strata_source_memory("cycle-3.csv", text, sizeof text - 1, 0, &source, &err),
                     STRATA_OK);
    assert_int_equal(strata_ingest_source(source, 2, &f.options, &f.target, &err), STRATA_OK);
    strata_source_close(source);
    assert_string_equal(fixture_text(&f, f.published[1].term), "fall");
    fixture_close(&f);
    ingest(&f, families, "other.csv", text);
    assert_int_equal(f.published[0].term, 0);
    fixture_close(&f);
}

static strata_status ingest_all(void)
{
    fixture f;
    strata_error err = {0};
    const strata_status status =
        run(&f, families, "cycle-3.csv",
            "LEAID,ALL_COHORT_1112,ALL_RATE_1112,LEANM,ALL_SE_1112\n1,30,80,Acorn,2\n", &err);
    fixture_close(&f);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(ingest_all), 10, 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_make_results),
        cmocka_unit_test(test_rows_without_figures),
        cmocka_unit_test(test_columns_that_are_not_read),
        cmocka_unit_test(test_wrong_headers),
        cmocka_unit_test(test_name_of_the_file),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
