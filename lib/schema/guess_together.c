/* What columns say together: scores by what is left, counts by their sums, levels by their codes.
 */
#include <string.h>

#include "schema/guess_parts.h"

enum {
    SCORES_DIFFER = 10,   /* different numbers that a score has at least */
    PARTS_LEAST = 2,      /* levels whose counts add up */
    RARE = 200,           /* a level of fewer rows than one in so many */
    ROWS_AGREE_TENTHS = 8 /* of ten rows with all numbers */
};

static bool is_number(const strata_guess_values *values)
{
    return values->type == STRATA_GUESS_INTEGER || values->type == STRATA_GUESS_NUMBER;
}

static bool has_target(const strata_guess *guess, strata_target to)
{
    bool found = false;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        found = found || guess->columns[i].to == to;
    }
    return found;
}

/* Numbers under a name of which no word is known. */
static bool may_be_score(const strata_guess_column *column)
{
    strata_guess_reading reading;
    strata_guess_read_header(column->name, &reading);
    return column->to == STRATA_TO_NOTHING && reading.about == 0 && is_number(&column->values) &&
           column->values.distinct >= SCORES_DIFFER;
}

strata_status strata_guess_fallback_score(strata_guess *guess, strata_error *err)
{
    strata_guess_column *only = NULL;
    if (guess->kind != STRATA_KIND_STUDENTS || guess->header_rows == 0 ||
        has_target(guess, STRATA_TO_SCALE_SCORE)) {
        return STRATA_OK;
    }
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (may_be_score(&guess->columns[i])) {
            if (only != NULL) {
                return STRATA_OK;
            }
            only = &guess->columns[i];
        }
    }
    if (only == NULL) {
        return STRATA_OK;
    }
    only->to = STRATA_TO_SCALE_SCORE;
    only->confidence = 0.5;
    return strata_guess_say(guess, &only->evidence, err,
                            "%u different numbers, and no other column is a score",
                            only->values.distinct);
}

static bool is_part(const strata_guess_column *column)
{
    return column->to == STRATA_TO_SHARE && column->values.type == STRATA_GUESS_INTEGER;
}

static bool is_beside(const strata_guess_column *a, const strata_guess_column *b)
{
    return strata_slice_equal(a->subject, b->subject) &&
           strata_slice_equal(a->group_text, b->group_text) &&
           strata_slice_equal(a->grade, b->grade);
}

static bool is_count(const strata_guess_column *column)
{
    return column->to == STRATA_TO_N || column->to == STRATA_TO_N_TESTED ||
           column->to == STRATA_TO_N_SCORED || column->to == STRATA_TO_N_ENROLLED;
}

/* Whether the levels of this row add up to its count. @return false: not all are numbers */
static bool add_up(const strata_guess *guess, const strata_guess_row *row, uint32_t count,
                   bool *is_same)
{
    double sum = 0;
    double all = 0;
    uint32_t parts = 0;
    if (count >= row->count || !strata_double_parse(row->cells[count], &all)) {
        return false;
    }
    for (uint32_t i = 0; i < guess->column_count; i++) {
        double part = 0;
        if (is_part(&guess->columns[i]) && is_beside(&guess->columns[i], &guess->columns[count])) {
            if (i >= row->count || !strata_double_parse(row->cells[i], &part)) {
                return false;
            }
            sum += part;
            parts++;
        }
    }
    *is_same = sum > all - 0.5 && sum < all + 0.5; /* whole numbers */
    return parts >= PARTS_LEAST;
}

static bool are_counts_of(const strata_guess *guess, const strata_guess_rows *rows, uint32_t count)
{
    uint32_t whole = 0;
    uint32_t same = 0;
    for (uint32_t i = rows->first_data; i < rows->end_data; i++) {
        bool is_same = false;
        if (add_up(guess, &rows->rows[i], count, &is_same)) {
            whole++;
            same += is_same ? 1 : 0;
        }
    }
    return whole > 0 && same * 10 >= whole * ROWS_AGREE_TENTHS;
}

strata_status strata_guess_count_levels(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err)
{
    for (uint32_t count = 0; count < guess->column_count; count++) {
        const strata_guess_column *all = &guess->columns[count];
        if (!is_count(all) || !are_counts_of(guess, rows, count)) {
            continue;
        }
        for (uint32_t i = 0; i < guess->column_count; i++) {
            strata_guess_column *column = &guess->columns[i];
            if (is_part(column) && is_beside(column, all)) {
                column->to = STRATA_TO_LEVEL_COUNT;
                column->confidence = 0.9;
                STRATA_TRY(strata_guess_say(guess, &column->evidence, err,
                                            "a level by its name; these add up to %.*s",
                                            (int)all->name.len, all->name.text));
            }
        }
    }
    return STRATA_OK;
}

/* The highest level of a column; one that next to no row has is a slip of the pen. */
static uint32_t highest_level(const strata_guess_values *values)
{
    uint32_t highest = 0;
    for (uint32_t i = 0; i < values->code_count; i++) {
        const strata_guess_code *code = &values->codes[i];
        double level = 0;
        const bool is_often = (uint64_t)code->count * RARE >= values->rows;
        if (is_often && strata_double_parse(code->code, &level) && level > highest &&
            level <= STRATA_LEVELS_MAX) {
            highest = (uint32_t)level;
        }
    }
    return highest;
}

void strata_guess_levels_of_codes(strata_guess *guess)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        const uint32_t highest =
            column->to == STRATA_TO_LEVEL && column->values.type == STRATA_GUESS_INTEGER
                ? highest_level(&column->values)
                : 0;
        guess->levels = highest > guess->levels ? highest : guess->levels;
    }
    if (guess->levels == 1) {
        guess->levels = 2; /* a sample with one level only */
    }
    if (guess->levels > 0 && guess->proficient == 0) {
        guess->proficient = strata_guess_usual_cut(guess->levels);
        guess->is_cut_assumed = true;
    }
}
