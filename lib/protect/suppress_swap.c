/* Small releases are worth more effort: a cell hidden for others' sake is shown for good, and kept
 * so if what must be hidden in its place is worth less. */
#include <string.h>

#include "base/alloc.h"
#include "protect/suppress_parts.h"

enum {
    SHIFT_TRIES = 200
};

typedef struct swapping {
    strata_suppress_state *state;
    bool *before;  /* before[cell_count]: what was hidden */
    uint64_t most; /* what is hidden instead must weigh less */
} swapping;

static uint64_t weight_added(const swapping *swap)
{
    uint64_t weight = 0;
    for (uint32_t cell = 0; cell < swap->state->now.cell_count; cell++) {
        const bool is_new = swap->state->is_hidden[cell] && !swap->before[cell];
        weight += is_new ? swap->state->cells[cell].weight : 0;
    }
    return weight;
}

/* Closes every open cell, while that is cheap enough. */
static strata_status close_all(swapping *swap, bool *is_worth, strata_error *err)
{
    strata_suppress_state *state = swap->state;
    *is_worth = true;
    for (uint32_t at = 0; at < state->now.cell_count && *is_worth; at++) {
        const uint32_t cell = state->order[at];
        STRATA_TRY(strata_suppress_shift(state, cell, SHIFT_TRIES, err));
        if (strata_suppress_is_open(state, cell)) {
            STRATA_TRY(strata_suppress_way(state, cell, STRATA_SUPPRESS_HIDING, err));
            *is_worth = !strata_suppress_is_open(state, cell) && weight_added(swap) < swap->most;
        }
    }
    *is_worth = *is_worth && !strata_suppress_has_open(state);
    return STRATA_OK;
}

static void settle(strata_suppress_state *state)
{
    (void)strata_play_settle(&state->play, state->width, state->now.cell_count, state->cell);
}

static void take_back(const swapping *swap)
{
    strata_suppress_state *state = swap->state;
    for (uint32_t cell = 0; cell < state->now.cell_count; cell++) {
        if (state->is_hidden[cell] && !swap->before[cell]) {
            strata_suppress_hide(state, cell, false);
            strata_suppress_bury(state, cell, true);
        }
    }
    settle(state);
}

static strata_status try_to_swap(swapping *swap, uint32_t cell, strata_error *err)
{
    strata_suppress_state *state = swap->state;
    bool is_worth = false;
    strata_suppress_hide(state, cell, false);
    strata_suppress_bury(state, cell, true);
    settle(state);
    memcpy(swap->before, state->is_hidden, state->now.cell_count * sizeof *swap->before);
    swap->most = state->cells[cell].weight;
    strata_suppress_pin(state, cell, true);
    STRATA_TRY(close_all(swap, &is_worth, err));
    strata_suppress_pin(state, cell, false);
    if (!is_worth) {
        take_back(swap);
        strata_suppress_hide(state, cell, true);
        strata_suppress_bury(state, cell, false);
    }
    return STRATA_OK;
}

strata_status strata_suppress_swap(strata_suppress_state *state, strata_error *err)
{
    const uint32_t cells = state->now.cell_count;
    if (!strata_suppress_is_small(state) || state->options.no_linear) {
        return STRATA_OK;
    }
    swapping swap = {.state = state, .before = strata_alloc_zero(cells, sizeof(bool))};
    if (swap.before == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = STRATA_OK;
    for (uint32_t at = cells; at > 0 && status == STRATA_OK; at--) {
        const uint32_t cell = state->order[at - 1];
        if (state->is_hidden[cell] && state->cells[cell].role == STRATA_SUPPRESS_MAY) {
            status = try_to_swap(&swap, cell, err);
        }
    }
    strata_free(swap.before);
    return status;
}
