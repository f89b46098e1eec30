/* Sums made in different inputs whose parts overlap. */
#ifndef STRATA_CUBE_CELLSET_OVERLAP_H
#define STRATA_CUBE_CELLSET_OVERLAP_H

#include "cube/cellset.h"

/** Where two cells of one key met of which one at least was a row of a file, each of the two has a
 * part in the sums above it: a lea with its own row in one input and its schools in another, or
 * with the same row in both. Such a sum would count students twice.
 *  @param set      sorted
 *  @param has_met  has_met[set->count]
 *  @return         STRATA_OK, STRATA_E_INPUT ("parts-and-total") */
strata_status strata_cellset_check_overlap(const strata_cellset *set, const bool *has_met,
                                           strata_error *err) STRATA_NODISCARD;

#endif
