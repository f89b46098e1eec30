/* Routes by walking: a cell goes one step, and each sum that this breaks is mended by a step of
 * the cell that is worth least for it, until none is broken. Far cheaper than asking a solver, and
 * nearly as good where cells are many; it may find none where there is one. */
#ifndef STRATA_PROTECT_SUPPRESS_WALK_H
#define STRATA_PROTECT_SUPPRESS_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "protect/equations.h"

/** What a walk may do, cell by cell. */
typedef struct strata_walk_terms {
    const strata_equations *of; /* borrowed; bounds are not looked at */
    /** What a step of a cell costs, up or down: > 0; 0: it cannot be taken. */
    double (*price)(void *context, uint32_t cell, bool up);
    void *context;
} strata_walk_terms;

/** Working space, and the best route found. */
typedef struct strata_walk {
    const strata_walk_terms *terms; /* of the walk that goes on */
    int16_t *step;                  /* step[cell_count]: where the walk has gone: -1, 0, 1 */
    uint32_t *rests_until;          /* rests_until[cell_count]: the try from which it may step */
    int16_t *excess;                /* excess[equation count] */
    uint32_t *place;                /* place[equation count] in broken; UINT32_MAX: not broken */
    uint32_t *broken;               /* broken[broken_count]: sums that are */
    uint32_t broken_count;
    uint32_t *touched; /* touched[touched_count]: cells that stepped, in order, often twice */
    uint32_t touched_count;
    uint32_t *best; /* best[best_count], best_step: the route */
    int16_t *best_step;
    uint32_t best_count;
    double best_cost; /* sum of the prices of its cells */
    uint32_t chance;
} strata_walk;

/** @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_walk_init(strata_walk *walk, const strata_equations *of,
                               strata_error *err) STRATA_NODISCARD;
void strata_walk_deinit(strata_walk *walk);

/** Looks several times for a route on which a cell goes one step up and every sum stays; the
 * cheapest is in best. The same terms and cell give the same route.
 *  @param most  a route that costs so much or more is not taken
 *  @return      false: none was found, and best_count is 0 */
bool strata_walk_find(strata_walk *walk, const strata_walk_terms *terms, uint32_t cell,
                      double most);

#endif
