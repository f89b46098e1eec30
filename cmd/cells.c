/* Extracts or records into cells. */
#include "output.h"
#include "report.h"
#include "stage.h"

extern const strata_command strata_command_cells;

static strata_cell_form form_of(const strata_call *call)
{
    if (call->wants_totals) {
        return STRATA_CELL_FORM_TOTALS;
    }
    return call->wants_stats ? STRATA_CELL_FORM_TABLE : STRATA_CELL_FORM_STREAM;
}

static strata_status write_cells(strata_call *call, strata_sink *sink, strata_findings *findings,
                                 strata_error *err)
{
    const strata_cell_output output = {.sink = sink,
                                       .form = form_of(call),

                                       .has_tabs = form_of(call) != STRATA_CELL_FORM_STREAM &&
                                                   strata_output_ends_with(call, ".tsv"),
                                       .bare = call->is_bare,
                                       .quantiles =
                                           call->quantiles.count > 0 ? &call->quantiles : NULL};
    return strata_pipeline_cells_to(&call->job, &output, findings, err);
}

static strata_status cells(strata_call *call, strata_error *err)
{
    static const strata_stage stage = {.is_private = true, .written = write_cells};
    if (strata_option_is_given(call, STRATA_OPTION_QUANTILES) &&
        (!strata_option_is_given(call, STRATA_OPTION_STATS) ||
         strata_option_is_given(call, STRATA_OPTION_TOTALS))) {
        return strata_fail(err, STRATA_E_USAGE, "quantiles",
                           "--quantiles are columns of the table of --stats: give both, and no "
                           "--totals");
    }
    STRATA_TRY(strata_stage_run(call, &stage, err));
    if (call->wants_stats && !call->job.plan.ignore_meals &&
        strata_option_is_given(call, STRATA_OPTION_MEAL_RULE)) {
        strata_report_line(call, "note: in this table the rule of meals is held for schools that "
                                 "the entities call cep only; where over 95 %% have one lunch "
                                 "status is for strata gaps and tables to judge");
    }
    return STRATA_OK;
}

static const strata_option_id options[] = {
    STRATA_OPTION_BY,        STRATA_OPTION_LEVELS, STRATA_OPTION_GRADES, STRATA_OPTION_STATS,
    STRATA_OPTION_QUANTILES, STRATA_OPTION_TOTALS, STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {
    STRATA_OPTIONS_OF_COUNTING, STRATA_OPTION_ENTITIES, STRATA_OPTION_BARE,   STRATA_OPTION_TIMINGS,
    STRATA_OPTION_PROGRESS,     STRATA_OPTION_QUIET,    STRATA_OPTION_VERBOSE};
static const char *const examples[] = {
    "strata cells students.csv --by all,el,race,el*frl -o cells.csv",
    "strata cells students.csv --levels lea,state --grades all -o cells.csv.gz",
    "strata cells students.csv --by all,el --stats -o achievement.csv",
};

const strata_command strata_command_cells = {
    .name = "cells",
    .summary = "extracts or records into cells: counts and sums of student groups",
    .usage = "[options] [FILE...]",
    .description =
        "Keeps one result for each student, test, subject, year and term, and counts the "
        "results of every student group in every place: a cell. Published research files "
        "become cells as they are.\n\n"
        "A cross such as el*frl is made of statuses and unions: current*yes, ever*no. Details "
        "(long_term, free) have cells of their own and none in a cross.\n\n"
        "Cells are exact and do not depend on the order of rows or files. They show small "
        "groups, so their files have mode 0600 and strata protect comes next. With --stats a plain "
        "table for other programs takes the place of the stream: students, mean and SD of scale "
        "scores, students in each level, and the percent at or above the level in the column "
        "cut; it shows small groups too and says so in its last column. --quantiles 10,25,50 adds "
        "columns p10, p25, p50: exact percentiles of scale scores, by linear interpolation between "
        "the two nearest (type 7, as R, NumPy and PERCENTILE.INC have it). With --totals one row "
        "is written instead, of what the columns of that table add up to: two runs whose rows "
        "differ have counted differently. Equal rows are a sign, not a proof: two districts that "
        "stand in each other's place add up to the same, which only the tables show.\n\n"
        "Lunch status is counted as it is recorded, except in schools that the entities call cep: "
        "their students are in the group universal, and no others of frl (--meal-rule off: in "
        "those recorded). Where over 95 % have one status that says nothing either, which takes "
        "the whole set to see: it is judged from strata protect, gaps and tables on, never in the "
        "cells or --stats.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = cells,
};
