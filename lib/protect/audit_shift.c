/* Open cells of a part, one after the other: as far up and down from the base as moves lead. */
#include <string.h>

#include "base/alloc.h"
#include "protect/audit_moves.h"
#include "protect/audit_parts.h"

enum {
    CENTRE_TRIES = 60,
    AWAY = 2,       /* how far from its bounds a cell of the base should be */
    LEAST_RANGE = 4 /* if it has so much room */
};

typedef struct shifting {
    strata_audit *audit;
    strata_moves moves; /* over the whole */
    uint32_t tries;
    uint32_t *cell; /* cell[cell count]: of the table that was found */
    int64_t *value;
} shifting;

/* Notes where the moves have led. */
static strata_status note(shifting *shift, strata_error *err)
{
    const strata_moves *moves = &shift->moves;
    strata_table_piece piece = {shift->cell, shift->value, 0};
    for (uint32_t at = 0; at < moves->changed_count; at++) {
        const uint32_t cell = moves->changed[at];
        if (moves->x[cell] != moves->start[cell]) {
            shift->cell[piece.count] = cell;
            shift->value[piece.count++] = moves->x[cell];
        }
    }
    return strata_tables_add(&shift->audit->tables, piece, NULL, err);
}

/* In large steps, then in small ones. */
static strata_status shift_cell(shifting *shift, uint32_t cell, bool up, strata_error *err)
{
    const strata_tables *tables = &shift->audit->tables;
    int64_t size = strata_tables_width(tables, cell);
    while (size > 0 && strata_audit_is_open(shift->audit, cell) &&
           !strata_audit_reaches(shift->audit, cell, up)) {
        const int64_t before = up ? tables->most[cell] : tables->least[cell];
        if (!strata_moves_shift(&shift->moves, cell, up ? size : -size, shift->tries)) {
            size /= 2;
            continue;
        }
        const int64_t now = shift->moves.x[cell];
        if (up ? now > before : now < before) {
            STRATA_TRY(note(shift, err));
        }
    }
    strata_moves_reset(&shift->moves);
    return STRATA_OK;
}

/* Moves a cell that is at one of its bounds a little away from it. */
static void centre_cell(strata_moves *moves, uint32_t cell)
{
    const int64_t lo = moves->of->lo[cell];
    const int64_t hi = moves->of->hi[cell];
    if (hi != STRATA_BOUND_NONE && lo != -STRATA_BOUND_NONE && hi - lo < LEAST_RANGE) {
        return;
    }
    const int64_t x = moves->x[cell];
    const bool is_low = lo != -STRATA_BOUND_NONE && x - lo < AWAY;
    const bool is_high = hi != STRATA_BOUND_NONE && hi - x < AWAY;
    for (int64_t size = AWAY; size > 0 && (is_low || is_high); size--) {
        if (strata_moves_shift(moves, cell, is_low ? size : -size, CENTRE_TRIES)) {
            return;
        }
    }
}

strata_status strata_audit_centre(const strata_equations *equations, int64_t *x, strata_error *err)
{
    strata_moves moves;
    const strata_status status = strata_moves_init(&moves, equations, err);
    if (status == STRATA_OK) {
        strata_moves_start(&moves, x);
        for (uint32_t cell = 0; cell < equations->cell_count; cell++) {
            centre_cell(&moves, cell);
        }
        memcpy(x, moves.x, equations->cell_count * sizeof *x);
    }
    strata_moves_deinit(&moves);
    return status;
}

static strata_status shift_all(shifting *shift, const strata_part *part, strata_error *err)
{
    for (uint32_t local = 0; local < part->equations.cell_count; local++) {
        STRATA_TRY(shift_cell(shift, part->cell[local], true, err));
        STRATA_TRY(shift_cell(shift, part->cell[local], false, err));
    }
    return STRATA_OK;
}

strata_status strata_audit_shift(strata_audit *audit, const strata_part *part, uint32_t tries,
                                 strata_error *err)
{
    const uint32_t cells = audit->whole.cell_count;
    shifting shift = {
        .audit = audit,
        .tries = tries,
        .cell = strata_alloc_zero(cells, sizeof(uint32_t)),
        .value = strata_alloc_zero(cells, sizeof(int64_t)),
    };
    strata_status status = strata_moves_init(&shift.moves, &audit->whole, err);
    if (status == STRATA_OK && (shift.cell == NULL || shift.value == NULL)) {
        status = strata_fail_memory(err);
    }
    if (status == STRATA_OK) {
        strata_moves_start(&shift.moves, audit->fixed);
        status = shift_all(&shift, part, err);
    }
    strata_moves_deinit(&shift.moves);
    strata_free(shift.cell);
    strata_free(shift.value);
    return status;
}
