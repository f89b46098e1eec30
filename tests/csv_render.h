/* What a CSV reader gives for some bytes, as one text: tests compare it, the fuzzer compares
 * chunkings. */
#ifndef STRATA_CSV_RENDER_H
#define STRATA_CSV_RENDER_H

#include "io/csv_reader_parts.h"
#include "io/sink.h"

static inline strata_status csv_render_field(strata_place_in_file at, strata_slice text,
                                             strata_sink *sink)
{
    STRATA_TRY(strata_sink_format(sink, NULL, " %llu:%llu<", (unsigned long long)at.line,
                                  (unsigned long long)at.column));
    STRATA_TRY(strata_sink_write(sink, text.text, text.len, NULL));
    return strata_sink_text(sink, ">", NULL);
}

static inline strata_status csv_render_row(const strata_csv_reader *reader,
                                           const strata_csv_row *row, strata_sink *sink)
{
    STRATA_TRY(strata_sink_format(sink, NULL, "%llu:%llu@%llu", (unsigned long long)row->number,
                                  (unsigned long long)row->line, (unsigned long long)row->offset));
    for (uint32_t i = 0; i < row->count; i++) {
        STRATA_TRY(csv_render_field(strata_csv_reader_place(reader, i), row->fields[i], sink));
    }
    const strata_slice raw = strata_csv_reader_raw(reader);
    STRATA_TRY(strata_sink_text(sink, " = ", NULL));
    STRATA_TRY(strata_sink_write(sink, raw.text, raw.len, NULL));
    return strata_sink_text(sink, strata_csv_reader_ended_line(reader) ? "$\n" : "\n", NULL);
}

static inline bool csv_render_is_same(const strata_error *a, const strata_error *b)
{
    return a->status == b->status && a->line == b->line && a->column == b->column &&
           strcmp(a->text, b->text) == 0;
}

/* All rows, then the message of the failure. Asked once more, the reader must say the same. */
static inline strata_status csv_render_rows(strata_csv_reader *reader, strata_sink *sink)
{
    strata_error err = {0};
    strata_error again = {0};
    const strata_csv_row *row = NULL;
    strata_status status = strata_csv_reader_next(reader, &row, &err);
    while (status == STRATA_OK && row != NULL) {
        STRATA_TRY(csv_render_row(reader, row, sink));
        status = strata_csv_reader_next(reader, &row, &err);
    }
    if (strata_csv_reader_next(reader, &row, &again) != status || row != NULL ||
        !csv_render_is_same(&again, &err)) {
        return STRATA_E_INTERNAL;
    }
    if (status != STRATA_OK) {
        char text[1024];
        STRATA_TRY(strata_sink_text(sink, strata_error_format(&err, text, sizeof text), NULL));
    }
    return status;
}

/** How bytes are read: in pieces of `chunk`, 0 for whole, with a kernel for the scanner. */
typedef struct csv_render_way {
    strata_csv_dialect dialect;
    const strata_scan_kernel *kernel;
    size_t chunk;
} csv_render_way;

/** Writes to sink, for each row, "number:line@offset", each field as "line:column<contents>", and
 *  " = " with the row as it stands in the file, "$" for its line end; then the error, if there is
 * one.
 *  @return the status of the reading; STRATA_E_INTERNAL if a second call says something else */
static inline strata_status csv_render_with(strata_slice bytes, const csv_render_way *way,
                                            strata_sink *sink)
{
    strata_source *source = NULL;
    strata_csv_reader *reader = NULL;
    strata_error err = {0};
    STRATA_TRY(strata_source_memory("x.csv", bytes.text, bytes.len, way->chunk, &source, &err));
    strata_status status =
        strata_csv_reader_open_kernel(source, &way->dialect, way->kernel, &reader, &err);
    if (status == STRATA_OK) {
        status = csv_render_rows(reader, sink);
    }
    strata_csv_reader_close(reader);
    strata_source_close(source);
    return status;
}

/** The same with the kernel that a reader would choose. */
static inline strata_status csv_render(strata_slice bytes, const strata_csv_dialect *dialect,
                                       size_t chunk, strata_sink *sink)
{
    const csv_render_way way = {*dialect, strata_scan_best(), chunk};
    return csv_render_with(bytes, &way, sink);
}

#endif
