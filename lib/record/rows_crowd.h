/* What does not stay of a range that memory does not hold: where one student is said to have
 * millions of results in one test, say. */
#ifndef STRATA_RECORD_ROWS_CROWD_H
#define STRATA_RECORD_ROWS_CROWD_H

#include "record/rows_settle.h"

/** Takes results that do not stay. */
typedef struct strata_rows_losers {
    void *context;
    strata_status (*take)(void *context, const strata_rows_loss *loss, strata_error *err);
} strata_rows_losers;

/** Goes through the results of the range once more and hands on those that do not stay as they are
 * found, each once, in no order.
 *  @param round  crowded and settled
 *  @return       STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk), what taking one returned */
strata_status strata_rows_find_losers(const strata_rows_judge *judge,
                                      const strata_rows_round *round,
                                      const strata_rows_losers *losers,
                                      strata_error *err) STRATA_NODISCARD;

#endif
