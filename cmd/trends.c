/* Trends of estimates over years. */
#include "stage.h"

extern const strata_command strata_command_trends;

static strata_status trends(strata_call *call, strata_error *err)
{
    static const strata_stage stage = {.estimates = strata_pipeline_trends};
    return strata_stage_run(call, &stage, err);
}

static const strata_option_id options[] = {
    STRATA_OPTION_MODEL,  STRATA_OPTION_MEASURE,  STRATA_OPTION_REF,
    STRATA_OPTION_BY,     STRATA_OPTION_LEVELS,   STRATA_OPTION_GRADES,
    STRATA_OPTION_POLICY, STRATA_OPTION_INTERNAL, STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {STRATA_OPTIONS_OF_COUNTING, STRATA_OPTION_ENTITIES,
                                        STRATA_OPTION_FORMAT,       STRATA_OPTION_DIGITS,
                                        STRATA_OPTION_BARE,         STRATA_OPTION_PROGRESS,
                                        STRATA_OPTION_QUIET,        STRATA_OPTION_VERBOSE};
static const char *const examples[] = {
    "strata trends students.csv --measure gap_pct --model slope -o trends.csv",
    "strata gaps students.csv | strata trends -o trends.csv",
};

const strata_command strata_command_trends = {
    .name = "trends",
    .summary = "trends of groups and gaps over years",
    .usage = "[options] [FILE...]",
    .description =
        "Takes the estimates of strata gaps, or makes them, and computes the trend of each "
        "series of years. No trend crosses a change of the test or of a definition.\n\n"
        "A series of too few years keeps its row, with the reason in the columns status and "
        "flags.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = trends,
};
