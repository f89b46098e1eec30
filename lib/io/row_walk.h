/* One row after the other out of batches: what the readers of rows have in common. */
#ifndef STRATA_IO_ROW_WALK_H
#define STRATA_IO_ROW_WALK_H

#include "io/row_batch.h"

/** The next rows of a reader, added to a batch of none; also those before a failure, after which it
 * is not called again.
 *  @param more  whether others may follow, although perhaps there were none this time */
typedef strata_status strata_row_fill(void *reader, strata_row_batch *batch, bool *more,
                                      strata_error *err);

/** Part of a reader. Start from {0} with fill and reader. The current row stays where it is until
 * there is another one: also behind the last one and after a failure. */
typedef struct strata_row_walk {
    strata_row_fill *fill;
    void *reader;                /* for fill */
    strata_row_batch batches[2]; /* one with the current row, one to fill */
    uint32_t current;            /* index in batches */
    uint32_t next;               /* row of it to come */
    bool ended_line;             /* the last row that was given */
    bool is_at_end;              /* there are no more batches */
    strata_error failure;        /* of fill; the rows before it come first, then it and it again */
    strata_batch_view view;
    strata_error fault; /* no memory for the view */
} strata_row_walk;

/** The next row, or *row = NULL at the end.
 *  @return STRATA_OK, STRATA_E_MEMORY, or what fill gives */
strata_status strata_row_walk_next(strata_row_walk *walk, const strata_csv_row **row,
                                   strata_error *err) STRATA_NODISCARD;

/** The rows to come of the current batch, or the next batch.
 *  @return as strata_row_walk_next */
strata_status strata_row_walk_batch(strata_row_walk *walk, strata_row_batch *batch,
                                    strata_error *err) STRATA_NODISCARD;

/** The batch of the current row, and its number in it. False: there was none yet, or it went away
 *  with its batch. */
bool strata_row_walk_current(const strata_row_walk *walk, const strata_row_batch **batch,
                             uint32_t *row);

void strata_row_walk_deinit(strata_row_walk *walk);

#endif
