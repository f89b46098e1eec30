/* Ways to give a cell play: moves among what is hidden, or the cheapest route, on which cells are
 * hidden that are not yet. */
#include <math.h>

#include "base/alloc.h"
#include "protect/suppress_parts.h"
#include "protect/suppress_route.h"

enum {
    WINDOW = 700,       /* cells at first */
    WINDOW_GROWTH = 5,  /* times, if there is no route */
    NEAR = 350,         /* cells, where only those are looked at that are worth most */
    NEAR_EACH = 8,      /* of one sum */
    ONE_WAY = 2,        /* times as dear is a cell that cannot go both ways */
    DEAR = 2,           /* times its own weight, a route for a cell in a small release is dear */
    DEAR_LARGE = 8,     /* in a large one */
    DENOMINATORS = 6,   /* steps of a route may be so many parts of 1 */
    SHIFT_AFTER = 20000 /* tries, where a route did not give whole numbers */
};

static const double step_least = 1e-6; /* anything less is the solver's rounding */

/* One part of the sums, to be asked about one cell. */
typedef struct way {
    strata_part part;
    const strata_equations *bounds; /* that hold of its cells */
    double *up;                     /* for strata_route */
    double *down;
    double *price;
    double *step;
    double *best_step;
    bool *is_free; /* it can go as far as is asked without being hidden for it */
    bool *best_free;
    uint32_t cell;  /* that needs play */
    uint32_t local; /* of it in the part */
    bool has_best;
    strata_suppress_effort effort;
    uint64_t best_cost;
    double best_price;
} way;

/* Where the moves have led. */
static strata_status take_moves(strata_suppress_state *state, strata_error *err)
{
    const strata_moves *moves = &state->moves;
    uint32_t count = 0;
    for (uint32_t at = 0; at < moves->changed_count; at++) {
        const uint32_t cell = moves->changed[at];
        if (moves->x[cell] != moves->start[cell]) {
            state->cell[count] = cell;
            state->delta[count++] = moves->x[cell] - moves->start[cell];
        }
    }
    strata_moves_reset(&state->moves);
    return strata_suppress_note(state, count, err);
}

strata_status strata_suppress_shift(strata_suppress_state *state, uint32_t cell, uint32_t tries,
                                    strata_error *err)
{
    for (int64_t size = state->width[cell]; size > 0; size /= 2) {
        for (int sign = 1; sign >= -1; sign -= 2) {
            if (!strata_suppress_is_open(state, cell)) {
                return STRATA_OK;
            }
            if (strata_moves_shift(&state->moves, cell, sign * size, tries)) {
                STRATA_TRY(take_moves(state, err));
            }
        }
    }
    return STRATA_OK;
}

static strata_status open_way(way *one, const strata_suppress_state *state,
                              const strata_chooser *chooser, strata_error *err)
{
    const uint32_t count = chooser->choice.cell_count;
    *one = (way){
        .cell = chooser->choice.cell[0], /* the seed comes first */
        .effort = one->effort,
        .bounds = chooser->whole,
        .up = strata_alloc_zero(count, sizeof(double)),
        .down = strata_alloc_zero(count, sizeof(double)),
        .price = strata_alloc_zero(count, sizeof(double)),
        .step = strata_alloc_zero(count, sizeof(double)),
        .best_step = strata_alloc_zero(count, sizeof(double)),
        .is_free = strata_alloc_zero(count, sizeof(bool)),
        .best_free = strata_alloc_zero(count, sizeof(bool)),
    };
    STRATA_TRY(strata_part_init(&one->part, chooser, state->truth, err));
    if (one->up == NULL || one->down == NULL || one->price == NULL || one->step == NULL ||
        one->best_step == NULL || one->is_free == NULL || one->best_free == NULL) {
        return strata_fail_memory(err);
    }
    return STRATA_OK;
}

static void close_way(way *one)
{
    strata_part_deinit(&one->part);
    strata_free(one->up);
    strata_free(one->down);
    strata_free(one->price);
    strata_free(one->step);
    strata_free(one->best_step);
    strata_free(one->is_free);
    strata_free(one->best_free);
}

/* What is lost on a route. */
static uint64_t cost_of(const strata_suppress_state *state, const way *one)
{
    uint64_t cost = 0;
    for (uint32_t local = 0; local < one->part.equations.cell_count; local++) {
        const uint32_t cell = one->part.cell[local];
        const bool is_lost = fabs(one->step[local]) > step_least && !one->is_free[local];
        cost += is_lost ? state->cells[cell].weight : 0;
    }
    return cost;
}

static int64_t room_of(const strata_suppress_state *state, const way *one, uint32_t local, bool up)
{
    return strata_suppress_room(state, one->bounds, one->part.cell[local], up);
}

static void set_price(const strata_suppress_state *state, way *one, uint32_t local, int64_t steps)
{
    one->price[local] =
        strata_suppress_price(state, one->part.cell[local], steps, &one->is_free[local]);
}

static strata_status ask(const strata_suppress_state *state, way *one, int64_t delta,
                         strata_error *err)
{
    const strata_route route = {&one->part.equations,
                                one->up,
                                one->down,
                                one->price,
                                one->local,
                                delta,
                                one->has_best ? one->best_price : 0};
    double price = 0;
    bool is_found = false;
    STRATA_TRY(strata_route_find(&route, one->step, &price, &is_found, err));
    const uint64_t cost = is_found ? cost_of(state, one) : 0;
    if (is_found && (!one->has_best || cost < one->best_cost)) {
        double *const step = one->best_step;
        one->best_step = one->step;
        one->step = step;
        bool *const is_free = one->best_free;
        one->best_free = one->is_free;
        one->is_free = is_free;
        one->best_cost = cost;
        one->best_price = price;
        one->has_best = true;
    }
    return STRATA_OK;
}

/* A route on which every cell can go as far as the one it is for: ahead one way and back the
 * other. */
static strata_status ask_even(const strata_suppress_state *state, way *one, int64_t ahead,
                              int64_t back, strata_error *err)
{
    if (room_of(state, one, one->local, true) < ahead ||
        room_of(state, one, one->local, false) < back) {
        return STRATA_OK;
    }
    for (uint32_t local = 0; local < one->part.equations.cell_count; local++) {
        const int64_t up = room_of(state, one, local, true);
        const int64_t down = room_of(state, one, local, false);
        one->up[local] = up >= ahead && down >= back ? 1 : 0;
        one->down[local] = down >= ahead && up >= back ? 1 : 0;
        set_price(state, one, local, ahead > back ? ahead : back);
    }
    return ask(state, one, 1, err);
}

/* What is missing may lie ahead, behind, or on both sides of the truth. */
static strata_status ask_all_even(const strata_suppress_state *state, way *one, strata_error *err)
{
    for (unsigned split = 0; split < STRATA_SUPPRESS_SPLITS; split++) {
        int64_t ahead = 0;
        int64_t back = 0;
        const bool is_enough =
            one->has_best && (one->effort != STRATA_SUPPRESS_HIDING || one->best_cost == 0);
        if (!is_enough && strata_suppress_split(state, one->cell, split, &ahead, &back)) {
            STRATA_TRY(ask_even(state, one, ahead, back, err));
        }
    }
    return STRATA_OK;
}

/* A route on which each cell goes as far as it can. */
static strata_status ask_uneven(const strata_suppress_state *state, way *one, int64_t delta,
                                strata_error *err)
{
    const int64_t room = room_of(state, one, one->local, delta > 0);
    if (delta == 0 || room < (delta > 0 ? delta : -delta)) {
        return STRATA_OK;
    }
    for (uint32_t local = 0; local < one->part.equations.cell_count; local++) {
        one->up[local] = (double)room_of(state, one, local, true);
        one->down[local] = (double)room_of(state, one, local, false);
        set_price(state, one, local, INT64_MAX);
    }
    return ask(state, one, delta, err);
}

/* True of a route that is worth looking for another. */
static bool is_dear(const strata_suppress_state *state, const way *one)
{
    const uint64_t times = strata_suppress_is_small(state) ? DEAR : DEAR_LARGE;
    return one->effort == STRATA_SUPPRESS_HIDING &&
           one->best_cost > times * state->cells[one->cell].weight;
}

static strata_status ask_all(const strata_suppress_state *state, way *one, strata_error *err)
{
    const uint32_t cell = one->cell;
    const int64_t width = state->width[cell];
    STRATA_TRY(ask_all_even(state, one, err));
    if ((!one->has_best || is_dear(state, one)) && one->effort != STRATA_SUPPRESS_QUICK) {
        STRATA_TRY(ask_uneven(state, one, width + state->play.least[cell], err));
        STRATA_TRY(ask_uneven(state, one, state->play.most[cell] - width, err));
    }
    return STRATA_OK;
}

/* The steps as whole numbers, times so many. */
static bool take_whole(strata_suppress_state *state, const way *one, int times, uint32_t *count)
{
    *count = 0;
    for (uint32_t local = 0; local < one->part.equations.cell_count; local++) {
        const double step = one->best_step[local] * times;
        const double whole = nearbyint(step);
        if (fabs(step - whole) > step_least * times) {
            return false;
        }
        if (fabs(whole) > 0) {
            state->cell[*count] = one->part.cell[local];
            state->delta[(*count)++] = (int64_t)whole;
        }
    }
    return true;
}

/* By its greatest common divisor: then it may go further. */
static void shorten(strata_suppress_state *state, uint32_t count)
{
    const int64_t divisor = strata_ways_divisor(state->delta, count);
    for (uint32_t at = 0; at < count; at++) {
        state->delta[at] /= divisor;
    }
}

/* Hides what is on the best route, and notes it. */
static strata_status take_route(strata_suppress_state *state, const way *one, strata_error *err)
{
    for (uint32_t local = 0; local < one->part.equations.cell_count; local++) {
        const uint32_t cell = one->part.cell[local];
        const bool is_lost = fabs(one->best_step[local]) > step_least && !one->best_free[local];
        if (is_lost && !state->is_hidden[cell]) {
            strata_suppress_hide(state, cell, true);
        }
    }
    uint32_t count = 0;
    for (int times = 1; times <= DENOMINATORS; times++) {
        if (take_whole(state, one, times, &count)) {
            shorten(state, count);
            return strata_suppress_note(state, count, err);
        }
    }
    return strata_suppress_shift(state, one->cell, SHIFT_AFTER, err);
}

static strata_chooser *chooser_of(strata_suppress_state *state, strata_suppress_effort effort)
{
    return effort == STRATA_SUPPRESS_HIDING ? &state->far_chooser : &state->now_chooser;
}

static strata_status look_into(strata_suppress_state *state, way *one, strata_error *err)
{
    STRATA_TRY(open_way(one, state, chooser_of(state, one->effort), err));
    STRATA_TRY(ask_all(state, one, err));
    return one->has_best ? take_route(state, one, err) : STRATA_OK;
}

static strata_status look(strata_suppress_state *state, strata_suppress_effort effort, bool *found,
                          strata_error *err)
{
    way one = {.effort = effort};
    const strata_status status = look_into(state, &one, err);
    *found = one.has_best;
    close_way(&one);
    return status;
}

/* For which cells what others of their sums are worth is asked. */
typedef struct choosing {
    const strata_suppress_state *state;
    const strata_equations *bounds;
    int64_t steps;
} choosing;

/* Cells that can go the whole way, either way, are worth most. */
static double price_of_choice(void *context, uint32_t cell)
{
    const choosing *of = context;
    bool is_free = false;
    const int64_t up = strata_suppress_room(of->state, of->bounds, cell, true);
    const int64_t down = strata_suppress_room(of->state, of->bounds, cell, false);
    const double price = strata_suppress_price(of->state, cell, of->steps, &is_free);
    const int64_t less = up < down ? up : down;
    return up < of->steps && down < of->steps ? -1 : price * (less < of->steps ? ONE_WAY : 1);
}

/* A route near by, among few cells. */
static strata_status look_near(strata_suppress_state *state, uint32_t cell, strata_error *err)
{
    strata_chooser *chooser = chooser_of(state, STRATA_SUPPRESS_QUICK);
    choosing of = {state, chooser->whole, state->width[cell]};
    const strata_choice_terms terms = {NEAR, NEAR_EACH, price_of_choice, &of};
    bool is_found = false;
    strata_choose_best(chooser, cell, &terms);
    return look(state, STRATA_SUPPRESS_QUICK, &is_found, err);
}

/* A route wherever it is: in the cell's part, then in larger and larger windows. */
static strata_status look_far(strata_suppress_state *state, uint32_t cell,
                              strata_suppress_effort effort, strata_error *err)
{
    strata_chooser *chooser = chooser_of(state, effort);
    const uint32_t *label = state->label;
    bool is_found = false;
    uint32_t most = WINDOW;
    uint32_t before = 0;
    while (!is_found) {
        strata_choose_cells(chooser, cell, most, label);
        if (chooser->choice.cell_count > before) {
            before = chooser->choice.cell_count;
            STRATA_TRY(look(state, effort, &is_found, err));
        }
        if (label == NULL && chooser->choice.cell_count < most) {
            return STRATA_OK; /* there is no more */
        }
        most = label == NULL ? most * WINDOW_GROWTH : most;
        label = NULL;
    }
    return STRATA_OK;
}

strata_status strata_suppress_way(strata_suppress_state *state, uint32_t cell,
                                  strata_suppress_effort effort, strata_error *err)
{
    if (state->options.no_linear || !strata_route_is_there()) {
        return STRATA_OK;
    }
    return effort == STRATA_SUPPRESS_QUICK ? look_near(state, cell, err)
                                           : look_far(state, cell, effort, err);
}
