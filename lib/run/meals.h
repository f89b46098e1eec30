/* Which schools the entities of a job say to have free meals for all. Part of gathering cells. */
#ifndef STRATA_RUN_MEALS_H
#define STRATA_RUN_MEALS_H

#include "run/gather.h"

/** Lets the cube ask the entities of the job, until the inputs are closed; where the job has none,
 * or ignores meals, nothing happens. */
strata_status strata_meals_open(strata_stages *stages, strata_cube *cube,
                                strata_error *err) STRATA_NODISCARD;

#endif
