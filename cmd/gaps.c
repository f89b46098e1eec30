/* Estimates of groups and of gaps between them. */
#include "stage.h"

extern const strata_command strata_command_gaps;

static strata_status gaps(strata_call *call, strata_error *err)
{
    static const strata_stage stage = {.estimates = strata_pipeline_gaps};
    return strata_stage_run(call, &stage, err);
}

static const strata_option_id options[] = {
    STRATA_OPTION_MEASURE, STRATA_OPTION_REF,    STRATA_OPTION_BY,       STRATA_OPTION_LEVELS,
    STRATA_OPTION_GRADES,  STRATA_OPTION_POLICY, STRATA_OPTION_INTERNAL, STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {STRATA_OPTIONS_OF_COUNTING, STRATA_OPTION_ENTITIES,
                                        STRATA_OPTION_FORMAT,       STRATA_OPTION_DIGITS,
                                        STRATA_OPTION_BARE,         STRATA_OPTION_PROGRESS,
                                        STRATA_OPTION_QUIET,        STRATA_OPTION_VERBOSE};
static const char *const examples[] = {
    "strata gaps students.csv -o gaps.csv",
    "strata gaps students.csv --ref race=white --measure gap_pct -o gaps.md",
};

const strata_command strata_command_gaps = {
    .name = "gaps",
    .summary = "estimates of student groups, and gaps: reference minus focal group",
    .usage = "[options] [FILE...]",
    .description = "Computes measures of every student group, and gaps between each group and its "
                   "reference group, with intervals, or the reason why there is none. Extracts and "
                   "records are counted and protected on the way. Cells that show small groups are "
                   "refused without --internal.\n\n"
                   "An output named .csv, .tsv, .jsonl or .md is a table, also with .gz behind; "
                   "any other is a stream for "
                   "strata trends and strata tables, and a terminal gets aligned columns.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = gaps,
};
