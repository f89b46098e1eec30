/* Values as the rules of decoding want them, and the head of a result. */
#include "record/decode_parts.h"

#include "base/alloc.h"

bool strata_decode_reject(strata_decoder *decoder, const char *rule, uint32_t field)
{
    decoder->fate = STRATA_FATE_REJECTED;
    decoder->reason = (strata_finding){.rule = rule, .field = field};
    return false;
}

bool strata_decode_warn(strata_decoder *decoder, const char *rule, uint32_t field)
{
    for (size_t at = 0; at < decoder->warning_count; at++) {
        if (decoder->warnings[at].rule == rule && decoder->warnings[at].field == field) {
            return true;
        }
    }
    decoder->status =
        strata_reserve(&decoder->warnings, &decoder->warning_room, decoder->warning_count + 1,
                       sizeof *decoder->warnings, decoder->err);
    if (decoder->status != STRATA_OK) {
        return false;
    }
    decoder->warnings[decoder->warning_count++] = (strata_finding){.rule = rule, .field = field};
    return true;
}

static const strata_field *field_of(const strata_decoder *decoder, uint32_t field)
{
    return field != STRATA_NO_FIELD ? &decoder->of.binding->layout->fields[field] : NULL;
}

static bool is_required(const strata_decoder *decoder, uint32_t field)
{
    const strata_field *of = field_of(decoder, field);
    return of != NULL && of->required_value;
}

bool strata_decode_unknown(strata_decoder *decoder, strata_value *value)
{
    if (is_required(decoder, value->field)) {
        return strata_decode_reject(decoder, "code-unknown", value->field);
    }
    value->state = STRATA_VALUE_MISSING;
    value->missing = STRATA_MISSING_NOT_REPORTED;
    return strata_decode_warn(decoder, "code-unknown", value->field);
}

bool strata_decode_optional(strata_decoder *decoder, strata_target to, uint16_t index,
                            strata_value *out)
{
    *out = strata_value_of(&decoder->values, decoder->result, to, index);
    if (out->state == STRATA_VALUE_UNKNOWN) {
        return strata_decode_unknown(decoder, out);
    }
    if (out->state == STRATA_VALUE_MISSING && is_required(decoder, out->field)) {
        return strata_decode_reject(decoder, "value-missing", out->field);
    }
    return true;
}

bool strata_decode_needed(strata_decoder *decoder, strata_target to, strata_value *out)
{
    *out = strata_value_of(&decoder->values, decoder->result, to, 0);
    if (out->state == STRATA_VALUE_UNKNOWN) {
        return strata_decode_reject(decoder, "code-unknown", out->field);
    }
    if (out->state == STRATA_VALUE_MISSING) {
        return strata_decode_reject(decoder, "value-missing", out->field);
    }
    return true;
}

bool strata_decode_intern(strata_decoder *decoder, strata_slice text, uint32_t *out)
{
    strata_intern *texts = strata_dictionary_texts(decoder->of.dictionary);
    const char *bytes = text.len > 0 ? text.text : "";
    decoder->status = strata_intern_add(texts, bytes, text.len, out, decoder->err);
    return decoder->status == STRATA_OK;
}

bool strata_decode_text(strata_decoder *decoder, strata_target to, uint32_t *out)
{
    strata_value value;
    *out = 0;
    return strata_decode_optional(decoder, to, 0, &value) &&
           (value.state != STRATA_VALUE_THERE || strata_decode_intern(decoder, value.text, out));
}

/* Exact powers of ten, so that a score at a limit written in decimals equals the limit. */
static double as_double(strata_decimal x)
{
    double unit = 1.0;
    for (int at = 0; at < x.decimals; at++) {
        unit *= 10.0;
    }
    return (double)x.digits / unit;
}

bool strata_decode_decimal(strata_decoder *decoder, const strata_value *value,
                           const char *range_rule, strata_decimal *out)
{
    const strata_field *field = field_of(decoder, value->field);
    if (!strata_decimal_parse(value->text, out)) {
        return strata_decode_reject(decoder, "number", value->field);
    }
    if (field != NULL && ((field->has_minimum && as_double(*out) < field->minimum) ||
                          (field->has_maximum && as_double(*out) > field->maximum))) {
        return strata_decode_reject(decoder, range_rule, value->field);
    }
    return true;
}

bool strata_decode_has(const strata_decoder *decoder, strata_target to)
{
    return decoder->result->first[to] < decoder->result->first[to + 1];
}

bool strata_decode_next_index(const strata_decoder *decoder, strata_target to, uint32_t *at,
                              uint16_t *index)
{
    const uint32_t end = decoder->result->first[to + 1];
    const strata_input *inputs = decoder->result->inputs;
    if (*at >= end) {
        return false;
    }
    *index = inputs[*at].index;
    while (*at < end && inputs[*at].index == *index) {
        (*at)++;
    }
    return true;
}

static bool decode_term(strata_decoder *decoder, strata_result_head *out)
{
    strata_value term;
    if (!strata_decode_optional(decoder, STRATA_TO_TERM, 0, &term)) {
        return false;
    }
    if (term.state == STRATA_VALUE_NONE) {
        out->term = decoder->of.term;
    }
    return term.state != STRATA_VALUE_THERE || strata_decode_intern(decoder, term.text, &out->term);
}

static bool decode_places(strata_decoder *decoder, strata_result_head *out)
{
    return strata_decode_text(decoder, STRATA_TO_COUNTY, &out->county) &&
           strata_decode_text(decoder, STRATA_TO_LEA, &out->lea) &&
           strata_decode_text(decoder, STRATA_TO_SCHOOL, &out->school);
}

/* The test and its era, which follow from assessment, subject and year. */
static bool decode_test(strata_decoder *decoder, strata_result_head *out)
{
    strata_value assessment;
    strata_value subject;
    if (!strata_decode_needed(decoder, STRATA_TO_ASSESSMENT, &assessment) ||
        !strata_decode_needed(decoder, STRATA_TO_SUBJECT, &subject)) {
        return false;
    }
    out->test =
        strata_schema_assessment(decoder->of.schema, assessment.text, subject.text, out->year);
    if (out->test == NULL) {
        return strata_decode_reject(decoder, "assessment-unknown", assessment.field);
    }
    return strata_decode_intern(decoder, assessment.text, &out->assessment) &&
           strata_decode_intern(decoder, subject.text, &out->subject) &&
           strata_decode_intern(decoder, out->test->era, &out->era);
}

bool strata_decode_head(strata_decoder *decoder, strata_result_head *out)
{
    *out = (strata_result_head){.year = (int16_t)decoder->values.year};
    return decode_term(decoder, out) && decode_places(decoder, out) && decode_test(decoder, out) &&
           strata_decode_text(decoder, STRATA_TO_GRADE, &out->grade);
}
