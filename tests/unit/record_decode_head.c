/* Places that are names only, and years, subjects and grades from everywhere but the row. */
#include "record_fixture.h"
#include "test_schema.h"

static const char schema[] =
    "{'name': 'test', 'missingValues': ['', {'value': '*', 'label': 'suppressed'}],"
    "'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'maap', 'group': 'all=all'},"
    "'file_names': [{'pattern': 'maap{year}*', 'captures': {'year': {'to': 'year', 'length': "
    "4}}}]},"
    "'fields': [{'name': 'Grade {grade} {subject} District/School', 'strata': {'to': 'place',"
    "'place': {'state': ['Grand Total'], 'lea': ['*District*', '* Schools'],"
    "'school': ['District Nine School']}, 'captures': {'grade': {'to': 'grade', 'length': 1},"
    "'subject': {'to': 'subject', 'map': {'codes': {'ELA': 'ela', 'Math': 'math'}}}}}},"
    "{'name': 'Level 2', 'strata': {'to': 'pct', 'cut': 2, 'fraction': true, 'float': true,"
    "'decimals': 6}}, {'name': 'Takers', 'strata': {'to': 'n'}},"
    "{'name': 'School Year', 'strata': {'to': 'year', 'school_year': true, 'optional': true}}]}],"
    "'strata': {'kind': 'published', 'assessments': [{'id': 'maap', 'levels': 2, 'proficient': 2}]"
    "}}";

static void ingest(fixture *f, const char *name, const char *text)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    strata_source *source = NULL;
    strata_error err = {0};
    test_schema_text(schema, json, at);
    assert_int_equal(fixture_open(f, json, &err), STRATA_OK);
    f->options.year = 0;
    assert_int_equal(strata_source_memory(name, text, strlen(text), 0, &source, &err), STRATA_OK);
    if (strata_ingest_source(source, 1, &f->options, &f->target, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    strata_source_close(source);
}

static void is_at(const fixture *f, size_t at, strata_entity_level level, const char *lea,
                  const char *school)
{
    assert_int_equal(f->published[at].entity_level, level);
    assert_string_equal(fixture_text(f, f->published[at].lea), lea);
    assert_string_equal(fixture_text(f, f->published[at].school), school);
}

static void test_schools_below_their_leas(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "maap2018_g3ela.csv.gz",
           "Grade 3 ELA District/School,Level 2,Takers\n"
           "Orphan Elementary,0.5,20\nAberdeen School District,2.5E-1,84\n"
           " Belle Elementary ,0,10\nDistrict Nine School,1,12\nBiloxi Public Schools,*,*\n"
           "Belle Elementary,0.5,40\nGrand Total,0.35,37825\nBelle Annex,0.5,2\n");
    assert_int_equal(f.accounting.files[0].accepted, 7);
    assert_int_equal(fixture_issues(&f, "place-unknown", "Grade 3 ELA District/School"), 1);
    is_at(&f, 0, STRATA_LEVEL_LEA, "Aberdeen School District", "");
    is_at(&f, 1, STRATA_LEVEL_SCHOOL, "Aberdeen School District", "Belle Elementary");
    is_at(&f, 2, STRATA_LEVEL_SCHOOL, "Aberdeen School District", "District Nine School");
    is_at(&f, 3, STRATA_LEVEL_LEA, "Biloxi Public Schools", "");
    is_at(&f, 4, STRATA_LEVEL_SCHOOL, "Biloxi Public Schools", "Belle Elementary");
    is_at(&f, 5, STRATA_LEVEL_STATE, "", "");
    is_at(&f, 6, STRATA_LEVEL_SCHOOL, "Biloxi Public Schools", "Belle Annex");
    const strata_published *first = &f.published[0];
    assert_int_equal(first->year, 2018);
    assert_string_equal(fixture_text(&f, first->grade), "03");
    assert_string_equal(fixture_text(&f, first->subject), "ela");
    assert_int_equal(first->levels[1], 21);                /* a quarter of 84 */
    assert_int_equal(first->statistics[0].value, 2500000); /* 25.0000 % and a digit for halves */
    fixture_close(&f);
}

/* A row that cannot be read may have been an lea: schools below it are in none. */
static void test_lost_leas(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "maap2018.csv",
           "Grade 3 Math District/School,Level 2,Takers\nAberdeen School District,x,84\n"
           "Belle Elementary,0.5,20\n,0.5,20\nOakes Elementary,0.5,20\n"
           "Biloxi School District,0.5,9\nAcorn,0.5,8\nCut District,0.5\nBirch,0.5,6\n");
    assert_int_equal(fixture_issues(&f, "number", "Level 2"), 1);
    assert_int_equal(fixture_issues(&f, "value-missing", "Grade 3 Math District/School"), 1);
    assert_int_equal(fixture_issues(&f, "row-length", ""), 1);
    assert_int_equal(fixture_issues(&f, "place-unknown", "Grade 3 Math District/School"), 2);
    assert_int_equal(f.count, 3);
    is_at(&f, 0, STRATA_LEVEL_SCHOOL, "Aberdeen School District", "Belle Elementary");
    is_at(&f, 2, STRATA_LEVEL_SCHOOL, "Biloxi School District", "Acorn");
    fixture_close(&f);
}

/* The column says the year before the file's name does. */
static void test_school_years(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "maap2018.csv",
           "Grade 4 ELA District/School,Level 2,Takers,School Year\nA District,0.5,20,2015-16\n"
           "A District,0.5,20,1617\nA District,0.5,20,2016\nA District,0.5,20,2015-2017\n");
    assert_int_equal(f.count, 2);
    assert_int_equal(f.published[0].year, 2016);
    assert_int_equal(f.published[1].year, 2017);
    assert_int_equal(fixture_issues(&f, "year-form", "School Year"), 2);
    fixture_close(&f);
}

/* Under another name the file has no year, and the message says what name would tell it. */
static void test_year_of_the_name(void **state)
{
    (void)state;
    fixture f;
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    strata_error err = {0};
    test_schema_text(schema, json, at);
    assert_int_equal(fixture_open(&f, json, &err), STRATA_OK);
    f.options.year = 0;
    assert_int_equal(
        fixture_ingest(&f, "Grade 3 ELA District/School,Level 2,Takers\nA District,0.5,10\n", &err),
        STRATA_E_USAGE);
    test_error(&err, "in.csv: error: the file does not say its year: this layout takes it from the "
                     "name of the file, such as maap{year}*; call it so, or give the year with "
                     "--year, or as year in its [file] section (year-missing)");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_year_of_the_name),
        cmocka_unit_test(test_schools_below_their_leas),
        cmocka_unit_test(test_lost_leas),
        cmocka_unit_test(test_school_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
