/* Values as the rules of decoding want them, and the head of a result. */
#include "record/decode_parts.h"

#include "base/alloc.h"

bool strata_decode_reject(strata_decoder *decoder, const char *rule, uint32_t field)
{
    decoder->fate = STRATA_FATE_REJECTED;
    decoder->reason = (strata_finding){.rule = rule, .field = field};
    return false;
}

/* Rules about whole files reject no row, whatever the run makes of them. */
static bool is_rejecting(const strata_decoder *decoder, const char *rule)
{
    const strata_rule *known = strata_rule_find(rule);
    return known != NULL && known->scope == STRATA_RULE_ROW &&
           strata_checks_judge(decoder->of.checks, rule, STRATA_SEVERITY_WARNING) ==
               STRATA_SEVERITY_ERROR;
}

bool strata_decode_warn(strata_decoder *decoder, const char *rule, uint32_t field)
{
    if (is_rejecting(decoder, rule)) {
        return strata_decode_reject(decoder, rule, field);
    }
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

bool strata_decode_judge(strata_decoder *decoder, const char *rule, uint32_t field)
{
    return strata_checks_severity(decoder->of.checks, rule) == STRATA_SEVERITY_ERROR
               ? strata_decode_reject(decoder, rule, field)
               : strata_decode_warn(decoder, rule, field);
}

const strata_field *strata_decode_field(const strata_decoder *decoder, const strata_value *value)
{
    return value->field != STRATA_NO_FIELD ? decoder->of.binding->fields[value->field] : NULL;
}

static bool is_required(const strata_decoder *decoder, const strata_value *value)
{
    const strata_field *of = strata_decode_field(decoder, value);
    return of != NULL && of->required_value;
}

bool strata_decode_unknown(strata_decoder *decoder, strata_value *value)
{
    if (is_required(decoder, value)) {
        return strata_decode_reject(decoder, "code-unknown", value->field);
    }
    value->state = STRATA_VALUE_MISSING;
    value->missing = STRATA_MISSING_NOT_REPORTED;
    return strata_decode_warn(decoder, "code-unknown", value->field);
}

static bool settle_optional(strata_decoder *decoder, strata_value *value)
{
    if (value->state == STRATA_VALUE_UNKNOWN) {
        return strata_decode_unknown(decoder, value);
    }
    if (value->state == STRATA_VALUE_MISSING && is_required(decoder, value)) {
        return strata_decode_reject(decoder, "value-missing", value->field);
    }
    return true;
}

bool strata_decode_optional(strata_decoder *decoder, strata_target to, uint16_t index,
                            strata_value *out)
{
    *out = strata_value_of(&decoder->values, decoder->result, to, index);
    return settle_optional(decoder, out);
}

bool strata_decode_inputs(strata_decoder *decoder, const strata_value_inputs *inputs,
                          strata_value *out)
{
    *out = strata_value_of_inputs(&decoder->values, inputs);
    return settle_optional(decoder, out);
}

bool strata_decode_next(const strata_decoder *decoder, strata_target to, uint32_t *at,
                        strata_value_inputs *out)
{
    return strata_binding_next(decoder->of.binding, decoder->result, to, at, out);
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

bool strata_decode_has(const strata_decoder *decoder, strata_target to)
{
    return decoder->result->first[to] < decoder->result->first[to + 1];
}
