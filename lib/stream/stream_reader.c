/* Batches of rows whose # lines are taken out and whose bytes are counted and hashed. */
#include <assert.h>
#include <stdio.h>

#include "base/alloc.h"
#include "io/row_reader.h"
#include "stream/stream_digests.h"
#include "stream/stream_header.h"

struct strata_stream_reader {
    strata_row_reader *lines;
    const char *name;       /* of the source */
    strata_row_batch batch; /* its row `at` is the current line */
    strata_row_batch spare; /* what is read next, so that the last line is there at the end */
    uint32_t at;
    bool is_started; /* a line was read */
    strata_batch_view view;
    strata_dictionary *dictionary; /* borrowed */
    strata_stream_header header;
    strata_stream_digests digests;
    bool is_hashing;  /* rows, from the column line on */
    size_t hash_from; /* of the batch: what is not in the digest of the rows yet */
    uint32_t column_count;
    uint64_t rows;
    uint64_t next_offset; /* where the next line has to start */
    strata_trailer trailer;
};

void strata_stream_reader_close(strata_stream_reader *reader)
{
    if (reader != NULL) {
        strata_row_batch_deinit(&reader->batch);
        strata_row_batch_deinit(&reader->spare);
        strata_batch_view_deinit(&reader->view);
        strata_row_reader_close(reader->lines);
        strata_stream_digests_deinit(&reader->digests);
        strata_trailer_deinit(&reader->trailer);
        strata_free(reader);
    }
}

strata_place_in_file strata_stream_reader_place(const strata_stream_reader *reader, uint32_t field)
{
    return reader->is_started
               ? strata_row_reader_batch_place(reader->lines, &reader->batch, reader->at, field)
               : (strata_place_in_file){.file = reader->name, .line = 1};
}

static strata_status fail_truncated(strata_stream_reader *reader, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "stream-truncated",
                          strata_stream_reader_place(reader, 0),
                          "the stream ends here without its #end line; make it again, or copy the "
                          "whole of it");
}

strata_slice strata_stream_reader_raw(const strata_stream_reader *reader)
{
    return strata_batch_raw_row(&reader->batch, &reader->batch.rows[reader->at]);
}

/* Adds to the digest what stands before an offset of the batch. */
static void hash_to(strata_stream_reader *reader, size_t end)
{
    if (reader->is_hashing && end > reader->hash_from) {
        strata_digest_add(reader->digests.rows, reader->batch.raw + reader->hash_from,
                          end - reader->hash_from);
    }
    reader->hash_from = end;
}

/* The current line has no part in the digest of the rows. */
static void leave_unhashed(strata_stream_reader *reader)
{
    const strata_batch_row *line = &reader->batch.rows[reader->at];
    hash_to(reader, line->raw);
    reader->hash_from = (size_t)line->raw_end + 1;
}

static strata_status next_batch(strata_stream_reader *reader, bool *has_line, strata_error *err)
{
    STRATA_TRY(strata_row_reader_batch(reader->lines, &reader->spare, err));
    *has_line = reader->spare.row_count > 0;
    hash_to(reader, reader->batch.raw_len);
    if (*has_line) {
        const strata_row_batch done = reader->batch;
        reader->batch = reader->spare;
        reader->spare = done;
        reader->at = 0;
        reader->hash_from = 0;
        reader->is_started = true;
    }
    return STRATA_OK;
}

/* Lines must follow each other without gaps: a blank line or a CR is not what was written. */
static strata_status check_line(strata_stream_reader *reader, strata_error *err)
{
    const strata_batch_row *line = &reader->batch.rows[reader->at];
    if (reader->batch.offset + line->raw != reader->next_offset) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-line",
                              strata_stream_reader_place(reader, 0),
                              "before this line stands a byte order mark, a blank line or a CR; "
                              "expected the stream as strata wrote it");
    }
    if (reader->at + 1 == reader->batch.row_count && !reader->batch.ended_line) {
        return fail_truncated(reader, err);
    }
    reader->next_offset += line->raw_end - line->raw + 1;
    return STRATA_OK;
}

/* The next line, or *has_line = false behind the last. */
static strata_status next_line(strata_stream_reader *reader, bool *has_line, strata_error *err)
{
    *has_line = true;
    if (reader->is_started && reader->at + 1 < reader->batch.row_count) {
        reader->at++;
    } else {
        STRATA_TRY(next_batch(reader, has_line, err));
    }
    return *has_line ? check_line(reader, err) : STRATA_OK;
}

static bool is_hash_line(const strata_stream_reader *reader)
{
    const strata_slice raw = strata_stream_reader_raw(reader);
    return raw.len > 0 && raw.text[0] == '#';
}

static strata_status fields_of_line(strata_stream_reader *reader, const strata_csv_row **row,
                                    strata_error *err)
{
    return strata_batch_view_row(&reader->view, &reader->batch, reader->at, row, err);
}

static strata_status read_header_line(strata_stream_reader *reader, strata_error *err)
{
    const strata_slice raw = strata_stream_reader_raw(reader);
    strata_stream_digests_mark(&reader->digests, raw);
    return strata_stream_header_read(raw, strata_stream_reader_place(reader, 0), &reader->header,
                                     reader->dictionary, err);
}

static strata_status fail_no_header(strata_stream_reader *reader, strata_stream_kind kind,
                                    strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "no-header", strata_stream_reader_place(reader, 0),
                          "expected a stream of %s that starts with a line #strata; one made with "
                          "--bare cannot be read again",
                          strata_stream_kind_name(kind));
}

static strata_status check_kind(const strata_stream_reader *reader, strata_stream_kind kind,
                                strata_error *err)
{
    if (reader->header.kind != kind) {
        return strata_fail_at(
            err, STRATA_E_INPUT, "stream-kind", strata_stream_reader_place(reader, 0),
            "this is a stream of %s, expected %s", strata_stream_kind_name(reader->header.kind),
            strata_stream_kind_name(kind));
    }
    return STRATA_OK;
}

static strata_status read_first_line(strata_stream_reader *reader, strata_stream_kind kind,
                                     strata_error *err)
{
    bool has_line = false;
    STRATA_TRY(next_line(reader, &has_line, err));
    strata_slice first = has_line ? strata_stream_reader_raw(reader) : (strata_slice){0};
    if (!strata_stream_take_word(&first, "#strata")) {
        return fail_no_header(reader, kind, err);
    }
    STRATA_TRY(read_header_line(reader, err));
    return check_kind(reader, kind, err);
}

/* The next line that does not start with #, if there is one; header lines before it are read. */
static strata_status skip_header(strata_stream_reader *reader, bool *has_line, strata_error *err)
{
    STRATA_TRY(next_line(reader, has_line, err));
    while (*has_line && is_hash_line(reader)) {
        STRATA_TRY(read_header_line(reader, err));
        STRATA_TRY(next_line(reader, has_line, err));
    }
    return STRATA_OK;
}

/* Header lines up to the column line, which is then the current row, *row. */
static strata_status read_header(strata_stream_reader *reader, strata_stream_kind kind,
                                 const strata_csv_row **row, strata_error *err)
{
    bool has_line = false;
    STRATA_TRY(read_first_line(reader, kind, err));
    STRATA_TRY(skip_header(reader, &has_line, err));
    STRATA_TRY(check_kind(reader, kind, err)); /* a second #strata line */
    if (!has_line) {
        return fail_truncated(reader, err);
    }
    reader->hash_from = reader->batch.rows[reader->at].raw;
    reader->is_hashing = true;
    return fields_of_line(reader, row, err);
}

/* How many columns from field `at` on are level_1, level_2, ... */
static uint32_t count_levels(const strata_csv_row *row, uint32_t at)
{
    uint32_t levels = 0;
    while (at + levels < row->count && levels < STRATA_LEVELS_MAX) {
        char name[16];
        (void)snprintf(name, sizeof name, "level_%u", (unsigned)levels + 1);
        if (!strata_slice_is(row->fields[at + levels], name)) {
            break;
        }
        levels++;
    }
    return levels;
}

static strata_status read_columns(strata_stream_reader *reader, const strata_csv_row *row,
                                  const char *const *columns, size_t count, strata_error *err)
{
    uint32_t field = 0;
    for (size_t at = 0; at < count; at++) {
        if (strcmp(columns[at], "level_*") == 0) {
            reader->header.level_columns = (uint8_t)count_levels(row, field);
            field += reader->header.level_columns;
            continue;
        }
        if (field == row->count || !strata_slice_is(row->fields[field], columns[at])) {
            return strata_fail_at(err, STRATA_E_INPUT, "stream-columns",
                                  strata_stream_reader_place(reader, field),
                                  "expected the column \"%s\" here", columns[at]);
        }
        field++;
    }
    if (field != row->count) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-columns",
                              strata_stream_reader_place(reader, field),
                              "a column too many, expected %u", (unsigned)field);
    }
    reader->column_count = field;
    return STRATA_OK;
}

/* NOLINTNEXTLINE(readability-function-size): each codec says all of these in one call */
strata_status strata_stream_reader_open(strata_source *source, strata_stream_kind kind,
                                        const char *const *columns, size_t count,
                                        strata_dictionary *dictionary, strata_stream_reader **out,
                                        strata_error *err)
{
    *out = NULL;
    strata_stream_reader *reader = strata_alloc_zero(1, sizeof *reader);
    if (reader == NULL) {
        return strata_fail_memory(err);
    }
    const strata_csv_dialect dialect = {0};
    const strata_csv_row *row = NULL;
    reader->name = strata_source_name(source);
    reader->dictionary = dictionary;
    strata_status status = strata_stream_digests_init(&reader->digests, err);
    if (status == STRATA_OK) {
        status = strata_row_reader_open(source, &dialect, &reader->lines, err);
    }
    if (status == STRATA_OK) {
        status = read_header(reader, kind, &row, err);
    }
    if (status == STRATA_OK) {
        assert(row != NULL); /* a stream has a column line */
        status = read_columns(reader, row, columns, count, err);
    }
    if (status != STRATA_OK) {
        strata_stream_reader_close(reader);
        return status;
    }
    *out = reader;
    return STRATA_OK;
}

const strata_stream_header *strata_stream_reader_header(const strata_stream_reader *reader)
{
    return &reader->header;
}

static strata_status check_end(strata_stream_reader *reader, strata_error *err)
{
    if (!reader->trailer.is_ended) {
        return fail_truncated(reader, err);
    }
    if (reader->trailer.rows != reader->rows) {
        return strata_fail_at(
            err, STRATA_E_INPUT, "stream-rows", strata_stream_reader_place(reader, 0),
            "the #end line counts %llu rows, but %llu were read; rows were lost "
            "or added",
            (unsigned long long)reader->trailer.rows, (unsigned long long)reader->rows);
    }
    return strata_stream_digests_check(&reader->digests, &reader->trailer,
                                       strata_stream_reader_place(reader, 0), err);
}

/* A # line after the column line: of the trailer, or a test or definition that came late. */
static strata_status read_hash_line(strata_stream_reader *reader, strata_error *err)
{
    const strata_slice raw = strata_stream_reader_raw(reader);
    bool is_trailer = false;
    leave_unhashed(reader);
    STRATA_TRY(strata_trailer_read(&reader->trailer, raw, &is_trailer, err));
    if (is_trailer) {
        if (!reader->trailer.is_ended) {
            strata_stream_digests_mark(&reader->digests, raw);
        }
        return STRATA_OK;
    }
    if (reader->trailer.input_count == 0 && !reader->trailer.is_ended &&
        strata_stream_is_declaration(raw)) {
        return read_header_line(reader, err);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "stream-header",
                          strata_stream_reader_place(reader, 0),
                          "this line cannot be read; expected rows, #input or #end");
}

static strata_status check_row(const strata_stream_reader *reader, const strata_csv_row *row,
                               strata_error *err)
{
    if (reader->trailer.is_ended || reader->trailer.input_count > 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-rows",
                              strata_stream_reader_place(reader, 0),
                              "a row after the trailer; are these two streams in one file? use "
                              "strata merge");
    }
    if (row->count != reader->column_count) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-columns",
                              strata_stream_reader_place(reader, 0),
                              "the row has %u fields, expected %u", (unsigned)row->count,
                              (unsigned)reader->column_count);
    }
    return STRATA_OK;
}

/* The next row, the trailer checked if there is none. */
static strata_status next_row(strata_stream_reader *reader, const strata_csv_row **row,
                              strata_error *err)
{
    bool has_line = false;
    STRATA_TRY(next_line(reader, &has_line, err));
    while (has_line && is_hash_line(reader)) {
        STRATA_TRY(read_hash_line(reader, err));
        STRATA_TRY(next_line(reader, &has_line, err));
    }
    if (!has_line) {
        return check_end(reader, err);
    }
    STRATA_TRY(fields_of_line(reader, row, err));
    STRATA_TRY(check_row(reader, *row, err));
    reader->rows++;
    return STRATA_OK;
}

strata_status strata_stream_reader_next(strata_stream_reader *reader, const strata_csv_row **row,
                                        strata_error *err)
{
    *row = NULL;
    const strata_status status = next_row(reader, row, err);
    *row = status == STRATA_OK ? *row : NULL;
    return status;
}

size_t strata_stream_reader_input_count(const strata_stream_reader *reader)
{
    return reader->trailer.input_count;
}

void strata_stream_reader_input(const strata_stream_reader *reader, size_t index,
                                const char **digest, uint64_t *rows)
{
    *digest = reader->trailer.inputs[index].digest;
    *rows = reader->trailer.inputs[index].rows;
}

bool strata_stream_reader_account(const strata_stream_reader *reader, size_t index,
                                  strata_account *out)
{
    return strata_trailer_account(&reader->trailer.inputs[index], out);
}
