/* A csv reader whose # lines are taken out and whose bytes are counted and hashed. */
#include <stdio.h>

#include "base/alloc.h"
#include "stream/stream_header.h"
#include "stream/trailer.h"

struct strata_stream_reader {
    strata_csv_reader *csv;
    strata_dictionary *dictionary; /* borrowed */
    strata_stream_header header;
    strata_digest *digest; /* of column line and rows */
    uint32_t column_count;
    uint64_t rows;
    uint64_t next_offset; /* where the next line has to start */
    strata_trailer trailer;
};

void strata_stream_reader_close(strata_stream_reader *reader)
{
    if (reader != NULL) {
        strata_csv_reader_close(reader->csv);
        strata_digest_free(reader->digest);
        strata_trailer_deinit(&reader->trailer);
        strata_free(reader);
    }
}

strata_place_in_file strata_stream_reader_place(const strata_stream_reader *reader, uint32_t field)
{
    return strata_csv_reader_place(reader->csv, field);
}

static strata_status fail_truncated(strata_stream_reader *reader, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "stream-truncated",
                          strata_csv_reader_place(reader->csv, 0),
                          "the stream ends here without its #end line; make it again, or copy the "
                          "whole of it");
}

/* The next line, or *row = NULL behind the last. Lines must follow each other
 * without gaps: a blank line or a CR is not what was written. */
static strata_status next_line(strata_stream_reader *reader, const strata_csv_row **row,
                               strata_error *err)
{
    STRATA_TRY(strata_csv_reader_next(reader->csv, row, err));
    if (*row == NULL) {
        return STRATA_OK;
    }
    if ((*row)->offset != reader->next_offset) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-line",
                              strata_csv_reader_place(reader->csv, 0),
                              "before this line stands a byte order mark, a blank line or a CR; "
                              "expected the stream as strata wrote it");
    }
    if (!strata_csv_reader_ended_line(reader->csv)) {
        return fail_truncated(reader, err);
    }
    reader->next_offset += strata_csv_reader_raw(reader->csv).len + 1;
    return STRATA_OK;
}

static bool is_hash_line(const strata_stream_reader *reader)
{
    const strata_slice raw = strata_csv_reader_raw(reader->csv);
    return raw.len > 0 && raw.text[0] == '#';
}

static void hash_line(strata_stream_reader *reader)
{
    const strata_slice raw = strata_csv_reader_raw(reader->csv);
    strata_digest_add(reader->digest, raw.text, raw.len);
    strata_digest_add(reader->digest, "\n", 1);
}

static strata_status read_header_line(strata_stream_reader *reader, strata_error *err)
{
    return strata_stream_header_read(strata_csv_reader_raw(reader->csv),
                                     strata_csv_reader_place(reader->csv, 0), &reader->header,
                                     reader->dictionary, err);
}

static strata_status fail_no_header(strata_stream_reader *reader, strata_stream_kind kind,
                                    strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "no-header", strata_csv_reader_place(reader->csv, 0),
                          "expected a stream of %s that starts with a line #strata; one made with "
                          "--bare cannot be read again",
                          strata_stream_kind_name(kind));
}

static strata_status check_kind(const strata_stream_reader *reader, strata_stream_kind kind,
                                strata_error *err)
{
    if (reader->header.kind != kind) {
        return strata_fail_at(
            err, STRATA_E_INPUT, "stream-kind", strata_csv_reader_place(reader->csv, 0),
            "this is a stream of %s, expected %s", strata_stream_kind_name(reader->header.kind),
            strata_stream_kind_name(kind));
    }
    return STRATA_OK;
}

static strata_status read_first_line(strata_stream_reader *reader, strata_stream_kind kind,
                                     strata_error *err)
{
    const strata_csv_row *row = NULL;
    STRATA_TRY(next_line(reader, &row, err));
    strata_slice first = row != NULL ? strata_csv_reader_raw(reader->csv) : (strata_slice){0};
    if (!strata_stream_take_word(&first, "#strata")) {
        return fail_no_header(reader, kind, err);
    }
    STRATA_TRY(read_header_line(reader, err));
    return check_kind(reader, kind, err);
}

/* The next line that does not start with #, or NULL at the end; header lines before it are read. */
static strata_status skip_header(strata_stream_reader *reader, const strata_csv_row **row,
                                 strata_error *err)
{
    STRATA_TRY(next_line(reader, row, err));
    while (*row != NULL && is_hash_line(reader)) {
        STRATA_TRY(read_header_line(reader, err));
        STRATA_TRY(next_line(reader, row, err));
    }
    return STRATA_OK;
}

/* Header lines up to the column line, which is then the current row, *row. */
static strata_status read_header(strata_stream_reader *reader, strata_stream_kind kind,
                                 const strata_csv_row **row, strata_error *err)
{
    STRATA_TRY(read_first_line(reader, kind, err));
    STRATA_TRY(skip_header(reader, row, err));
    STRATA_TRY(check_kind(reader, kind, err)); /* a second #strata line */
    return *row != NULL ? STRATA_OK : fail_truncated(reader, err);
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
                                  strata_csv_reader_place(reader->csv, field),
                                  "expected the column \"%s\" here", columns[at]);
        }
        field++;
    }
    if (field != row->count) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-columns",
                              strata_csv_reader_place(reader->csv, field),
                              "a column too many, expected %u", (unsigned)field);
    }
    reader->column_count = field;
    hash_line(reader);
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
    reader->dictionary = dictionary;
    reader->digest = strata_digest_new();
    strata_status status = reader->digest != NULL ? STRATA_OK : strata_fail_memory(err);
    if (status == STRATA_OK) {
        status = strata_csv_reader_open(source, &dialect, &reader->csv, err);
    }
    if (status == STRATA_OK) {
        status = read_header(reader, kind, &row, err);
    }
    if (status == STRATA_OK) {
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
    char digest[STRATA_DIGEST_TEXT];
    if (!reader->trailer.is_ended) {
        return fail_truncated(reader, err);
    }
    if (reader->trailer.rows != reader->rows) {
        return strata_fail_at(
            err, STRATA_E_INPUT, "stream-rows", strata_csv_reader_place(reader->csv, 0),
            "the #end line counts %llu rows, but %llu were read; rows were lost "
            "or added",
            (unsigned long long)reader->trailer.rows, (unsigned long long)reader->rows);
    }
    strata_digest_text(reader->digest, digest);
    if (strcmp(digest, reader->trailer.digest) != 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-hash",
                              strata_csv_reader_place(reader->csv, 0),
                              "the hash of the rows is not that of the #end line; the stream was "
                              "changed after it was written");
    }
    return STRATA_OK;
}

/* A # line after the column line: of the trailer, or a test or definition that came late. */
static strata_status read_hash_line(strata_stream_reader *reader, strata_error *err)
{
    const strata_slice raw = strata_csv_reader_raw(reader->csv);
    bool is_trailer = false;
    STRATA_TRY(strata_trailer_read(&reader->trailer, raw, &is_trailer, err));
    if (is_trailer) {
        return STRATA_OK;
    }
    if (reader->trailer.input_count == 0 && !reader->trailer.is_ended &&
        strata_stream_is_declaration(raw)) {
        return read_header_line(reader, err);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "stream-header",
                          strata_csv_reader_place(reader->csv, 0),
                          "this line cannot be read; expected rows, #input or #end");
}

static strata_status check_row(const strata_stream_reader *reader, const strata_csv_row *row,
                               strata_error *err)
{
    if (reader->trailer.is_ended || reader->trailer.input_count > 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-rows",
                              strata_csv_reader_place(reader->csv, 0),
                              "a row after the trailer; are these two streams in one file? use "
                              "strata merge");
    }
    if (row->count != reader->column_count) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-columns",
                              strata_csv_reader_place(reader->csv, 0),
                              "the row has %u fields, expected %u", (unsigned)row->count,
                              (unsigned)reader->column_count);
    }
    return STRATA_OK;
}

/* The next row, the trailer checked if there is none. */
static strata_status next_row(strata_stream_reader *reader, const strata_csv_row **row,
                              strata_error *err)
{
    STRATA_TRY(next_line(reader, row, err));
    while (*row != NULL && is_hash_line(reader)) {
        STRATA_TRY(read_hash_line(reader, err));
        STRATA_TRY(next_line(reader, row, err));
    }
    if (*row == NULL) {
        return check_end(reader, err);
    }
    STRATA_TRY(check_row(reader, *row, err));
    hash_line(reader);
    reader->rows++;
    return STRATA_OK;
}

strata_status strata_stream_reader_next(strata_stream_reader *reader, const strata_csv_row **row,
                                        strata_error *err)
{
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
