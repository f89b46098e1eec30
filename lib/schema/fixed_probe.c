/* Reads the first records by the places of the fields that tell such a file. */
#include "schema/fixed_probe.h"

#include "io/row_reader.h"
#include "schema/blur.h"
#include "schema/column_pattern.h"

/* The fields of a signature, and what was seen of them. */
typedef struct probe {
    const strata_beginning *file;
    const strata_layout *layout;
    uint32_t *numbers; /* numbers[count]: of the fields in the layout */
    strata_fixed_field *places;
    bool *is_readable; /* in all records so far */
    uint32_t count;
    uint32_t records; /* looked at */
    uint32_t odd;     /* of them too short or too long */
    bool is_first_odd;
    uint64_t odd_line; /* of the first of them */
    uint32_t odd_length;
    bool has_value; /* a field of a record was not missing */
} probe;

static bool has_code(const strata_map *map, strata_slice code)
{
    for (uint32_t at = 0; at < map->count; at++) {
        if (strata_slice_equal(map->entries[at].code, code)) {
            return true;
        }
    }
    return false;
}

static bool is_whole(strata_slice value, uint64_t least, uint64_t most)
{
    uint64_t number = 0;
    return strata_count_parse(value, &number) && number >= least && number <= most;
}

static bool is_number(const strata_field *field, strata_slice value)
{
    strata_decimal number;
    strata_range_text range;
    double real = 0.0;
    return strata_decimal_parse(value, &number) ||
           (field->is_float && strata_double_parse(value, &real)) ||
           strata_blur_read(field->blurs, field->blur_count, value, &range);
}

/* Without a map the text itself is what the target wants. */
static bool is_meant(const strata_field *field, strata_slice value)
{
    int spring = 0;
    if (field->to == STRATA_TO_YEAR) {
        return field->is_school_year ? strata_school_year_parse(value, &spring)
                                     : is_whole(value, STRATA_YEAR_MIN, STRATA_YEAR_MAX);
    }
    if (field->to == STRATA_TO_LEVEL) {
        return is_whole(value, 0, STRATA_LEVELS_MAX);
    }
    const bool is_numeric =
        field->to == STRATA_TO_SCALE_SCORE || strata_target_is_figure(field->to);
    return !is_numeric || is_number(field, value);
}

bool strata_fixed_is_readable(const strata_field *field, strata_slice value)
{
    const strata_slice text = strata_slice_trim(value);
    if (strata_missing_find(field->missing, field->missing_count, text) != NULL ||
        strata_slice_is_among(text, field->absent, field->absent_count)) {
        return true;
    }
    return field->map != NULL ? has_code(field->map, text) : is_meant(field, text);
}

/* The number of a field that the loader has found there. */
static uint32_t find_field(const strata_layout *layout, strata_slice name)
{
    uint32_t at = 0;
    while (!strata_slice_equal(layout->fields[at].name, name)) {
        at++;
    }
    return at;
}

static bool make(probe *of, strata_arena *arena)
{
    const strata_layout *layout = of->layout;
    of->count = layout->signature_count;
    of->numbers = strata_arena_alloc(arena, of->count * sizeof *of->numbers);
    of->places = strata_arena_alloc(arena, of->count * sizeof *of->places);
    of->is_readable = strata_arena_alloc(arena, of->count * sizeof *of->is_readable);
    if (of->numbers == NULL || of->places == NULL || of->is_readable == NULL) {
        return false;
    }
    for (uint32_t at = 0; at < of->count; at++) {
        of->numbers[at] = find_field(layout, layout->signature[at]);
        const strata_field *field = &layout->fields[of->numbers[at]];
        of->places[at] = (strata_fixed_field){field->fixed_start, field->fixed_length};
        of->is_readable[at] = true;
    }
    return true;
}

static void look_at(probe *of, const strata_csv_row *row)
{
    for (uint32_t at = 0; at < of->count; at++) {
        const strata_field *field = &of->layout->fields[of->numbers[at]];
        const strata_slice value = row->fields[at];
        of->is_readable[at] = of->is_readable[at] && strata_fixed_is_readable(field, value);
        of->has_value = of->has_value || strata_slice_trim(value).len > 0;
    }
}

/* A few records of another length are broken ones: their rows are rejected, not the file. */
static void note_odd(probe *of, const strata_row_reader *reader, const strata_csv_row *row)
{
    of->is_first_odd = of->is_first_odd || of->records == 0;
    if (of->odd == 0) {
        of->odd_line = row->line;
        of->odd_length = strata_row_reader_length(reader);
    }
    of->odd++;
}

/* Looks at the first records. One that the beginning cuts off is none; nor is what cannot be read
 * behind the first. */
static strata_status look_at_all(strata_row_reader *reader, probe *of, strata_error *failure)
{
    while (of->records < STRATA_FIXED_PROBE_RECORDS && of->odd <= STRATA_FIXED_PROBE_RECORDS / 2) {
        const strata_csv_row *row = NULL;
        STRATA_TRY(strata_row_reader_next(reader, &row, failure));
        const bool is_cut = row != NULL && !strata_row_reader_ended_line(reader) &&
                            of->file->len >= STRATA_SOURCE_PEEK;
        if (row == NULL || is_cut) {
            break;
        }
        if (row->count == of->count) {
            look_at(of, row);
        } else {
            note_odd(of, reader, row);
        }
        of->records++;
    }
    return STRATA_OK;
}

static strata_status read_records(strata_source *source, probe *of, strata_error *failure)
{
    const strata_fixed_form form = {.fields = of->places,
                                    .field_count = of->count,
                                    .records = of->layout->records,
                                    .record_count = of->layout->record_count};
    strata_row_reader *reader = NULL;
    STRATA_TRY(strata_source_transcode(source, of->layout->encoding.text, failure));
    STRATA_TRY(strata_row_reader_open_fixed(source, &form, &reader, failure));
    const strata_status status = look_at_all(reader, of, failure);
    strata_row_reader_close(reader);
    return status;
}

static strata_status probe_file(probe *of, strata_fixed_likeness *out, strata_error *err)
{
    const strata_beginning *file = of->file;
    strata_source *source = NULL;
    strata_error failure = {0};
    STRATA_TRY(strata_source_memory(file->name, file->bytes, file->len, 0, &source, err));
    const strata_status status = read_records(source, of, &failure);
    strata_source_close(source);
    const bool has_half = of->has_value && of->odd <= of->records / 2;
    out->has_lengths = has_half && !of->is_first_odd;
    out->odd_line = of->odd_line;
    out->odd_length = of->odd_length;
    for (uint32_t at = 0; at < of->count && has_half; at++) {
        out->readable += of->is_readable[at] ? 1 : 0;
    }
    out->fits = out->has_lengths && out->readable == of->count;
    return status == STRATA_E_MEMORY ? strata_fail_again(err, &failure) : STRATA_OK;
}

strata_status strata_fixed_probe(const strata_beginning *file, const strata_layout *layout,
                                 strata_fixed_likeness *out, strata_error *err)
{
    *out = (strata_fixed_likeness){0};
    strata_arena *arena = strata_arena_new();
    probe of = {.file = file, .layout = layout};
    const strata_status status =
        arena != NULL && make(&of, arena) ? probe_file(&of, out, err) : strata_fail_memory(err);
    strata_arena_free(arena);
    return status;
}
