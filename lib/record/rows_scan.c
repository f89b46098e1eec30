/* First the runs, stripe by stripe, then the chunks in memory, each a block. */
#include "record/rows_scan.h"

#include "base/alloc.h"
#include "record/rows.h"

void strata_rows_scan_rewind(strata_rows_scan *scan)
{
    scan->run = 0;
    scan->first = 0;
    scan->chunk = 0;
}

strata_status strata_rows_scan_init(strata_rows_scan *scan, const strata_rows_store *store,
                                    strata_error *err)
{
    *scan = (strata_rows_scan){.store = store};
    for (size_t column = 0; store->run_count > 0 && column < STRATA_ROWS_COLUMNS; column++) {
        scan->columns[column] = strata_alloc((STRATA_STRIPE_ROWS + 1) * sizeof(uint64_t));
        if (scan->columns[column] == NULL) {
            return strata_fail_memory(err);
        }
    }
    return STRATA_OK;
}

void strata_rows_scan_deinit(strata_rows_scan *scan)
{
    for (size_t column = 0; column < STRATA_ROWS_COLUMNS; column++) {
        strata_free(scan->columns[column]);
        scan->columns[column] = NULL;
    }
}

static strata_status read_column(const strata_rows_scan *scan, strata_rows_column column,
                                 strata_error *err)
{
    const strata_rows_range range = {
        .column = column, .first = scan->block_first, .count = (uint32_t)scan->block.count};
    return strata_rows_run_read(scan->block_run, scan->store->scratch, range, scan->columns[column],
                                err);
}

static strata_status next_of_run(strata_rows_scan *scan, strata_error *err)
{
    const strata_rows_run *run = &scan->store->runs[scan->run];
    const uint32_t left = run->count - scan->first;
    if (scan->first == 0) {
        scan->piece = 0;
    }
    scan->block_run = run;
    scan->block_first = scan->first;
    scan->block =
        (strata_rows_block){.keys = scan->columns[STRATA_ROWS_KEYS],
                            .count = left < STRATA_STRIPE_ROWS ? left : STRATA_STRIPE_ROWS,
                            .position = run->first_position + scan->first};
    scan->first += (uint32_t)scan->block.count;
    if (scan->first == run->count) {
        scan->run++;
        scan->first = 0;
    }
    return read_column(scan, STRATA_ROWS_KEYS, err);
}

static void next_of_memory(strata_rows_scan *scan)
{
    const strata_rows_store *store = scan->store;
    const strata_rows_chunk *chunk = strata_rows_store_chunk(store, ++scan->chunk);
    scan->block_run = NULL;
    scan->block = (strata_rows_block){.keys = scan->keys,
                                      .count = strata_rows_store_count(store, scan->chunk),
                                      .position = strata_rows_store_position(store, scan->chunk)};
    for (size_t at = 0; at < scan->block.count; at++) {
        scan->keys[at] = chunk->rows[at].key;
    }
}

strata_status strata_rows_scan_next(strata_rows_scan *scan, strata_rows_block *out, bool *more,
                                    strata_error *err)
{
    scan->has_rest = false;
    *more = true;
    if (scan->run < scan->store->run_count) {
        STRATA_TRY(next_of_run(scan, err));
    } else if (scan->chunk < scan->store->used) {
        next_of_memory(scan);
    } else {
        *more = false;
        scan->block = (strata_rows_block){.count = 0};
    }
    *out = scan->block;
    return STRATA_OK;
}

static strata_status read_rest(strata_rows_scan *scan, strata_error *err)
{
    STRATA_TRY(read_column(scan, STRATA_ROWS_CODES, err));
    STRATA_TRY(read_column(scan, STRATA_ROWS_NUMBERS, err));
    STRATA_TRY(read_column(scan, STRATA_ROWS_WIDES, err));
    scan->has_rest = true;
    return STRATA_OK;
}

/* The score of a code, or the one kept beside it. */
static int64_t score_of(uint64_t code, int64_t wide)
{
    const strata_rows_view alone = {.wide = &wide};
    size_t next = 0;
    return strata_row_score_of(&alone, code, &next);
}

static void row_of_memory(const strata_rows_scan *scan, size_t at, strata_stored_row *out)
{
    const strata_rows_store *store = scan->store;
    const strata_rows_chunk *chunk = strata_rows_store_chunk(store, scan->chunk);
    const strata_rows_row *row = &chunk->rows[at];
    out->code = row->code;
    out->score = score_of(row->code, store->wide_count > 0 ? store->wides[row->wide] : 0);
    out->place = chunk->place;
    out->number = row->number;
}

static void row_of_run(strata_rows_scan *scan, size_t at, strata_stored_row *out)
{
    const strata_rows_run *run = scan->block_run;
    while (run->pieces[scan->piece + 1].first <= scan->block_first + at) {
        scan->piece++;
    }
    out->code = scan->columns[STRATA_ROWS_CODES][at];
    out->score = score_of(out->code, (int64_t)scan->columns[STRATA_ROWS_WIDES][at]);
    out->place = run->pieces[scan->piece].place;
    out->number = (uint32_t)scan->columns[STRATA_ROWS_NUMBERS][at];
}

strata_status strata_rows_scan_row(strata_rows_scan *scan, size_t at, strata_stored_row *out,
                                   strata_error *err)
{
    out->key = scan->block.keys[at];
    out->position = scan->block.position + at;
    if (scan->block_run == NULL) {
        row_of_memory(scan, at, out);
        return STRATA_OK;
    }
    if (!scan->has_rest) {
        STRATA_TRY(read_rest(scan, err));
    }
    row_of_run(scan, at, out);
    return STRATA_OK;
}
