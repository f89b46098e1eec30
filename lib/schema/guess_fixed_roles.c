/* What fields without names hold, by their values: only what these show. */
#include <string.h>

#include "schema/guess_fixed.h"

enum {
    ROWS_LEAST = 20, /* before values say anything */
    ID_LEAST = 6,    /* characters of an id of students */
    SCORE_SHORTEST = 3,
    SCORE_LONGEST = 4,
    NUMBERS_DIFFER = 10, /* different numbers that a score or count has at least */
    RACES_LEAST = 4,
    RACES_MOST = 9,
    GRADES_MOST = 14,
    FIRST_TESTED = 3 /* grade from which on most states test */
};

static bool is_whole(const strata_guess_column *column)
{
    return column->values.type == STRATA_GUESS_INTEGER;
}

static bool has_code(const strata_guess_values *values, const char *code)
{
    for (uint32_t i = 0; i < values->code_count; i++) {
        if (strata_slice_is(values->codes[i].code, code)) {
            return true;
        }
    }
    return false;
}

static bool is_gender(const strata_guess_values *values)
{
    return values->longest == 1 && values->code_count >= 2 && values->code_count <= 3 &&
           has_code(values, "M") && has_code(values, "F");
}

static bool is_race(const strata_guess_values *values, const strata_guess_phrases *phrases)
{
    bool all = values->type == STRATA_GUESS_TEXT && values->longest <= 2 &&
               values->code_count >= RACES_LEAST && values->code_count <= RACES_MOST;
    for (uint32_t i = 0; i < values->code_count && all; i++) {
        all =
            strata_guess_dim_code(phrases, STRATA_DIM_RACE, values, values->codes[i].code) != NULL;
    }
    return all;
}

static bool is_everywhere(const strata_guess_values *values)
{
    return values->empty * 20 <= values->rows;
}

/* 03 to 11, two different ones at least. */
static bool is_grade(const strata_guess_values *values)
{
    bool all = values->longest == 2 && values->has_leading_zeros && is_everywhere(values) &&
               values->code_count >= 2 && values->code_count <= GRADES_MOST;
    for (uint32_t i = 0; i < values->code_count && all; i++) {
        char grade[8];
        all = strata_guess_grade(values->codes[i].code, grade) != NULL;
    }
    return all;
}

static bool is_answer(const strata_guess_values *values)
{
    return values->longest == 1 && values->code_count == 2 && has_code(values, "Y") &&
           has_code(values, "N");
}

static bool is_id(const strata_guess_values *values)
{
    const bool is_word = values->type == STRATA_GUESS_INTEGER ||
                         (values->type == STRATA_GUESS_TEXT && !values->has_blanks);
    return is_word && values->rows >= ROWS_LEAST && values->empty == 0 &&
           values->longest >= ID_LEAST && (values->is_many || values->distinct * 4 > values->rows);
}

/* How many fields look like what a person has. */
typedef struct traits {
    uint32_t ids;
    uint32_t genders;
    uint32_t races;
    uint32_t answers;
} traits;

static strata_status decide_kind(strata_guess *guess, const strata_guess_phrases *phrases,
                                 const strata_schema_kind *kind, strata_error *err)
{
    traits seen = {.ids = 0};
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_values *values = &guess->columns[i].values;
        seen.ids += is_id(values) ? 1 : 0;
        seen.genders += is_gender(values) ? 1 : 0;
        seen.races += is_race(values, phrases) ? 1 : 0;
        seen.answers += is_answer(values) ? 1 : 0;
    }
    const bool is_person = seen.genders > 0 && seen.ids + seen.races + seen.answers > 0;
    guess->kind = is_person ? STRATA_KIND_STUDENTS : STRATA_KIND_PUBLISHED;
    guess->kind_confidence = is_person ? 0.7 : 0.4;
    if (kind != NULL) {
        guess->kind = *kind;
        guess->kind_confidence = 1;
        guess->kind_evidence = strata_slice_of("the option --kind");
        return STRATA_OK;
    }
    return strata_guess_say(guess, &guess->kind_evidence, err,
                            "fields by their values: %u like ids, %u of M and F, %u of letters for "
                            "races, %u of Y and N",
                            seen.ids, seen.genders, seen.races, seen.answers);
}

/* What a field is taken for. */
typedef struct claim {
    strata_target to;
    double confidence;
    const char *why;
} claim;

static strata_status give(strata_guess *guess, strata_guess_column *column, claim is,
                          strata_error *err)
{
    column->to = is.to;
    return strata_guess_fixed_say(guess, column, is.confidence, is.why, err);
}

/* What nobody can tell, with what can be said of it. */
static strata_status leave(strata_guess *guess, strata_guess_column *column, strata_error *err)
{
    const strata_guess_values *values = &column->values;
    const char *why = "the values do not tell what it holds";
    if (values->distinct <= 1 && values->empty == 0) {
        why = "the same in all records: a constant or a filler";
    } else if (values->distinct == 1) {
        why = "one mark or nothing: a flag, the layout says of what";
    } else if (is_answer(values)) {
        why = "answers yes and no: the layout says to which question";
    } else if (!values->is_many && values->distinct <= RACES_MOST && values->longest <= 2) {
        why = "a few codes: the layout says of what";
    }
    return give(guess, column, (claim){STRATA_TO_NOTHING, 0.3, why}, err);
}

static strata_status give_role(strata_guess *guess, strata_guess_column *column,
                               const strata_guess_phrases *phrases, strata_error *err)
{
    const strata_guess_values *values = &column->values;
    const bool is_students = guess->kind == STRATA_KIND_STUDENTS;
    strata_guess_likeness like;
    strata_guess_compare(column, phrases, &like);
    const bool are_words = values->type == STRATA_GUESS_TEXT && like.codes >= 2;
    if (values->type == STRATA_GUESS_YEAR && is_everywhere(values)) {
        return give(guess, column, (claim){STRATA_TO_YEAR, 0.6, "years"}, err);
    }
    if (is_grade(values)) {
        const double confidence = values->least >= FIRST_TESTED ? 0.6 : 0.4;
        return give(guess, column,
                    (claim){STRATA_TO_GRADE, confidence, "numbers of grades with their zeros"},
                    err);
    }
    if (are_words && values->longest > 2 && like.subject == like.codes) {
        return give(guess, column, (claim){STRATA_TO_SUBJECT, 0.8, "names of subjects"}, err);
    }
    if (is_students && is_gender(values)) {
        column->index = STRATA_DIM_GENDER;
        return give(guess, column, (claim){STRATA_TO_DIM, 0.8, "M and F"}, err);
    }
    if (is_students && is_race(values, phrases)) {
        column->index = STRATA_DIM_RACE;
        return give(guess, column, (claim){STRATA_TO_DIM, 0.6, "letters that stand for races"},
                    err);
    }
    if (!is_students && are_words && values->longest > 2 && like.group * 2 > like.codes) {
        return give(guess, column, (claim){STRATA_TO_GROUP, 0.7, "names of groups"}, err);
    }
    if (!is_students && are_words && values->longest > 2 && like.place == like.codes) {
        return give(guess, column,
                    (claim){STRATA_TO_ENTITY_LEVEL, 0.7, "words for levels of places"}, err);
    }
    return leave(guess, column, err);
}

static bool has_target(const strata_guess *guess, strata_target to)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (guess->columns[i].to == to) {
            return true;
        }
    }
    return false;
}

/* The field with the most different texts of those that look like ids. */
static strata_status give_student(strata_guess *guess, strata_error *err)
{
    strata_guess_column *best = NULL;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        const bool is_better = best == NULL || column->values.distinct > best->values.distinct;
        if (column->to == STRATA_TO_NOTHING && is_id(&column->values) && is_better) {
            best = column;
        }
    }
    return best == NULL ? STRATA_OK
                        : give(guess, best,
                               (claim){STRATA_TO_STUDENT, 0.6,
                                       "a different text in each record or in each few"},
                               err);
}

static bool may_be_score(const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    return column->to == STRATA_TO_NOTHING && is_whole(column) && !values->has_leading_zeros &&
           values->longest >= SCORE_SHORTEST && values->longest <= SCORE_LONGEST &&
           values->distinct >= NUMBERS_DIFFER;
}

static bool may_be_count(const strata_guess_column *column)
{
    return column->to == STRATA_TO_NOTHING && is_whole(column) && column->values.least >= 0 &&
           column->values.distinct >= NUMBERS_DIFFER;
}

/* A draft without any result cannot be read: the first field that could be one stands for it. */
static strata_status give_result(strata_guess *guess, strata_error *err)
{
    const bool is_students = guess->kind == STRATA_KIND_STUDENTS;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        if (is_students && may_be_score(column)) {
            return give(guess, column,
                        (claim){STRATA_TO_SCALE_SCORE, 0.3,
                                "numbers of 3 or 4 digits, the first such field: look it up"},
                        err);
        }
        if (guess->kind == STRATA_KIND_PUBLISHED && may_be_count(column)) {
            return give(guess, column,
                        (claim){STRATA_TO_N, 0.2,
                                "the first whole numbers, in place of a count: look it up"},
                        err);
        }
    }
    return STRATA_OK;
}

strata_status strata_guess_fixed_roles(strata_guess *guess, const strata_guess_rows *rows,
                                       const strata_guess_phrases *phrases,
                                       const strata_schema_kind *kind, strata_error *err)
{
    STRATA_TRY(decide_kind(guess, phrases, kind, err));
    for (uint32_t i = 0; i < guess->column_count; i++) {
        STRATA_TRY(give_role(guess, &guess->columns[i], phrases, err));
    }
    if (guess->kind == STRATA_KIND_STUDENTS) {
        STRATA_TRY(give_student(guess, err));
        STRATA_TRY(strata_guess_fixed_levels(guess, rows, err));
    } else if (guess->kind == STRATA_KIND_PUBLISHED) {
        STRATA_TRY(strata_guess_fixed_shares(guess, rows, err));
    }
    STRATA_TRY(strata_guess_fixed_places(guess, rows, err));
    const bool has_result =
        has_target(guess, STRATA_TO_SCALE_SCORE) || has_target(guess, STRATA_TO_SHARE);
    return has_result ? STRATA_OK : give_result(guess, err);
}
