/* The columns of records, in the order of FORMAT.md. */
#include "stream/record_csv.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>

#include "base/number.h"

enum {
    STUDENT,
    YEAR,
    TERM,
    COUNTY,
    LEA,
    SCHOOL,
    ASSESSMENT,
    ERA,
    SUBJECT,
    GRADE,
    EL,
    RACE_MASK,
    RACE,
    GENDER = RACE + STRATA_DIM_GENDER - STRATA_DIM_RACE,
    FAY_SCHOOL,
    FAY_LEA,
    FAY_STATE,
    ENROLLED,
    TESTED,
    SCALE_SCORE,
    LEVEL,
    CONDITION,
    WEIGHT,
    FILE_NUMBER,
    ROW,
    STUDENT_DIGITS = 16,
    MASK_BITS = 16
};

const char *const strata_record_columns[STRATA_RECORD_COLUMN_COUNT] = {
    "student",    "year",    "term",      "county",   "lea",       "school",      "assessment",
    "era",        "subject", "grade",     "el",       "race_mask", "race",        "frl",
    "econ",       "swd",     "migrant",   "homeless", "foster",    "military",    "gender",
    "fay_school", "fay_lea", "fay_state", "enrolled", "tested",    "scale_score", "level",
    "condition",  "weight",  "file",      "row"};

static_assert(ROW + 1 == STRATA_RECORD_COLUMN_COUNT,
              "a new dimension is a new column of FORMAT.md");

/* Columns that hold a text of the dictionary, in order, with their place in a record. */
static const struct {
    uint32_t column;
    size_t offset;
} texts[] = {
    {TERM, offsetof(strata_record, term)},
    {COUNTY, offsetof(strata_record, county)},
    {LEA, offsetof(strata_record, lea)},
    {SCHOOL, offsetof(strata_record, school)},
    {ASSESSMENT, offsetof(strata_record, assessment)},
    {ERA, offsetof(strata_record, era)},
    {SUBJECT, offsetof(strata_record, subject)},
    {GRADE, offsetof(strata_record, grade)},
    {CONDITION, offsetof(strata_record, condition)},
};

static const char *const answers[] = {
    [STRATA_UNKNOWN] = "", [STRATA_NO] = "no", [STRATA_YES] = "yes"};

static int decimals_of(const strata_dictionary *dictionary, const strata_record *record)
{
    const strata_test *test =
        strata_dictionary_test(dictionary, record->assessment, record->subject, record->era);
    return test != NULL ? test->decimals : 0;
}

static void write_student(strata_csv_writer *csv, uint64_t student)
{
    char text[STUDENT_DIGITS];
    for (unsigned at = 0; at < STUDENT_DIGITS; at++) {
        text[at] = "0123456789abcdef"[student >> (60 - 4 * at) & 15];
    }
    strata_csv_text(csv, (strata_slice){text, student != 0 ? STUDENT_DIGITS : 0});
}

static void write_code(strata_csv_writer *csv, strata_dim dim, strata_code code)
{
    strata_csv_string(csv, code != 0 ? strata_group_name(dim, code) : "");
}

/* Words joined by '+', in the order of their codes. */
static void write_mask(strata_csv_writer *csv, strata_race_mask mask)
{
    char text[512] = "";
    size_t len = 0;
    for (unsigned code = 1; code < MASK_BITS; code++) {
        if ((mask >> code & 1) != 0) {
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", len > 0 ? "+" : "",
                                    strata_group_name(STRATA_DIM_RACE, (strata_code)code));
        }
    }
    assert(len < sizeof text);
    strata_csv_text(csv, (strata_slice){text, len});
}

static void write_score(strata_csv_writer *csv, const strata_record *record, int decimals)
{
    char text[STRATA_DECIMAL_TEXT];
    const size_t len = record->has_score
                           ? strata_decimal_format((strata_decimal){record->score, decimals}, text)
                           : 0;
    strata_csv_text(csv, (strata_slice){text, len});
}

static void write_text(strata_csv_writer *csv, const strata_dictionary *dictionary,
                       const strata_record *record, size_t offset)
{
    uint32_t id = 0;
    memcpy(&id, (const char *)record + offset, sizeof id);
    strata_csv_string(csv, strata_dictionary_text(dictionary, id));
}

void strata_record_csv_write(strata_csv_writer *csv, const strata_dictionary *dictionary,
                             const strata_record *record)
{
    write_student(csv, record->student);
    strata_csv_integer(csv, record->year);
    for (size_t at = 0; texts[at].column <= GRADE; at++) {
        write_text(csv, dictionary, record, texts[at].offset);
    }
    write_code(csv, STRATA_DIM_EL, record->codes[STRATA_DIM_EL]);
    write_mask(csv, record->race_mask);
    for (strata_dim dim = STRATA_DIM_RACE; dim < STRATA_DIM_RECORDED; dim++) {
        write_code(csv, dim, record->codes[dim]);
    }
    for (unsigned at = 0; at < 3; at++) {
        strata_csv_string(csv, answers[record->fay[at]]);
    }
    strata_csv_string(csv, answers[record->enrolled]);
    strata_csv_string(csv, answers[record->tested]);
    write_score(csv, record, decimals_of(dictionary, record));
    if (record->level != 0) {
        strata_csv_count(csv, record->level);
    } else {
        strata_csv_empty(csv);
    }
    write_text(csv, dictionary, record, offsetof(strata_record, condition));
    strata_csv_empty(csv);
    strata_csv_count(csv, record->file);
    strata_csv_count(csv, record->row);
}

static bool read_student(strata_slice text, uint64_t *out)
{
    uint64_t value = 0;
    if (text.len != 0 && text.len != STUDENT_DIGITS) {
        return false;
    }
    for (size_t at = 0; at < text.len; at++) {
        const char c = text.text[at];
        const bool is_digit = strata_is_digit(c);
        if (!is_digit && (c < 'a' || c > 'f')) {
            return false;
        }
        value = value << 4 | (uint64_t)(is_digit ? c - '0' : c - 'a' + 10);
    }
    *out = value;
    return true;
}

static bool read_number(strata_slice text, uint64_t least, uint64_t most, uint64_t *out)
{
    return strata_count_parse(text, out) && *out >= least && *out <= most;
}

static bool read_code(strata_slice text, strata_dim dim, strata_code *out)
{
    *out = text.len > 0 ? strata_group_find(dim, text) : 0;
    return *out != 0 || text.len == 0;
}

static bool read_mask(strata_slice text, strata_race_mask *out)
{
    while (text.len > 0) {
        const char *plus = memchr(text.text, '+', text.len);
        const size_t len = plus != NULL ? (size_t)(plus - text.text) : text.len;
        strata_code code = 0;
        if (!read_code((strata_slice){text.text, len}, STRATA_DIM_RACE, &code) || code == 0) {
            return false;
        }
        *out = (strata_race_mask)(*out | 1U << code);
        if (plus == NULL) {
            return true;
        }
        text.text += len + 1;
        text.len -= len + 1;
        if (text.len == 0) {
            return false;
        }
    }
    return true;
}

static bool read_answer(strata_slice text, uint8_t *out)
{
    unsigned answer = STRATA_UNKNOWN;
    if (!strata_slice_word(text, answers, sizeof answers / sizeof answers[0], &answer)) {
        return false;
    }
    *out = (uint8_t)answer;
    return true;
}

static bool read_score(strata_slice text, int decimals, strata_record *record)
{
    strata_decimal score = {0, 0};
    record->has_score = text.len > 0;
    return !record->has_score || (strata_decimal_parse(text, &score) &&
                                  strata_decimal_scale(score, decimals, &record->score));
}

/* The first field from EL to GENDER that cannot be read, or a number behind GENDER. */
static uint32_t read_groups(const strata_slice *fields, strata_record *record)
{
    record->codes[STRATA_DIM_ALL] = 1;
    if (!read_code(fields[EL], STRATA_DIM_EL, &record->codes[STRATA_DIM_EL])) {
        return EL;
    }
    if (!read_mask(fields[RACE_MASK], &record->race_mask)) {
        return RACE_MASK;
    }
    uint32_t field = RACE;
    for (strata_dim dim = STRATA_DIM_RACE; dim < STRATA_DIM_RECORDED; dim++, field++) {
        if (!read_code(fields[field], dim, &record->codes[dim])) {
            return field;
        }
    }
    return field;
}

/* The same from FAY_SCHOOL to TESTED. */
static uint32_t read_answers(const strata_slice *fields, strata_record *record)
{
    uint8_t *const into[] = {&record->fay[0], &record->fay[1], &record->fay[2], &record->enrolled,
                             &record->tested};
    uint32_t field = FAY_SCHOOL;
    while (field <= TESTED && read_answer(fields[field], into[field - FAY_SCHOOL])) {
        field++;
    }
    return field;
}

static uint32_t read_numbers(const strata_slice *fields, strata_record *record)
{
    uint64_t year = 0;
    uint64_t level = 0;
    uint64_t file = 0;
    uint64_t row = 0;
    if (!read_student(fields[STUDENT], &record->student)) {
        return STUDENT;
    }
    if (!read_number(fields[YEAR], STRATA_YEAR_MIN, STRATA_YEAR_MAX, &year)) {
        return YEAR;
    }
    if (fields[LEVEL].len > 0 && !read_number(fields[LEVEL], 1, STRATA_LEVELS_MAX, &level)) {
        return LEVEL;
    }
    if (fields[WEIGHT].len > 0) {
        return WEIGHT;
    }
    if (!read_number(fields[FILE_NUMBER], 1, UINT32_MAX, &file)) {
        return FILE_NUMBER;
    }
    record->year = (int16_t)year;
    record->level = (uint8_t)level;
    record->file = (uint32_t)file;
    const bool is_row = read_number(fields[ROW], 0, UINT32_MAX, &row);
    record->row = (uint32_t)row;
    return is_row ? STRATA_RECORD_COLUMN_COUNT : ROW;
}

static strata_status read_texts(const strata_slice *fields, strata_dictionary *dictionary,
                                strata_record *record, strata_error *err)
{
    for (size_t at = 0; at < sizeof texts / sizeof texts[0]; at++) {
        const strata_slice text = fields[texts[at].column];
        uint32_t id = 0;
        STRATA_TRY(
            strata_intern_add(strata_dictionary_texts(dictionary), text.text, text.len, &id, err));
        memcpy((char *)record + texts[at].offset, &id, sizeof id);
    }
    return STRATA_OK;
}

strata_status strata_record_csv_read(const strata_slice *fields, strata_dictionary *dictionary,
                                     strata_record *record, uint32_t *bad, strata_error *err)
{
    *record = (strata_record){0};
    *bad = read_groups(fields, record);
    if (*bad > GENDER) {
        *bad = read_answers(fields, record);
    }
    if (*bad > TESTED) {
        *bad = read_numbers(fields, record);
    }
    if (*bad < STRATA_RECORD_COLUMN_COUNT) {
        return STRATA_OK;
    }
    STRATA_TRY(read_texts(fields, dictionary, record, err));
    if (!read_score(fields[SCALE_SCORE], decimals_of(dictionary, record), record)) {
        *bad = SCALE_SCORE;
    }
    return STRATA_OK;
}
