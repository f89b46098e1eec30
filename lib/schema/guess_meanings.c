/* What the codes of a column mean, in the words of its role. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "schema/guess_parts.h"

/* Letters that files of places use for their levels. */
static const char *level_of_letter(strata_slice code)
{
    static const char *const known[][2] = {
        {"T", "state"}, {"X", "state"}, {"C", "county"}, {"D", "lea"}, {"S", "school"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strata_slice_is(code, known[i][0])) {
            return known[i][1];
        }
    }
    return NULL;
}

/* Letters for levels, known by their company. */
static uint32_t rank_of_letter(strata_slice code)
{
    static const struct {
        const char *letter;
        uint32_t rank;
    } known[] = {{"FBB", 5}, {"BB", 12}, {"B", 40}, {"P", 50}, {"A", 70}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strata_slice_is(code, known[i].letter)) {
            return known[i].rank;
        }
    }
    return 0;
}

uint32_t strata_guess_level_code(const strata_guess_values *values, strata_slice code)
{
    bool has_basic = false;
    bool has_proficient = false;
    const uint32_t rank = strata_guess_level_rank(code);
    for (uint32_t i = 0; i < values->code_count; i++) {
        has_basic = has_basic || strata_slice_is(values->codes[i].code, "B");
        has_proficient = has_proficient || strata_slice_is(values->codes[i].code, "P");
    }
    return rank == 0 && has_basic && has_proficient ? rank_of_letter(code) : rank;
}

/* The place of a label among those of its column, from 1. */
static unsigned level_among(const strata_guess_values *values, uint32_t rank)
{
    unsigned level = 1;
    for (uint32_t i = 0; i < values->code_count; i++) {
        const uint32_t other = strata_guess_level_code(values, values->codes[i].code);
        level += other > 0 && other < rank ? 1 : 0;
    }
    return level;
}

static strata_status say_level(strata_guess *guess, const strata_guess_values *values,
                               strata_guess_code *code, strata_error *err)
{
    const uint32_t rank = strata_guess_level_code(values, code->code);
    if (rank == 0) {
        return STRATA_OK;
    }
    const unsigned level = level_among(values, rank);
    guess->levels = level > guess->levels ? level : guess->levels;
    if (rank >= 50 && (guess->proficient == 0 || level < guess->proficient)) {
        guess->proficient = level;
    }
    return strata_guess_say(guess, &code->to, err, "%u", level);
}

static strata_status say_group(strata_guess *guess, const strata_guess_phrases *phrases,
                               strata_guess_code *code, strata_error *err)
{
    char dims[STRATA_GROUP_TEXT];
    char groups[STRATA_GROUP_TEXT];
    strata_group_key key;
    if (!strata_guess_group(phrases, code->code, &key)) {
        return STRATA_OK;
    }
    strata_group_key_dim_text(key, dims);
    strata_group_key_group_text(key, groups);
    return strata_guess_say(guess, &code->to, err, "%s=%s", dims, groups);
}

/* The meaning that is one fixed word; NULL if nobody knows. */
static const char *word_for(const strata_guess_column *column, const strata_guess_phrases *phrases,
                            strata_slice code, char buffer[8])
{
    const strata_target to = column->to;
    if (to == STRATA_TO_DIM) {
        return strata_guess_dim_code(phrases, (strata_dim)column->index, &column->values, code);
    }
    if (to == STRATA_TO_GRADE) {
        return strata_guess_grade(code, buffer);
    }
    if (to == STRATA_TO_SUBJECT) {
        return strata_guess_subject(code);
    }
    if (to == STRATA_TO_ENTITY_LEVEL) {
        const char *word = strata_guess_entity_level(code);
        return word != NULL ? word : level_of_letter(code);
    }
    const bool is_flag = to == STRATA_TO_FAY_SCHOOL || to == STRATA_TO_FAY_LEA ||
                         to == STRATA_TO_FAY_STATE || to == STRATA_TO_TESTED;
    return is_flag ? strata_guess_answer(&column->values, code) : NULL;
}

static strata_status say(strata_guess *guess, const strata_guess_phrases *phrases,
                         const strata_guess_column *column, strata_guess_code *code,
                         strata_error *err)
{
    char buffer[8];
    if (column->to == STRATA_TO_GROUP) {
        return say_group(guess, phrases, code, err);
    }
    if (column->to == STRATA_TO_LEVEL) {
        return say_level(guess, &column->values, code, err);
    }
    const char *word = word_for(column, phrases, code->code, buffer);
    return word != NULL ? strata_guess_say(guess, &code->to, err, "%s", word) : STRATA_OK;
}

strata_status strata_guess_meanings(strata_guess *guess, const strata_guess_phrases *phrases,
                                    strata_error *err)
{
    for (uint32_t c = 0; c < guess->column_count; c++) {
        strata_guess_column *column = &guess->columns[c];
        const uint32_t count = column->values.code_count;
        strata_guess_code *codes = strata_arena_alloc(guess->arena, (count + 1) * sizeof *codes);
        if (codes == NULL) {
            return strata_fail_memory(err);
        }
        for (uint32_t i = 0; i < count; i++) {
            codes[i] = column->values.codes[i];
            STRATA_TRY(say(guess, phrases, column, &codes[i], err));
        }
        column->values.codes = codes;
    }
    return STRATA_OK;
}
