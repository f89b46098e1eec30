/* Estimates of several sources in one set, and the names of their places. */
#ifndef STRATA_RUN_ESTIMATE_JOIN_H
#define STRATA_RUN_ESTIMATE_JOIN_H

#include "measure/estimate.h"
#include "record/entities.h"

/** Adds copies of all rows and tests of `from` behind those of `into`, whose texts grow.
 *  @return STRATA_OK; STRATA_E_INPUT ("protection-differs": confidential with others,
 *          "test-differs", "estimates-twice": a row that both have);
 *          STRATA_E_MEMORY */
strata_status strata_estimates_append(strata_estimates *into, strata_estimates *from,
                                      strata_error *err) STRATA_NODISCARD;

/** Gives every row the name of its place in its last year; a place without a known name keeps the
 * name it has. */
strata_status strata_estimates_name(strata_estimates *estimates, const strata_entities *entities,
                                    strata_error *err) STRATA_NODISCARD;

#endif
