/* The way of a row: its length, then for every result whether its conditions hold, its year,
 * whether the schema drops the row, whether the row has such a result, and the result itself. */
#include "record/decode.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "record/decode_parts.h"
#include "schema/column_pattern.h"

enum {
    NAMES_TEXT = 160
};

static bool names_year(const strata_pattern *pattern)
{
    bool found = false;
    for (uint32_t at = 0; at < pattern->capture_count; at++) {
        found = found || pattern->captures[at].to == STRATA_TO_YEAR;
    }
    return found;
}

/* "*{year} or {year}*": names of files by which a layout knows the year; "" if it looks at none. */
static void list_names(const strata_layout *layout, char out[NAMES_TEXT])
{
    size_t len = 0;
    out[0] = '\0';
    for (uint32_t at = 0; at < layout->file_name_count && len < NAMES_TEXT; at++) {
        const strata_pattern *pattern = &layout->file_names[at];
        if (names_year(pattern)) {
            len += (size_t)snprintf(out + len, NAMES_TEXT - len, "%s%.*s", len > 0 ? " or " : "",
                                    (int)pattern->text.len, pattern->text.text);
        }
    }
}

static strata_status fail_year(const strata_decoding *of, strata_error *err)
{
    char names[NAMES_TEXT];
    const strata_place_in_file at = {.file = of->file_name};
    list_names(of->binding->layout, names);
    if (names[0] == '\0') {
        return strata_fail_at(err, STRATA_E_USAGE, "year-missing", at,
                              "the file does not say its year; give it with --year, or as year "
                              "in its [file] section");
    }
    return strata_fail_at(err, STRATA_E_USAGE, "year-missing", at,
                          "the file does not say its year: this layout takes it from the name of "
                          "the file, such as %s; call it so, or give the year with --year, or as "
                          "year in its [file] section",
                          names);
}

static strata_status check_year(const strata_decoding *of, strata_error *err)
{
    for (uint32_t at = 0; at < of->binding->result_count; at++) {
        const uint32_t *first = of->binding->results[at].first;
        if (of->year == 0 && first[STRATA_TO_YEAR] == first[STRATA_TO_YEAR + 1]) {
            return fail_year(of, err);
        }
    }
    return STRATA_OK;
}

static bool has_students(const strata_decoding *of)
{
    for (uint32_t at = 0; at < of->binding->result_count; at++) {
        const uint32_t *first = of->binding->results[at].first;
        if (first[STRATA_TO_STUDENT] < first[STRATA_TO_STUDENT + 1]) {
            return true;
        }
    }
    return false;
}

/* The first column of names of places, and the levels that have a column of counts. */
static void look_at_inputs(strata_decoder *decoder)
{
    const strata_binding *binding = decoder->of.binding;
    decoder->place.field = STRATA_NO_FIELD;
    for (uint32_t at = 0; at < binding->result_count; at++) {
        const strata_bound_result *result = &binding->results[at];
        const strata_input *inputs = result->inputs;
        const uint32_t *first = result->first;
        for (uint32_t i = first[STRATA_TO_LEVEL_COUNT]; i < first[STRATA_TO_LEVEL_COUNT + 1]; i++) {
            decoder->is_level_bound[inputs[i].index - 1] = true;
        }
        if (decoder->place.field == STRATA_NO_FIELD &&
            first[STRATA_TO_PLACE] < first[STRATA_TO_PLACE + 1]) {
            decoder->place.field = inputs[first[STRATA_TO_PLACE]].field;
        }
    }
}

/* What the statistics of each field are about, as texts of the dictionary. */
static strata_status name_variables(strata_decoder *decoder, strata_error *err)
{
    const strata_binding *binding = decoder->of.binding;
    decoder->variables = strata_alloc_zero((size_t)binding->field_count + 1, sizeof(uint32_t));
    if (decoder->variables == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < binding->field_count; at++) {
        const strata_slice variable = binding->fields[at]->variable;
        if (variable.len > 0 && !strata_slice_is(variable, "scale_score")) {
            STRATA_TRY(strata_intern_add(strata_dictionary_texts(decoder->of.dictionary),
                                         variable.text, variable.len, &decoder->variables[at],
                                         err));
        }
    }
    return STRATA_OK;
}

static strata_status make_results(strata_decoder *decoder, strata_error *err)
{
    const size_t count = decoder->of.binding->result_count;
    if (decoder->of.schema->kind != STRATA_KIND_PUBLISHED) {
        decoder->records = strata_alloc_zero(count, sizeof *decoder->records);
        return decoder->records != NULL ? STRATA_OK : strata_fail_memory(err);
    }
    decoder->published = strata_alloc_zero(count, sizeof *decoder->published);
    decoder->rests = strata_alloc_zero(count, sizeof *decoder->rests);
    return decoder->published != NULL && decoder->rests != NULL ? name_variables(decoder, err)
                                                                : strata_fail_memory(err);
}

strata_status strata_decoder_init(strata_decoder *decoder, const strata_decoding *of,
                                  strata_error *err)
{
    *decoder = (strata_decoder){.of = *of};
    STRATA_TRY(check_year(of, err));
    if (of->key == NULL && has_students(of)) {
        return strata_fail_at(err, STRATA_E_USAGE, "key-missing",
                              (strata_place_in_file){.file = of->file_name},
                              "the file has student identifiers; give a key for their pseudonyms "
                              "with --key");
    }
    look_at_inputs(decoder);
    STRATA_TRY(strata_value_reader_init(&decoder->values, of->binding, err));
    return make_results(decoder, err);
}

void strata_decoder_deinit(strata_decoder *decoder)
{
    strata_value_reader_deinit(&decoder->values);
    strata_free(decoder->warnings);
    strata_free(decoder->records);
    strata_free(decoder->published);
    strata_free(decoder->rests);
    strata_free(decoder->variables);
    *decoder = (strata_decoder){0};
}

static bool leave_out(strata_decoder *decoder, const strata_value *value)
{
    decoder->dropped = *value;
    decoder->fate = STRATA_FATE_OUT_OF_SCOPE;
    return false;
}

/* Spring of a school year, or a year. */
static bool parse_year(const strata_field *field, strata_slice text, uint64_t *out)
{
    int year = 0;
    if (field == NULL || !field->is_school_year) {
        return strata_count_parse(text, out);
    }
    if (!strata_school_year_parse(text, &year)) {
        return false;
    }
    *out = (uint64_t)year;
    return true;
}

/* The year comes first: what columns and codes mean depends on it. */
static bool decode_year(strata_decoder *decoder)
{
    decoder->values.year = 0;
    strata_value value;
    const bool goes_on = strata_decode_needed(decoder, STRATA_TO_YEAR, &value);
    if (value.is_dropped) {
        return leave_out(decoder, &value);
    }
    uint64_t year = (uint64_t)decoder->of.year;
    if (!goes_on) {
        return false;
    }
    if (value.state == STRATA_VALUE_THERE &&
        !parse_year(strata_decode_field(decoder, &value), value.text, &year)) {
        return strata_decode_reject(decoder, "year-form", value.field);
    }
    if (year < STRATA_YEAR_MIN || year > STRATA_YEAR_MAX) {
        return strata_decode_reject(decoder, "year-range", value.field);
    }
    decoder->values.year = (int)year;
    return true;
}

static bool decode_scope(strata_decoder *decoder, uint32_t dropper_count)
{
    for (uint32_t at = 0; at < dropper_count; at++) {
        const strata_value value =
            strata_value_of_field(&decoder->values, decoder->result->droppers[at]);
        if (value.is_dropped) {
            return leave_out(decoder, &value);
        }
    }
    return true;
}

static bool meets_conditions(const strata_decoder *decoder, const strata_bound_result *result)
{
    for (uint32_t at = 0; at < result->when_count; at++) {
        const strata_condition *condition = &result->when[at];
        if (!strata_slice_is_among(strata_value_raw(&decoder->values, condition->field),
                                   condition->codes, condition->code_count)) {
            return false;
        }
    }
    return true;
}

/* No result's conditions hold: what the layout drops is out of scope, anything else is a code that
 * nobody has told us of. */
static bool refuse_row(strata_decoder *decoder)
{
    decoder->result = &decoder->of.binding->results[0];
    return decode_year(decoder) && decode_scope(decoder, decoder->result->file_droppers) &&
           strata_decode_reject(decoder, "code-unknown", decoder->result->when[0].field);
}

static bool decode_by_kind(strata_decoder *decoder)
{
    const size_t at = decoder->result_count;
    if (decoder->records == NULL) {
        return strata_decode_published(decoder, &decoder->published[at]);
    }
    return decoder->of.schema->kind == STRATA_KIND_ROSTER
               ? strata_decode_roster(decoder, &decoder->records[at])
               : strata_decode_student(decoder, &decoder->records[at]);
}

/* Whether the row says anything of a result, if only that it is hidden. */
static bool has_figure(const strata_published *of, const strata_published_rest *rest)
{
    return of->has_enrolled || of->has_tested || of->has_scored || rest->has_results ||
           rest->has_hidden || rest->has_untested;
}

static bool decode_result(strata_decoder *decoder, const strata_bound_result *result)
{
    decoder->result = result;
    if (!decode_year(decoder) || !decode_scope(decoder, result->dropper_count)) {
        return false;
    }
    if (!strata_value_has_result(&decoder->values, result)) {
        return true;
    }
    if (!decode_by_kind(decoder)) {
        return false;
    }
    const size_t at = decoder->result_count;
    const bool is_there = !result->needs_figure || decoder->published == NULL ||
                          has_figure(&decoder->published[at], &decoder->rests[at]);
    decoder->result_count += is_there ? 1 : 0;
    return true;
}

static bool decode_results(strata_decoder *decoder)
{
    const strata_binding *binding = decoder->of.binding;
    bool is_known = !binding->needs_condition;
    for (uint32_t at = 0; at < binding->result_count; at++) {
        const strata_bound_result *result = &binding->results[at];
        if (!meets_conditions(decoder, result)) {
            continue;
        }
        is_known = true;
        if (!decode_result(decoder, result)) {
            return false;
        }
    }
    return is_known || refuse_row(decoder);
}

strata_status strata_decode_row(strata_decoder *decoder, const strata_csv_row *row,
                                strata_error *err)
{
    decoder->err = err;
    decoder->status = STRATA_OK;
    decoder->fate = STRATA_FATE_ACCEPTED;
    decoder->result_count = 0;
    decoder->warning_count = 0;
    strata_value_reader_start(&decoder->values, row);
    strata_decode_place(decoder);
    if (row->count != decoder->of.binding->column_count) {
        const bool is_fixed = decoder->of.binding->layout->record_count > 0;
        (void)strata_decode_reject(decoder, is_fixed ? "record-length" : "row-length",
                                   STRATA_NO_FIELD);
    } else if (decoder->status == STRATA_OK) {
        (void)decode_results(decoder);
    }
    if (decoder->fate != STRATA_FATE_ACCEPTED) {
        decoder->result_count = 0;
        decoder->warning_count = 0;
    }
    if (decoder->values.is_out_of_memory) {
        return strata_fail_memory(err);
    }
    return decoder->status;
}
