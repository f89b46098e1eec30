/* Names of columns from several rows, as people read a table whose upper cells are merged, and
 * which rows those are. */
#include "schema/header_rows.h"

#include <string.h>

/* upper, a blank, lower; *out is NULL text when out of memory. */
static strata_slice join(strata_slice upper, strata_slice lower, strata_arena *arena)
{
    const size_t len = upper.len + 1 + lower.len;
    char *text = strata_arena_alloc(arena, len + 1);
    if (text != NULL) {
        memcpy(text, upper.text, upper.len);
        text[upper.len] = ' ';
        memcpy(text + upper.len + 1, lower.text, lower.len);
    }
    return (strata_slice){text, len};
}

/* The name of one column from the text above it, the nearest one to the left of that, and its own.
 */
static strata_slice name_of(strata_slice above, strata_slice nearest, strata_slice own,
                            strata_arena *arena)
{
    if (own.len > 0 && nearest.len > 0) {
        return join(nearest, own, arena);
    }
    const strata_slice text = own.len > 0 ? own : above;
    return (strata_slice){strata_arena_copy(arena, text.text, text.len), text.len};
}

strata_status strata_header_rows_add(strata_header_rows *rows, const strata_csv_row *row,
                                     strata_arena *arena, strata_error *err)
{
    const strata_slice empty = {"", 0};
    const uint32_t above_count = rows->row.count;
    const uint32_t count = row->count > above_count ? row->count : above_count;
    strata_slice *fields = strata_arena_alloc(arena, count * sizeof *fields);
    if (fields == NULL) {
        return strata_fail_memory(err);
    }
    strata_slice nearest = empty;
    for (uint32_t at = 0; at < count; at++) {
        const strata_slice above = at < above_count ? rows->fields[at] : empty;
        const strata_slice own = at < row->count ? strata_slice_trim(row->fields[at]) : empty;
        nearest = above.len > 0 ? above : nearest;
        fields[at] = name_of(above, nearest, own, arena);
        if (fields[at].text == NULL) {
            return strata_fail_memory(err);
        }
    }
    if (above_count == 0) {
        rows->row = *row;
    }
    rows->fields = fields;
    rows->row.fields = fields;
    rows->row.count = count;
    return STRATA_OK;
}

bool strata_header_search_wants(const strata_header_search *search)
{
    return search->seen < search->layout->preamble + search->layout->header_rows;
}

strata_status strata_header_search_add(strata_header_search *search, const strata_csv_row *row,
                                       const strata_csv_row **made, strata_error *err)
{
    const uint32_t rows = search->layout->header_rows;
    const uint32_t number = search->seen++;
    *made = row;
    if (rows == 1) {
        return STRATA_OK;
    }
    search->begun[number % rows] = (strata_header_rows){0};
    for (uint32_t back = 0; back < rows && back <= number; back++) {
        strata_header_rows *begun = &search->begun[(number - back) % rows];
        STRATA_TRY(strata_header_rows_add(begun, row, search->arena, err));
    }
    *made = number + 1 < rows ? NULL : &search->begun[(number + 1) % rows].row;
    return STRATA_OK;
}

strata_status strata_header_find(strata_row_reader *reader, const strata_layout *layout,
                                 strata_arena *arena, const strata_csv_row **header,
                                 strata_error *err)
{
    strata_header_search search = {.layout = layout, .arena = arena};
    *header = NULL;
    while (strata_header_search_wants(&search)) {
        const strata_csv_row *row = NULL;
        const strata_csv_row *made = NULL;
        STRATA_TRY(strata_row_reader_next(reader, &row, err));
        if (row == NULL) {
            break;
        }
        STRATA_TRY(strata_header_search_add(&search, row, &made, err));
        if (made != NULL && strata_layout_is_header(layout, made)) {
            void *room = strata_arena_alloc(arena, sizeof *made);
            if (room == NULL) {
                return strata_fail_memory(err);
            }
            memcpy(room, made, sizeof *made);
            *header = room;
            break;
        }
    }
    return STRATA_OK;
}
