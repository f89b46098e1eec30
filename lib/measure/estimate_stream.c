/* Estimates to CSV rows and back. */
#include "measure/estimate_stream.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

enum {
    FLAGS_TEXT = 2048
};

_Static_assert(sizeof(((strata_stream_header *)0)->protection) == STRATA_PROTECTION_TEXT,
               "the two copies of the protection's name have one size");

static void write_text(strata_csv_writer *csv, const strata_estimates *estimates, uint32_t id)
{
    strata_csv_string(csv, strata_dictionary_text(estimates->dictionary, id));
}

static void write_count(strata_csv_writer *csv, uint64_t count, bool is_known)
{
    if (is_known) {
        strata_csv_count(csv, count);
    } else {
        strata_csv_empty(csv);
    }
}

static void write_identity(strata_csv_writer *csv, const strata_estimates *estimates,
                           const strata_estimate *row)
{
    strata_csv_integer(csv, row->year_from);
    strata_csv_integer(csv, row->year_to);
    write_text(csv, estimates, row->term);
    write_text(csv, estimates, row->population);
    strata_csv_string(csv, strata_entity_level_name((strata_entity_level)row->entity_level));
    write_text(csv, estimates, row->county);
    write_text(csv, estimates, row->lea);
    write_text(csv, estimates, row->school);
    write_text(csv, estimates, row->entity_name);
    write_text(csv, estimates, row->assessment);
    write_text(csv, estimates, row->era);
    write_text(csv, estimates, row->subject);
    write_text(csv, estimates, row->grade);
    write_text(csv, estimates, row->dim);
    write_text(csv, estimates, row->group);
    write_text(csv, estimates, row->has_ref != 0 ? row->ref_group : 0);
    write_text(csv, estimates, row->measure);
    write_count(csv, row->cut, row->cut != 0);
}

static void write_numbers(strata_csv_writer *csv, const strata_estimates *estimates,
                          const strata_estimate *row)
{
    const strata_result_value *result = &row->result;
    strata_csv_double(csv, result->value);
    strata_csv_double(csv, result->se);
    strata_csv_double(csv, result->lo);
    strata_csv_double(csv, result->hi);
    strata_csv_double(csv, result->bound_lo);
    strata_csv_double(csv, result->bound_hi);
    write_text(csv, estimates, row->unit);
    write_count(csv, result->n, result->has_n);
    write_count(csv, result->n_ref, result->has_n_ref);
    strata_csv_double(csv, result->df);
    strata_csv_double(csv, result->p);
    strata_csv_double(csv, row->p_adj);
}

static void write_notes(strata_csv_writer *csv, const strata_estimates *estimates,
                        const strata_estimate *row)
{
    char flags[FLAGS_TEXT];
    write_text(csv, estimates, row->family);
    write_count(csv, row->m, row->m != 0);
    strata_csv_string(csv, strata_inference_name((strata_inference)row->inference));
    write_text(csv, estimates, row->method);
    strata_csv_string(csv, strata_estimate_status_name(row->result.status));
    strata_csv_string(csv, strata_flags_format(row->result.flags, flags, sizeof flags));
    write_text(csv, estimates, row->protection);
}

static strata_status write_rows(strata_stream_writer *writer, const strata_estimates *estimates)
{
    STRATA_TRY(
        strata_stream_columns(writer, strata_estimate_columns, strata_estimate_column_count));
    for (size_t i = 0; i < estimates->count; i++) {
        strata_csv_writer *csv = strata_stream_writer_csv(writer);
        write_identity(csv, estimates, &estimates->rows[i]);
        write_numbers(csv, estimates, &estimates->rows[i]);
        write_notes(csv, estimates, &estimates->rows[i]);
        STRATA_TRY(strata_stream_row(writer));
    }
    return strata_stream_writer_end(writer);
}

strata_status strata_estimate_stream_write(strata_sink *sink, const strata_estimates *estimates,
                                           const strata_stream_header *header, bool bare,
                                           strata_error *err)
{
    strata_stream_header own = *header;
    own.kind = STRATA_STREAM_ESTIMATES;
    own.version = STRATA_STREAM_VERSION;
    own.level_columns = 0;
    memcpy(own.protection, estimates->protection, sizeof own.protection);
    strata_stream_writer *writer = NULL;
    STRATA_TRY(strata_stream_writer_open(sink, &own, estimates->dictionary, bare, &writer, err));
    const strata_status status = write_rows(writer, estimates);
    strata_stream_writer_free(writer);
    return status;
}

/* One row being read. The first field that is wrong is kept; later ones are read past. */
typedef struct row_reader {
    strata_stream_reader *stream;
    strata_dictionary *dictionary;
    const strata_csv_row *row;
    uint32_t at; /* next field */
    strata_status status;
    strata_error *err;
} row_reader;

static strata_slice next_field(row_reader *reader)
{
    return reader->row->fields[reader->at++];
}

static void refuse(row_reader *reader, const char *expected)
{
    if (reader->status == STRATA_OK) {
        const uint32_t field = reader->at - 1;
        reader->status =
            strata_fail_at(reader->err, STRATA_E_INPUT, "estimates-field",
                           strata_stream_reader_place(reader->stream, field),
                           "column \"%s\": expected %s", strata_estimate_columns[field], expected);
    }
}

static uint32_t read_text(row_reader *reader)
{
    const strata_slice field = next_field(reader);
    uint32_t id = 0;
    if (reader->status == STRATA_OK) {
        reader->status = strata_intern_add(strata_dictionary_texts(reader->dictionary), field.text,
                                           field.len, &id, reader->err);
    }
    return id;
}

static double read_double(row_reader *reader)
{
    const strata_slice field = next_field(reader);
    double value = STRATA_NAN;
    if (field.len > 0 && !strata_double_parse(field, &value)) {
        refuse(reader, "a number or nothing");
    }
    return value;
}

/* False if the field is empty. */
static bool read_count(row_reader *reader, uint64_t max, uint64_t *out)
{
    const strata_slice field = next_field(reader);
    uint64_t count = 0;
    if (field.len > 0 && (!strata_count_parse(field, &count) || count > max)) {
        refuse(reader, "a whole number or nothing");
        return false;
    }
    *out = count;
    return field.len > 0;
}

static int16_t read_year(row_reader *reader)
{
    uint64_t year = 0;
    if (!strata_count_parse(next_field(reader), &year) || year < STRATA_YEAR_MIN ||
        year > STRATA_YEAR_MAX) {
        refuse(reader, "a year of four digits");
        return 0;
    }
    return (int16_t)year;
}

static void read_identity(row_reader *reader, strata_estimate *row)
{
    row->year_from = read_year(reader);
    row->year_to = read_year(reader);
    row->term = read_text(reader);
    row->population = read_text(reader);
    strata_entity_level level = STRATA_LEVEL_STATE;
    if (!strata_entity_level_find(next_field(reader), &level)) {
        refuse(reader, "state, county, lea, school or set");
    }
    row->entity_level = (uint8_t)level;
    row->county = read_text(reader);
    row->lea = read_text(reader);
    row->school = read_text(reader);
    row->entity_name = read_text(reader);
    row->assessment = read_text(reader);
    row->era = read_text(reader);
    row->subject = read_text(reader);
    row->grade = read_text(reader);
    row->dim = read_text(reader);
    row->group = read_text(reader);
    row->ref_group = read_text(reader);
    row->has_ref = row->ref_group != 0;
    row->measure = read_text(reader);
    uint64_t cut = 0;
    (void)read_count(reader, STRATA_LEVELS_MAX, &cut);
    row->cut = (uint8_t)cut;
}

static void read_numbers(row_reader *reader, strata_estimate *row)
{
    strata_result_value *result = &row->result;
    *result = strata_result_none();
    result->value = read_double(reader);
    result->se = read_double(reader);
    result->lo = read_double(reader);
    result->hi = read_double(reader);
    result->bound_lo = read_double(reader);
    result->bound_hi = read_double(reader);
    row->unit = read_text(reader);
    result->has_n = read_count(reader, UINT64_MAX, &result->n);
    result->has_n_ref = read_count(reader, UINT64_MAX, &result->n_ref);
    result->df = read_double(reader);
    result->p = read_double(reader);
    row->p_adj = read_double(reader);
}

static void read_notes(row_reader *reader, strata_estimate *row)
{
    row->family = read_text(reader);
    uint64_t m = 0;
    (void)read_count(reader, UINT32_MAX, &m);
    row->m = (uint32_t)m;
    strata_inference inference = STRATA_INFERENCE_NONE;
    if (!strata_inference_find(next_field(reader), &inference)) {
        refuse(reader, "superpopulation, descriptive or nothing");
    }
    row->inference = (uint8_t)inference;
    row->method = read_text(reader);
    if (!strata_estimate_status_find(next_field(reader), &row->result.status)) {
        refuse(reader, "the name of a status such as ok or suppressed");
    }
    if (!strata_flags_parse(next_field(reader), &row->result.flags)) {
        refuse(reader, "known flags separated by ;");
    }
    row->protection = read_text(reader);
}

static strata_status read_rows(strata_stream_reader *stream, strata_estimates *estimates,
                               strata_error *err)
{
    for (;;) {
        row_reader reader = {.stream = stream, .dictionary = estimates->dictionary, .err = err};
        STRATA_TRY(strata_stream_reader_next(stream, &reader.row, err));
        if (reader.row == NULL) {
            return STRATA_OK;
        }
        strata_estimate row = {0};
        read_identity(&reader, &row);
        read_numbers(&reader, &row);
        read_notes(&reader, &row);
        STRATA_TRY(reader.status);
        if (strcmp(strata_dictionary_text(estimates->dictionary, row.protection), "confidential") ==
            0) {
            estimates->confidential = true;
        }
        STRATA_TRY(strata_estimates_add(estimates, &row, err));
    }
}

strata_status strata_estimate_stream_read(strata_source *source, strata_estimates **out,
                                          strata_stream_header *header, strata_error *err)
{
    *out = NULL;
    strata_estimates *estimates = strata_estimates_new();
    if (estimates == NULL) {
        return strata_fail_memory(err);
    }
    strata_stream_reader *stream = NULL;
    strata_status status = strata_stream_reader_open(
        source, STRATA_STREAM_ESTIMATES, strata_estimate_columns, strata_estimate_column_count,
        estimates->dictionary, &stream, err);
    if (status == STRATA_OK) {
        const strata_stream_header *found = strata_stream_reader_header(stream);
        memcpy(estimates->protection, found->protection, sizeof estimates->protection);
        if (header != NULL) {
            *header = *found;
        }
        status = read_rows(stream, estimates, err);
    }
    strata_stream_reader_close(stream);
    if (status != STRATA_OK) {
        strata_estimates_free(estimates);
        return status;
    }
    *out = estimates;
    return STRATA_OK;
}
