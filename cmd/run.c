/* The whole job, from a configuration to a publication. */
#include "command.h"
#include "report.h"
#include "run/job_policy.h"
#include "run/publish.h"

extern const strata_command strata_command_run;

enum {
    MS_PER_SECOND = 1000
};

static void report(const strata_call *call, const strata_run_summary *summary)
{
    strata_report_findings(call, &summary->findings);
    const bool is_rewritten = summary->findings.protection.policy.rules != NULL;
    strata_report_line(call, "%zu %s, %zu estimates, %zu files in %s", summary->cells,
                       is_rewritten ? "rows of cells" : "cells", summary->estimates, summary->files,
                       summary->folder);
    if (call->is_verbose) {
        strata_report_line(call, "%.1f s", (double)summary->seconds_ms / MS_PER_SECOND);
    }
}

/* Flags and environment act on what the configuration says. */
static strata_status override(strata_call *call, strata_config *config, strata_error *err)
{
    call->job = *strata_config_job(config);
    STRATA_TRY(strata_call_apply(call, err));
    STRATA_TRY(strata_job_check_policy(&call->job, err));
    if (call->directory != NULL) {
        strata_config_set_directory(config, call->directory);
    }
    *strata_config_job(config) = call->job;
    return STRATA_OK;
}

static strata_status publish(strata_call *call, strata_config *config, strata_error *err)
{
    STRATA_TRY(override(call, config, err));
    strata_run_summary summary;
    const strata_status status = strata_run(config, strata_call_now(), &summary, err);
    strata_timings_end(&summary.findings.timings, STRATA_PHASE_WRITE);
    strata_progress_end(&call->progress);
    if (status == STRATA_OK || status == STRATA_E_LIMIT) {
        report(call, &summary);
        strata_report_timings(call, &summary.findings.timings);
    }
    strata_findings_deinit(&summary.findings);
    return status;
}

static strata_status run(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 1, 1, "CONFIG", err));
    strata_config *config = NULL;
    STRATA_TRY(strata_config_load(call->words[0], &config, err));
    const strata_status status = publish(call, config, err);
    strata_config_free(config);
    return status;
}

static const strata_option_id options[] = {STRATA_OPTION_DIRECTORY, STRATA_OPTION_SCHEMAS,
                                           STRATA_OPTION_KEY,       STRATA_OPTION_MEMORY,
                                           STRATA_OPTION_POLICY,    STRATA_OPTION_INTERNAL,
                                           STRATA_OPTION_ON_ERROR,  STRATA_OPTION_MAX_ERRORS};
static const strata_option_id more[] = {
    STRATA_OPTION_THREADS,  STRATA_OPTION_READER,  STRATA_OPTION_SKIP,
    STRATA_OPTION_CHECK,    STRATA_OPTION_CONTROL, STRATA_OPTION_TIMINGS,
    STRATA_OPTION_PROGRESS, STRATA_OPTION_QUIET,   STRATA_OPTION_VERBOSE};
static const char *const examples[] = {
    "strata run district.ini",
    "strata run district.ini --directory trial --max-errors 100",
};

const strata_command strata_command_run = {
    .name = "run",
    .summary = "the whole job: read, count, protect, estimate, publish",
    .usage = "[options] CONFIG",
    .description =
        "Reads a configuration, runs all stages in one process and leaves a publication in "
        "its output directory: tables, accounts of every row, a data dictionary and a "
        "manifest, in runs/ID, with the link current pointing to it. A publication appears "
        "whole or not at all; an earlier one is never touched. One run at a time publishes to "
        "a directory.\n\n"
        "Options win over environment variables, and these over the configuration.\n\n"
        "The environment variable SOURCE_DATE_EPOCH stands in for the time in the manifest "
        "and in the name of the run.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = run,
};
