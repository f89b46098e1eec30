/* Rows are collected in memory and go out in large pieces, hashed on their way. */
#include <stdio.h>

#include "base/alloc.h"
#include "stream/stream_digests.h"
#include "stream/stream_header.h"

enum {
    PIECE_BYTES = 256 * 1024
};

struct strata_stream_writer {
    strata_sink *sink;     /* borrowed */
    strata_error *err;     /* borrowed */
    strata_sink *rows;     /* in memory: what is not written yet */
    strata_csv_writer csv; /* writes to rows */
    strata_stream_digests digests;
    strata_stream_kind kind;
    uint8_t level_columns;
    bool bare;
    strata_trailer trailer;
};

void strata_stream_writer_free(strata_stream_writer *writer)
{
    if (writer != NULL) {
        strata_sink_discard(writer->rows);
        strata_stream_digests_deinit(&writer->digests);
        strata_trailer_deinit(&writer->trailer);
        strata_free(writer);
    }
}

/* Writes what is in memory: rows, or # lines. */
static strata_status flush_into(strata_stream_writer *writer, strata_digest *digest)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(writer->rows, &bytes, &len);
    strata_digest_add(digest, bytes, len);
    STRATA_TRY(strata_sink_write(writer->sink, bytes, len, writer->err));
    strata_sink_clear(writer->rows);
    return STRATA_OK;
}

static strata_status flush_piece(strata_stream_writer *writer)
{
    return flush_into(writer, writer->digests.rows);
}

static strata_status start(strata_stream_writer *writer, const strata_stream_header *header,
                           const strata_dictionary *tests)
{
    STRATA_TRY(strata_stream_digests_init(&writer->digests, writer->err));
    STRATA_TRY(strata_sink_memory(&writer->rows, writer->err));
    strata_csv_writer_init(&writer->csv, writer->rows, ',', writer->err);
    if (writer->bare) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_stream_header_write(writer->rows, header, tests, writer->err));
    return flush_into(writer, writer->digests.marks);
}

/* NOLINTNEXTLINE(readability-function-size): each codec says all of these in one call */
strata_status strata_stream_writer_open(strata_sink *sink, const strata_stream_header *header,
                                        const strata_dictionary *tests, bool bare,
                                        strata_stream_writer **out, strata_error *err)
{
    *out = NULL;
    strata_stream_writer *writer = strata_alloc_zero(1, sizeof *writer);
    if (writer == NULL) {
        return strata_fail_memory(err);
    }
    writer->sink = sink;
    writer->err = err;
    writer->kind = header->kind;
    writer->level_columns = header->level_columns;
    writer->bare = bare;
    const strata_status status = start(writer, header, tests);
    if (status != STRATA_OK) {
        strata_stream_writer_free(writer);
        return status;
    }
    *out = writer;
    return STRATA_OK;
}

strata_csv_writer *strata_stream_writer_csv(strata_stream_writer *writer)
{
    return &writer->csv;
}

strata_status strata_stream_columns(strata_stream_writer *writer, const char *const *names,
                                    size_t count)
{
    for (size_t at = 0; at < count; at++) {
        if (strcmp(names[at], "level_*") != 0) {
            strata_csv_string(&writer->csv, names[at]);
            continue;
        }
        for (unsigned level = 1; level <= writer->level_columns; level++) {
            char name[16];
            (void)snprintf(name, sizeof name, "level_%u", level);
            strata_csv_string(&writer->csv, name);
        }
    }
    return strata_csv_end_row(&writer->csv);
}

strata_status strata_stream_row(strata_stream_writer *writer)
{
    STRATA_TRY(strata_csv_end_row(&writer->csv));
    writer->trailer.rows++;
    return strata_sink_position(writer->rows) < PIECE_BYTES ? STRATA_OK : flush_piece(writer);
}

strata_status strata_stream_writer_rows(strata_stream_writer *writer, strata_slice text,
                                        uint64_t count)
{
    STRATA_TRY(flush_piece(writer));
    strata_digest_add(writer->digests.rows, text.text, text.len);
    writer->trailer.rows += count;
    return strata_sink_write(writer->sink, text.text, text.len, writer->err);
}

strata_status strata_stream_writer_tests(strata_stream_writer *writer,
                                         const strata_dictionary *tests)
{
    if (writer->bare) {
        return STRATA_OK;
    }
    STRATA_TRY(flush_piece(writer));
    STRATA_TRY(strata_stream_header_write_tests(writer->rows, tests, writer->err));
    return flush_into(writer, writer->digests.marks);
}

strata_status strata_stream_writer_input(strata_stream_writer *writer, const char *digest,
                                         uint64_t rows)
{
    return strata_trailer_add_input(&writer->trailer, strata_slice_of(digest), rows, writer->err);
}

strata_status strata_stream_writer_account(strata_stream_writer *writer,
                                           const strata_account *account)
{
    return strata_trailer_add_account(&writer->trailer, account, writer->err);
}

strata_status strata_stream_writer_end(strata_stream_writer *writer)
{
    STRATA_TRY(flush_piece(writer));
    if (writer->bare) {
        return STRATA_OK;
    }
    if (writer->kind != STRATA_STREAM_RECORDS) {
        strata_trailer_sort(&writer->trailer);
    }
    STRATA_TRY(strata_trailer_write_inputs(writer->rows, &writer->trailer, writer->err));
    STRATA_TRY(flush_into(writer, writer->digests.marks));
    strata_stream_digests_text(&writer->digests, &writer->trailer);
    return strata_trailer_write_end(writer->sink, &writer->trailer, writer->err);
}
