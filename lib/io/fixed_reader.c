/* A record is one line. Positions count characters, so the bytes of a record with any beyond ASCII
 * are walked through once and the offset of every character noted. */
#include "io/fixed_reader.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "io/lines.h"
#include "io/row_walk.h"
#include "io/text_fault.h"
#include "io/utf8.h"

enum {
    RECORD_BYTES = 1024 * 1024,
    TEXT_BYTES = 64 * 1024 * 1024 /* ends a batch of fields that overlap a lot */
};

struct strata_fixed_reader {
    strata_lines lines;
    strata_fixed_field *fields; /* fields[field_count] */
    uint32_t field_count;
    uint32_t *records; /* records[record_count] */
    uint32_t record_count;
    uint32_t width;      /* last character that a field wants */
    uint32_t *offsets;   /* offsets[width + 1]: of the characters of the record being read */
    uint32_t characters; /* of it */
    strata_slice record; /* the one being read */
    bool is_wide;        /* it has characters beyond ASCII: offsets holds */
    uint64_t line;       /* its physical line */
    uint64_t rows;       /* in all batches so far */
    strata_row_walk walk;
    strata_error fault;
};

void strata_fixed_reader_close(strata_fixed_reader *reader)
{
    if (reader != NULL) {
        strata_lines_deinit(&reader->lines);
        strata_row_walk_deinit(&reader->walk);
        strata_free(reader->fields);
        strata_free(reader->records);
        strata_free(reader->offsets);
        strata_free(reader);
    }
}

static uint32_t last_character(const strata_fixed_field *field)
{
    return field->start - 1 + field->length;
}

static strata_status prepare(strata_fixed_reader *reader, strata_source *source,
                             const strata_fixed_form *form, strata_error *err)
{
    for (uint32_t i = 0; i < form->field_count; i++) {
        const uint32_t last = last_character(&form->fields[i]);
        assert(form->fields[i].start >= 1 && form->fields[i].length >= 1);
        reader->width = last > reader->width ? last : reader->width;
    }
    reader->field_count = form->field_count;
    reader->record_count = form->record_count;
    reader->fields = strata_alloc_zero(form->field_count, sizeof *reader->fields);
    reader->records = strata_alloc_zero(form->record_count, sizeof *reader->records);
    reader->offsets = strata_alloc_zero((size_t)reader->width + 1, sizeof *reader->offsets);
    if (reader->fields == NULL || reader->records == NULL || reader->offsets == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(reader->fields, form->fields, form->field_count * sizeof *form->fields);
    memcpy(reader->records, form->records, form->record_count * sizeof *form->records);
    strata_lines_init(&reader->lines, source, RECORD_BYTES);
    return STRATA_OK;
}

static strata_place_in_file place_of(const strata_fixed_reader *reader, size_t offset)
{
    return (strata_place_in_file){.file = strata_source_name(reader->lines.source),
                                  .line = reader->line,
                                  .column = offset + 1};
}

static strata_status check_line(strata_fixed_reader *reader, const strata_line *line)
{
    const strata_lines *lines = &reader->lines;
    if (line->is_too_long) {
        return strata_fail_at(&reader->fault, STRATA_E_INPUT, "csv-row-size", place_of(reader, 0),
                              "a record is longer than %d bytes; is this a text file with lines?",
                              (int)RECORD_BYTES);
    }
    const size_t len = line->end - line->at;
    const size_t good = strata_utf8_prefix(lines->bytes + line->at, len);
    if (good == len) {
        return STRATA_OK;
    }
    const strata_text_fault fault = {.at = place_of(reader, good),
                                     .offset = strata_lines_offset(lines, line->at + good),
                                     .line = {lines->bytes + line->at, len},
                                     .good = good};
    return strata_fail_text(&reader->fault, &fault);
}

/* Counts the characters of the record and notes where the first of them start. */
static void count_characters(strata_fixed_reader *reader)
{
    const strata_slice record = reader->record;
    uint32_t count = 0;
    for (size_t at = 0; at < record.len; at++) {
        if (((unsigned char)record.text[at] & 0xc0) == 0x80) {
            continue; /* goes on with a character */
        }
        if (count <= reader->width) {
            reader->offsets[count] = (uint32_t)at;
        }
        count++;
    }
    if (count <= reader->width) {
        reader->offsets[count] = (uint32_t)record.len;
    }
    reader->characters = count;
    reader->is_wide = count < record.len;
}

/* Offset of a character of the record, counted from 0; its end for those behind it. */
static size_t offset_of(const strata_fixed_reader *reader, uint32_t character)
{
    if (character >= reader->characters) {
        return reader->record.len;
    }
    return reader->is_wide ? reader->offsets[character] : character;
}

static strata_slice field_of(const strata_fixed_reader *reader, const strata_fixed_field *field)
{
    const size_t from = offset_of(reader, field->start - 1);
    const size_t to = offset_of(reader, last_character(field));
    return (strata_slice){reader->record.text + from, to - from};
}

static bool is_record_length(const strata_fixed_reader *reader)
{
    for (uint32_t i = 0; i < reader->record_count; i++) {
        if (reader->records[i] == reader->characters) {
            return true;
        }
    }
    return false;
}

/* A record of a wrong length has another number of fields than the form: those before the first
 * that does not end within it; where that would be all of them or none, one more. */
static uint32_t count_fields(const strata_fixed_reader *reader)
{
    if (is_record_length(reader)) {
        return reader->field_count;
    }
    uint32_t whole = 0;
    while (whole < reader->field_count &&
           last_character(&reader->fields[whole]) <= reader->characters) {
        whole++;
    }
    const bool is_less = whole > 0 && whole < reader->field_count;
    return is_less ? whole : reader->field_count + 1;
}

/* The record as a row; fields may overlap, so they are copied. */
static strata_status add_row(strata_fixed_reader *reader, const strata_line *line)
{
    strata_row_batch_buffers *into = reader->lines.into;
    strata_batch_row row = {.start = (uint32_t)into->text_len,
                            .first = (uint32_t)into->end_count,
                            .line = (uint32_t)(line->number - reader->lines.first_number),
                            .raw = (uint32_t)(line->at - reader->lines.start),
                            .raw_end = (uint32_t)(line->end - reader->lines.start)};
    reader->record = (strata_slice){reader->lines.bytes + line->at, line->end - line->at};
    count_characters(reader);
    row.count = count_fields(reader);
    STRATA_TRY(strata_batch_buffers_fields(into, row.count, &reader->fault));
    STRATA_TRY(strata_batch_buffers_rows(into, 1, &reader->fault));
    for (uint32_t i = 0; i < row.count; i++) {
        const strata_slice field =
            i < reader->field_count ? field_of(reader, &reader->fields[i]) : (strata_slice){0};
        STRATA_TRY(strata_batch_buffers_text(into, field.len + 1, &reader->fault));
        strata_batch_buffers_add(into, field);
    }
    into->rows[into->row_count++] = row;
    return STRATA_OK;
}

/* One line, which is a row unless it is blank; *is_end is set at the end of the file. */
static strata_status read_line(strata_fixed_reader *reader, bool *is_end)
{
    strata_line line = {0};
    strata_lines_forget(&reader->lines);
    STRATA_TRY(strata_lines_next(&reader->lines, &line, &reader->fault));
    reader->line = line.number;
    STRATA_TRY(check_line(reader, &line));
    *is_end = line.next == line.at;
    return line.end > line.at ? add_row(reader, &line) : STRATA_OK;
}

/* At least one row unless the file ends or strata_lines_is_spent, then those that need no more
 * reading. */
static strata_status read_lines(strata_fixed_reader *reader)
{
    strata_lines *lines = &reader->lines;
    bool is_end = false;
    bool goes_on = true;
    while (goes_on) {
        STRATA_TRY(read_line(reader, &is_end));
        const size_t rows = lines->into->row_count;
        const bool is_full =
            rows > 0 ? lines->into->text_len > TEXT_BYTES : strata_lines_is_spent(lines);
        goes_on = !is_end && !is_full && (rows == 0 || strata_lines_is_ready(lines));
    }
    strata_lines_forget(lines);
    return STRATA_OK;
}

/* Fills a batch; a failure is kept. */
static strata_status read_batch(strata_fixed_reader *reader, strata_row_batch *batch)
{
    strata_lines *lines = &reader->lines;
    strata_row_batch_buffers *into = NULL;
    STRATA_TRY(strata_batch_buffers_of(batch, &into, &reader->fault));
    STRATA_TRY(strata_lines_begin(lines, into, &reader->fault));
    const strata_status status = read_lines(reader);
    strata_batch_buffers_show(batch, &(strata_batch_shape){.start = lines->start,
                                                           .len = lines->kept_at - lines->start,
                                                           .is_text = true});
    batch->number = reader->rows + 1;
    batch->line = lines->first_number;
    batch->offset = lines->base;
    reader->rows += batch->row_count;
    return status == STRATA_OK ? strata_lines_finish(lines, &reader->fault) : status;
}

static strata_status fill(void *of, strata_row_batch *batch, bool *more, strata_error *err)
{
    strata_fixed_reader *reader = of;
    const strata_status status = read_batch(reader, batch);
    *more = strata_lines_has_more(&reader->lines);
    return status == STRATA_OK ? STRATA_OK : strata_fail_again(err, &reader->fault);
}

strata_status strata_fixed_reader_open(strata_source *source, const strata_fixed_form *form,
                                       strata_fixed_reader **out, strata_error *err)
{
    assert(form->field_count >= 1 && form->record_count >= 1);
    *out = NULL;
    strata_fixed_reader *reader = strata_alloc_zero(1, sizeof *reader);
    if (reader == NULL) {
        return strata_fail_memory(err);
    }
    reader->walk = (strata_row_walk){.fill = fill, .reader = reader};
    const strata_status status = prepare(reader, source, form, err);
    if (status != STRATA_OK) {
        strata_fixed_reader_close(reader);
        return status;
    }
    *out = reader;
    return STRATA_OK;
}

strata_status strata_fixed_reader_next(strata_fixed_reader *reader, const strata_csv_row **row,
                                       strata_error *err)
{
    return strata_row_walk_next(&reader->walk, row, err);
}

strata_status strata_fixed_reader_batch(strata_fixed_reader *reader, strata_row_batch *batch,
                                        strata_error *err)
{
    return strata_row_walk_batch(&reader->walk, batch, err);
}

/* Offset of a character of a record, counted from 0; its end for those behind it. */
static size_t find_character(strata_slice record, uint32_t character)
{
    size_t at = 0;
    for (uint32_t count = 0; at < record.len; at++) {
        const bool is_start = ((unsigned char)record.text[at] & 0xc0) != 0x80;
        if (is_start && count++ == character) {
            return at;
        }
    }
    return at;
}

strata_place_in_file strata_fixed_reader_batch_place(const strata_fixed_reader *reader,
                                                     const strata_row_batch *batch, uint32_t row,
                                                     uint32_t index)
{
    const strata_batch_row *of = &batch->rows[row];
    const strata_slice record = strata_batch_raw_row(batch, of);
    const bool is_field = index < reader->field_count;
    const size_t offset = is_field ? find_character(record, reader->fields[index].start - 1) : 0;
    return (strata_place_in_file){.file = strata_source_name(reader->lines.source),
                                  .line = batch->line + of->line,
                                  .column = offset + 1};
}

uint32_t strata_fixed_reader_batch_length(const strata_row_batch *batch, uint32_t row)
{
    const strata_slice record = strata_batch_raw_row(batch, &batch->rows[row]);
    uint32_t count = 0;
    for (size_t at = 0; at < record.len; at++) {
        count += ((unsigned char)record.text[at] & 0xc0) != 0x80 ? 1 : 0;
    }
    return count;
}

strata_place_in_file strata_fixed_reader_place(const strata_fixed_reader *reader, uint32_t index)
{
    const strata_row_batch *batch = NULL;
    uint32_t row = 0;
    return strata_row_walk_current(&reader->walk, &batch, &row)
               ? strata_fixed_reader_batch_place(reader, batch, row, index)
               : place_of(reader, 0);
}

uint32_t strata_fixed_reader_length(const strata_fixed_reader *reader)
{
    const strata_row_batch *batch = NULL;
    uint32_t row = 0;
    return strata_row_walk_current(&reader->walk, &batch, &row)
               ? strata_fixed_reader_batch_length(batch, row)
               : 0;
}

bool strata_fixed_reader_ended_line(const strata_fixed_reader *reader)
{
    return reader->walk.ended_line;
}
