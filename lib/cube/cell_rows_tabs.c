/* Fields are taken out of their quotes and written again. */
#include "cube/cell_rows_tabs.h"

#include <string.h>

#include "base/alloc.h"
#include "io/csv_writer.h"

/* Takes the field at the front off the rows, without its quotes; leaves what ended it in front.
 *  @param room  as many bytes as the rows have */
static strata_slice take_field(strata_slice *rows, char *room)
{
    bool is_quoted = false;
    size_t len = 0;
    size_t at = 0;
    for (; at < rows->len; at++) {
        const char c = rows->text[at];
        if (c == '"') {
            const bool is_doubled = is_quoted && at + 1 < rows->len && rows->text[at + 1] == '"';
            if (is_doubled) {
                room[len++] = c;
                at++;
            } else {
                is_quoted = !is_quoted;
            }
        } else if (!is_quoted && (c == ',' || c == '\n')) {
            break;
        } else {
            room[len++] = c;
        }
    }
    *rows = (strata_slice){rows->text + at, rows->len - at};
    return (strata_slice){room, len};
}

strata_status strata_cell_rows_with_tabs(strata_slice rows, strata_sink *sink, strata_error *err)
{
    char *room = strata_alloc_zero(rows.len + 1, sizeof *room);
    if (room == NULL) {
        return strata_fail_memory(err);
    }
    strata_csv_writer csv;
    strata_csv_writer_init(&csv, sink, '\t', err);
    strata_status status = STRATA_OK;
    while (rows.len > 0 && status == STRATA_OK) {
        strata_csv_text(&csv, take_field(&rows, room));
        if (rows.len > 0 && rows.text[0] == '\n') {
            status = strata_csv_end_row(&csv);
        }
        rows = rows.len > 0 ? (strata_slice){rows.text + 1, rows.len - 1} : rows;
    }
    strata_free(room);
    return status;
}
