/* Estimates as files for people. */
#include "stage.h"

extern const strata_command strata_command_tables;

static strata_status tables(strata_call *call, strata_error *err)
{
    static const strata_stage stage = {.estimates = strata_pipeline_estimates, .is_table = true};
    return strata_stage_run(call, &stage, err);
}

static const strata_option_id options[] = {STRATA_OPTION_FORMAT,   STRATA_OPTION_ONLY,
                                           STRATA_OPTION_DIGITS,   STRATA_OPTION_POLICY,
                                           STRATA_OPTION_INTERNAL, STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {STRATA_OPTION_MEASURE,      STRATA_OPTION_REF,
                                        STRATA_OPTION_BY,           STRATA_OPTION_LEVELS,
                                        STRATA_OPTION_GRADES,       STRATA_OPTION_ENTITIES,
                                        STRATA_OPTIONS_OF_COUNTING, STRATA_OPTION_PROGRESS,
                                        STRATA_OPTION_QUIET,        STRATA_OPTION_VERBOSE};
static const char *const examples[] = {
    "strata gaps students.csv | strata tables --only gaps -o gaps.csv",
    "strata tables students.csv --by all,el --levels lea --format md",
};

const strata_command strata_command_tables = {
    .name = "tables",
    .summary = "estimates as tables: CSV, TSV, JSON lines, Markdown, aligned text",
    .usage = "[options] [FILE...]",
    .description =
        "Writes estimates as tables that spreadsheets, statistics programs and people read. "
        "Numbers are rounded here and nowhere else.\n\n"
        "CSV, TSV and JSON lines have one row for each estimate and all columns; Markdown and "
        "aligned text have the columns that a person reads.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = tables,
};
