/* The whole job on a tiny file with the first, the second, ... request for memory failing: each
 * time it says so, gives everything back, and at last it succeeds. */
#include "cube/cell_stream.h"
#include "run/job.h"
#include "strata_test.h"
#include "table/table.h"

static const char *const files[] = {STRATA_TEST_SOURCE "/tests/faults/tiny.csv"};
static const char *const folders[] = {STRATA_TEST_SOURCE "/tests/faults/schemas"};

static void job_of_tiny(strata_job *job)
{
    strata_job_init(job);
    job->threads = 1; /* so that allocations come in the same order every time */
    job->files = files;
    job->file_count = 1;
    job->schema_folders = folders;
    job->schema_folder_count = 1;
    job->internal = true;
}

/* Writes estimates in a format, to memory. */
static strata_status write_table(const strata_estimates *estimates, const char *format,
                                 strata_error *err)
{
    const strata_table_writer *writer = strata_table_writer_find(format);
    const strata_table_options options = {.digits = STRATA_DIGITS_FULL, .kind = STRATA_TABLE_ALL};
    strata_sink *sink = NULL;
    assert_non_null(writer);
    STRATA_TRY(strata_sink_memory(&sink, err));
    const strata_status status = writer->write(estimates, &options, sink, err);
    strata_sink_discard(sink);
    return status;
}

/* Tells of a failure that is none of memory, and passes the status on. */
static strata_status only_of_memory(strata_status status, const strata_error *err)
{
    if (status != STRATA_OK && status != STRATA_E_MEMORY) {
        char text[1024];
        fail_msg("%s", strata_error_format(err, text, sizeof text));
    }
    assert_int_equal(err->status, status);
    return status;
}

typedef strata_status (*estimating)(const strata_job *job, strata_estimates **out,
                                    strata_findings *findings, strata_error *err);

/* From the file to a table, by one of the pipelines that give estimates. */
static strata_status to_table(estimating pipeline, const char *format)
{
    strata_job job;
    strata_error err = {0};
    strata_findings findings;
    strata_estimates *estimates = NULL;
    job_of_tiny(&job);
    STRATA_TRY(strata_findings_init(&findings, &err));
    strata_status status = pipeline(&job, &estimates, &findings, &err);
    if (status == STRATA_OK) {
        assert_true(estimates->count > 0);
        status = write_table(estimates, format, &err);
    }
    strata_estimates_free(estimates);
    strata_findings_deinit(&findings);
    return only_of_memory(status, &err);
}

/* Writes cells as a stream to memory and reads them again. */
static strata_status there_and_back(const strata_cellset *cells, const strata_stream_header *header,
                                    strata_error *err)
{
    strata_sink *sink = NULL;
    strata_source *source = NULL;
    strata_cellset *again = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    STRATA_TRY(strata_sink_memory(&sink, err));
    strata_status status = strata_cell_stream_write(sink, cells, header, false, err);
    if (status == STRATA_OK) {
        strata_sink_bytes(sink, &bytes, &len);
        status = strata_source_memory("cells", bytes, len, 0, &source, err);
    }
    if (status == STRATA_OK) {
        status = strata_cell_stream_read(source, &again, NULL, err);
    }
    assert_true(status != STRATA_OK || again->count == cells->count);
    strata_cellset_free(again);
    strata_source_close(source);
    strata_sink_discard(sink);
    return status;
}

static strata_status cells_to_stream(void)
{
    strata_job job;
    strata_error err = {0};
    strata_findings findings;
    strata_cellset *cells = NULL;
    job_of_tiny(&job);
    STRATA_TRY(strata_findings_init(&findings, &err));
    strata_status status = strata_pipeline_cells(&job, &cells, &findings, &err);
    if (status == STRATA_OK) {
        assert_true(cells->count > 0);
        status = there_and_back(cells, &findings.header, &err);
    }
    strata_cellset_free(cells);
    strata_findings_deinit(&findings);
    return only_of_memory(status, &err);
}

/* Everybody is too few: all cells of a test are hidden. */
static strata_status protected_by_file(void)
{
    strata_job job;
    strata_error err = {0};
    strata_findings findings;
    strata_cellset *cells = NULL;
    job_of_tiny(&job);
    strata_job_set_policy(&job, STRATA_TEST_SOURCE "/schemas/policy/generic-10.json");
    STRATA_TRY(strata_plan_schemes(&job.plan, "all,el", &err));
    STRATA_TRY(strata_plan_levels(&job.plan, "school", &err));
    STRATA_TRY(strata_findings_init(&findings, &err));
    const strata_status status = strata_pipeline_protected(&job, &cells, &findings, &err);
    if (status == STRATA_OK) {
        assert_int_equal(findings.protection.report.hidden, findings.protection.report.cells);
    }
    strata_cellset_free(cells);
    strata_findings_deinit(&findings);
    return only_of_memory(status, &err);
}

static strata_status gaps_to_csv(void)
{
    return to_table(strata_pipeline_gaps, "csv");
}

static strata_status trends_to_text(void)
{
    return to_table(strata_pipeline_trends, "text");
}

static void test_cells(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(cells_to_stream), 50, 100000);
}

static void test_protected(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(protected_by_file), 50, 100000);
}

static void test_gaps(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(gaps_to_csv), 50, 100000);
}

static void test_trends(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(trends_to_text), 50, 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_protected),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_trends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
