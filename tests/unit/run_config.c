/* A configuration becomes a job: paths, lists, files' own rules. What is refused, and in which
 * words, stands in tests/golden/run/configuration. */
#include <sys/stat.h>

#include "run/config.h"
#include "strata_test.h"

/* A folder with a configuration and some empty extracts. */
typedef struct place {
    char folder[TEST_PATH_SIZE];
    char config[TEST_PATH_SIZE];
} place;

static void put(const place *here, const char *name, const char *text)
{
    char path[TEST_PATH_SIZE];
    test_path(path, here->folder, name);
    test_file_write(path, text, strlen(text));
}

static int set_up(void **state)
{
    place *here = malloc(sizeof *here);
    assert_non_null(here);
    test_folder_make(here->folder);
    test_path(here->config, here->folder, "job.ini");
    put(here, "a-2.csv", "x\n");
    put(here, "a-10.csv", "x\n");
    put(here, "b c.csv", "x\n");
    *state = here;
    return 0;
}

static int tear_down(void **state)
{
    place *here = *state;
    test_folder_remove(here->folder);
    free(here);
    return 0;
}

static strata_config *load(const place *here, const char *text)
{
    strata_config *config = NULL;
    strata_error err = {0};
    put(here, "job.ini", text);
    const strata_status status = strata_config_load(here->config, &config, &err);
    if (status != STRATA_OK) {
        char message[512];
        fail_msg("%s", strata_error_format(&err, message, sizeof message));
    }
    return config;
}

static bool has_file(const strata_job *job, const place *here, const char *name)
{
    char path[TEST_PATH_SIZE];
    test_path(path, here->folder, name);
    for (size_t i = 0; i < job->file_count; i++) {
        if (strcmp(job->files[i], path) == 0) {
            return true;
        }
    }
    return false;
}

static void test_globs(void **state)
{
    const place *here = *state;
    strata_config *config = load(here, "[input]\n"
                                       "files = a-*.csv, a-2.csv\n"
                                       "        \"b c.csv\" ; in quotes for its blank\n");
    const strata_job *job = strata_config_job(config);
    assert_int_equal(job->file_count, 3); /* a-2.csv matches twice and is read once */
    assert_true(has_file(job, here, "a-2.csv"));
    assert_true(has_file(job, here, "a-10.csv"));
    assert_true(has_file(job, here, "b c.csv"));
    strata_config_free(config);
}

static void test_defaults(void **state)
{
    const place *here = *state;
    char directory[TEST_PATH_SIZE];
    strata_config *config = load(here, "[input]\nfiles = a-2.csv\n");
    const strata_job *job = strata_config_job(config);
    test_path(directory, here->folder, "published");
    assert_string_equal(strata_config_directory(config), directory);
    assert_int_equal(strata_config_format_count(config), 1);
    assert_string_equal(strata_config_format_at(config, 0), "csv");
    assert_null(job->schema);
    assert_null(job->policy);
    assert_false(job->internal);
    assert_int_equal(job->rule_count, 0);
    strata_config_set_directory(config, "elsewhere");
    assert_string_equal(strata_config_directory(config), "elsewhere");
    strata_config_free(config);
}

static void test_everything(void **state)
{
    const place *here = *state;
    char path[TEST_PATH_SIZE];
    strata_config *config = load(here, "[input]\n"
                                       "files = a-2.csv\n"
                                       "schema = own.json\n"
                                       "key = ../secret/key\n"
                                       "memory = 64M\n"
                                       "on_error = skip\n"
                                       "max_errors = 5\n"
                                       "[analysis]\n"
                                       "groups = all, el ,\n"
                                       "         race*el\n"
                                       "levels = lea\n"
                                       "grades = all\n"
                                       "measures = gap_pct\n"
                                       "measures = pct\n"
                                       "ref = race=white, frl=complement\n"
                                       "trends = slope\n"
                                       "[protect]\n"
                                       "policy = none\n"
                                       "[output]\n"
                                       "directory = /srv/out\n"
                                       "formats = md, csv, jsonl\n");
    const strata_job *job = strata_config_job(config);
    test_path(path, here->folder, "own.json");
    assert_string_equal(job->schema, path);
    test_path(path, here->folder, "../secret/key");
    assert_string_equal(job->key_file, path);
    assert_true(job->memory == UINT64_C(67108864));
    assert_int_equal(job->on_error, STRATA_ON_ERROR_SKIP);
    assert_true(job->max_errors == 5);
    assert_int_equal(job->plan.scheme_count, 3); /* all, el, el*race */
    assert_true(job->plan.levels[STRATA_LEVEL_LEA] && !job->plan.levels[STRATA_LEVEL_STATE]);
    assert_false(job->plan.each_grade);
    assert_int_equal(job->gaps.gap_count, 1);
    assert_int_equal(job->gaps.measure_count, 1);
    assert_int_equal(job->gaps.ref_count, 2);
    assert_int_equal(job->trends.model_count, 1);
    assert_string_equal(job->policy->id, "none");
    assert_true(job->internal);
    assert_string_equal(strata_config_directory(config), "/srv/out");
    assert_int_equal(strata_config_format_count(config), 3); /* csv first, and once */
    assert_string_equal(strata_config_format_at(config, 1), "md");
    strata_config_free(config);
}

static void test_file_rules(void **state)
{
    const place *here = *state;
    char glob[TEST_PATH_SIZE];
    strata_config *config = load(here, "[input]\nfiles = a-*.csv\n"
                                       "[file \"a-1*.csv\"]\nyear = 2023\nterm = fall\n"
                                       "[file \"a-2.csv\"]\nschema = generic/counts\n");
    const strata_job *job = strata_config_job(config);
    assert_int_equal(job->rule_count, 2);
    test_path(glob, here->folder, "a-1*.csv");
    assert_string_equal(job->rules[0].glob, glob);
    assert_int_equal(job->rules[0].year, 2023);
    assert_string_equal(job->rules[0].term, "fall");
    assert_null(job->rules[0].schema);
    assert_string_equal(job->rules[1].schema, "generic/counts");
    strata_config_free(config);
}

/* A folder whose own name looks like a glob. */
static void test_folder_with_special_characters(void **state)
{
    const place *here = *state;
    place odd;
    test_path(odd.folder, here->folder, "[a]*");
    assert_int_equal(mkdir(odd.folder, 0700), 0);
    test_path(odd.config, odd.folder, "job.ini");
    put(&odd, "in.csv", "x\n");
    strata_config *config = load(&odd, "[input]\nfiles = *.csv\n");
    assert_int_equal(strata_config_job(config)->file_count, 1);
    assert_true(has_file(strata_config_job(config), &odd, "in.csv"));
    strata_config_free(config);
    test_folder_remove(odd.folder);
}

static void test_missing(void **state)
{
    (void)state;
    strata_config *config = NULL;
    strata_error err = {0};
    assert_int_equal(strata_config_load("/nowhere/job.ini", &config, &err), STRATA_E_INPUT);
    assert_null(config);
    test_error(&err, "/nowhere/job.ini: error: cannot open: No such file or directory (io)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_globs),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_everything),
        cmocka_unit_test(test_file_rules),
        cmocka_unit_test(test_folder_with_special_characters),
        cmocka_unit_test(test_missing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
