/* Reading all inputs of a run into one place: records into a sink, group results into a cube, cells
 * into a set. */
#ifndef STRATA_RUN_GATHER_H
#define STRATA_RUN_GATHER_H

#include "run/inputs.h"

/** One run of the stages. */
typedef struct strata_stages {
    const strata_job *job;
    strata_inputs inputs;
    strata_findings *findings;
} strata_stages;

/** Writes the records of all extracts to a sink as a stream. */
strata_status strata_gather_records(strata_stages *stages, strata_sink *sink, bool binary,
                                    bool bare, strata_error *err) STRATA_NODISCARD;

/** Counts records and group results, adds cells; sorted. findings->limit_passed is set if more rows
 * were rejected than the job allows. */
strata_status strata_gather_cells(strata_stages *stages, strata_cellset **out,
                                  strata_error *err) STRATA_NODISCARD;

/** The same into an output; cells of students as they are counted. findings->cells is the
 * number of rows, findings->cells_left_out that of cells without one. Where the output has
 * quantiles an input that is not of students is STRATA_E_USAGE ("quantiles-without-scores"). */
strata_status strata_gather_cells_to(strata_stages *stages, const strata_cell_output *output,
                                     strata_error *err) STRATA_NODISCARD;

#endif
