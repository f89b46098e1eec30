/* Order of reading: years of the column, trimming, absent ids, code map or missing values, pad,
 * join. */
#include "record/value.h"

#include <string.h>

#include "schema/years.h"

enum {
    GRADE_DIGITS = 2 /* grades are "03", whatever the file says */
};

strata_status strata_value_reader_init(strata_value_reader *reader, const strata_binding *binding,
                                       strata_error *err)
{
    *reader = (strata_value_reader){.binding = binding};
    reader->texts = strata_arena_new();
    return reader->texts != NULL ? STRATA_OK : strata_fail_memory(err);
}

void strata_value_reader_deinit(strata_value_reader *reader)
{
    strata_arena_free(reader->texts);
    *reader = (strata_value_reader){0};
}

void strata_value_reader_start(strata_value_reader *reader, const strata_csv_row *row)
{
    if (reader->has_texts) {
        strata_arena_reset(reader->texts);
        reader->has_texts = false;
    }
    reader->row = row;
    reader->year = 0;
}

static bool holds_in_year(const strata_field *field, int year)
{
    return year == 0 || strata_years_hold((strata_years){field->from, field->until}, year);
}

static bool is_missing(const strata_field *field, strata_slice text, strata_missing_kind *kind)
{
    const strata_missing *one = strata_missing_find(field->missing, field->missing_count, text);
    *kind = one != NULL ? one->kind : STRATA_MISSING_NOT_REPORTED;
    return one != NULL || text.len == 0;
}

static bool is_absent(const strata_field *field, strata_slice text)
{
    return strata_slice_is_among(text, field->absent, field->absent_count);
}

bool strata_value_is_part(const strata_binding *binding, const strata_field *field)
{
    return field->fixed_start > 0 && binding->layout->record_count == 0;
}

/* Room for a text of the row, or NULL, which is noted. */
static char *take_room(strata_value_reader *reader, size_t len)
{
    char *room = strata_arena_alloc(reader->texts, len);
    reader->has_texts = true;
    reader->is_out_of_memory = reader->is_out_of_memory || room == NULL;
    return room;
}

/* Zeros in front of a number that lost them; other ids ("HS", "K") stay as they are. */
static strata_slice padded(strata_value_reader *reader, const strata_field *field,
                           strata_slice text)
{
    uint32_t len = field->pad;
    if (field->to == STRATA_TO_GRADE && len < GRADE_DIGITS) {
        len = GRADE_DIGITS;
    }
    if (text.len >= len || !strata_slice_is_digits(text)) {
        return text;
    }
    char *room = take_room(reader, len);
    if (room == NULL) {
        return text;
    }
    memset(room, '0', len - text.len);
    memcpy(room + (len - text.len), text.text, text.len);
    return (strata_slice){room, len};
}

/* The characters of a column that the field is about, once the whole has its zeros; of a record of
 * fixed width the reader gives them already. A value that is too short has none. */
static strata_slice part_of(strata_value_reader *reader, const strata_field *field,
                            strata_slice text)
{
    const strata_slice whole = padded(reader, field, text);
    const size_t start = (size_t)field->fixed_start - 1;
    if (whole.len < start + field->fixed_length) {
        return (strata_slice){"", 0};
    }
    return (strata_slice){whole.text + start, field->fixed_length};
}

/* A code that means nothing ("") is missing, like one that is dropped. */
static void apply_map(const strata_field *field, int year, strata_slice text, strata_value *value)
{
    const strata_map_entry *entry = strata_map_find(field->map, text, year);
    if (entry == NULL) {
        if (!is_missing(field, text, &value->missing)) {
            value->state = STRATA_VALUE_UNKNOWN;
        }
        return;
    }
    value->is_dropped = entry->drop;
    value->dropped = entry->code;
    if (entry->to.len > 0) {
        value->state = STRATA_VALUE_THERE;
        value->text = entry->to;
        value->group = &entry->group;
    }
}

/* A field by itself, not joined. */
static strata_value read_part(strata_value_reader *reader, uint32_t number)
{
    strata_value value = {.field = number};
    const strata_field *field = reader->binding->fields[number];
    const int32_t column = reader->binding->columns[number];
    if (column < 0 || !holds_in_year(field, reader->year)) {
        return value;
    }
    value.state = STRATA_VALUE_MISSING;
    const bool has_part = strata_value_is_part(reader->binding, field);
    strata_slice text = strata_slice_trim(reader->row->fields[column]);
    text = has_part ? part_of(reader, field, text) : text;
    if (is_absent(field, text)) {
        value.state = STRATA_VALUE_ABSENT;
    } else if (field->map != NULL) {
        apply_map(field, reader->year, text, &value);
    } else if (!is_missing(field, text, &value.missing)) {
        value.text = has_part ? text : padded(reader, field, text);
        value.state = is_absent(field, value.text) ? STRATA_VALUE_ABSENT : STRATA_VALUE_THERE;
    }
    return value;
}

/* An id that is written in two columns is missing if one of them is. */
static void join(strata_value_reader *reader, const strata_field *field, strata_value *value)
{
    const strata_value other = read_part(reader, (uint32_t)field->join_field);
    if (other.state != STRATA_VALUE_THERE) {
        value->state = STRATA_VALUE_MISSING;
        value->missing = STRATA_MISSING_NOT_REPORTED;
        return;
    }
    const strata_slice first = value->text;
    const strata_slice with = field->join_with;
    const size_t len = first.len + with.len + other.text.len;
    char *room = take_room(reader, len);
    if (room == NULL) {
        return;
    }
    memcpy(room, first.text, first.len);
    memcpy(room + first.len, with.text, with.len);
    memcpy(room + first.len + with.len, other.text.text, other.text.len);
    value->text = (strata_slice){room, len};
}

strata_value strata_value_of_field(strata_value_reader *reader, uint32_t field)
{
    strata_value value = read_part(reader, field);
    const strata_field *about = reader->binding->fields[field];
    if (value.state == STRATA_VALUE_THERE && about->join_field >= 0) {
        join(reader, about, &value);
    }
    return value;
}

static strata_value read_input(strata_value_reader *reader, const strata_input *input)
{
    if (input->constant != NULL) {
        return (strata_value){.state = STRATA_VALUE_THERE,
                              .text = input->constant->value,
                              .group = &input->constant->group,
                              .field = STRATA_NO_FIELD};
    }
    return strata_value_of_field(reader, input->field);
}

strata_value strata_value_of_inputs(strata_value_reader *reader, const strata_value_inputs *inputs)
{
    for (uint32_t at = 0; at < inputs->count; at++) {
        const strata_value value = read_input(reader, &inputs->inputs[at]);
        if (value.state != STRATA_VALUE_NONE) {
            return value;
        }
    }
    return (strata_value){.field = STRATA_NO_FIELD};
}

strata_value strata_value_of(strata_value_reader *reader, const strata_bound_result *result,
                             strata_target to, uint16_t index)
{
    strata_value_inputs of = {.inputs = result->inputs + result->first[to]};
    uint32_t left = result->first[to + 1] - result->first[to];
    for (; left > 0 && of.inputs->index != index; left--) {
        of.inputs++;
    }
    while (of.count < left && of.inputs[of.count].index == index) {
        of.count++;
    }
    return strata_value_of_inputs(reader, &of);
}

strata_slice strata_value_raw(const strata_value_reader *reader, uint32_t field)
{
    const int32_t column = reader->binding->columns[field];
    return column >= 0 ? strata_slice_trim(reader->row->fields[column]) : (strata_slice){"", 0};
}

bool strata_value_has_result(strata_value_reader *reader, const strata_bound_result *result)
{
    if (result->present < 0) {
        return true;
    }
    const strata_value value = strata_value_of_field(reader, (uint32_t)result->present);
    switch (value.state) {
    case STRATA_VALUE_NONE:
    case STRATA_VALUE_ABSENT:
        return false;
    case STRATA_VALUE_MISSING:
        return value.missing != STRATA_MISSING_NOT_REPORTED;
    case STRATA_VALUE_UNKNOWN:
    case STRATA_VALUE_THERE:
        break;
    }
    return true;
}
