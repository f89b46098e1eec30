/* What several directions do together: one after the other, each as far as the bounds let it go
 * from where the others have led. */
#include "protect/suppress_parts.h"

/* How many steps of an entry's direction its cell can go from where it is. */
static int64_t steps_of(const strata_suppress_state *state, const strata_play_entry *entry,
                        int64_t sign)
{
    const int64_t delta = sign * entry->delta;
    const int64_t bound = delta > 0 ? state->now.hi[entry->cell] : state->now.lo[entry->cell];
    const int64_t at = state->truth[entry->cell] + state->offset[entry->cell];
    if (bound == STRATA_BOUND_NONE || bound == -STRATA_BOUND_NONE) {
        return INT64_MAX;
    }
    return (delta > 0 ? bound - at : at - bound) / (delta > 0 ? delta : -delta);
}

/* Takes a direction as far as it goes, no further than `most` steps. */
static void go(strata_suppress_state *state, uint32_t direction, int64_t sign, int64_t most)
{
    const strata_play *play = &state->play;
    int64_t steps = most;
    for (size_t at = play->start[direction]; at < play->start[direction + 1] && steps > 0; at++) {
        const int64_t one = steps_of(state, &play->entries[at], sign);
        steps = one < steps ? one : steps;
    }
    for (size_t at = play->start[direction]; at < play->start[direction + 1] && steps > 0; at++) {
        const strata_play_entry *entry = &play->entries[at];
        if (!state->is_moved[entry->cell]) {
            state->is_moved[entry->cell] = true;
            state->moved[state->moved_count++] = entry->cell;
        }
        state->offset[entry->cell] += sign * entry->delta * steps;
    }
}

/* Notes where all have led, and goes back. */
static strata_status take(strata_suppress_state *state, bool is_worth, strata_error *err)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < state->moved_count; at++) {
        const uint32_t cell = state->moved[at];
        if (state->offset[cell] != 0) {
            state->cell[count] = cell;
            state->delta[count++] = state->offset[cell];
        }
        state->offset[cell] = 0;
        state->is_moved[cell] = false;
    }
    state->moved_count = 0;
    return is_worth ? strata_suppress_note(state, count, err) : STRATA_OK;
}

/* Up or down as far as is missing. */
static strata_status combine(strata_suppress_state *state, uint32_t cell, int64_t up,
                             strata_error *err)
{
    const strata_play *play = &state->play;
    const int64_t had = up > 0 ? play->most[cell] : -play->least[cell];
    const int64_t wanted = had + state->width[cell] - strata_play_of(play, cell);
    int64_t reached = 0;
    unsigned tries = 0;
    for (size_t at = play->first[cell];
         at != SIZE_MAX && reached < wanted && tries < STRATA_SUPPRESS_COMBINED; tries++) {
        const strata_play_entry *entry = &play->entries[at];
        const int64_t delta = entry->delta * up;
        const int64_t size = delta < 0 ? -delta : delta;
        at = entry->next;
        if (play->reach[entry->direction].deaths == 0 && size > 0) {
            go(state, entry->direction, delta > 0 ? 1 : -1, (wanted - reached + size - 1) / size);
            reached = state->offset[cell] * up;
        }
    }
    return take(state, reached > had, err);
}

strata_status strata_suppress_combine(strata_suppress_state *state, uint32_t cell,
                                      strata_error *err)
{
    if (strata_suppress_is_open(state, cell)) {
        STRATA_TRY(combine(state, cell, 1, err));
    }
    return strata_suppress_is_open(state, cell) ? combine(state, cell, -1, err) : STRATA_OK;
}
