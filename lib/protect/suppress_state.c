/* What hiding knows at any time: which cells are hidden and how far each can be moved. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/order.h"
#include "protect/suppress_parts.h"

enum {
    SMALL_MOST = 3000 /* cells of a release that is worth every effort */
};

/* A cell's place in the order. */
typedef struct place {
    uint32_t weight;
    uint32_t cell;
} place;

static int compare_places(const void *left, const void *right)
{
    const place *a = left;
    const place *b = right;
    const uint32_t first[] = {a->weight, a->cell};
    const uint32_t second[] = {b->weight, b->cell};
    return strata_order_numbers(first, second, 2);
}

static strata_status put_in_order(strata_suppress_state *state, strata_error *err)
{
    const uint32_t cells = state->release->cell_count;
    place *places = strata_alloc_zero(cells, sizeof *places);
    if (places == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        places[cell] = (place){state->cells[cell].weight, cell};
    }
    if (cells > 0) {
        qsort(places, cells, sizeof *places, compare_places);
    }
    for (uint32_t at = 0; at < cells; at++) {
        state->order[at] = places[at].cell;
    }
    strata_free(places);
    return STRATA_OK;
}

static bool is_hidden_role(strata_suppress_role role)
{
    return role == STRATA_SUPPRESS_PRIMARY || role == STRATA_SUPPRESS_EARLIER ||
           role == STRATA_SUPPRESS_UNPRINTED;
}

bool strata_suppress_may_hide(const strata_suppress_state *state, uint32_t cell)
{
    return !state->is_hidden[cell] && state->cells[cell].role == STRATA_SUPPRESS_MAY;
}

bool strata_suppress_is_open(const strata_suppress_state *state, uint32_t cell)
{
    return strata_play_of(&state->play, cell) < state->width[cell];
}

strata_status strata_suppress_note(strata_suppress_state *state, uint32_t count, strata_error *err)
{
    const strata_direction direction = {state->cell, state->delta, count};
    bool is_taken = false;
    return strata_play_add(&state->play, direction, &is_taken, err);
}

bool strata_suppress_is_small(const strata_suppress_state *state)
{
    return state->now.cell_count <= SMALL_MOST;
}

bool strata_suppress_has_open(const strata_suppress_state *state)
{
    bool is_any = false;
    for (uint32_t cell = 0; cell < state->now.cell_count && !is_any; cell++) {
        is_any = strata_suppress_is_open(state, cell);
    }
    return is_any;
}

/* What a hidden cell is known to be can rule out that it, or another of its unit, be hidden. */
static strata_status rule_out(strata_suppress_state *state, strata_error *err)
{
    for (uint32_t cell = 0; cell < state->release->cell_count; cell++) {
        const int64_t truth = state->truth[cell];
        const bool is_out = truth < state->hidden_lo[cell] || truth > state->hidden_hi[cell];
        if (is_out && is_hidden_role(state->cells[cell].role)) {
            return strata_fail(err, STRATA_E_PROTECTED, "suppress",
                               "cell \"%.100s\" must be hidden, but readers know that what is "
                               "hidden has other values",
                               strata_release_cell_id(state->release, cell));
        }
        if (is_out) {
            strata_suppress_pin(state, cell, true);
        }
    }
    return STRATA_OK;
}

/* Bounds of cells as readers will have them. */
static strata_status take_bounds(strata_suppress_state *state, strata_error *err)
{
    strata_release *release = state->release;
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        release->cells[cell].is_hidden = true;
    }
    strata_release_bounds(release, state->options.knowledge, state->hidden_lo, state->hidden_hi);
    STRATA_TRY(rule_out(state, err));
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        const strata_suppress_cell *of = &state->cells[cell];
        const bool is_pinned = of->role == STRATA_SUPPRESS_NEVER;
        state->far.lo[cell] = is_pinned ? of->lo : state->hidden_lo[cell];
        state->far.hi[cell] = is_pinned ? of->hi : state->hidden_hi[cell];
        strata_suppress_hide_one(state, cell, is_hidden_role(of->role));
        state->most_width = of->width > state->most_width ? of->width : state->most_width;
    }
    return STRATA_OK;
}

static strata_status check_truth(const strata_suppress_state *state, strata_error *err)
{
    const strata_equations *sums = &state->release->sums;
    for (uint32_t equation = 0; equation < sums->count; equation++) {
        if (strata_equations_excess(sums, equation, state->truth) != 0) {
            return strata_fail(err, STRATA_E_INPUT, "contradiction",
                               "the parts of equation \"%.100s\" do not add up to its total",
                               strata_release_equation_id(state->release, equation));
        }
    }
    return STRATA_OK;
}

/* The same sums with bounds of their own. */
static strata_status borrow_sums(strata_suppress_state *state, strata_equations *out,
                                 strata_error *err)
{
    *out = state->release->sums;
    out->lo = strata_alloc_zero(out->cell_count, sizeof(int64_t));
    out->hi = strata_alloc_zero(out->cell_count, sizeof(int64_t));
    return out->lo != NULL && out->hi != NULL ? STRATA_OK : strata_fail_memory(err);
}

static strata_status make_room(strata_suppress_state *state, strata_error *err)
{
    const uint32_t cells = state->release->cell_count;
    state->cells = strata_alloc_zero(cells, sizeof *state->cells);
    state->truth = strata_alloc_zero(cells, sizeof *state->truth);
    state->order = strata_alloc_zero(cells, sizeof *state->order);
    state->is_hidden = strata_alloc_zero(cells, sizeof *state->is_hidden);
    state->tries = strata_alloc_zero(cells, sizeof *state->tries);
    state->offset = strata_alloc_zero(cells, sizeof *state->offset);
    state->moved = strata_alloc_zero(cells, sizeof *state->moved);
    state->is_moved = strata_alloc_zero(cells, sizeof *state->is_moved);
    state->mate = strata_alloc_zero(cells, sizeof *state->mate);
    state->width = strata_alloc_zero(cells, sizeof *state->width);
    state->hidden_lo = strata_alloc_zero(cells, sizeof *state->hidden_lo);
    state->hidden_hi = strata_alloc_zero(cells, sizeof *state->hidden_hi);
    state->cell = strata_alloc_zero(cells, sizeof *state->cell);
    state->delta = strata_alloc_zero(cells, sizeof *state->delta);
    if (state->cells == NULL || state->truth == NULL || state->order == NULL ||
        state->is_hidden == NULL || state->tries == NULL || state->cell == NULL ||
        state->delta == NULL || state->mate == NULL || state->offset == NULL ||
        state->moved == NULL || state->is_moved == NULL || state->width == NULL ||
        state->hidden_lo == NULL || state->hidden_hi == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(borrow_sums(state, &state->far, err));
    return borrow_sums(state, &state->now, err);
}

/* Only where the release names parts. */
static strata_status copy_labels(strata_suppress_state *state, strata_error *err)
{
    const strata_release *release = state->release;
    if (strata_intern_count(release->parts) <= 1) {
        return STRATA_OK;
    }
    state->label = strata_alloc_zero(release->cell_count, sizeof *state->label);
    if (state->label == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        state->label[cell] = release->cells[cell].part;
    }
    return STRATA_OK;
}

static strata_status take_cells(strata_suppress_state *state, const strata_suppress_cell *cells,
                                strata_error *err)
{
    for (uint32_t cell = 0; cell < state->release->cell_count; cell++) {
        state->cells[cell] = cells[state->from[cell]];
        state->truth[cell] = state->cells[cell].truth;
    }
    STRATA_TRY(check_truth(state, err));
    STRATA_TRY(strata_suppress_join(state, err));
    STRATA_TRY(take_bounds(state, err));
    STRATA_TRY(copy_labels(state, err));
    return put_in_order(state, err);
}

strata_status strata_suppress_state_init(strata_suppress_state *state,
                                         const strata_release *release,
                                         const strata_suppress_cell *cells,
                                         const strata_suppress_options *options, strata_error *err)
{
    *state = (strata_suppress_state){
        .options = *options,
        .from = strata_alloc_zero(release->cell_count, sizeof *state->from),
    };
    if (state->from == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_suppress_sort(release, state->from, &state->release, err));
    STRATA_TRY(make_room(state, err));
    STRATA_TRY(take_cells(state, cells, err));
    STRATA_TRY(strata_play_init(&state->play, &state->now, state->truth, err));
    STRATA_TRY(strata_moves_init(&state->moves, &state->now, err));
    STRATA_TRY(strata_walk_init(&state->walk, &state->now, err));
    strata_moves_start(&state->moves, state->truth);
    STRATA_TRY(strata_chooser_init(&state->far_chooser, &state->far, err));
    return strata_chooser_init(&state->now_chooser, &state->now, err);
}

void strata_suppress_state_deinit(strata_suppress_state *state)
{
    strata_free(state->from);
    strata_free(state->cells);
    strata_free(state->truth);
    strata_free(state->order);
    strata_free(state->label);
    strata_free(state->mate);
    strata_free(state->offset);
    strata_free(state->moved);
    strata_free(state->is_moved);
    strata_free(state->width);
    strata_free(state->hidden_lo);
    strata_free(state->hidden_hi);
    strata_free(state->far.lo); /* the rest of far and now is the release's */
    strata_free(state->far.hi);
    strata_free(state->now.lo);
    strata_free(state->now.hi);
    strata_free(state->is_hidden);
    strata_free(state->tries);
    strata_free(state->cell);
    strata_free(state->delta);
    strata_play_deinit(&state->play);
    strata_moves_deinit(&state->moves);
    strata_walk_deinit(&state->walk);
    strata_chooser_deinit(&state->far_chooser);
    strata_chooser_deinit(&state->now_chooser);
    strata_release_free(state->release);
    *state = (strata_suppress_state){0};
}
