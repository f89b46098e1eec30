/* A record is one line. Positions count characters, so the bytes of a record with any beyond ASCII
 * are walked through once and the offset of every character noted. */
#include "io/fixed_reader.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "io/lines.h"
#include "io/text_fault.h"
#include "io/utf8.h"

enum {
    RECORD_BYTES = 1024 * 1024
};

struct strata_fixed_reader {
    strata_lines lines;
    strata_fixed_field *fields; /* fields[field_count] */
    uint32_t field_count;
    uint32_t *records; /* records[record_count] */
    uint32_t record_count;
    uint32_t width;       /* last character that a field wants */
    uint32_t *offsets;    /* offsets[width + 1]: of the characters of the current record */
    strata_slice *slices; /* slices[field_count + 1] */
    uint32_t characters;  /* of the current record */
    strata_slice record;  /* the current one */
    bool is_wide;         /* it has characters beyond ASCII: offsets holds */
    bool has_line_end;    /* the current record */
    strata_csv_row row;
    strata_error fault;
};

void strata_fixed_reader_close(strata_fixed_reader *reader)
{
    if (reader != NULL) {
        strata_lines_deinit(&reader->lines);
        strata_free(reader->fields);
        strata_free(reader->records);
        strata_free(reader->offsets);
        strata_free(reader->slices);
        strata_free(reader);
    }
}

static uint32_t last_character(const strata_fixed_field *field)
{
    return field->start - 1 + field->length;
}

/* All memory that reading will need. */
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
    reader->slices = strata_alloc_zero((size_t)form->field_count + 1, sizeof *reader->slices);
    if (reader->fields == NULL || reader->records == NULL || reader->offsets == NULL ||
        reader->slices == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(reader->fields, form->fields, form->field_count * sizeof *form->fields);
    memcpy(reader->records, form->records, form->record_count * sizeof *form->records);
    return strata_lines_init(&reader->lines, source, RECORD_BYTES, err);
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
    const strata_status status = prepare(reader, source, form, err);
    if (status != STRATA_OK) {
        strata_fixed_reader_close(reader);
        return status;
    }
    *out = reader;
    return STRATA_OK;
}

static strata_place_in_file place_of(const strata_fixed_reader *reader, size_t offset)
{
    return (strata_place_in_file){.file = strata_source_name(reader->lines.source),
                                  .line = reader->row.line,
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
                                     .offset = lines->base + line->at + good,
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

static void split(strata_fixed_reader *reader)
{
    count_characters(reader);
    for (uint32_t i = 0; i < reader->field_count; i++) {
        reader->slices[i] = field_of(reader, &reader->fields[i]);
    }
    reader->slices[reader->field_count] = (strata_slice){reader->record.text, 0};
    reader->row.fields = reader->slices;
    reader->row.count = count_fields(reader);
}

/* One line; *is_row is false for a blank one, *is_end is set at the end of the file. */
static strata_status read_line(strata_fixed_reader *reader, bool *is_row, bool *is_end)
{
    strata_line line = {0};
    strata_lines_forget(&reader->lines);
    STRATA_TRY(strata_lines_next(&reader->lines, &line, &reader->fault));
    reader->row.line = line.number;
    STRATA_TRY(check_line(reader, &line));
    *is_row = line.end > line.at;
    *is_end = line.next == line.at;
    if (*is_row) {
        reader->record = (strata_slice){reader->lines.bytes + line.at, line.end - line.at};
        reader->row.offset = reader->lines.base + line.at;
        reader->has_line_end = line.next > line.end;
        split(reader);
    }
    return STRATA_OK;
}

strata_status strata_fixed_reader_next(strata_fixed_reader *reader, const strata_csv_row **row,
                                       strata_error *err)
{
    *row = NULL;
    bool is_row = false;
    bool is_end = false;
    strata_status status = reader->fault.status;
    while (status == STRATA_OK && !is_row && !is_end) {
        status = read_line(reader, &is_row, &is_end);
    }
    if (status != STRATA_OK) {
        return strata_fail_again(err, &reader->fault);
    }
    if (is_row) {
        reader->row.number++;
        *row = &reader->row;
    }
    return STRATA_OK;
}

strata_place_in_file strata_fixed_reader_place(const strata_fixed_reader *reader, uint32_t index)
{
    const bool is_field = index < reader->field_count;
    return place_of(reader, is_field ? offset_of(reader, reader->fields[index].start - 1) : 0);
}

uint32_t strata_fixed_reader_length(const strata_fixed_reader *reader)
{
    return reader->characters;
}

bool strata_fixed_reader_ended_line(const strata_fixed_reader *reader)
{
    return reader->has_line_end;
}
