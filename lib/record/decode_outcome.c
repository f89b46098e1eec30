/* Score and level of a student, and whether they count. */
#include "record/decode_parts.h"

/* What decides whether a result counts, for warnings about it. */
typedef struct outcome {
    strata_value score;
    strata_value level;
    const strata_scale *scale; /* NULL: nothing is known of it */
    uint8_t valid;             /* strata_answer */
} outcome;

static bool is_off_scale(const strata_scale *scale, int64_t score)
{
    return scale != NULL && scale->has_limits && (score < scale->lowest || score > scale->highest);
}

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
    return !is_off_scale(of->scale, out->score) ||
           strata_decode_judge(decoder, "score-range", of->score.field);
}

/* 0 says that there is no level if the schema says so; a file's own 0 is no level of the test, like
 * one above them. */
static bool is_level(const strata_decoder *decoder, const strata_assessment *test,
                     const strata_value *value, uint64_t level)
{
    const strata_field *field = strata_decode_field(decoder, value);
    const bool is_word = field == NULL || field->map != NULL;
    return level <= test->levels && (level > 0 || is_word || test->levels == 0);
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
    if (!is_level(decoder, test, &of->level, level)) {
        return strata_decode_reject(decoder, "level-range", of->level.field);
    }
    out->level = (uint8_t)level;
    return true;
}

static uint8_t level_of_score(const strata_assessment *test, const strata_scale *scale,
                              int64_t score)
{
    unsigned level = 1;
    while (level < test->levels && score >= scale->cuts[level - 1]) {
        level++;
    }
    return (uint8_t)level;
}

/* A file without levels gets them from the cuts; where it has them, they stand. */
static bool compare_with_cuts(strata_decoder *decoder, const strata_assessment *test,
                              const outcome *of, strata_record *out)
{
    if (of->scale == NULL || !of->scale->has_cuts || test->levels == 0 || !out->has_score) {
        return true;
    }
    const uint8_t level = level_of_score(test, of->scale, out->score);
    if (!strata_decode_has(decoder, STRATA_TO_LEVEL)) {
        out->level = level;
        return true;
    }
    return out->level == 0 || out->level == level ||
           strata_decode_warn(decoder, "level-contradicts-cut", of->level.field);
}

static void forget_result(strata_record *out)
{
    out->has_score = false;
    out->score = 0;
    out->level = 0;
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
    forget_result(out);
    return has_score ? strata_decode_warn(decoder, "score-without-level", of->score.field)
                     : strata_decode_warn(decoder, "level-without-score", of->level.field);
}

static bool is_not_tested(const strata_value *value)
{
    return value->state == STRATA_VALUE_MISSING && value->missing == STRATA_MISSING_NOT_TESTED;
}

/* A student whose result does not count was tested all the same. */
static void settle_tested(const outcome *of, strata_record *out)
{
    if (out->tested != STRATA_UNKNOWN) {
        return;
    }
    if (is_not_tested(&of->score) || is_not_tested(&of->level)) {
        out->tested = STRATA_NO;
    } else if (of->valid == STRATA_NO) {
        out->tested = STRATA_YES;
    }
}

/* A result counts, whatever the row says beside it: which of the two is wrong cannot be known. */
static bool compare_with_tested(strata_decoder *decoder, const outcome *of,
                                const strata_record *out)
{
    const bool has_result = out->has_score || out->level != 0;
    return !has_result || out->tested != STRATA_NO ||
           strata_decode_warn(decoder, "untested-with-result",
                              out->has_score ? of->score.field : of->level.field);
}

static const strata_scale *find_scale(const strata_decoder *decoder, const strata_assessment *test,
                                      uint32_t grade)
{
    if (test->scale_count == 0) {
        return NULL;
    }
    const char *text = strata_dictionary_text(decoder->of.dictionary, grade);
    return strata_assessment_scale(test, strata_slice_of(text));
}

bool strata_decode_outcome(strata_decoder *decoder, const strata_assessment *test,
                           strata_record *out)
{
    outcome of = {.scale = find_scale(decoder, test, out->grade)};
    if (!strata_decode_answer(decoder, STRATA_TO_VALID, 0, &of.valid) ||
        !decode_score(decoder, test, &of, out) || !decode_level(decoder, test, &of, out)) {
        return false;
    }
    settle_tested(&of, out);
    if (of.valid == STRATA_NO) {
        forget_result(out);
        return true;
    }
    return compare_with_cuts(decoder, test, &of, out) && settle_result(decoder, test, &of, out) &&
           compare_with_tested(decoder, &of, out);
}
