/* Columns side by side that differ in the group their names begin with; levels by label; and one
 * column for each target. */
#include <string.h>

#include "schema/guess_parts.h"

enum {
    FAMILY_LEAST = 3
};

static strata_slice rest_of(const strata_guess_column *column, size_t from)
{
    return (strata_slice){column->name.text + from, column->name.len - from};
}

/* How many columns end with `rest` and have something before it. */
static uint32_t count_ending(const strata_guess *guess, strata_slice rest)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_slice name = guess->columns[i].name;
        count +=
            name.len > rest.len && memcmp(name.text + name.len - rest.len, rest.text, rest.len) == 0
                ? 1
                : 0;
    }
    return count;
}

static bool can_be_figure(const strata_guess_column *column)
{
    return column->values.type != STRATA_GUESS_TEXT && column->values.type != STRATA_GUESS_DATE;
}

/* A column whose name has the rest of a family's, and a word before it that is no known group. */
static void join_family(strata_guess *guess, const strata_guess_column *known)
{
    const strata_slice rest = rest_of(known, known->group_text.len);
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        const strata_slice name = column->name;
        if (column->group_text.len > 0 || name.len <= rest.len || !can_be_figure(column)) {
            continue;
        }
        const size_t before = name.len - rest.len;
        const bool is_word = memchr(name.text, rest.text[0], before) == NULL;
        if (is_word && memcmp(name.text + before, rest.text, rest.len) == 0) {
            column->group_text = (strata_slice){name.text, before};
        }
    }
}

strata_status strata_guess_families(strata_guess *guess, const strata_guess_phrases *phrases,
                                    strata_error *err)
{
    (void)err;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        strata_group_key group;
        const size_t len = can_be_figure(column) && guess->header_rows > 0
                               ? strata_guess_group_prefix(phrases, column->name, &group)
                               : 0;
        if (len > 0 && count_ending(guess, rest_of(column, len)) >= FAMILY_LEAST) {
            column->group_text = (strata_slice){column->name.text, len};
            column->has_group = true;
            column->group = group;
        }
    }
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (guess->columns[i].has_group) {
            join_family(guess, &guess->columns[i]);
        }
    }
    return STRATA_OK;
}

/* Columns of one result: levels are numbered among them. */
static bool is_beside(const strata_guess_column *a, const strata_guess_column *b)
{
    return a->to == b->to && strata_slice_equal(a->subject, b->subject) &&
           strata_slice_equal(a->outcome, b->outcome) && strata_slice_equal(a->grade, b->grade) &&
           strata_slice_equal(a->group_text, b->group_text);
}

/* The level that a column's label is among the labels of its result, from 1. */
static uint32_t level_of_label(const strata_guess *guess, const strata_guess_column *of)
{
    uint32_t lower[STRATA_LEVELS_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        bool is_known = !is_beside(column, of) || column->rank == 0 || column->rank >= of->rank;
        for (uint32_t k = 0; k < count && !is_known; k++) {
            is_known = lower[k] == column->rank;
        }
        if (!is_known && count < STRATA_LEVELS_MAX - 1) {
            lower[count++] = column->rank;
        }
    }
    return count + 1;
}

uint32_t strata_guess_usual_cut(uint32_t levels)
{
    return levels <= 3 ? 2 : levels - 1;
}

/* Gives columns of one level their number. @return the lowest level whose label is good enough, 0
 * if no label says so */
static uint32_t number_columns(strata_guess *guess)
{
    uint32_t first_good = 0;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        if (column->to != STRATA_TO_SHARE && column->to != STRATA_TO_LEVEL_COUNT) {
            continue;
        }
        if (column->index == 0) {
            column->index = (uint16_t)level_of_label(guess, column);
        }
        guess->levels = column->index > guess->levels ? column->index : guess->levels;
        if (column->rank >= 50 && (first_good == 0 || column->index < first_good)) {
            first_good = column->index;
        }
    }
    return first_good;
}

void strata_guess_number_levels(strata_guess *guess)
{
    guess->levels = 0;
    const uint32_t first_good = number_columns(guess);
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        if (guess->levels == 0 && column->to == STRATA_TO_PCT) {
            guess->levels = column->index > 2 ? column->index : 2;
        }
    }
    guess->is_cut_assumed = first_good == 0 && guess->levels > 2;
    guess->proficient =
        first_good != 0 || guess->levels == 0 ? first_good : strata_guess_usual_cut(guess->levels);
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        if (column->to == STRATA_TO_PCT && column->index == 0) {
            column->index = (uint16_t)guess->proficient;
        }
    }
}

static bool tells_the_same(const strata_guess_column *a, const strata_guess_column *b)
{
    const bool is_head =
        a->to < STRATA_TO_STUDENT || a->to == STRATA_TO_GROUP || a->to == STRATA_TO_STUDENT;
    const bool has_grade_apart = !strata_slice_equal(a->grade, b->grade);
    if (a->to != b->to || a->index != b->index || has_grade_apart) {
        return false;
    }
    return is_head || (strata_slice_equal(a->subject, b->subject) &&
                       strata_slice_equal(a->outcome, b->outcome) &&
                       strata_slice_equal(a->group_text, b->group_text));
}

static bool is_of_student(const strata_guess_column *column)
{
    return column->to == STRATA_TO_SCALE_SCORE || column->to == STRATA_TO_LEVEL;
}

bool strata_guess_has(const strata_guess *guess, strata_target to)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (guess->columns[i].to == to) {
            return true;
        }
    }
    return false;
}

/* Another column of the same target, subject and grade: only other words tell them apart. */
static bool has_twin(const strata_guess *guess, uint32_t of)
{
    const strata_guess_column *a = &guess->columns[of];
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *b = &guess->columns[i];
        if (i != of && a->to == b->to && strata_slice_equal(a->subject, b->subject) &&
            strata_slice_equal(a->grade, b->grade)) {
            return true;
        }
    }
    return false;
}

/* Where a column says the subject, no header does: a row is about one subject, and has one score
 * and one level. Elsewhere words that tell no two columns apart, as those of the only score, make
 * no result. */
static void leave_out_words(strata_guess *guess)
{
    const bool has_subject = strata_guess_has(guess, STRATA_TO_SUBJECT);
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        if (has_subject) {
            column->subject = strata_slice_of("");
        }
        if (is_of_student(column) && (has_subject || !has_twin(guess, i))) {
            column->outcome = strata_slice_of("");
        }
    }
}

strata_status strata_guess_settle(strata_guess *guess, strata_error *err)
{
    leave_out_words(guess);
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *a = &guess->columns[i];
        for (uint32_t j = 0; j < guess->column_count && a->to != STRATA_TO_NOTHING; j++) {
            const strata_guess_column *b = &guess->columns[j];
            const bool is_name =
                a->to == STRATA_TO_ENTITY_NAME && guess->kind == STRATA_KIND_ENTITIES;
            if (i == j || is_name || !tells_the_same(a, b)) {
                continue;
            }
            if (b->confidence > a->confidence || (b->confidence >= a->confidence && j < i)) {
                char role[STRATA_GUESS_ROLE];
                STRATA_TRY(strata_guess_say(
                    guess, &a->evidence, err, "could be %s, but %.*s is more likely",
                    strata_guess_role(a, role), (int)b->name.len, b->name.text));
                a->to = STRATA_TO_NOTHING;
                a->confidence = 0.5;
            }
        }
    }
    return STRATA_OK;
}
