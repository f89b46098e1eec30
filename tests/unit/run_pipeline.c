/* The stages, fused, from the inside: what each gives and what it refuses. That pipes give the same
 * bytes is tested in tests/golden and tests/laws. */
#include "cube/cell_stream.h"
#include "run/job.h"
#include "strata_test.h"

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
static const char *const students[] = {STRATA_TEST_SOURCE "/tests/golden/data/students.csv"};
static const char *const counts[] = {STRATA_TEST_SOURCE "/tests/golden/data/counts.csv"};
static const char *const research[] = {STRATA_TEST_SOURCE "/sample-data/caaspp-research-2022.txt"};

static void job_of(strata_job *job, const char *const *files)
{
    strata_error err = {0};
    strata_job_init(job);
    job->files = files;
    job->file_count = 1;
    job->schema_folders = folders;
    job->schema_folder_count = 1;
    assert_int_equal(strata_plan_schemes(&job->plan, "all,el", &err), STRATA_OK);
}

/* 168 students in four schools of two districts, 56 a year. */
static void test_cells(void **state)
{
    (void)state;
    strata_job job;
    strata_findings findings;
    strata_error err = {0};
    strata_cellset *set = NULL;
    job_of(&job, students);
    assert_int_equal(strata_plan_levels(&job.plan, "state", &err), STRATA_OK);
    assert_int_equal(strata_plan_grades(&job.plan, "all", &err), STRATA_OK);
    assert_int_equal(strata_findings_init(&findings, &err), STRATA_OK);
    assert_int_equal(strata_pipeline_cells(&job, &set, &findings, &err), STRATA_OK);
    uint64_t all = 0;
    uint64_t el = 0; /* the recorded statuses are all students once more */
    for (size_t i = 0; i < set->count; i++) {
        const strata_cell *cell = &set->cells[i];
        const bool is_el = cell->key.group.dim[0] == STRATA_DIM_EL;
        if (cell->key.group.dim[0] == STRATA_DIM_ALL) {
            all += cell->n_scored;
        } else if (is_el && strata_group_kind_of(STRATA_DIM_EL, cell->key.group.code[0]) ==
                                STRATA_GROUP_STATUS) {
            el += cell->n_scored;
        }
    }
    assert_true(all == 168 && el == 168);
    assert_string_equal(set->protection, "unprotected");
    assert_int_equal(set->input_count, 1);
    assert_string_equal(findings.header.key_id, ""); /* cells hold no students */
    assert_int_equal(findings.header.stage_count, 2);
    assert_false(findings.limit_passed);
    strata_cellset_free(set);
    strata_findings_deinit(&findings);
}

static void expect_protection(const strata_job *job, const char *word, bool confidential)
{
    strata_findings findings;
    strata_error err = {0};
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_findings_init(&findings, &err), STRATA_OK);
    assert_int_equal(strata_pipeline_gaps(job, &estimates, &findings, &err), STRATA_OK);
    assert_true(estimates->count > 0);
    assert_int_equal(estimates->count, findings.estimates);
    const uint32_t protection = estimates->rows[0].protection;
    assert_string_equal(strata_dictionary_text(estimates->dictionary, protection), word);
    assert_int_equal(estimates->confidential, confidential);
    strata_estimates_free(estimates);
    strata_findings_deinit(&findings);
}

static void test_protection(void **state)
{
    (void)state;
    strata_job job;
    job_of(&job, students);
    expect_protection(&job, "draft", false);
    job.internal = true;
    expect_protection(&job, "confidential", true);
    job.policy = strata_policy_find("draft");
    expect_protection(&job, "draft", false);
    job_of(&job, counts); /* the user's own, not public */
    expect_protection(&job, "draft", false);
    strata_job_set_policy(&job, "auto");
    expect_protection(&job, "generic-10", false);
    job_of(&job, research);
    expect_protection(&job, "published", false);
    strata_job_set_policy(&job, "tx");
    expect_protection(&job, "published", false);
}

/* The 24 groups have 60 students and more, so that none is hidden for its own sake. */
static void test_protection_found(void **state)
{
    (void)state;
    strata_job job;
    strata_findings findings;
    strata_error err = {0};
    strata_cellset *set = NULL;
    job_of(&job, counts);
    strata_job_set_policy(&job, "generic-10");
    assert_int_equal(strata_findings_init(&findings, &err), STRATA_OK);
    assert_int_equal(strata_pipeline_protected(&job, &set, &findings, &err), STRATA_OK);
    assert_string_equal(set->protection, "generic-10 10");
    const strata_run_protection *found = &findings.protection;
    assert_string_equal(found->policy.id, "generic-10");
    assert_ptr_equal(found->policy.rules, found->rules);
    assert_int_equal(found->report.cells, 24);
    assert_int_equal(found->report.primary, 0);
    size_t hidden = 0;
    for (size_t i = 0; i < set->count; i++) {
        const strata_cell *cell = &set->cells[i];
        hidden += cell->key.stat == STRATA_STAT_COUNTS && cell->status == STRATA_CELL_SUPPRESSED;
    }
    assert_int_equal(found->report.hidden, hidden);
    strata_cellset_free(set);
    strata_findings_deinit(&findings);
    assert_null(findings.protection.rules);
}

static void test_gate(void **state)
{
    (void)state;
    strata_job job;
    strata_findings findings;
    strata_error err = {0};
    strata_estimates *estimates = NULL;
    job_of(&job, students);
    job.policy = strata_policy_find("none");
    assert_int_equal(strata_findings_init(&findings, &err), STRATA_OK);
    assert_int_equal(strata_pipeline_gaps(&job, &estimates, &findings, &err), STRATA_E_PROTECTED);
    assert_null(estimates);
    strata_findings_deinit(&findings);
}

/* Everything is the estimates of groups and gaps, and behind them the trends. */
static void test_everything(void **state)
{
    (void)state;
    strata_job job;
    strata_findings findings;
    strata_error err = {0};
    strata_estimates *all = NULL;
    strata_estimates *gaps = NULL;
    strata_estimates *trends = NULL;
    job_of(&job, counts);
    assert_int_equal(strata_findings_init(&findings, &err), STRATA_OK);
    assert_int_equal(strata_pipeline_gaps(&job, &gaps, &findings, &err), STRATA_OK);
    assert_int_equal(strata_pipeline_trends(&job, &trends, &findings, &err), STRATA_OK);
    assert_int_equal(strata_pipeline_everything(&job, &all, &findings, &err), STRATA_OK);
    assert_int_equal(all->count, gaps->count + trends->count);
    strata_estimates_free(all);
    strata_estimates_free(gaps);
    strata_estimates_free(trends);
    strata_findings_deinit(&findings);
}

static void test_records_need_a_key_and_students(void **state)
{
    (void)state;
    strata_job job;
    strata_findings findings;
    strata_error err = {0};
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    assert_int_equal(strata_findings_init(&findings, &err), STRATA_OK);
    job_of(&job, students);
    assert_int_equal(strata_pipeline_ingest(&job, sink, false, false, &findings, &err),
                     STRATA_E_USAGE);
    assert_string_equal(err.rule, "no-key");
    err = (strata_error){0};
    job_of(&job, counts);
    assert_int_equal(strata_pipeline_ingest(&job, sink, false, false, &findings, &err),
                     STRATA_E_USAGE);
    assert_string_equal(err.rule, "stage-order");
    strata_findings_deinit(&findings);
    strata_sink_discard(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_protection),
        cmocka_unit_test(test_protection_found),
        cmocka_unit_test(test_gate),
        cmocka_unit_test(test_everything),
        cmocka_unit_test(test_records_need_a_key_and_students),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
