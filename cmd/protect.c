/* Cells that may leave the house. */
#include "policy_show.h"
#include "protect_cells.h"
#include "protect_explain.h"
#include "stage.h"

extern const strata_command strata_command_protect;

static strata_status protect(strata_call *call, strata_error *err)
{
    static const strata_stage stage = {.cells = strata_pipeline_protected};
    if (strata_protect_cells_is_asked(call)) {
        return strata_protect_cells_answer(call, err);
    }
    if (strata_protect_explain_is_asked(call)) {
        return strata_protect_explain_answer(call, err);
    }
    return strata_policy_is_asked(call) ? strata_policy_answer(call, err)
                                        : strata_stage_run(call, &stage, err);
}

static const strata_option_id options[] = {STRATA_OPTION_POLICY, STRATA_OPTION_SHOW,
                                           STRATA_OPTION_STATE, STRATA_OPTION_EXPLAIN,
                                           STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {
    STRATA_OPTION_BY,           STRATA_OPTION_LEVELS,   STRATA_OPTION_GRADES,
    STRATA_OPTIONS_OF_COUNTING, STRATA_OPTION_ENTITIES, STRATA_OPTION_BARE,
    STRATA_OPTION_INTERNAL,     STRATA_OPTION_PROGRESS, STRATA_OPTION_QUIET,
    STRATA_OPTION_VERBOSE,      STRATA_OPTION_CELLS,    STRATA_OPTION_LINKS,
    STRATA_OPTION_KNOWLEDGE,    STRATA_OPTION_WIDTH,    STRATA_OPTION_CERTIFICATES};
static const char *const examples[] = {
    "strata protect students.csv --by all,el --levels lea --policy auto -o out.csv",
    "strata cells students.csv | strata protect | strata gaps -o gaps.csv",
    "strata protect students.csv --by el --levels lea --policy auto --state nights",
    "strata protect --policy list",
    "strata protect --policy ny --show",
};

const strata_command strata_command_protect = {
    .name = "protect",
    .summary = "cells into cells in which small groups are protected",
    .usage = "[options] [CELLS]",
    .description =
        "Hides what would tell about few students, before any estimate is made. What is "
        "computed from protected cells may be treated as the policy says.\n\n"
        "Two policies are built in: draft hides groups under 10 and nothing else, so that "
        "hidden numbers may be found by subtraction; it is for trying out. none hides "
        "nothing; what is made from it is confidential.\n\n"
        "Those of publishers are files beside the schemas; a FILE of one's own ends in .json. "
        "Under such a policy further cells are hidden, until no hidden number can be worked out "
        "from all that is shown, and sums and counts of levels become percents, shares, means and "
        "SDs, rounded or as ranges. Where that cannot be done it is exit code 5, and nothing is "
        "written. auto is the policy of the state whose schemas read all the inputs, else "
        "generic-10.\n\n"
        "--state DIR compares with the releases that were made with it before, and adds this one "
        "when the output is in place. What was hidden stays hidden, the same data give the same "
        "bytes, and cells that have students in common stay as they were published (source "
        "ends in _held) as long as any number that can be read off changes by one student or "
        "more, but fewer than the policy's smallest group. DIR holds unprotected numbers, in "
        "files of mode 0600: it is not to be published, and not to be lost. A damaged one is exit "
        "code 3, one that another process works with 75.\n\n"
        "--explain CELL writes nothing but why a cell is hidden or shown, with --state also "
        "since when; --explain list names all of them, also those that have no meaning here. That "
        "is for the office: it says which groups "
        "are small, and with --internal how small.\n\n"
        "--policy list names all policies. --show prints the rules of one, which of them were "
        "confirmed in a "
        "document of the publisher, and where strata hides more than the publisher; of a FILE "
        "it says where that is wrong.\n\n"
        "--cells and --links, in place of CELLS, are for tables that strata did not make, of "
        "anything that is counted and adds up: cells with cell_id, value and any of "
        "primary (1: must be hidden), earlier (1: was hidden before), may_hide (0: never), weight "
        "and part; links as of strata audit. Further cells are hidden until every hidden one can "
        "be --width apart in two whole tables; what is written strata audit reads. Where that "
        "cannot be reached it is exit code 5, and nothing is written.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = protect,
};
