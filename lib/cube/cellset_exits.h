/* English learners for accountability: cells that count other years after reclassification do not
 * go together. */
#ifndef STRATA_CUBE_CELLSET_EXITS_H
#define STRATA_CUBE_CELLSET_EXITS_H

#include "cube/cellset.h"

/** Adds the redefinitions and the rules of exits of `from` to those of a set, unless a counted cell
 * of el=el_accountability of either was made with another number of years than would hold for it
 * then.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("exits-differ") */
strata_status strata_cellset_append_definitions(strata_cellset *set, const strata_cellset *from,
                                                strata_error *err) STRATA_NODISCARD;

#endif
