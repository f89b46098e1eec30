/* One result of one student. */
#include <string.h>

#include "record/decode_parts.h"

/* Case does not matter in the words for yes and no. */
static bool is_word(strata_slice text, const char *word)
{
    if (text.len != strlen(word)) {
        return false;
    }
    for (size_t at = 0; at < text.len; at++) {
        const char c = text.text[at];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != word[at]) {
            return false;
        }
    }
    return true;
}

strata_answer strata_answer_of(strata_slice text)
{
    static const char *const yes[] = {"yes", "y", "1", "true"};
    static const char *const no[] = {"no", "n", "0", "false"};
    for (size_t at = 0; at < sizeof yes / sizeof yes[0]; at++) {
        if (is_word(text, yes[at])) {
            return STRATA_YES;
        }
        if (is_word(text, no[at])) {
            return STRATA_NO;
        }
    }
    return STRATA_UNKNOWN;
}

bool strata_decode_answer(strata_decoder *decoder, strata_target to, uint16_t index, uint8_t *out)
{
    strata_value value;
    *out = STRATA_UNKNOWN;
    if (!strata_decode_optional(decoder, to, index, &value)) {
        return false;
    }
    if (value.state != STRATA_VALUE_THERE) {
        return true;
    }
    *out = (uint8_t)strata_answer_of(value.text);
    return *out != STRATA_UNKNOWN || strata_decode_unknown(decoder, &value);
}

static bool decode_answers(strata_decoder *decoder, strata_record *out)
{
    return strata_decode_answer(decoder, STRATA_TO_FAY_SCHOOL, 0, &out->fay[0]) &&
           strata_decode_answer(decoder, STRATA_TO_FAY_LEA, 0, &out->fay[1]) &&
           strata_decode_answer(decoder, STRATA_TO_FAY_STATE, 0, &out->fay[2]) &&
           strata_decode_answer(decoder, STRATA_TO_ENROLLED, 0, &out->enrolled) &&
           strata_decode_answer(decoder, STRATA_TO_TESTED, 0, &out->tested);
}

/* Groups made of others, such as ever-EL, are computed and never recorded. */
static strata_code code_of(strata_dim dim, const strata_value *value)
{
    const strata_code code =
        value->group != NULL ? value->group->code[0] : strata_group_find(dim, value->text);
    return code != 0 && strata_group_kind_of(dim, code) != STRATA_GROUP_UNION ? code : 0;
}

static bool decode_dim(strata_decoder *decoder, const strata_value_inputs *inputs,
                       strata_record *out)
{
    const uint16_t dim = inputs->index;
    strata_value value;
    if (!strata_decode_inputs(decoder, inputs, &value)) {
        return false;
    }
    if (value.state != STRATA_VALUE_THERE) {
        return true;
    }
    out->codes[dim] = code_of((strata_dim)dim, &value);
    return out->codes[dim] != 0 || strata_decode_unknown(decoder, &value);
}

static bool decode_dims(strata_decoder *decoder, strata_record *out)
{
    strata_value_inputs inputs;
    out->codes[STRATA_DIM_ALL] = 1;
    uint32_t at = decoder->result->first[STRATA_TO_DIM];
    while (strata_decode_next(decoder, STRATA_TO_DIM, &at, &inputs)) {
        if (!decode_dim(decoder, &inputs, out)) {
            return false;
        }
    }
    return true;
}

static strata_race_mask mask_of(strata_code race)
{
    return (strata_race_mask)(1U << race);
}

/* Adds the flags that are yes to the mask; where flags say no and none says yes it is that of no
 * race reported. */
static bool decode_race_flags(strata_decoder *decoder, strata_record *out)
{
    strata_value_inputs inputs;
    bool says_no = false;
    uint32_t at = decoder->result->first[STRATA_TO_RACE_FLAG];
    while (strata_decode_next(decoder, STRATA_TO_RACE_FLAG, &at, &inputs)) {
        const uint16_t race = inputs.index;
        uint8_t answer = STRATA_UNKNOWN;
        if (!strata_decode_answer(decoder, STRATA_TO_RACE_FLAG, race, &answer)) {
            return false;
        }
        if (answer == STRATA_YES) {
            out->race_mask = (strata_race_mask)(out->race_mask | mask_of((strata_code)race));
        }
        says_no = says_no || answer == STRATA_NO;
    }
    if (says_no && out->race_mask == 0 && out->codes[STRATA_DIM_RACE] == 0) {
        out->race_mask =
            mask_of(strata_group_find(STRATA_DIM_RACE, strata_slice_of("not_reported")));
    }
    return true;
}

/* The publisher's one category stands where there is one; flags alone give it by the rule of 2007.
 */
static bool decode_race(strata_decoder *decoder, strata_record *out)
{
    if (!decode_race_flags(decoder, out)) {
        return false;
    }
    strata_code *category = &out->codes[STRATA_DIM_RACE];
    if (*category == 0) {
        *category = strata_race_ed2007(out->race_mask);
    } else if (out->race_mask == 0) {
        out->race_mask = mask_of(*category);
    }
    return true;
}

static bool decode_identity(strata_decoder *decoder, strata_record *out)
{
    strata_value value = strata_value_of(&decoder->values, decoder->result, STRATA_TO_STUDENT, 0);
    if (value.state == STRATA_VALUE_NONE) {
        return true;
    }
    if (value.state != STRATA_VALUE_THERE) {
        return strata_decode_reject(decoder, "student-missing", value.field);
    }
    decoder->status = strata_keyed_hash_of(decoder->of.key, value.text.text, value.text.len,
                                           &out->student, decoder->err);
    if (out->student == 0) {
        out->student = 1; /* 0 says that there is no identifier */
    }
    return decoder->status == STRATA_OK;
}

bool strata_decode_person(strata_decoder *decoder, strata_record *out)
{
    return decode_identity(decoder, out) && decode_dims(decoder, out) &&
           decode_race(decoder, out) && decode_answers(decoder, out) &&
           strata_decode_reclassified(decoder, out);
}

bool strata_decode_student(strata_decoder *decoder, strata_record *out)
{
    const strata_result_head head = STRATA_HEAD_OF(out);
    const strata_assessment *test = NULL;
    memset(out, 0, sizeof *out); /* padding too: records are compared and spilled as bytes */
    return strata_decode_head(decoder, &head, &test) && strata_decode_person(decoder, out) &&
           strata_decode_text(decoder, STRATA_TO_CONDITION, &out->condition) &&
           strata_decode_outcome(decoder, test, out);
}
