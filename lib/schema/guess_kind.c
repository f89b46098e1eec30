/* Whose rows these are: students', groups', or places'. */
#include <string.h>

#include "schema/guess_parts.h"

/* What the headers and values show. */
typedef struct signs {
    uint32_t ids;     /* columns with nearly one text a row, or that are called a student's */
    uint32_t scores;  /* of one student */
    uint32_t figures; /* counts, percents, means */
    uint32_t groups;  /* columns of groups, or for groups */
    uint32_t traits;  /* gender, race: of a person, or a dimension of groups */
    uint32_t place_codes;
    uint32_t place_names;
} signs;

static bool is_about(const strata_guess_reading *reading, uint64_t any)
{
    return (reading->about & any) != 0;
}

static bool is_id(const strata_guess_column *column, const strata_guess_reading *reading)
{
    const strata_guess_values *values = &column->values;
    const bool is_many = values->is_many || values->distinct * 8 > values->rows;
    const bool is_code = is_about(reading, STRATA_ABOUT(CODE) | STRATA_ABOUT(NUMBER));
    const bool is_student = is_about(reading, STRATA_ABOUT(STUDENT));
    const uint64_t others = STRATA_ABOUT(SCHOOL) | STRATA_ABOUT(LEA) | STRATA_ABOUT(COUNTY) |
                            STRATA_ABOUT(STATE) | STRATA_ABOUT(GROUP) | STRATA_ABOUT(TEST) |
                            STRATA_ABOUT(AMOUNT) | STRATA_ABOUT(PROFICIENT) | STRATA_ABOUT(LEVEL) |
                            STRATA_ABOUT(TESTED) | STRATA_ABOUT(ENROLLED) | STRATA_ABOUT(VALID) |
                            STRATA_ABOUT(TYPE) | STRATA_ABOUT(OTHER);
    if ((!is_code && !is_student) || is_about(reading, others) || values->rows < 2) {
        return false;
    }
    return is_many && (is_student || is_about(reading, STRATA_ABOUT(CODE)));
}

static void note_column(const strata_guess_column *column, signs *seen)
{
    strata_guess_reading reading;
    strata_guess_read_header(column->name, &reading);
    const strata_guess_values *values = &column->values;
    const bool is_numeric =
        values->type == STRATA_GUESS_INTEGER || values->type == STRATA_GUESS_NUMBER;
    const uint64_t places = STRATA_ABOUT(SCHOOL) | STRATA_ABOUT(LEA) | STRATA_ABOUT(COUNTY);
    const uint64_t figures = STRATA_ABOUT(PERCENT) | STRATA_ABOUT(AMOUNT) | STRATA_ABOUT(MEAN) |
                             STRATA_ABOUT(TESTED) | STRATA_ABOUT(ENROLLED) | STRATA_ABOUT(COHORT) |
                             STRATA_ABOUT(VALUE);
    const uint64_t traits = STRATA_ABOUT(GENDER) | STRATA_ABOUT(RACE) | STRATA_ABOUT(EL) |
                            STRATA_ABOUT(FRL) | STRATA_ABOUT(SWD) | STRATA_ABOUT(ECON);
    const uint64_t scores = STRATA_ABOUT(SCORE) | STRATA_ABOUT(READING) | STRATA_ABOUT(MATH);
    const bool is_other = is_about(&reading, STRATA_ABOUT(OTHER));
    const bool is_figure = is_numeric && is_about(&reading, figures) && !is_other;
    seen->ids += is_id(column, &reading) ? 1 : 0;
    seen->figures += is_figure || (is_numeric && reading.digit_count > 0) ? 1 : 0;
    seen->scores += is_numeric && !is_figure && is_about(&reading, scores) ? 1 : 0;
    seen->scores += !is_numeric && is_about(&reading, STRATA_ABOUT(ACHIEVEMENT)) ? 1 : 0;
    seen->groups += is_about(&reading, STRATA_ABOUT(GROUP)) || column->group_text.len > 0 ? 1 : 0;
    seen->traits += !is_numeric && !is_figure && is_about(&reading, traits) ? 1 : 0;
    if (is_about(&reading, places)) {
        const bool is_name = is_about(&reading, STRATA_ABOUT(NAME));
        seen->place_names += is_name ? 1 : 0;
        seen->place_codes += !is_name ? 1 : 0;
    }
}

static void decide(strata_guess *guess, strata_schema_kind kind, double confidence,
                   const char *evidence)
{
    guess->kind = kind;
    guess->kind_confidence = confidence;
    guess->kind_evidence = strata_slice_of(evidence);
}

void strata_guess_kind(strata_guess *guess)
{
    signs seen = {0};
    for (uint32_t i = 0; i < guess->column_count; i++) {
        note_column(&guess->columns[i], &seen);
    }
    if (seen.ids > 0 && seen.scores > 0 && seen.groups == 0) {
        decide(guess, STRATA_KIND_STUDENTS, 0.9, "an id of students, and scores or levels");
    } else if (seen.traits >= 2 && seen.scores > 0 && seen.figures == 0 && seen.groups == 0) {
        decide(guess, STRATA_KIND_STUDENTS, 0.7, "traits of persons and scores, no counts");
    } else if (seen.figures + seen.scores + seen.groups + seen.traits == 0 &&
               seen.place_codes > 0 && seen.place_names > 0) {
        decide(guess, STRATA_KIND_ENTITIES, 0.9, "ids and names of places, no counts or scores");
    } else if (seen.figures > 0 || seen.groups > 0) {
        decide(guess, STRATA_KIND_PUBLISHED, seen.figures > 0 && seen.groups > 0 ? 0.9 : 0.7,
               "counts, percents or groups, no id of students");
    } else {
        decide(guess, STRATA_KIND_PUBLISHED, 0.4, "nothing says it is of students or places");
    }
}

/* A file without a column called an id: the row's own name is what tells students apart. */
void strata_guess_fallback_student(strata_guess *guess)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (guess->columns[i].to == STRATA_TO_STUDENT) {
            return;
        }
    }
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        const bool is_unique =
            column->values.distinct == column->values.rows && !column->values.is_many;
        if (guess->kind == STRATA_KIND_STUDENTS && is_unique && column->to == STRATA_TO_NOTHING) {
            column->to = STRATA_TO_STUDENT;
            column->confidence = 0.5;
            column->evidence = strata_slice_of("a different text in each row, and no other id");
            return;
        }
    }
}
