/* Questions to the solver about one piece: of every open cell the greatest and the least value.
 * Each answer is a table, which may settle many cells, and a proof, which may narrow many. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "protect/audit_linear.h"
#include "protect/audit_moves.h"
#include "protect/audit_parts.h"
#include "protect/audit_proof.h"
#include "protect/audit_search.h"

enum {
    MEND_TRIES = 500,
    FIRST_STEPS = 50000,
    SPREADS_MOST = 12
};

/* A double so close to a whole number is taken for it; the table is then checked as whole numbers.
 */
static const double close_enough = 1e-5;

typedef struct asking {
    strata_audit *audit;
    strata_part *part;
    strata_window window;
    strata_linear *linear;
    strata_tighten tighten; /* of the part */
    strata_proof proof;
    strata_moves moves; /* of the part, to mend tables that are not whole */
    uint32_t target;    /* the cell that is asked about; UINT32_MAX: several */
    int8_t *weight;
    strata_linear_table table;
    int64_t *rounded;
    bool has_news; /* the last table settled or moved something */
} asking;

static strata_status open_asking(asking *ask, strata_error *err)
{
    const strata_equations *own = &ask->part->equations;
    STRATA_TRY(strata_tighten_init(&ask->tighten, &ask->part->equations, err));
    STRATA_TRY(strata_proof_init(&ask->proof, own->cell_count, err));
    STRATA_TRY(strata_moves_init(&ask->moves, own, err));
    ask->weight = strata_alloc_zero(own->cell_count, sizeof *ask->weight);
    ask->table.x = strata_alloc_zero(own->cell_count, sizeof *ask->table.x);
    ask->table.multiplier = strata_alloc_zero(own->count, sizeof *ask->table.multiplier);
    ask->rounded = strata_alloc_zero(own->cell_count, sizeof *ask->rounded);
    if (ask->weight == NULL || ask->table.x == NULL || ask->table.multiplier == NULL ||
        ask->rounded == NULL) {
        return strata_fail_memory(err);
    }
    return ask->audit->options.no_linear ? STRATA_OK : strata_linear_open(own, &ask->linear, err);
}

static void close_asking(asking *ask)
{
    strata_linear_close(ask->linear);
    strata_tighten_deinit(&ask->tighten);
    strata_proof_deinit(&ask->proof);
    strata_moves_deinit(&ask->moves);
    strata_free(ask->weight);
    strata_free(ask->table.x);
    strata_free(ask->table.multiplier);
    strata_free(ask->rounded);
}

/* Rounds the table; true if all of it was whole. */
static bool round_table(asking *ask)
{
    const uint32_t cells = ask->part->equations.cell_count;
    bool is_whole = true;
    for (uint32_t cell = 0; cell < cells; cell++) {
        const double nearest = round(ask->table.x[cell]);
        is_whole = is_whole && fabs(ask->table.x[cell] - nearest) < close_enough;
        ask->rounded[cell] = (int64_t)nearest;
    }
    return is_whole;
}

/* The corners of what the equations allow need not be whole: one close by will do, in which the
 * cell that was asked about keeps its value. */
static void mend(asking *ask)
{
    strata_moves *moves = &ask->moves;
    strata_moves_start(moves, ask->rounded);
    moves->frozen = ask->target;
    const bool is_first = !ask->audit->tables.has_base[ask->part->cell[0]];
    if (strata_moves_mend(moves, is_first ? UINT32_MAX : MEND_TRIES)) {
        memcpy(ask->rounded, moves->x, ask->part->equations.cell_count * sizeof *ask->rounded);
    }
    moves->frozen = UINT32_MAX;
}

static strata_status learn_table(asking *ask, strata_error *err)
{
    ask->has_news = false;
    if (!round_table(ask)) {
        mend(ask);
    }
    if (!strata_equations_fit(&ask->part->equations, ask->rounded)) {
        return STRATA_OK;
    }
    if (!ask->audit->tables.has_base[ask->part->cell[0]]) {
        STRATA_TRY(strata_audit_centre(&ask->part->equations, ask->rounded, err));
    }
    return strata_audit_witness(ask->audit, ask->part, ask->rounded, &ask->has_news, err);
}

static strata_status learn_bounds(asking *ask, strata_error *err)
{
    ask->tighten.has_moved = false;
    if (!strata_proof_narrow(&ask->proof, &ask->tighten, ask->table.multiplier)) {
        return strata_audit_contradiction(ask->audit, ask->part->equation[0], err);
    }
    if (!ask->tighten.has_moved) {
        return STRATA_OK;
    }
    if (!strata_tighten_run(&ask->tighten)) {
        return strata_audit_contradiction(ask->audit, ask->part->equation[ask->tighten.broken],
                                          err);
    }
    return strata_audit_narrow(ask->audit, ask->part, STRATA_ATTACK_LINEAR, err);
}

/* The table with the greatest weighted sum. */
static strata_status ask_once(asking *ask, strata_error *err)
{
    STRATA_TRY(strata_linear_greatest(ask->linear, ask->weight, &ask->table, err));
    if (ask->table.answer == STRATA_LINEAR_NO_TABLE && ask->window == STRATA_WINDOW_WHOLE) {
        return strata_audit_contradiction(ask->audit, ask->part->equation[0], err);
    }
    if (ask->table.answer != STRATA_LINEAR_FOUND) {
        ask->has_news = false;
        return STRATA_OK;
    }
    if (ask->window != STRATA_WINDOW_FORBIDS) {
        STRATA_TRY(learn_table(ask, err));
    }
    return ask->window != STRATA_WINDOW_ALLOWS ? learn_bounds(ask, err) : STRATA_OK;
}

static bool is_open(const asking *ask, uint32_t local)
{
    return strata_audit_is_open(ask->audit, ask->part->cell[local]);
}

/* Weight of a cell in a question about all open ones: all up, all down, then mixed. */
static int8_t mixed(uint32_t spread, uint32_t local)
{
    if (spread < 2) {
        return (int8_t)(spread == 0 ? 1 : -1);
    }
    const uint32_t hashed = (local + 1) * 2654435761U; /* Knuth's multiplicative hashing */
    return (int8_t)((hashed >> (31 - (spread >> 1))) % 2 == spread % 2 ? 1 : -1);
}

/* Questions about all open cells at once, as long as they bring anything. */
static strata_status spread_out(asking *ask, strata_error *err)
{
    const uint32_t cells = ask->part->equations.cell_count;
    ask->has_news = true;
    for (uint32_t spread = 0; spread < SPREADS_MOST && ask->has_news; spread++) {
        for (uint32_t local = 0; local < cells; local++) {
            ask->weight[local] = (int8_t)(is_open(ask, local) ? mixed(spread, local) : 0);
        }
        STRATA_TRY(ask_once(ask, err));
    }
    memset(ask->weight, 0, cells);
    return STRATA_OK;
}

static strata_status ask_cell(asking *ask, uint32_t local, bool up, strata_error *err)
{
    if (!is_open(ask, local) || strata_audit_reaches(ask->audit, ask->part->cell[local], up)) {
        return STRATA_OK;
    }
    ask->weight[local] = (int8_t)(up ? 1 : -1);
    ask->target = local;
    const strata_status status = ask_once(ask, err);
    ask->target = UINT32_MAX;
    ask->weight[local] = 0;
    return status;
}

static strata_status ask_all(asking *ask, strata_error *err)
{
    const bool is_outside_left_out = ask->window == STRATA_WINDOW_FORBIDS;
    if (!is_outside_left_out) {
        STRATA_TRY(spread_out(ask, err));
    }
    for (uint32_t local = 0; local < ask->part->equations.cell_count; local++) {
        if (!is_outside_left_out || strata_audit_is_inside(ask->audit, ask->part, local)) {
            STRATA_TRY(ask_cell(ask, local, true, err));
            STRATA_TRY(ask_cell(ask, local, false, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_audit_ask(strata_audit *audit, strata_part *part, strata_window window,
                               strata_error *err)
{
    asking ask = {.audit = audit, .part = part, .window = window, .target = UINT32_MAX};
    strata_status status = open_asking(&ask, err);
    if (status == STRATA_OK && ask.linear != NULL) {
        status = ask_all(&ask, err);
    }
    close_asking(&ask);
    return status;
}

/* By trial, near what the solver found. */
static strata_status search_any(asking *ask, strata_error *err)
{
    const strata_equations *own = &ask->part->equations;
    strata_search search = {0};
    strata_search_answer answer = STRATA_SEARCH_NONE;
    const strata_search_wish wish = {own->lo, own->hi,
                                     ask->table.answer == STRATA_LINEAR_FOUND ? ask->rounded : NULL,
                                     FIRST_STEPS};
    strata_status status = strata_search_init(&search, own, err);
    if (status == STRATA_OK) {
        strata_search_start(&search, &wish);
        status = strata_search_run(&search, &wish, &answer, err);
    }
    if (status == STRATA_OK && answer == STRATA_SEARCH_FOUND) {
        status = strata_audit_witness(ask->audit, ask->part, search.x, NULL, err);
    } else if (status == STRATA_OK && answer == STRATA_SEARCH_NONE) {
        status = strata_audit_contradiction(ask->audit, ask->part->equation[0], err);
    }
    strata_search_deinit(&search);
    return status;
}

/* By the solver, else by trial. */
static strata_status ask_for_any(asking *ask, strata_error *err)
{
    ask->table.answer = STRATA_LINEAR_GAVE_UP;
    if (ask->linear != NULL) {
        STRATA_TRY(ask_once(ask, err));
    }
    return ask->audit->tables.has_base[ask->part->cell[0]] ? STRATA_OK : search_any(ask, err);
}

strata_status strata_audit_find_base(strata_audit *audit, strata_part *part, strata_error *err)
{
    asking ask = {
        .audit = audit, .part = part, .window = STRATA_WINDOW_WHOLE, .target = UINT32_MAX};
    strata_status status = open_asking(&ask, err);
    if (status == STRATA_OK) {
        status = ask_for_any(&ask, err);
    }
    close_asking(&ask);
    return status;
}
