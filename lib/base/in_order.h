/* Numbered pieces of work: made one after the other, worked on by several threads, and taken in the
 * order in which they were made. What is taken does not depend on the number of threads. */
#ifndef STRATA_BASE_IN_ORDER_H
#define STRATA_BASE_IN_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum {
    STRATA_THREADS_MAX = 256
};

/** What is done. A slot holds a piece from _make to _take; `slots` of them are the caller's. */
typedef struct strata_in_order_work {
    void *context;
    size_t slots; /* >= 1: most pieces under way at once */

    /** Makes the next piece in a slot that is free; one call at a time, in order.
     *  @param more  out: false if there is none: nothing was made, and _make is not called again */
    strata_status (*make)(void *context, size_t slot, bool *more, strata_error *err);

    /** Works on the piece; calls for different slots run at the same time.
     *  @param worker  0 to threads - 1; no two calls with one worker run at the same time. NULL: no
     *                 work */
    strata_status (*work)(void *context, size_t worker, size_t slot, strata_error *err);

    /** Takes what came of it; one call at a time, in the order of making. */
    strata_status (*take)(void *context, size_t slot, strata_error *err);
} strata_in_order_work;

/** Runs until nothing is left to make and all was taken, or to the first failure in the order of
 * pieces: later ones are given up, and it is returned once no call is running any more. Of a piece
 * whose making or working failed nothing is taken. With one thread everything happens in the
 * calling thread, piece after piece; else it is one of the threads.
 *  @param threads  1 to STRATA_THREADS_MAX
 *  @return         STRATA_OK, STRATA_E_MEMORY (no thread could be started: fewer are no failure),
 *                  or the first failure */
strata_status strata_in_order(size_t threads, const strata_in_order_work *work,
                              strata_error *err) STRATA_NODISCARD;

/** How many processors this process may use, at least 1. */
size_t strata_processors(void);

#endif
