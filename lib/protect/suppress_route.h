/* The cheapest way to move a cell: a direction in which it goes as far as is wanted while every sum
 * stays, where moving each other cell has its price. */
#ifndef STRATA_PROTECT_SUPPRESS_ROUTE_H
#define STRATA_PROTECT_SUPPRESS_ROUTE_H

#include "protect/equations.h"

/** A question. */
typedef struct strata_route {
    const strata_equations *of; /* the cells that may move; bounds and right are not looked at */
    const double *up;           /* up[cell_count]: steps that each may go up, >= 0 */
    const double *down;         /* down[cell_count] */
    const double *price;        /* price[cell_count] > 0: of going as far as the route may need, or
                                 * as far as it may if that is less; in proportion */
    uint32_t cell;              /* goes by delta, not 0 */
    int64_t delta;
    double most; /* no route is worth more than this, in all; 0: no limit */
} strata_route;

/** True if strata was built with GLPK. */
bool strata_route_is_there(void);

/** Looks for it among whole numbers, as far as fixing one cell after the other leads.
 *  @param step   step[cell_count], filled if found: where each cell goes, nearly whole
 *  @param price  what the route costs, if found
 *  @param found  false: there is none, or it was given up, or there is no GLPK
 *  @return       STRATA_OK; STRATA_E_MEMORY. No other problem of GLPK may be open */
strata_status strata_route_find(const strata_route *route, double *step, double *price, bool *found,
                                strata_error *err) STRATA_NODISCARD;

#endif
