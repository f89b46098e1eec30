/* Takes cells as they are counted, so that they need not be held all at once. */
#ifndef STRATA_CUBE_CELL_SINK_H
#define STRATA_CUBE_CELL_SINK_H

#include "cube/cell.h"
#include "cube/quantile.h"

/** Cells come in parts. A part's cells are in the order of strata_cellset_sort and so are parts
 * that are taken one after the other. What is given is borrowed until the call returns. */
typedef struct strata_cell_sink {
    void *context;
    const strata_quantiles *quantiles; /* that are wanted with the cells; NULL: none */

    /** The quantiles of the scores of the cell that is added next in the slot, if the sink wants
     * some: of every cell with scores, in the places of the plan.
     *  @param values  values[quantiles->count]: see strata_quantile_value */
    strata_status (*tell)(void *context, size_t slot, const strata_int128 *values,
                          strata_error *err);

    /** A cell of the part in a slot. Calls for different slots may run at the same time. */
    strata_status (*add)(void *context, size_t slot, const strata_cell *cell, strata_error *err);

    /** The part in the slot is complete: one call at a time, in order; the slot is empty then. */
    strata_status (*take)(void *context, size_t slot, strata_error *err);
} strata_cell_sink;

enum {
    STRATA_CELL_SINK_SLOTS = 64 /* slots are 0 to STRATA_CELL_SINK_SLOTS - 1 */
};

#endif
