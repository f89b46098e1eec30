/* Whose rows these are: students', groups', or places'. */
#include <string.h>

#include "schema/guess_parts.h"

enum {
    ID_LEAST = 4,       /* characters of an id */
    FEW_TRAITS = 12,    /* codes of a trait */
    SCORES_DIFFER = 10, /* different numbers that a score has at least */
    ROWS_LEAST = 20     /* before values without a word in the header say anything */
};

/* What the headers and values show. */
typedef struct signs {
    uint32_t student_ids; /* columns that are called a student's */
    uint32_t ids;         /* those, and others that are called ids, with nearly one text a row */
    uint32_t unnamed_ids; /* columns without a known word that look like ids */
    uint32_t scores;      /* of one student */
    uint32_t numbers;     /* of many different values, without a known word */
    uint32_t levels;
    uint32_t figures; /* counts, percents, means */
    uint32_t groups;  /* columns of groups, or for groups */
    uint32_t traits;  /* gender, race: of a person, or a dimension of groups */
    uint32_t place_codes;
    uint32_t place_names;
    strata_slice id; /* name of the first id */
} signs;

/* One column of a file. */
typedef struct sight {
    const strata_guess_column *column;
    strata_guess_reading reading;
    bool is_numeric;
    bool is_few; /* codes: of a trait, a level, a flag */
} sight;

static bool is_about(const sight *s, uint64_t any)
{
    return (s->reading.about & any) != 0;
}

static bool has_many(const strata_guess_values *values, uint32_t rows_each)
{
    return values->is_many || values->distinct * rows_each > values->rows;
}

static bool is_id(const sight *s)
{
    const strata_guess_values *values = &s->column->values;
    const bool is_student = is_about(s, STRATA_ABOUT(STUDENT));
    const bool is_code = is_about(s, STRATA_ABOUT(CODE));
    const uint64_t places = STRATA_ABOUT(SCHOOL) | STRATA_ABOUT(LEA) | STRATA_ABOUT(COUNTY);
    const uint64_t others = STRATA_ABOUT(GROUP) | STRATA_ABOUT(TEST) | STRATA_ABOUT(AMOUNT) |
                            STRATA_ABOUT(PROFICIENT) | STRATA_ABOUT(LEVEL) | STRATA_ABOUT(TESTED) |
                            STRATA_ABOUT(ENROLLED) | STRATA_ABOUT(VALID) | STRATA_ABOUT(TYPE) |
                            STRATA_ABOUT(PERCENT) | STRATA_ABOUT(OTHER);
    const uint64_t of_states =
        is_student ? 0 : STRATA_ABOUT(STATE); /* "State SID" is a student's */
    return (is_student || is_code) && !is_about(s, places | others | of_states) &&
           values->rows >= 2 && has_many(values, 8);
}

/* Texts of digits or without blanks, a different one in each row or in each few rows, under a name
 * that says nothing. */
static bool looks_like_id(const sight *s)
{
    const strata_guess_values *values = &s->column->values;
    const bool is_word = values->type == STRATA_GUESS_TEXT && !values->has_blanks;
    return s->reading.about == 0 && values->rows >= ROWS_LEAST && values->longest >= ID_LEAST &&
           (values->type == STRATA_GUESS_INTEGER || is_word) && has_many(values, 4);
}

static bool is_figure(const sight *s)
{
    const uint64_t figures = STRATA_ABOUT(PERCENT) | STRATA_ABOUT(AMOUNT) | STRATA_ABOUT(MEAN) |
                             STRATA_ABOUT(TESTED) | STRATA_ABOUT(ENROLLED) | STRATA_ABOUT(COHORT) |
                             STRATA_ABOUT(VALUE);
    const bool is_flag = s->column->values.distinct <= 2 && s->column->values.rows >= ROWS_LEAST;
    const bool is_counted = is_about(s, figures) && !is_about(s, STRATA_ABOUT(OTHER)) && !is_flag;
    return s->is_numeric && (is_counted || s->reading.digit_count > 0);
}

static void note_places(const sight *s, signs *seen)
{
    const uint64_t places = STRATA_ABOUT(SCHOOL) | STRATA_ABOUT(LEA) | STRATA_ABOUT(COUNTY);
    if (is_about(s, places)) {
        const bool is_name = is_about(s, STRATA_ABOUT(NAME));
        seen->place_names += is_name ? 1 : 0;
        seen->place_codes += !is_name ? 1 : 0;
    }
}

static void note_id(const sight *s, signs *seen)
{
    if (is_id(s)) {
        seen->student_ids += is_about(s, STRATA_ABOUT(STUDENT)) ? 1 : 0;
        seen->id =
            seen->ids == 0 || is_about(s, STRATA_ABOUT(STUDENT)) ? s->column->name : seen->id;
        seen->ids++;
    } else if (looks_like_id(s)) {
        seen->id = seen->ids + seen->unnamed_ids == 0 ? s->column->name : seen->id;
        seen->unnamed_ids++;
    }
}

static void note_person(const sight *s, bool is_of_groups, signs *seen)
{
    const uint64_t traits = STRATA_ABOUT(GENDER) | STRATA_ABOUT(RACE) | STRATA_ABOUT(EL) |
                            STRATA_ABOUT(FRL) | STRATA_ABOUT(SWD) | STRATA_ABOUT(ECON) |
                            STRATA_ABOUT(MIGRANT) | STRATA_ABOUT(HOMELESS);
    const uint64_t scores =
        STRATA_ABOUT(SCORE) | STRATA_ABOUT(READING) | STRATA_ABOUT(MATH) | STRATA_ABOUT(ELA);
    const bool is_many = s->column->values.distinct >= SCORES_DIFFER;
    const bool is_level = is_about(s, STRATA_ABOUT(LEVEL) | STRATA_ABOUT(ACHIEVEMENT));
    const bool is_other = is_about(s, STRATA_ABOUT(OTHER) | STRATA_ABOUT(AGGREGATION));
    note_id(s, seen);
    if (is_of_groups) {
        return;
    }
    seen->traits += is_about(s, traits) && (!s->is_numeric || s->is_few) ? 1 : 0;
    seen->scores += s->is_numeric && is_about(s, scores) ? 1 : 0;
    seen->scores += !s->is_numeric && is_about(s, STRATA_ABOUT(ACHIEVEMENT)) ? 1 : 0;
    seen->numbers += s->is_numeric && s->reading.about == 0 && is_many ? 1 : 0;
    seen->levels += is_level && !is_other && s->is_few ? 1 : 0;
}

static void note_column(const strata_guess_column *column, signs *seen)
{
    const strata_guess_values *values = &column->values;
    sight s = {.column = column};
    strata_guess_read_header(column->name, &s.reading);
    s.is_numeric = values->type == STRATA_GUESS_INTEGER || values->type == STRATA_GUESS_NUMBER;
    s.is_few = values->distinct <= FEW_TRAITS && values->rows >= ROWS_LEAST &&
               (values->type == STRATA_GUESS_INTEGER || values->type == STRATA_GUESS_TEXT);
    const bool is_of_groups = column->group_text.len > 0 || is_about(&s, STRATA_ABOUT(GROUP));
    const bool counts = is_figure(&s);
    seen->groups += is_of_groups ? 1 : 0;
    seen->figures += counts ? 1 : 0;
    note_person(&s, is_of_groups || counts, seen);
    note_places(&s, seen);
}

static strata_status decide(strata_guess *guess, strata_schema_kind kind, double confidence,
                            const signs *seen, strata_error *err)
{
    guess->kind = kind;
    guess->kind_confidence = confidence;
    if (kind == STRATA_KIND_STUDENTS && seen->ids + seen->unnamed_ids > 0) {
        return strata_guess_say(
            guess, &guess->kind_evidence, err,
            "%.*s looks like an id of students; %u columns of scores, %u of levels, %u traits of "
            "persons, %u counts or percents",
            (int)seen->id.len, seen->id.text, seen->scores + seen->numbers, seen->levels,
            seen->traits, seen->figures);
    }
    if (kind == STRATA_KIND_ENTITIES) {
        return strata_guess_say(guess, &guess->kind_evidence, err,
                                "%u ids and %u names of places, no counts or scores",
                                seen->place_codes, seen->place_names);
    }
    return strata_guess_say(
        guess, &guess->kind_evidence, err,
        "%u counts or percents, %u columns of groups, %u traits of persons, %u scores, %s",
        seen->figures, seen->groups, seen->traits, seen->scores + seen->numbers,
        seen->ids > 0 ? "an id that could be a student's" : "no id of students");
}

static bool is_of_students(const signs *seen, double *confidence)
{
    const uint32_t results = seen->scores + seen->levels + seen->numbers;
    const bool is_counted = seen->figures > 0 || seen->groups > 0;
    if (seen->student_ids > 0 && results + seen->traits > 0 &&
        seen->figures <= results + seen->traits) {
        *confidence = is_counted ? 0.7 : 0.9;
        return true;
    }
    if (seen->ids > 0 && results > 0 && seen->groups == 0) {
        *confidence = 0.9;
        return true;
    }
    *confidence = 0.7;
    return !is_counted && results > 0 &&
           (seen->traits >= 2 || (seen->unnamed_ids > 0 && seen->traits + seen->levels > 0));
}

strata_status strata_guess_kind(strata_guess *guess, const strata_schema_kind *kind,
                                strata_error *err)
{
    signs seen = {.id = {"", 0}};
    double confidence = 0;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        note_column(&guess->columns[i], &seen);
    }
    if (kind != NULL) {
        guess->kind = *kind;
        guess->kind_confidence = 1;
        guess->kind_evidence = strata_slice_of("the option --kind");
        return STRATA_OK;
    }
    if (is_of_students(&seen, &confidence)) {
        return decide(guess, STRATA_KIND_STUDENTS, confidence, &seen, err);
    }
    if (seen.figures + seen.scores + seen.groups + seen.traits == 0 && seen.place_codes > 0 &&
        seen.place_names > 0) {
        return decide(guess, STRATA_KIND_ENTITIES, 0.9, &seen, err);
    }
    if (seen.figures > 0 || seen.groups > 0) {
        const bool has_both = seen.figures > 0 && seen.groups > 0;
        return decide(guess, STRATA_KIND_PUBLISHED, has_both ? 0.9 : 0.7, &seen, err);
    }
    return decide(guess, STRATA_KIND_PUBLISHED, 0.4, &seen, err);
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
