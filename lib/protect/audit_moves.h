/* From one table that fits to another: change a cell, then mend each sum that this breaks by
 * changing another of its cells, until none is broken. */
#ifndef STRATA_PROTECT_AUDIT_MOVES_H
#define STRATA_PROTECT_AUDIT_MOVES_H

#include <stddef.h>

#include "protect/equations.h"

struct strata_moves_step;

enum {
    STRATA_MOVES_TRIES = 4096, /* at most in one move, and besides */
    STRATA_MOVES_PER_SUM = 32  /* so many for each equation */
};

/** Working space, and the table that moves. */
typedef struct strata_moves {
    const strata_equations *of; /* borrowed; its bounds are those that hold */
    int64_t *x;                 /* x[cell_count]: the table */
    int64_t *start;             /* start[cell_count]: where it started */
    int64_t *excess;            /* excess[count]: by how much each sum is broken */
    uint32_t *broken;           /* broken[broken_count]: sums that are */
    uint32_t broken_count;
    uint32_t *place;       /* place[count]: of a sum in broken; UINT32_MAX: not broken */
    uint32_t *rests_until; /* rests_until[cell_count]: the try from which it may change again */
    uint32_t frozen;       /* a cell that keeps its value; UINT32_MAX: none does */
    uint32_t *changed;     /* changed[changed_count]: cells that moved since the start, each once */
    uint32_t changed_count;
    bool *is_changed;
    struct strata_moves_step *steps; /* steps[tries_most] */
    uint32_t tries_most;
    uint32_t chance; /* where the sequence of chances stands */
} strata_moves;

/** @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_moves_init(strata_moves *moves, const strata_equations *of,
                                strata_error *err) STRATA_NODISCARD;
void strata_moves_deinit(strata_moves *moves);

/** Starts from x[cell_count], a table that fits or nearly so. */
void strata_moves_start(strata_moves *moves, const int64_t *x);

/** Goes back to where it started. */
void strata_moves_reset(strata_moves *moves);

/** Changes a cell by delta and mends what that breaks, within the bounds.
 *  @param tries  at most so many changes are tried
 *  @return       false: no way was found, and the table is as it was */
bool strata_moves_shift(strata_moves *moves, uint32_t cell, int64_t delta, uint32_t tries);

/** Mends a table that did not fit from the start; as strata_moves_shift. */
bool strata_moves_mend(strata_moves *moves, uint32_t tries);

#endif
