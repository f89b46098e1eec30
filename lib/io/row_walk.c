/* Two batches in turn, so that the end of the file and a failure leave the last row alone. */
#include "io/row_walk.h"

void strata_row_walk_deinit(strata_row_walk *walk)
{
    strata_row_batch_deinit(&walk->batches[0]);
    strata_row_batch_deinit(&walk->batches[1]);
    strata_batch_view_deinit(&walk->view);
}

static strata_status fill(strata_row_walk *walk, strata_row_batch *batch, strata_error *err)
{
    bool more = !walk->is_at_end;
    batch->row_count = 0;
    while (more && walk->failure.status == STRATA_OK && batch->row_count == 0) {
        (void)walk->fill(walk->reader, batch, &more, &walk->failure);
    }
    if (batch->row_count == 0 && walk->failure.status != STRATA_OK) {
        return strata_fail_again(err, &walk->failure);
    }
    walk->is_at_end = batch->row_count == 0;
    return STRATA_OK;
}

/* Turns to the next batch if it has any rows. */
static strata_status refill(strata_row_walk *walk, strata_error *err)
{
    strata_row_batch *spare = &walk->batches[1 - walk->current];
    STRATA_TRY(fill(walk, spare, err));
    if (spare->row_count > 0) {
        walk->current = 1 - walk->current;
        walk->next = 0;
    }
    return STRATA_OK;
}

strata_status strata_row_walk_next(strata_row_walk *walk, const strata_csv_row **row,
                                   strata_error *err)
{
    *row = NULL;
    if (walk->fault.status != STRATA_OK) {
        return strata_fail_again(err, &walk->fault);
    }
    if (walk->next == walk->batches[walk->current].row_count) {
        STRATA_TRY(refill(walk, err));
    }
    const strata_row_batch *batch = &walk->batches[walk->current];
    if (walk->next == batch->row_count) {
        return STRATA_OK;
    }
    if (strata_batch_view_row(&walk->view, batch, walk->next, row, &walk->fault) != STRATA_OK) {
        return strata_fail_again(err, &walk->fault);
    }
    walk->ended_line = batch->rows[walk->next].raw_end < batch->raw_len;
    walk->next++;
    return STRATA_OK;
}

/* What is left of the current batch changes hands; its other rows go. */
static void hand_over(strata_row_walk *walk, strata_row_batch *batch)
{
    strata_row_batch *own = &walk->batches[walk->current];
    const strata_row_batch other = *batch;
    *batch = *own;
    *own = (strata_row_batch){.buffers = other.buffers};
    batch->rows += walk->next;
    batch->row_count -= walk->next;
    batch->number += walk->next;
    walk->next = 0;
}

strata_status strata_row_walk_batch(strata_row_walk *walk, strata_row_batch *batch,
                                    strata_error *err)
{
    if (walk->next < walk->batches[walk->current].row_count) {
        hand_over(walk, batch);
    } else {
        STRATA_TRY(fill(walk, batch, err));
    }
    walk->ended_line = batch->row_count > 0 ? batch->ended_line : walk->ended_line;
    return STRATA_OK;
}

bool strata_row_walk_current(const strata_row_walk *walk, const strata_row_batch **batch,
                             uint32_t *row)
{
    *batch = &walk->batches[walk->current];
    *row = walk->next > 0 ? walk->next - 1 : 0;
    return walk->next > 0;
}
