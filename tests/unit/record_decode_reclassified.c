/* The day of reclassification as years since. */
#include "record_fixture.h"
#include "test_schema.h"

static const char schema[] =
    "{'name': 'test', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a', 'grade': "
    "'05'}"
    "}, 'fields': [{'name': 'el', 'strata': {'to': 'dim', 'dim': 'el'}},"
    "{'name': 'date', 'strata': {'to': 'reclassified_on'}},"
    "{'name': 'level', 'strata': {'to': 'level'}}]}], 'strata': {'kind': 'students',"
    "'assessments': [{'id': 'a', 'subject': 'ela', 'levels': 4, 'proficient': 3}]}}";

/* Ingests rows of the year 2023 that have a status and a date each. */
static void ingest(fixture *f, const char *const *pairs, size_t count)
{
    char json[TEST_SCHEMA_SIZE];
    char text[1024] = "el,date,level\n";
    uint64_t at[2];
    for (size_t i = 0; i < count; i++) {
        const size_t len = strlen(text);
        (void)snprintf(text + len, sizeof text - len, "%s,2\n", pairs[i]);
    }
    test_schema_text(schema, json, at);
    fixture_of(f, json, text);
    assert_int_equal(f->count, count);
}

static const char *status_of(const fixture *f, size_t at)
{
    return strata_group_name(STRATA_DIM_EL, f->records[at].codes[STRATA_DIM_EL]);
}

/* A school year ends with June: 2022-06-30 is in that of 2022, one year before 2023. */
static void test_years_since(void **state)
{
    (void)state;
    static const char *const pairs[] = {
        "reclassified,2022-06-30", "reclassified,2022-07-01", "reclassified,2023-05-31",
        "reclassified,20210630",   "reclassified,10/15/2019", "reclassified,2019-06-01",
        "reclassified,2018-06-01", "reclassified,02/29/2020", "reclassified,1999-01-01",
        "current,2022-06-30",      "english_only,2019-01-01", "reclassified,",
    };
    static const char *const expected[] = {
        "exited_y1",     "exited_y1", "exited_y1",     "exited_y2", "exited_y3",    "exited_y4",
        "exited_over_4", "exited_y3", "exited_over_4", "current",   "english_only", "reclassified",
    };
    fixture f;
    ingest(&f, pairs, 12);
    for (size_t at = 0; at < 12; at++) {
        assert_string_equal(status_of(&f, at), expected[at]);
    }
    assert_int_equal(strata_issues_count(f.issues), 0);
    fixture_close(&f);
}

/* What is no date, or lies behind the test's school year, says nothing and is told. */
static void test_wrong_dates(void **state)
{
    (void)state;
    static const char *const pairs[] = {
        "reclassified,2023-07-01", "reclassified,2021-02-29", "reclassified,2021-13-01",
        "reclassified,31/12/2020", "reclassified,2021/05/01", "reclassified,2021-5-1",
        "reclassified,May 2021",   "reclassified,00000000",   "reclassified,2021-04-31",
    };
    fixture f;
    ingest(&f, pairs, 9);
    for (size_t at = 0; at < 9; at++) {
        assert_string_equal(status_of(&f, at), "reclassified");
    }
    assert_int_equal(fixture_issues(&f, "date-range", "date"), 9);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_years_since),
        cmocka_unit_test(test_wrong_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
