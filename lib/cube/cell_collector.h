/* Takes cells as they are counted and puts them into a set. */
#ifndef STRATA_CUBE_CELL_COLLECTOR_H
#define STRATA_CUBE_CELL_COLLECTOR_H

#include "cube/cell_sink.h"
#include "cube/cellset.h"

typedef struct strata_cell_collector strata_cell_collector;

/** @param set  borrowed: cells are added to it when their part is taken
 *  @return     NULL when out of memory */
strata_cell_collector *strata_cell_collector_new(strata_cellset *set) STRATA_NODISCARD;
void strata_cell_collector_free(strata_cell_collector *collector); /* NULL is fine */

/** Belongs to the collector. Its functions return STRATA_OK or STRATA_E_MEMORY. */
const strata_cell_sink *strata_cell_collector_sink(const strata_cell_collector *collector);

#endif
