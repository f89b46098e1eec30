/* A walk for each way in which a cell can get its width. */
#include <math.h>

#include "protect/suppress_parts.h"
#include "protect/suppress_route.h"

enum {
    CHEAP = 2 /* times a cell's own weight: where more must be hidden for it a solver does better */
};

/* What one walk is for. */
typedef struct stepping {
    const strata_suppress_state *state;
    bool may_hide;
    int64_t ahead;
    int64_t back;
} stepping;

/* A cell has to be able to go as far as the one that the walk is for; one that is shown and not
 * free may be hidden for that, if at all. */
static double price_of(void *context, uint32_t cell, bool up)
{
    const stepping *of = context;
    const strata_suppress_state *state = of->state;
    const strata_equations *bounds = of->may_hide ? &state->far : &state->now;
    const int64_t up_room = strata_suppress_room(state, bounds, cell, true);
    const int64_t down_room = strata_suppress_room(state, bounds, cell, false);
    bool is_free = false;
    if (up_room < (up ? of->ahead : of->back) || down_room < (up ? of->back : of->ahead)) {
        return 0;
    }
    return strata_suppress_price(state, cell, of->ahead > of->back ? of->ahead : of->back,
                                 &is_free);
}

static strata_status take_walk(strata_suppress_state *state, const stepping *of, strata_error *err)
{
    const strata_walk *walk = &state->walk;
    const int64_t steps = of->ahead > of->back ? of->ahead : of->back;
    for (uint32_t at = 0; at < walk->best_count; at++) {
        bool is_free = false;
        state->cell[at] = walk->best[at];
        state->delta[at] = walk->best_step[at];
        (void)strata_suppress_price(state, walk->best[at], steps, &is_free);
        if (!is_free) {
            strata_suppress_hide(state, walk->best[at], true);
        }
    }
    return strata_suppress_note(state, walk->best_count, err);
}

/* What a walk may cost at most. */
static double limit_of(const strata_suppress_state *state, uint32_t cell,
                       strata_suppress_effort effort)
{
    const bool has_solver = !state->options.no_linear && strata_route_is_there();
    return effort == STRATA_SUPPRESS_HIDING && has_solver
               ? (double)CHEAP * STRATA_SUPPRESS_SHOWN_PRICE * state->cells[cell].weight
               : HUGE_VAL;
}

strata_status strata_suppress_step(strata_suppress_state *state, uint32_t cell,
                                   strata_suppress_effort effort, strata_error *err)
{
    stepping of = {.state = state, .may_hide = effort == STRATA_SUPPRESS_HIDING};
    stepping best = of;
    const double limit = limit_of(state, cell, effort);
    double least = limit;
    for (unsigned split = 0; split < STRATA_SUPPRESS_SPLITS; split++) {
        const strata_walk_terms terms = {&state->now, price_of, &of};
        if (strata_suppress_split(state, cell, split, &of.ahead, &of.back) &&
            strata_walk_find(&state->walk, &terms, cell, least)) {
            least = state->walk.best_cost;
            best = of;
        }
    }
    if (least >= limit) {
        return STRATA_OK;
    }
    const strata_walk_terms terms = {&state->now, price_of, &best};
    return strata_walk_find(&state->walk, &terms, cell, HUGE_VAL) ? take_walk(state, &best, err)
                                                                  : STRATA_OK;
}
