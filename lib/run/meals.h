/* Which schools the entities of a job say to have free meals for all. Part of gathering cells. */
#ifndef STRATA_RUN_MEALS_H
#define STRATA_RUN_MEALS_H

#include "run/gather.h"

/** Loads the entities of the job and lets the cube ask them; where the job has none, or ignores
 * meals, nothing happens.
 *  @param out  the entities, to be freed after the last record; NULL where there are none */
strata_status strata_meals_open(strata_stages *stages, strata_cube *cube, strata_entities **out,
                                strata_error *err) STRATA_NODISCARD;

#endif
