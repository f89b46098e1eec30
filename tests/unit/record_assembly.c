/* Rows that together are one result. */
#include "record/assembly.h"
#include "record_fixture.h"
#include "test_schema.h"

#define WHEN(code) "'when': {'what': ['" code "']}, 'fields': [{'name': 'value', 'strata': "

static const char schema[] =
    "{'name': 'test', 'missingValues': ['', {'value': '*', 'label': 'suppressed'}],"
    "'layouts': [{'name': 'l', 'strata': {'gathers_rows': true,"
    "'set': {'assessment': 'ilearn', 'group': 'all=all', 'year': '2019', 'subject': 'ela'},"
    "'results': ["
    "{" WHEN(
        "below") "{'to': 'level_count', 'level': 1}}]},"
                 "{" WHEN(
                     "above") "{'to': 'level_count', 'level': 2}}]},"
                              "{" WHEN("tested") "{'to': 'n'}}]}, {" WHEN(
                                  "mean") "{'to': 'mean'}}]},"
                                          "{" WHEN("se") "{'to': 'se'}}]}, {" WHEN(
                                              "pct") "{'to': 'pct', 'cut': 2}}]}]},"
                                                     "'fields': [{'name': 'lea', 'strata': {'to': "
                                                     "'lea'}},"
                                                     "{'name': 'grade', 'strata': {'to': 'grade'}},"
                                                     "{'name': 'what', 'strata': {'to': 'nothing', "
                                                     "'map': {'codes': {'below': 'x', 'above': 'x',"
                                                     "'tested': 'x', 'mean': 'x', 'se': 'x', "
                                                     "'pct': 'x', 'odd': 'x'}, 'drop': "
                                                     "['proficient']}}}]}],"
                                                     "'strata': {'kind': 'published', "
                                                     "'assessments': [{'id': 'ilearn', 'levels': 2,"
                                                     "'proficient': 2, 'has_scores': true}]}}";

static void ingest(fixture *f, const char *rows)
{
    char json[TEST_SCHEMA_SIZE];
    char text[1024];
    uint64_t at[2];
    test_schema_text(schema, json, at);
    (void)snprintf(text, sizeof text, "lea,grade,what,value\n%s", rows);
    fixture_of(f, json, text);
}

static void test_one_result_of_several_rows(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "5385,3,se,1.25\n5385,3,below,30\n5385,3,above,10\n5385,3,proficient,10\n"
               "5385,3,tested,40\n5385,3,mean,512.5\n5385,3,pct,25\n5385,4,tested,7\n");
    const strata_account *account = &f.accounting.files[0];
    assert_int_equal(account->rows_in, 8);
    assert_int_equal(account->accepted, 7);
    assert_int_equal(account->out_of_scope, 1);
    assert_int_equal(account->results, 2);
    assert_int_equal(f.count, 2);
    const strata_published *of = &f.published[0];
    assert_int_equal(of->row, 2);
    assert_true(of->has_tested && of->has_levels);
    assert_int_equal(of->n_tested, 40);
    assert_int_equal(of->levels[0], 30);
    assert_int_equal(of->levels[1], 10);
    assert_int_equal(of->statistic_count, 2);
    assert_int_equal(of->statistics[0].stat, STRATA_STAT_MEAN);
    assert_true(of->statistics[0].has_value && of->statistics[0].se == 1.25);
    assert_int_equal(f.published[1].n_tested, 7);
    assert_false(f.published[1].has_levels);
    assert_string_equal(fixture_text(&f, f.published[1].grade), "04");
    fixture_close(&f);
}

/* The first stays; the same once more is nothing; another key ends the result. */
static void test_conflicts(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "1,3,tested,40\n1,3,tested,40\n1,3,tested,41\n1,3,pct,25\n1,3,pct,26\n"
               "2,3,tested,9\n1,3,tested,41\n");
    assert_int_equal(f.count, 3);
    assert_int_equal(f.published[0].n_tested, 40);
    assert_int_equal(f.published[0].statistics[0].value, 250);
    assert_int_equal(fixture_issues(&f, "duplicate-conflict", ""), 2);
    assert_int_equal(f.published[2].n_tested, 41);
    fixture_close(&f);
}

/* A level whose row is missing may be hidden: it is not worked out from the other one. A standard
 * error without its mean is no statistic. */
static void test_missing_rows(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "1,3,tested,40\n1,3,below,30\n1,3,se,2\n2,3,tested,*\n2,3,pct,*\n"
               "3,3,below,3\n3,3,above,4\n3,3,tested,8\n");
    assert_int_equal(f.count, 3);
    assert_false(f.published[0].has_levels);
    assert_int_equal(f.published[0].statistic_count, 0);
    assert_true(f.published[1].is_suppressed);
    assert_false(f.published[2].has_levels); /* 3 + 4 is not 8 */
    assert_int_equal(fixture_issues(&f, "level-sum", ""), 1);
    fixture_close(&f);
}

static void test_unknown_codes(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "1,3,tested,40\n1,3,odd,4\n1,3,strange,4\n");
    assert_int_equal(f.count, 1);
    assert_int_equal(fixture_issues(&f, "code-unknown", "what"), 2);
    assert_int_equal(f.accounting.files[0].rejected, 2);
    fixture_close(&f);
}

/* As many different statistics as there is room for, and one more. */
static void test_room(void **state)
{
    (void)state;
    static strata_assembly assembly;
    static strata_published part;
    static const strata_published_rest rest;
    strata_error err = {0};
    bool is_conflict = true;
    part.statistic_count = 1;
    part.statistics[0] = (strata_statistic){.stat = STRATA_STAT_MEAN, .has_value = true};
    for (uint32_t variable = 0; variable < STRATA_STATISTICS_MAX; variable++) {
        part.statistics[0].variable = variable;
        assert_int_equal(strata_assembly_add(&assembly, &part, &rest, &is_conflict, &err),
                         STRATA_OK);
        assert_false(is_conflict);
    }
    assert_true(strata_assembly_takes(&assembly, &part));
    part.statistics[0].variable = STRATA_STATISTICS_MAX;
    assert_int_equal(strata_assembly_add(&assembly, &part, &rest, &is_conflict, &err),
                     STRATA_E_USAGE);
    assert_string_equal(err.rule, "statistics-many");
    part.year = 2020;
    assert_false(strata_assembly_takes(&assembly, &part));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_result_of_several_rows),
        cmocka_unit_test(test_conflicts),
        cmocka_unit_test(test_missing_rows),
        cmocka_unit_test(test_unknown_codes),
        cmocka_unit_test(test_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
