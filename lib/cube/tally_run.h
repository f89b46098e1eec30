/* Counting all rows of a store, part by part, with several threads. */
#ifndef STRATA_CUBE_TALLY_RUN_H
#define STRATA_CUBE_TALLY_RUN_H

#include "cube/tally_cells.h"
#include "cube/tally_rows.h"

/** What is counted, and for whom. */
typedef struct strata_tally_job {
    const strata_tally_frame *frame;
    const strata_cell_sink *sink;
    size_t threads;            /* 1 to STRATA_THREADS_MAX */
    bool applies_history;      /* see strata_tally_way */
    strata_cube_years *years;  /* NULL: none are compared */
    strata_tally_facts *facts; /* facts[facts_count], by file - 1: filled; NULL: not needed */
    size_t facts_count;
} strata_tally_job;

/** Gives all cells to the sink. Memory is set by the cells of open places, not by rows.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("sum-overflow"; "rows-many": more than
 *          2^32 - 1 of them; the disk), what the sink returned */
strata_status strata_tally_run(const strata_tally_job *job, strata_error *err) STRATA_NODISCARD;

#endif
