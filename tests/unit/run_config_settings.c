/* What a configuration says about who takes part and about single files; the other settings are in
 * run_config.c. */
#include "record/filter.h"
#include "run/config.h"
#include "strata_test.h"

static strata_status load(const char *folder, const char *text, strata_config **out,
                          strata_error *err)
{
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "a.csv");
    test_file_write(path, "x\n", 2);
    test_path(path, folder, "job.ini");
    test_file_write(path, text, strlen(text));
    return strata_config_load(path, out, err);
}

static strata_config *config_of(const char *folder, const char *text)
{
    strata_config *config = NULL;
    strata_error err = {0};
    if (load(folder, text, &config, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    return config;
}

static void test_who_takes_part(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    strata_config *config = config_of(folder, "[input]\n"
                                              "files = a.csv\n"
                                              "roster = lists/students.csv\n"
                                              "roster_wins = yes\n"
                                              "where = full_academic_year:yes, el:ever,\n"
                                              "        grade:03|04\n"
                                              "[analysis]\n"
                                              "group_kinds = recorded\n"
                                              "status_year = 2019\n"
                                              "successors = yes\n");
    const strata_job *job = strata_config_job(config);
    test_path(path, folder, "lists/students.csv");
    assert_string_equal(job->roster_path, path);
    assert_true(job->roster_wins);
    assert_true(job->follow_successors);
    assert_true(job->plan.recorded_only);
    assert_string_equal(job->status_year, "2019");
    strata_filter *filter = NULL;
    assert_int_equal(strata_filter_new(job->where, &filter, NULL), STRATA_OK);
    assert_int_equal(strata_filter_count(filter), 3);
    assert_string_equal(strata_filter_text(filter, 2), "grade:03|04");
    strata_filter_free(filter);
    strata_config_free(config);
}

static void test_defaults(void **state)
{
    strata_config *config = config_of(*state, "[input]\nfiles = a.csv\n"
                                              "roster_wins = no\n"
                                              "[analysis]\nsuccessors = no\n");
    const strata_job *job = strata_config_job(config);
    assert_null(job->roster_path);
    assert_null(job->where);
    assert_null(job->status_year);
    assert_false(job->roster_wins);
    assert_false(job->follow_successors);
    assert_false(job->plan.recorded_only);
    strata_config_free(config);
}

static void test_files(void **state)
{
    strata_config *config = config_of(*state, "[input]\nfiles = a.csv\n"
                                              "[file \"fall/*\"]\n"
                                              "year = 2023\n"
                                              "term = fall\n"
                                              "assessment = benchmark\n"
                                              "subject = math\n"
                                              "grade = 3\n"
                                              "encoding = windows-1252\n");
    const strata_job *job = strata_config_job(config);
    assert_int_equal(job->rule_count, 1);
    const strata_file_rule *rule = &job->rules[0];
    assert_int_equal(rule->year, 2023);
    assert_string_equal(rule->term, "fall");
    assert_string_equal(rule->assessment, "benchmark");
    assert_string_equal(rule->subject, "math");
    assert_string_equal(rule->grade, "03"); /* as in every file */
    assert_string_equal(rule->encoding, "windows-1252");
    assert_null(rule->schema);
    strata_config_free(config);
}

/* Mistakes are told with their line. */
static void test_refused(void **state)
{
    static const struct {
        const char *text;
        const char *rule;
    } cases[] = {
        {"[input]\nfiles = a.csv\nwhere = ell:current\n", "word"},
        {"[input]\nfiles = a.csv\nwhere = current\n", "where"},
        {"[input]\nfiles = a.csv\nroster_wins = maybe\n", "word"},
        {"[analysis]\nsuccessors = y\n[input]\nfiles = a.csv\n", "word"},
        {"[analysis]\nstatus_year = frist\n[input]\nfiles = a.csv\n", "status-year"},
        {"[input]\nfiles = a.csv\n[file \"*\"]\ngrade = third\n", "word"},
        {"[input]\nfiles = a.csv\n[file \"*\"]\nterms = fall\n", "config-key"},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_config *config = NULL;
        strata_error err = {0};
        assert_int_equal(load(*state, cases[at].text, &config, &err), STRATA_E_USAGE);
        assert_string_equal(err.rule, cases[at].rule);
        assert_in_range(err.line, 2, 4);
        assert_null(config);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_takes_part), cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_files), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
