/* How far a cell can go, and what that is worth. */
#include "protect/suppress_parts.h"

enum {
    FAR = 1000000, /* steps of a cell without a bound */
    JITTERS = 1024 /* prices differ a little, so that one route is the cheapest */
};

static const double jitter = 1e-5;

int64_t strata_suppress_room(const strata_suppress_state *state, const strata_equations *bounds,
                             uint32_t cell, bool up)
{
    const int64_t bound = up ? bounds->hi[cell] : bounds->lo[cell];
    if (bound == STRATA_BOUND_NONE || bound == -STRATA_BOUND_NONE) {
        return FAR;
    }
    const int64_t room = up ? bound - state->truth[cell] : state->truth[cell] - bound;
    return room < FAR ? room : FAR;
}

double strata_suppress_price(const strata_suppress_state *state, uint32_t cell, int64_t steps,
                             bool *is_free)
{
    const uint32_t hash = cell * 2654435761U >> 22; /* below JITTERS */
    *is_free =
        state->is_hidden[cell] || (strata_suppress_room(state, &state->now, cell, true) >= steps &&
                                   strata_suppress_room(state, &state->now, cell, false) >= steps);
    const double price =
        *is_free ? 1 : (double)STRATA_SUPPRESS_SHOWN_PRICE * state->cells[cell].weight;
    return price * (1 + jitter * hash / JITTERS);
}

bool strata_suppress_split(const strata_suppress_state *state, uint32_t cell, unsigned split,
                           int64_t *ahead, int64_t *back)
{
    const int64_t width = state->width[cell];
    const int64_t least = -state->play.least[cell];
    const int64_t most = state->play.most[cell];
    const int64_t wanted = width * split / (STRATA_SUPPRESS_SPLITS - 1);
    const int64_t before = split > 0 ? width * (split - 1) / (STRATA_SUPPRESS_SPLITS - 1) : -1;
    *back = wanted > least ? wanted : least;
    *ahead = width - *back > most ? width - *back : 0;
    return wanted != before && (split == 0 || wanted > least);
}
