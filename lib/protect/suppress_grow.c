/* From cells that must be hidden to cells that are safe: open ones are taken in hand in order, over
 * and over, since what is hidden for one of them must be made safe too. */
#include "protect/suppress_parts.h"

enum {
    FEW_TRIES = 100,    /* at first */
    SHIFT_TRIES = 1500, /* changes tried before a route is asked for */
    MORE_TRIES = 5000,
    PASSES = 4,       /* over what was hidden before, if the release is small, */
    PASS_GROWTH = 4,  /* each with so many times the tries of the one before */
    AROUND_AFTER = 2, /* times in hand, after which all around is hidden */
    EVERYTHING_AFTER = 4,
    GIVE_UP_AFTER = 5
};

void strata_suppress_hide_around(strata_suppress_state *state, uint32_t cell)
{
    const strata_equations *now = &state->now;
    for (uint32_t use = now->use_start[cell]; use < now->use_start[cell + 1]; use++) {
        const uint32_t equation = now->use[use];
        for (uint32_t at = now->start[equation]; at < now->start[equation + 1]; at++) {
            if (strata_suppress_may_hide(state, now->member[at])) {
                strata_suppress_hide(state, now->member[at], true);
            }
        }
    }
}

/* In every sum of a cell the cheapest that may be hidden: one step at a time where there is no
 * linear programming. */
static void hide_cheapest(strata_suppress_state *state, uint32_t cell)
{
    const strata_equations *now = &state->now;
    for (uint32_t use = now->use_start[cell]; use < now->use_start[cell + 1]; use++) {
        const uint32_t equation = now->use[use];
        uint32_t best = UINT32_MAX;
        for (uint32_t at = now->start[equation]; at < now->start[equation + 1]; at++) {
            const uint32_t one = now->member[at];
            const bool is_better =
                best == UINT32_MAX || state->cells[one].weight < state->cells[best].weight ||
                (state->cells[one].weight == state->cells[best].weight && one < best);
            best = strata_suppress_may_hide(state, one) && is_better ? one : best;
        }
        if (best != UINT32_MAX) {
            strata_suppress_hide(state, best, true);
        }
    }
}

/* All that is connected with a cell. */
static void hide_everything(strata_suppress_state *state, uint32_t cell)
{
    strata_choose_cells(&state->far_chooser, cell, UINT32_MAX, NULL);
    const strata_choice *choice = &state->far_chooser.choice;
    for (uint32_t at = 0; at < choice->cell_count; at++) {
        if (strata_suppress_may_hide(state, choice->cell[at])) {
            strata_suppress_hide(state, choice->cell[at], true);
        }
    }
}

/* What has been tried in vain says what is tried next. */
static strata_status take_in_hand(strata_suppress_state *state, uint32_t cell, strata_error *err)
{
    const uint8_t tries = state->tries[cell]++;
    const bool is_large = !strata_suppress_is_small(state);
    STRATA_TRY(strata_suppress_combine(state, cell, err));
    STRATA_TRY(strata_suppress_shift(state, cell, FEW_TRIES, err));
    if (strata_suppress_is_open(state, cell) && is_large) {
        STRATA_TRY(strata_suppress_step(state, cell, STRATA_SUPPRESS_THOROUGH, err));
    }
    STRATA_TRY(strata_suppress_shift(state, cell, tries == 0 ? SHIFT_TRIES : MORE_TRIES, err));
    if (strata_suppress_is_open(state, cell) && is_large) {
        STRATA_TRY(strata_suppress_step(state, cell, STRATA_SUPPRESS_HIDING, err));
    }
    if (strata_suppress_is_open(state, cell)) {
        STRATA_TRY(strata_suppress_way(state, cell, STRATA_SUPPRESS_HIDING, err));
    }
    if (!strata_suppress_is_open(state, cell)) {
        state->tries[cell] = 0;
        return STRATA_OK;
    }
    if (tries >= GIVE_UP_AFTER) {
        return strata_fail(err, STRATA_E_PROTECTED, "suppress",
                           "cell \"%.100s\" cannot be kept from being worked out, whatever else of "
                           "its part is hidden",
                           strata_release_cell_id(state->release, cell));
    }
    if (tries >= EVERYTHING_AFTER) {
        hide_everything(state, cell);
    } else if (tries >= AROUND_AFTER) {
        strata_suppress_hide_around(state, cell);
    } else {
        hide_cheapest(state, cell);
    }
    return STRATA_OK;
}

static bool has_earlier(const strata_suppress_state *state)
{
    bool is_any = false;
    for (uint32_t cell = 0; cell < state->now.cell_count && !is_any; cell++) {
        is_any = state->cells[cell].role == STRATA_SUPPRESS_EARLIER;
    }
    return is_any;
}

/* One cell, among what is hidden. */
static strata_status find_again(strata_suppress_state *state, uint32_t cell, uint32_t tries,
                                strata_error *err)
{
    STRATA_TRY(strata_suppress_combine(state, cell, err));
    STRATA_TRY(strata_suppress_shift(state, cell, SHIFT_TRIES, err));
    if (strata_suppress_is_open(state, cell)) {
        STRATA_TRY(strata_suppress_way(state, cell, STRATA_SUPPRESS_THOROUGH, err));
    }
    return strata_suppress_shift(state, cell, tries, err);
}

/* What was hidden before was enough then: it should be again, so more is tried before more is
 * hidden, and once more with what was found out about other cells. */
static strata_status go_back(strata_suppress_state *state, strata_error *err)
{
    const unsigned most = strata_suppress_is_small(state) ? PASSES : 1;
    const unsigned passes = has_earlier(state) ? most : 0;
    uint32_t tries = MORE_TRIES;
    for (unsigned pass = 0; pass < passes && strata_suppress_has_open(state); pass++) {
        for (uint32_t at = 0; at < state->now.cell_count; at++) {
            STRATA_TRY(find_again(state, state->order[at], tries, err));
        }
        tries *= PASS_GROWTH;
    }
    return STRATA_OK;
}

strata_status strata_suppress_grow(strata_suppress_state *state, strata_error *err)
{
    bool is_open = true;
    STRATA_TRY(go_back(state, err));
    while (is_open) {
        is_open = false;
        for (uint32_t at = 0; at < state->now.cell_count; at++) {
            const uint32_t cell = state->order[at];
            if (strata_suppress_is_open(state, cell)) {
                is_open = true;
                STRATA_TRY(take_in_hand(state, cell, err));
            }
        }
    }
    return STRATA_OK;
}

strata_status strata_suppress_look(strata_suppress_state *state, strata_error *err)
{
    for (uint32_t at = 0; at < state->now.cell_count; at++) {
        const uint32_t cell = state->order[at];
        STRATA_TRY(strata_suppress_combine(state, cell, err));
        STRATA_TRY(strata_suppress_shift(state, cell, FEW_TRIES, err));
        if (strata_suppress_is_open(state, cell)) {
            STRATA_TRY(strata_suppress_step(state, cell, STRATA_SUPPRESS_THOROUGH, err));
        }
        STRATA_TRY(find_again(state, cell, MORE_TRIES, err));
    }
    return STRATA_OK;
}
