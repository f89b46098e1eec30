/* Cells hidden for others' sake are tried one by one: shown again if all that they gave play to
 * finds it elsewhere. */
#include "base/alloc.h"
#include "protect/suppress_parts.h"

enum {
    SHIFT_TRIES = 200,
    LEFT_MOST = 8 /* cells that would need play elsewhere; of more, some hardly finds it */
};

/* Finds play for all that one cell has left open. */
static strata_status find_play(strata_suppress_state *state, const uint32_t *left, uint32_t count,
                               bool *is_found, strata_error *err)
{
    *is_found = true;
    for (uint32_t at = 0; at < count && *is_found; at++) {
        STRATA_TRY(strata_suppress_shift(state, left[at], SHIFT_TRIES, err));
        if (strata_suppress_is_open(state, left[at])) {
            STRATA_TRY(strata_suppress_way(state, left[at], STRATA_SUPPRESS_QUICK, err));
        }
        *is_found = !strata_suppress_is_open(state, left[at]);
    }
    return STRATA_OK;
}

/* Adds the open cells that share a direction with a cell, each once; count of them are there. */
static uint32_t add_left(const strata_suppress_state *state, uint32_t cell, uint32_t *left,
                         uint32_t count)
{
    const strata_play *play = &state->play;
    for (size_t at = play->first[cell]; at != SIZE_MAX; at = play->entries[at].next) {
        const uint32_t direction = play->entries[at].direction;
        for (size_t of = play->start[direction]; of < play->start[direction + 1]; of++) {
            const uint32_t other = play->entries[of].cell;
            bool is_new = strata_suppress_is_open(state, other);
            for (uint32_t before = 0; before < count && is_new; before++) {
                is_new = left[before] != other;
            }
            if (is_new) {
                left[count++] = other;
            }
        }
    }
    return count;
}

static uint32_t list_left(const strata_suppress_state *state, uint32_t cell, uint32_t *left)
{
    uint32_t count = 0;
    uint32_t mate = cell;
    do {
        count = add_left(state, mate, left, count);
        mate = state->mate[mate];
    } while (mate != cell);
    return count;
}

static strata_status try_to_show(strata_suppress_state *state, uint32_t cell, uint32_t *left,
                                 strata_error *err)
{
    bool is_found = false;
    strata_suppress_hide(state, cell, false);
    strata_suppress_bury(state, cell, true);
    const uint32_t count = list_left(state, cell, left);
    if (count <= LEFT_MOST) {
        STRATA_TRY(find_play(state, left, count, &is_found, err));
    }
    if (!is_found) {
        strata_suppress_hide(state, cell, true);
        strata_suppress_bury(state, cell, false);
    }
    return STRATA_OK;
}

strata_status strata_suppress_show(strata_suppress_state *state, strata_error *err)
{
    const uint32_t cells = state->now.cell_count;
    uint32_t *left = strata_alloc_zero(cells, sizeof *left);
    strata_status status = STRATA_OK;
    if (left == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = cells; at > 0 && status == STRATA_OK; at--) {
        const uint32_t cell = state->order[at - 1];
        if (state->is_hidden[cell] && state->cells[cell].role == STRATA_SUPPRESS_MAY) {
            status = try_to_show(state, cell, left, err);
        }
    }
    strata_free(left);
    return status;
}
