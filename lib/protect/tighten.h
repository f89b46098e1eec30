/* Bounds that follow from equations: every sum says of each of its cells at least and at most what
 * the others leave. */
#ifndef STRATA_PROTECT_TIGHTEN_H
#define STRATA_PROTECT_TIGHTEN_H

#include "protect/equations.h"

/** Working space over equations whose lo and hi it changes. */
typedef struct strata_tighten {
    strata_equations *of; /* borrowed */
    uint32_t *queue;      /* queue[of->count]: a ring of equations to look at */
    bool *is_queued;      /* is_queued[of->count] */
    uint32_t head;
    uint32_t length;
    uint8_t *how;       /* how[of->cell_count] gets mark where a bound moves; NULL: not asked for */
    uint8_t mark;       /* which attack is at work */
    uint64_t work_most; /* members looked at in a run; it stops then, and the bounds hold */
    uint64_t worked;    /* members looked at in all runs */
    bool has_moved;     /* set when a bound moves; to be cleared by whom it concerns */
    uint32_t broken;    /* an equation that cannot hold */
} strata_tighten;

/** @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_tighten_init(strata_tighten *tighten, strata_equations *of,
                                  strata_error *err) STRATA_NODISCARD;
void strata_tighten_deinit(strata_tighten *tighten);

/** Puts an equation, the equations of a cell, or all of them on the list. */
void strata_tighten_push(strata_tighten *tighten, uint32_t equation);
void strata_tighten_push_cell(strata_tighten *tighten, uint32_t cell);
void strata_tighten_push_all(strata_tighten *tighten);

/** Narrows a cell to lo..hi, if that is narrower, and puts its equations on the list.
 *  @return false: nothing is left of it */
bool strata_tighten_cell(strata_tighten *tighten, uint32_t cell, int64_t lo, int64_t hi);

/** Empties the list. */
void strata_tighten_forget(strata_tighten *tighten);

/** Works the list off, until nothing moves any more.
 *  @return false: the equations contradict one another; `broken` is one that cannot hold, and the
 *          list is empty */
bool strata_tighten_run(strata_tighten *tighten);

#endif
