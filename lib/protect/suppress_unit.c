/* Cells that are hidden together. */
#include "base/alloc.h"
#include "protect/suppress_parts.h"

void strata_suppress_hide_one(strata_suppress_state *state, uint32_t cell, bool is_hidden)
{
    const strata_suppress_cell *of = &state->cells[cell];
    state->is_hidden[cell] = is_hidden;
    state->width[cell] = is_hidden ? of->width : of->shown_width;
    state->now.lo[cell] = is_hidden ? state->hidden_lo[cell] : of->lo;
    state->now.hi[cell] = is_hidden ? state->hidden_hi[cell] : of->hi;
}

void strata_suppress_hide(strata_suppress_state *state, uint32_t cell, bool is_hidden)
{
    uint32_t mate = cell;
    do {
        strata_suppress_hide_one(state, mate, is_hidden);
        mate = state->mate[mate];
    } while (mate != cell);
}

void strata_suppress_bury(strata_suppress_state *state, uint32_t cell, bool is_dead)
{
    uint32_t mate = cell;
    do {
        strata_play_bury(&state->play, mate, is_dead);
        mate = state->mate[mate];
    } while (mate != cell);
}

static void pin_one(strata_suppress_state *state, uint32_t cell, bool is_pinned)
{
    strata_suppress_cell *of = &state->cells[cell];
    of->role = is_pinned ? STRATA_SUPPRESS_NEVER : STRATA_SUPPRESS_MAY;
    state->far.lo[cell] = is_pinned ? of->lo : state->hidden_lo[cell];
    state->far.hi[cell] = is_pinned ? of->hi : state->hidden_hi[cell];
}

void strata_suppress_pin(strata_suppress_state *state, uint32_t cell, bool is_pinned)
{
    uint32_t mate = cell;
    do {
        pin_one(state, mate, is_pinned);
        mate = state->mate[mate];
    } while (mate != cell);
}

/* Each cell's mate is the one before it of its unit, the first one's the last. */
strata_status strata_suppress_join(strata_suppress_state *state, strata_error *err)
{
    const uint32_t cells = state->release->cell_count;
    uint32_t units = 0;
    for (uint32_t cell = 0; cell < cells; cell++) {
        units = state->cells[cell].unit > units ? state->cells[cell].unit : units;
    }
    uint32_t *first = strata_alloc_zero((size_t)units + 1, sizeof *first); /* and 1; 0: none yet */
    if (first == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        const uint32_t unit = state->cells[cell].unit;
        const uint32_t head = unit != 0 ? first[unit] : 0;
        state->mate[cell] = head != 0 ? state->mate[head - 1] : cell;
        if (head != 0) {
            state->mate[head - 1] = cell;
        }
        first[unit] = head != 0 ? head : cell + 1;
    }
    strata_free(first);
    return STRATA_OK;
}
