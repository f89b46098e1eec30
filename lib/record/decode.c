/* The way of a row: its length, then for every result its year, whether the schema drops the row,
 * whether the row has such a result, and the result itself. */
#include "record/decode.h"

#include <string.h>

#include "base/alloc.h"
#include "record/decode_parts.h"

/* Every rule that a row can break, with what was expected instead. */
static const struct {
    const char *rule;
    const char *text;
} rules[] = {
    {"assessment-unknown", "the schema knows no such assessment for this subject and year"},
    {"code-unknown", "code not in the list of the schema"},
    {"level-range", "level outside the levels of the test"},
    {"level-sum", "counts by level do not add up to the number of students"},
    {"level-without-score", "a level without a score, which is left out"},
    {"number", "not a number with at most the decimals that the schema allows"},
    {"range", "number outside the limits of the schema"},
    {"row-length", "expected as many fields as the header has"},
    {"score-range", "score outside the limits of the schema"},
    {"score-without-level", "a score without a level, which is left out"},
    {"student-missing", "expected a student identifier"},
    {"value-missing", "expected a value"},
    {"year-form", "expected a year such as 2017 (spring of the school year)"},
    {"year-range", "expected a year from 1900 to 2199"},
};

const char *strata_rule_text(const char *rule)
{
    for (size_t at = 0; at < sizeof rules / sizeof rules[0]; at++) {
        if (strcmp(rules[at].rule, rule) == 0) {
            return rules[at].text;
        }
    }
    return "row not as expected";
}

static strata_status check_year(const strata_decoding *of, strata_error *err)
{
    for (uint32_t at = 0; at < of->binding->layout->result_count; at++) {
        const uint32_t *first = of->binding->results[at].first;
        if (of->year == 0 && first[STRATA_TO_YEAR] == first[STRATA_TO_YEAR + 1]) {
            return strata_fail_at(err, STRATA_E_USAGE, "year-missing",
                                  (strata_place_in_file){.file = of->file_name},
                                  "the file does not say its year; give it with --year, or as year "
                                  "in its [file] section");
        }
    }
    return STRATA_OK;
}

static bool has_students(const strata_decoding *of)
{
    for (uint32_t at = 0; at < of->binding->layout->result_count; at++) {
        const uint32_t *first = of->binding->results[at].first;
        if (first[STRATA_TO_STUDENT] < first[STRATA_TO_STUDENT + 1]) {
            return true;
        }
    }
    return false;
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
    STRATA_TRY(strata_value_reader_init(&decoder->values, of->binding, err));
    const size_t count = of->binding->layout->result_count;
    if (of->schema->kind == STRATA_KIND_STUDENTS) {
        decoder->records = strata_alloc_zero(count, sizeof *decoder->records);
    } else {
        decoder->published = strata_alloc_zero(count, sizeof *decoder->published);
    }
    return decoder->records != NULL || decoder->published != NULL ? STRATA_OK
                                                                  : strata_fail_memory(err);
}

void strata_decoder_deinit(strata_decoder *decoder)
{
    strata_value_reader_deinit(&decoder->values);
    strata_free(decoder->warnings);
    strata_free(decoder->records);
    strata_free(decoder->published);
    *decoder = (strata_decoder){0};
}

static bool leave_out(strata_decoder *decoder)
{
    decoder->fate = STRATA_FATE_OUT_OF_SCOPE;
    return false;
}

/* The year comes first: what columns and codes mean depends on it. */
static bool decode_year(strata_decoder *decoder)
{
    decoder->values.year = 0;
    strata_value value;
    const bool goes_on = strata_decode_needed(decoder, STRATA_TO_YEAR, &value);
    if (value.is_dropped) {
        return leave_out(decoder);
    }
    uint64_t year = (uint64_t)decoder->of.year;
    if (!goes_on) {
        return false;
    }
    if (value.state == STRATA_VALUE_THERE && !strata_count_parse(value.text, &year)) {
        return strata_decode_reject(decoder, "year-form", value.field);
    }
    if (year < STRATA_YEAR_MIN || year > STRATA_YEAR_MAX) {
        return strata_decode_reject(decoder, "year-range", value.field);
    }
    decoder->values.year = (int)year;
    return true;
}

static bool decode_scope(strata_decoder *decoder)
{
    for (uint32_t at = 0; at < decoder->result->dropper_count; at++) {
        if (strata_value_of_field(&decoder->values, decoder->result->droppers[at]).is_dropped) {
            return leave_out(decoder);
        }
    }
    return true;
}

static bool decode_result(strata_decoder *decoder, const strata_bound_result *result)
{
    decoder->result = result;
    if (!decode_year(decoder) || !decode_scope(decoder)) {
        return false;
    }
    if (!strata_value_has_result(&decoder->values, result)) {
        return true;
    }
    const size_t at = decoder->result_count;
    const bool is_decoded = decoder->records != NULL
                                ? strata_decode_student(decoder, &decoder->records[at])
                                : strata_decode_published(decoder, &decoder->published[at]);
    decoder->result_count += is_decoded ? 1 : 0;
    return is_decoded;
}

strata_status strata_decode_row(strata_decoder *decoder, const strata_csv_row *row,
                                strata_error *err)
{
    const strata_binding *binding = decoder->of.binding;
    decoder->err = err;
    decoder->status = STRATA_OK;
    decoder->fate = STRATA_FATE_ACCEPTED;
    decoder->result_count = 0;
    decoder->warning_count = 0;
    strata_value_reader_start(&decoder->values, row);
    bool goes_on = row->count == binding->column_count ||
                   strata_decode_reject(decoder, "row-length", STRATA_NO_FIELD);
    for (uint32_t at = 0; goes_on && at < binding->layout->result_count; at++) {
        goes_on = decode_result(decoder, &binding->results[at]);
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
