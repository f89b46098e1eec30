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

static strata_answer answer_of(strata_slice text)
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

static bool decode_answer(strata_decoder *decoder, strata_target to, uint16_t index, uint8_t *out)
{
    strata_value value;
    *out = STRATA_UNKNOWN;
    if (!strata_decode_optional(decoder, to, index, &value)) {
        return false;
    }
    if (value.state != STRATA_VALUE_THERE) {
        return true;
    }
    *out = (uint8_t)answer_of(value.text);
    return *out != STRATA_UNKNOWN || strata_decode_unknown(decoder, &value);
}

static bool decode_answers(strata_decoder *decoder, strata_record *out)
{
    return decode_answer(decoder, STRATA_TO_FAY_SCHOOL, 0, &out->fay[0]) &&
           decode_answer(decoder, STRATA_TO_FAY_LEA, 0, &out->fay[1]) &&
           decode_answer(decoder, STRATA_TO_FAY_STATE, 0, &out->fay[2]) &&
           decode_answer(decoder, STRATA_TO_ENROLLED, 0, &out->enrolled) &&
           decode_answer(decoder, STRATA_TO_TESTED, 0, &out->tested);
}

/* Groups made of others, such as ever-EL, are computed and never recorded. */
static strata_code code_of(strata_dim dim, const strata_value *value)
{
    const strata_code code =
        value->group != NULL ? value->group->code[0] : strata_group_find(dim, value->text);
    return code != 0 && strata_group_kind_of(dim, code) != STRATA_GROUP_UNION ? code : 0;
}

static bool decode_dims(strata_decoder *decoder, strata_record *out)
{
    out->codes[STRATA_DIM_ALL] = 1;
    uint16_t dim = 0;
    uint32_t at = decoder->result->first[STRATA_TO_DIM];
    while (strata_decode_next_index(decoder, STRATA_TO_DIM, &at, &dim)) {
        strata_value value;
        if (!strata_decode_optional(decoder, STRATA_TO_DIM, dim, &value)) {
            return false;
        }
        if (value.state != STRATA_VALUE_THERE) {
            continue;
        }
        out->codes[dim] = code_of((strata_dim)dim, &value);
        if (out->codes[dim] == 0 && !strata_decode_unknown(decoder, &value)) {
            return false;
        }
    }
    return true;
}

/* The publisher's one category stands where there is one; flags alone give it by the rule of 2007.
 */
static bool decode_race(strata_decoder *decoder, strata_record *out)
{
    uint16_t race = 0;
    uint32_t at = decoder->result->first[STRATA_TO_RACE_FLAG];
    while (strata_decode_next_index(decoder, STRATA_TO_RACE_FLAG, &at, &race)) {
        uint8_t answer = STRATA_UNKNOWN;
        if (!decode_answer(decoder, STRATA_TO_RACE_FLAG, race, &answer)) {
            return false;
        }
        if (answer == STRATA_YES) {
            out->race_mask = (strata_race_mask)(out->race_mask | 1U << race);
        }
    }
    strata_code *category = &out->codes[STRATA_DIM_RACE];
    if (*category == 0) {
        *category = strata_race_ed2007(out->race_mask);
    } else if (out->race_mask == 0) {
        out->race_mask = (strata_race_mask)(1U << *category);
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

/* Fields that decide whether a result counts, for warnings about them. */
typedef struct outcome {
    strata_value score;
    strata_value level;
} outcome;

static bool decode_score(strata_decoder *decoder, const strata_assessment *test, outcome *of,
                         strata_record *out)
{
    if (!strata_decode_optional(decoder, STRATA_TO_SCALE_SCORE, 0, &of->score)) {
        return false;
    }
    if (of->score.state != STRATA_VALUE_THERE || !test->has_scores) {
        return true;
    }
    strata_decimal number;
    if (!strata_decode_decimal(decoder, &of->score, "score-range", &number)) {
        return false;
    }
    if (!strata_decimal_scale(number, test->decimals, &out->score)) {
        return strata_decode_reject(decoder, "number", of->score.field);
    }
    out->has_score = true;
    return true;
}

static bool decode_level(strata_decoder *decoder, const strata_assessment *test, outcome *of,
                         strata_record *out)
{
    if (!strata_decode_optional(decoder, STRATA_TO_LEVEL, 0, &of->level)) {
        return false;
    }
    if (of->level.state != STRATA_VALUE_THERE) {
        return true;
    }
    uint64_t level = 0;
    if (!strata_count_parse(of->level.text, &level)) {
        return strata_decode_reject(decoder, "number", of->level.field);
    }
    if (level > test->levels) {
        return strata_decode_reject(decoder, "level-range", of->level.field);
    }
    out->level = (uint8_t)level;
    return true;
}

/* Where a test has scores and levels a result needs both; where it has scores, a level alone is
 * none. */
static bool settle_result(strata_decoder *decoder, const strata_assessment *test, const outcome *of,
                          strata_record *out)
{
    const bool has_score = out->has_score;
    const bool has_level = out->level != 0;
    if (!test->has_scores || test->levels == 0 || has_score == has_level) {
        return true;
    }
    out->has_score = false;
    out->score = 0;
    out->level = 0;
    return has_score ? strata_decode_warn(decoder, "score-without-level", of->score.field)
                     : strata_decode_warn(decoder, "level-without-score", of->level.field);
}

static bool is_not_tested(const strata_value *value)
{
    return value->state == STRATA_VALUE_MISSING && value->missing == STRATA_MISSING_NOT_TESTED;
}

static bool decode_outcome(strata_decoder *decoder, const strata_assessment *test,
                           strata_record *out)
{
    outcome of;
    if (!decode_score(decoder, test, &of, out) || !decode_level(decoder, test, &of, out) ||
        !settle_result(decoder, test, &of, out)) {
        return false;
    }
    if (out->tested == STRATA_UNKNOWN && (is_not_tested(&of.score) || is_not_tested(&of.level))) {
        out->tested = STRATA_NO;
    }
    return true;
}

bool strata_decode_student(strata_decoder *decoder, strata_record *out)
{
    strata_result_head head;
    memset(out, 0, sizeof *out); /* padding too: records are compared and spilled as bytes */
    if (!strata_decode_head(decoder, &head)) {
        return false;
    }
    out->year = head.year;
    out->term = head.term;
    out->county = head.county;
    out->lea = head.lea;
    out->school = head.school;
    out->assessment = head.assessment;
    out->era = head.era;
    out->subject = head.subject;
    out->grade = head.grade;
    out->file = decoder->of.file;
    out->row = (uint32_t)decoder->values.row->number;
    return decode_identity(decoder, out) && decode_dims(decoder, out) &&
           decode_race(decoder, out) && decode_answers(decoder, out) &&
           strata_decode_text(decoder, STRATA_TO_CONDITION, &out->condition) &&
           decode_outcome(decoder, head.test, out);
}
