/* Ranges in place of numbers, indices, and what statistics are about. */
#include "record_fixture.h"
#include "test_schema.h"

static const char schema[] =
    "{'name': 'test', 'missingValues': ['', '--', {'value': '*', 'label': 'suppressed'}],"
    "'layouts': [{'name': 'l', 'strata': {'blurred': ['GE{lo}', 'LT{below}', '{lo}-{hi}',"
    "'< {below}%', '> {above}%'],"
    "'set': {'assessment': 'a', 'subject': 'ela', 'grade': '03', 'group': 'all=all'}}, 'fields': ["
    "{'name': 'n', 'strata': {'to': 'n'}},"
    "{'name': 'one', 'strata': {'to': 'level_count', 'level': 1}},"
    "{'name': 'two', 'strata': {'to': 'level_count', 'level': 2}},"
    "{'name': 'rate', 'strata': {'to': 'pct', 'cut': 2, 'decimals': 1}},"
    "{'name': 'fraction', 'strata': {'to': 'share', 'level': 2, 'fraction': true}},"
    "{'name': 'api', 'strata': {'to': 'index'}},"
    "{'name': 'dfs', 'strata': {'to': 'mean', 'variable': 'dfs'}},"
    "{'name': 'se', 'strata': {'to': 'se', 'variable': 'dfs', 'implied_decimals': 1}}]}],"
    "'strata': {'kind': 'published', 'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2,"
    "'has_scores': true}]}}";

static void ingest(fixture *f, const char *rows)
{
    char json[TEST_SCHEMA_SIZE];
    char text[1024];
    uint64_t at[2];
    test_schema_text(schema, json, at);
    (void)snprintf(text, sizeof text, "n,one,two,rate,fraction,api,dfs,se\n%s", rows);
    fixture_of(f, json, text);
}

static void is_range(const strata_statistic *of, int64_t lo, int64_t hi, unsigned decimals)
{
    assert_true(of->has_bounds && !of->has_value && !of->is_hidden);
    assert_int_equal(of->lo, lo);
    assert_int_equal(of->hi, hi);
    assert_int_equal(of->decimals, decimals);
}

static void test_ranges(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "30,,,GE95,,,,\n30,,,lt20,,,,\n30,,,21-39,,,,\n30,,,< 5.0%,,,,\n30,,,> 95.0%,,,,\n"
               "30,,,,0.21-0.39,,,\n30,,,,GE.9,,,\n");
    assert_int_equal(f.count, 7);
    is_range(&f.published[0].statistics[0], 945, 1000, 1); /* 95 may be 94.5 rounded */
    is_range(&f.published[1].statistics[0], 0, 200, 1);    /* less than 20, nothing rounded */
    is_range(&f.published[2].statistics[0], 205, 395, 1);
    is_range(&f.published[3].statistics[0], 0, 500, 2);
    is_range(&f.published[4].statistics[0], 9500, 10000, 2);
    is_range(&f.published[5].statistics[0], 205, 395, 1); /* 0.205 to 0.395 of 1 */
    is_range(&f.published[6].statistics[0], 85, 100, 0);  /* .9 may be .85 rounded */
    for (size_t at = 0; at < 7; at++) {
        assert_false(f.published[at].is_suppressed || f.published[at].has_levels);
    }
    fixture_close(&f);
}

/* A count that is blurred is not known; nor is a mean with an open side. */
static void test_hidden(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "LT20,,,,,,,\n30,GE10,20,,,,,\n30,,,,,,GE7,\n30,,,,,,5-9,\n30,,,,,GE800,,\n");
    assert_int_equal(f.count, 5);
    assert_true(f.published[0].is_suppressed && !f.published[0].has_tested);
    assert_false(f.published[1].has_levels || f.published[1].is_suppressed);
    assert_true(f.published[2].statistics[0].is_hidden && !f.published[2].statistics[0].has_bounds);
    is_range(&f.published[3].statistics[0], 45, 95, 1);
    assert_true(f.published[4].statistics[0].is_hidden);
    fixture_close(&f);
}

static void test_index_and_variable(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "30,,,,,785,-12.5,34\n");
    assert_int_equal(f.count, 1);
    const strata_statistic *dfs = &f.published[0].statistics[0];
    assert_int_equal(dfs->stat, STRATA_STAT_MEAN);
    assert_string_equal(fixture_text(&f, dfs->variable), "dfs");
    assert_int_equal(dfs->value, -1250);
    assert_true(dfs->has_se && dfs->se > 3.39999 && dfs->se < 3.40001); /* 34 tenths */
    const strata_statistic *api = &f.published[0].statistics[1];
    assert_int_equal(api->stat, STRATA_STAT_INDEX);
    assert_int_equal(api->variable, 0);
    assert_int_equal(api->value, 7850);
    fixture_close(&f);
}

/* Numbers come before ranges, and what is neither is wrong. */
static void test_wrong(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "30,,,39-21,,,,\n30,,,GE101,,,,\n30,,,GE,,,,\n30,,,about 5,,,,\n30,,,,,,,-3\n"
               "30,,,-5,,,,\n30,,,--,,,,\n");
    assert_int_equal(fixture_issues(&f, "number", "rate"), 3);
    assert_int_equal(fixture_issues(&f, "range", "rate"), 2); /* above 100, below 0 */
    assert_int_equal(f.count, 2); /* a standard error without its mean says nothing */
    assert_int_equal(f.published[1].statistic_count, 0);
    fixture_close(&f);
}

/* A standard deviation is never below 0, whatever the run makes of limits. */
static void test_standard_deviations(void **state)
{
    (void)state;
    static const char text[] =
        "{'name': 'test', 'missingValues': [''], 'layouts': [{'name': 'l', 'strata': {"
        "'blurred': ['{lo}~{hi}'], 'set': {'assessment': 'a', 'subject': 'ela', 'grade': '03',"
        "'group': 'all=all'}}, 'fields': [{'name': 'n', 'strata': {'to': 'n'}},"
        "{'name': 'sd', 'strata': {'to': 'sd'}}]}], 'strata': {'kind': 'published',"
        "'assessments': [{'id': 'a', 'has_scores': true}]}}";
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    fixture f;
    strata_error err = {0};
    strata_checks checks = {{0}};
    test_schema_text(text, json, at);
    assert_int_equal(strata_checks_set(&checks, "range=warning", &err), STRATA_OK);
    assert_int_equal(fixture_open(&f, json, &err), STRATA_OK);
    strata_issues_use(f.issues, &checks);
    assert_int_equal(fixture_ingest(&f, "n,sd\n30,80.1\n30,0\n30,-1\n30,-1~5\n30,1~5\n", &err),
                     STRATA_OK);
    assert_int_equal(f.count, 3);
    assert_int_equal(f.accounting.files[0].rejected, 2);
    assert_int_equal(fixture_issues(&f, "range", "sd"), 2);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_index_and_variable),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_standard_deviations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
