/* Options, files, output, report. */
#include "stage.h"

#include <string.h>

#include "cube/cell_stream.h"
#include "output.h"
#include "report.h"
#include "run/job.h"
#include "run/job_policy.h"

/* One run of a stage. */
typedef struct running {
    strata_call *call;
    const strata_stage *stage;
    strata_findings findings;
} running;

static strata_status write_cells(running *run, strata_sink *sink, strata_error *err)
{
    strata_cellset *set = NULL;
    STRATA_TRY(run->stage->cells(&run->call->job, &set, &run->findings, err));
    if (strata_protection_is_confidential(set)) {
        strata_sink_make_private(sink);
    }
    strata_status status = strata_findings_kept(&run->findings, err);
    if (status == STRATA_OK) {
        status =
            strata_cell_stream_write(sink, set, &run->findings.header, run->call->is_bare, err);
    }
    strata_cellset_free(set);
    return status;
}

static strata_status write_estimates(running *run, strata_sink *sink, strata_error *err)
{
    strata_estimates *estimates = NULL;
    STRATA_TRY(run->stage->estimates(&run->call->job, &estimates, &run->findings, err));
    if (estimates->confidential) {
        strata_sink_make_private(sink);
    }
    strata_status status = strata_findings_kept(&run->findings, err);
    if (status == STRATA_OK) {
        status = run->stage->is_table ? strata_output_table(run->call, sink, estimates, err)
                                      : strata_output_estimates(run->call, sink, estimates,
                                                                &run->findings.header, err);
    }
    strata_estimates_free(estimates);
    return status;
}

static strata_status work(running *run, strata_sink *sink, strata_error *err)
{
    if (run->stage->written != NULL) {
        STRATA_TRY(run->stage->written(run->call, sink, &run->findings, err));
        return strata_findings_kept(&run->findings, err);
    }
    return run->stage->cells != NULL ? write_cells(run, sink, err)
                                     : write_estimates(run, sink, err);
}

/* A file of this name would not hold what programs expect in it. */
static strata_status check_foreign_name(const strata_call *call, const strata_stage *stage,
                                        strata_error *err)
{
    static const char *const foreign[] = {".xlsx", ".xls",    ".ods",  ".parquet", ".html", ".dta",
                                          ".sav",  ".sqlite", ".json", ".pdf",     ".svg",  ".png"};
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        if (strata_output_ends_with(call, foreign[i])) {
            return strata_fail(err, STRATA_E_USAGE, "format-unknown",
                               "this version writes %s, not %s; spreadsheets, databases and "
                               "statistics programs open .csv",
                               stage->estimates != NULL ? ".csv, .tsv, .jsonl, .md" : ".csv",
                               foreign[i]);
        }
    }
    return STRATA_OK;
}

/* A name that no format has would otherwise get csv in silence. */
static strata_status check_name(const strata_call *call, const strata_stage *stage,
                                strata_error *err)
{
    STRATA_TRY(check_foreign_name(call, stage, err));
    if (!stage->is_table || strcmp(call->output, "-") == 0 || call->format != NULL ||
        strata_table_writer_for(call->output) != NULL) {
        return STRATA_OK;
    }
    return strata_fail(err, STRATA_E_USAGE, "format-unknown",
                       "the name of the output should end in .csv, .tsv, .jsonl or .md, or give "
                       "--format");
}

static strata_status write_output(running *run, strata_error *err)
{
    const strata_call *call = run->call;
    const bool is_private =
        run->stage->is_private || call->job.internal || strata_job_is_confidential(&call->job);
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open(call->output, is_private, &sink, err));
    STRATA_TRY(strata_sink_end(sink, work(run, sink, err), err));
    strata_history *history = run->findings.protection.history;
    return history != NULL ? strata_history_commit(history, err) : STRATA_OK;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void report(const running *run)
{
    const size_t cells = run->findings.cells;
    const size_t estimates = run->findings.estimates;
    strata_report_findings(run->call, &run->findings);
    if (cells > 0 || run->stage->cells != NULL) {
        /* a policy of a file makes several rows of a group that it shows */
        const bool is_rewritten = run->findings.protection.policy.rules != NULL;
        strata_report_line(run->call, "%zu %s%s%s", cells, is_rewritten ? "row" : "cell",
                           plural(cells), is_rewritten ? " of cells" : "");
    }
    if (run->findings.cells_left_out > 0) {
        strata_report_line(run->call,
                           "note: %zu statistic%s not in this table, which is of scale scores; the "
                           "cells stream (without --stats) has them",
                           run->findings.cells_left_out,
                           run->findings.cells_left_out == 1 ? " is" : "s are");
    }
    if (run->stage->estimates != NULL) {
        strata_report_line(run->call, "%zu estimate%s", estimates, plural(estimates));
    }
    if (strcmp(run->call->output, "-") != 0) {
        strata_report_line(run->call, "wrote %s", run->call->output);
    }
    strata_report_timings(run->call, &run->findings.timings);
}

strata_status strata_stage_run(strata_call *call, const strata_stage *stage, strata_error *err)
{
    STRATA_TRY(strata_call_apply(call, err));
    STRATA_TRY(strata_job_check_policy(&call->job, err));
    STRATA_TRY(strata_call_take_files(call, err));
    STRATA_TRY(strata_output_check(call, err));
    STRATA_TRY(check_name(call, stage, err));
    running run = {.call = call, .stage = stage};
    STRATA_TRY(strata_findings_init(&run.findings, err));
    strata_status status = write_output(&run, err);
    strata_timings_end(&run.findings.timings, STRATA_PHASE_WRITE);
    strata_progress_end(&call->progress);
    if (status == STRATA_E_LIMIT) {
        strata_report_findings(call, &run.findings); /* why nothing was kept */
    } else if (status == STRATA_OK) {
        report(&run);
        status = strata_report_limit(&run.findings, err);
    }
    strata_findings_deinit(&run.findings);
    return status;
}
