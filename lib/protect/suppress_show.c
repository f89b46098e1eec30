/* Cells hidden for others' sake are tried one by one: shown again if all that they gave play to
 * finds it elsewhere. */
#include "protect/suppress_parts.h"

enum {
    SHIFT_TRIES = 1000,
    LEFT_MOST = 8,       /* cells that would need play elsewhere; of more, some hardly finds it */
    LEFT_MOST_SMALL = 40 /* in a small release */
};

/* Finds play for all that one cell has left open. */
static strata_status find_play(strata_suppress_state *state, const uint32_t *left, uint32_t count,
                               bool *is_found, strata_error *err)
{
    const strata_suppress_effort effort =
        strata_suppress_is_small(state) ? STRATA_SUPPRESS_THOROUGH : STRATA_SUPPRESS_QUICK;
    *is_found = true;
    for (uint32_t at = 0; at < count && *is_found; at++) {
        STRATA_TRY(strata_suppress_shift(state, left[at], SHIFT_TRIES, err));
        if (strata_suppress_is_open(state, left[at])) {
            STRATA_TRY(strata_suppress_way(state, left[at], effort, err));
        }
        *is_found = !strata_suppress_is_open(state, left[at]);
    }
    return STRATA_OK;
}

static strata_status try_to_show(strata_suppress_state *state, uint32_t cell, strata_error *err)
{
    const uint32_t most = strata_suppress_is_small(state) ? LEFT_MOST_SMALL : LEFT_MOST;
    uint32_t left[LEFT_MOST_SMALL + 1];
    bool is_found = false;
    strata_suppress_hide(state, cell, false);
    strata_suppress_bury(state, cell, true);
    const uint32_t count = strata_play_settle(&state->play, state->width, most, left);
    if (count <= most) {
        STRATA_TRY(find_play(state, left, count, &is_found, err));
    }
    if (!is_found) {
        strata_suppress_hide(state, cell, true);
        strata_suppress_bury(state, cell, false);
        strata_play_forget(&state->play);
    }
    return STRATA_OK;
}

strata_status strata_suppress_show(strata_suppress_state *state, strata_error *err)
{
    const uint32_t cells = state->now.cell_count;
    for (uint32_t at = cells; at > 0; at--) {
        const uint32_t cell = state->order[at - 1];
        if (state->is_hidden[cell] && state->cells[cell].role == STRATA_SUPPRESS_MAY) {
            STRATA_TRY(try_to_show(state, cell, err));
        }
    }
    return STRATA_OK;
}
