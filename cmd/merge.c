/* Cells of several shards into one set. */
#include "stage.h"

extern const strata_command strata_command_merge;

static strata_status merge(strata_call *call, strata_error *err)
{
    static const strata_stage stage = {.is_private = true, .cells = strata_pipeline_cells};
    return strata_stage_run(call, &stage, err);
}

static const strata_option_id options[] = {STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {STRATA_OPTION_BARE, STRATA_OPTION_PROGRESS,
                                        STRATA_OPTION_QUIET, STRATA_OPTION_VERBOSE};
static const char *const examples[] = {
    "strata merge cells-2023.csv cells-2024.csv -o cells.csv",
};

const strata_command strata_command_merge = {
    .name = "merge",
    .summary = "cells of several files or machines into one set",
    .usage = "[options] CELLS...",
    .description =
        "Adds up cells that were counted separately. The result is byte for byte what one "
        "machine would have counted from all inputs. The same input in two of the files is "
        "refused.\n\n"
        "The parts must not share students and tests: duplicates are found by strata cells, "
        "among the files that it is given together.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = merge,
};
