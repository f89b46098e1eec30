/* A place's results from all runs and from memory, put together. */
#include <string.h>

#include "base/alloc.h"
#include "record/rows_parts.h"

void strata_rows_view_deinit(strata_rows_view *view)
{
    strata_free(view->buffer);
    strata_free(view->wide_buffer);
    *view = (strata_rows_view){.count = 0};
}

/* Results that are read: codes of view->buffer from view->count on. */
typedef struct reading {
    const strata_rows *rows;
    strata_rows_view *view;
    size_t wide_count;
} reading;

static bool is_wide(uint64_t code)
{
    const uint64_t no_score = UINT64_C(1) << (STRATA_ROW_SCORE_BITS - 1);
    return code >> (STRATA_ROW_PERSON_BITS + STRATA_ROW_OUTCOME_BITS) == no_score;
}

/* Room for so many more codes, and for one that a run needs behind them. */
static strata_status reserve(const reading *of, size_t more, strata_error *err)
{
    strata_rows_view *view = of->view;
    return strata_reserve(&view->buffer, &view->buffer_room, view->count + more + 1,
                          sizeof *view->buffer, err);
}

static strata_status reserve_wide(const reading *of, size_t more, strata_error *err)
{
    strata_rows_view *view = of->view;
    return strata_reserve(&view->wide_buffer, &view->wide_room, of->wide_count + more + 1,
                          sizeof *view->wide_buffer, err);
}

/* Takes a result that stays.
 *  @param wide  its score, if the code has none; NULL: every code has one */
static void keep(reading *of, uint64_t code, const int64_t *wide)
{
    strata_rows_view *view = of->view;
    if (wide != NULL && is_wide(code)) {
        view->wide_buffer[of->wide_count++] = *wide;
    }
    view->buffer[view->count++] = code;
}

/* Keeps those of the results just read that stay.
 *  @param wides  scores of the codes that have none; NULL: there is no such code */
static void keep_read(reading *of, size_t count, uint64_t position, const int64_t *wides)
{
    const uint64_t *codes = of->view->buffer + of->view->count;
    if (of->rows->dropped == NULL && wides == NULL) {
        of->view->count += count;
        return;
    }
    for (size_t at = 0; at < count; at++) {
        if (!strata_rows_is_dropped(of->rows, position + at)) {
            keep(of, codes[at], wides != NULL ? &wides[at] : NULL);
        }
    }
}

/* Scores beside codes are read to the end of the wide ones, which grow from the front of the same
 * room and cannot overtake them. */
static strata_status read_wides(const reading *of, const strata_rows_run *run,
                                strata_rows_range range, const int64_t **wides, strata_error *err)
{
    *wides = NULL;
    if (run->widths[STRATA_ROWS_WIDES] == 0) {
        return STRATA_OK;
    }
    range.column = STRATA_ROWS_WIDES;
    STRATA_TRY(reserve_wide(of, range.count, err));
    int64_t *into = of->view->wide_buffer + of->wide_count;
    STRATA_TRY(strata_rows_run_read(run, of->rows->store.scratch, range, (uint64_t *)into, err));
    *wides = into;
    return STRATA_OK;
}

static strata_status read_run(reading *of, const strata_rows_run *run, uint32_t place,
                              strata_error *err)
{
    const size_t piece = strata_rows_run_find(run, place);
    if (piece == run->piece_count) {
        return STRATA_OK;
    }
    const uint32_t first = run->pieces[piece].first;
    const strata_rows_range range = {
        .column = STRATA_ROWS_CODES, .first = first, .count = run->pieces[piece + 1].first - first};
    const int64_t *wides = NULL;
    STRATA_TRY(reserve(of, range.count, err));
    STRATA_TRY(strata_rows_run_read(run, of->rows->store.scratch, range,
                                    of->view->buffer + of->view->count, err));
    STRATA_TRY(read_wides(of, run, range, &wides, err));
    keep_read(of, range.count, run->first_position + first, wides);
    return STRATA_OK;
}

static strata_status read_chunk(reading *of, uint32_t number, strata_error *err)
{
    const strata_rows_store *store = &of->rows->store;
    const strata_rows_row *rows = strata_rows_store_chunk(store, number)->rows;
    const uint32_t count = strata_rows_store_count(store, number);
    const uint64_t position = strata_rows_store_position(store, number);
    STRATA_TRY(reserve(of, count, err));
    if (store->wide_count > 0) {
        STRATA_TRY(reserve_wide(of, count, err));
    }
    for (uint32_t at = 0; at < count; at++) {
        if (!strata_rows_is_dropped(of->rows, position + at)) {
            keep(of, rows[at].code, store->wide_count > 0 ? &store->wides[rows[at].wide] : NULL);
        }
    }
    return STRATA_OK;
}

strata_status strata_rows_read(const strata_rows *rows, uint32_t place, strata_rows_view *view,
                               strata_error *err)
{
    reading of = {.rows = rows, .view = view};
    view->count = 0;
    for (size_t at = 0; at < rows->store.run_count; at++) {
        STRATA_TRY(read_run(&of, &rows->store.runs[at], place, err));
    }
    uint32_t chunk = strata_rows_store_first(&rows->store, place);
    while (chunk != 0) {
        STRATA_TRY(read_chunk(&of, chunk, err));
        chunk = strata_rows_store_next(&rows->store, chunk);
    }
    view->codes = view->buffer;
    view->wide = view->wide_buffer;
    return STRATA_OK;
}
