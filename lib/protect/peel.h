/* Subtraction: an equation in which one cell is not known gives that cell, which may leave one in
 * another. */
#ifndef STRATA_PROTECT_PEEL_H
#define STRATA_PROTECT_PEEL_H

#include "protect/equations.h"

/** Finds all cells that subtraction finds and makes them known.
 *  @param equations  hi == lo: known; found cells become so
 *  @param by         by[cell_count]: the equation that gave a cell; UINT32_MAX, unchanged: none did
 *  @param broken     an equation that contradicts the bounds, if STRATA_E_INPUT; no message is made
 *  @return           STRATA_OK, STRATA_E_INPUT, STRATA_E_MEMORY */
strata_status strata_peel(strata_equations *equations, uint32_t *by, uint32_t *broken,
                          strata_error *err) STRATA_NODISCARD;

#endif
