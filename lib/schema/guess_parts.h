/* The steps of guessing, each in a file of its own. Only the guess uses this. */
#ifndef STRATA_SCHEMA_GUESS_PARTS_H
#define STRATA_SCHEMA_GUESS_PARTS_H

#include "schema/guess.h"

/** What a word of a header is about. One line per concept in guess_words.def. */
typedef enum strata_concept {
#define STRATA_GUESS_CONCEPT(id) STRATA_CONCEPT_##id,
#include "schema/guess_words.def"
    STRATA_CONCEPT_COUNT
} strata_concept;

#define STRATA_ABOUT(id) (UINT64_C(1) << STRATA_CONCEPT_##id)

/** The beginning of a file, inflated. */
typedef struct strata_guess_sample {
    const char *container;
    char *bytes; /* bytes[len], in the arena */
    size_t len;
    bool is_whole;
} strata_guess_sample;

/** Reads the beginning; a sample that is cut ends behind its last line end. */
strata_status strata_guess_read(const char *path, strata_arena *arena, strata_guess_sample *out,
                                strata_error *err) STRATA_NODISCARD;

/** The encoding of bytes[len]: "UTF-8", "UTF-16" with its mark, or what the bytes above 127 look
 * like (io/encoding_guess.h); lines that end in CR alone are written by old Macs. */
const char *strata_guess_encoding(const char *bytes, size_t len);

/** "LF", "CRLF", "CR" or "mixed": line ends inside quotes do not count. */
const char *strata_guess_line_ends(const char *bytes, size_t len);

/** Rewrites the sample in UTF-8. */
strata_status strata_guess_recode(strata_guess_sample *sample, const char *encoding,
                                  strata_arena *arena, strata_error *err) STRATA_NODISCARD;

/** Finds delimiter, use of quotes, or the lengths of fixed-width records, into guess. */
strata_status strata_guess_dialect(const strata_guess_sample *sample, strata_guess *guess,
                                   strata_error *err) STRATA_NODISCARD;

/** Rows as read; texts in the arena of the guess. */
typedef struct strata_guess_row {
    const strata_slice *cells; /* cells[count] */
    uint32_t count;
    uint64_t line;
} strata_guess_row;

typedef struct strata_guess_rows {
    strata_guess_row *rows; /* rows[count] */
    uint32_t count;
    uint32_t width;      /* of most rows */
    uint32_t first_data; /* number of the first row behind the header */
    uint32_t end_data;   /* number of the first row behind the data */
} strata_guess_rows;

/** Reads the rows of a sample, of fixed width by the places of the guess's columns; stops where
 * they cannot be read. */
strata_status strata_guess_rows_read(const strata_guess_sample *sample, strata_guess *guess,
                                     strata_guess_rows *out, strata_error *err) STRATA_NODISCARD;

/** Finds header and footer and names the columns. */
strata_status strata_guess_header(strata_guess *guess, strata_guess_rows *rows,
                                  strata_error *err) STRATA_NODISCARD;

/** Looks at the values of column `at`. */
strata_status strata_guess_values_of(strata_guess *guess, const strata_guess_rows *rows,
                                     uint32_t at, strata_error *err) STRATA_NODISCARD;

/** A number without what people put around and into it. */
typedef struct strata_number_dress {
    strata_slice text; /* as strata_double_parse reads it, in room */
    bool has_sign;
    bool has_decimal_comma;
    bool has_groups;
    char room[32];
} strata_number_dress;

/** Takes a percent sign at the end and commas away: "45.5%", "1,234", "58,2".
 *  @return false: nothing of that stands in the text, or it is no number */
bool strata_guess_undress(strata_slice text, strata_number_dress *out);

/** What a header says. */
typedef struct strata_guess_reading {
    uint64_t about;    /* bits of concepts */
    uint8_t digits[4]; /* numbers behind a word for level, in their order */
    uint8_t digit_count;
    uint8_t grade;      /* number written at the end of a word (math4), 13 = kindergarten; 0 */
    uint32_t rank;      /* of a label of a level, 0 = none */
    strata_slice label; /* its words; static */
    char outcome[64];   /* other words, "-" between them */
    strata_slice year;  /* a part of the text that names a year */
} strata_guess_reading;

void strata_guess_read_header(strata_slice text, strata_guess_reading *out);

/** Meaning of words in values. Comparisons leave out case, blanks and marks. */
typedef struct strata_guess_phrases strata_guess_phrases;

/** Phrases for groups: the general ones and those of code maps of the catalog's schemas.
 *  @param out  yours to strata_guess_phrases_free */
strata_status strata_guess_phrases_new(const strata_catalog *catalog, strata_guess_phrases **out,
                                       strata_error *err) STRATA_NODISCARD;
void strata_guess_phrases_free(strata_guess_phrases *phrases);

/** The group that text names, or false. */
bool strata_guess_group(const strata_guess_phrases *phrases, strata_slice text,
                        strata_group_key *out);

/** The longest beginning of a header, ending at the end of a word, that names a group; its length,
 * or 0. */
size_t strata_guess_group_prefix(const strata_guess_phrases *phrases, strata_slice header,
                                 strata_group_key *out);

/** A code of a dimension ("M" of gender, "1" of a flag): the group's name, or NULL.
 *  @param values  of the column the code stands in: a letter is yes or no only beside its other */
const char *strata_guess_dim_code(const strata_guess_phrases *phrases, strata_dim dim,
                                  const strata_guess_values *values, strata_slice text);

/** What a letter means in a column of letters of that dimension, or NULL. */
const char *strata_guess_dim_letter(strata_dim dim, char letter);

/** A grade in strata's words ("03", "K", "all"), or NULL. out[8] */
const char *strata_guess_grade(strata_slice text, char *out);
/** A subject in strata's words, or NULL. */
const char *strata_guess_subject(strata_slice text);
/** "state", "county", "lea", "school", or NULL. */
const char *strata_guess_entity_level(strata_slice text);
/** "yes", "no", or NULL: a word, whatever stands beside it. */
const char *strata_guess_yes_no(strata_slice text);
/** The same of a code of a column: Y, 1 and T only where N, 0 and F stand beside them, or (but for
 * T and F) where all codes are answers. */
const char *strata_guess_answer(const strata_guess_values *values, strata_slice text);
/** Rank of a label of an achievement level, 0 if it is none. */
uint32_t strata_guess_level_rank(strata_slice text);
/** The same of a code of a column: also BB, B, P and A where B and P stand together. */
uint32_t strata_guess_level_code(const strata_guess_values *values, strata_slice code);

/** Decides the roles of all columns. */
strata_status strata_guess_roles(strata_guess *guess, const strata_guess_phrases *phrases,
                                 strata_error *err) STRATA_NODISCARD;

/** Decides the kind of the file, by headers and values, unless kind says it. */
strata_status strata_guess_kind(strata_guess *guess, const strata_schema_kind *kind,
                                strata_error *err) STRATA_NODISCARD;

/** Takes a column of different texts for the student's id where nothing else is. */
void strata_guess_fallback_student(strata_guess *guess);

/** Takes the only column of many different numbers for the score where nothing else is. */
strata_status strata_guess_fallback_score(strata_guess *guess, strata_error *err) STRATA_NODISCARD;

/** Whole numbers under names of levels whose sums are another column's count are counts. */
strata_status strata_guess_count_levels(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err) STRATA_NODISCARD;

/** Levels that are written as numbers give the levels of the test. */
void strata_guess_levels_of_codes(strata_guess *guess);

/** How much a column's codes look like one sort of thing. */
typedef struct strata_guess_likeness {
    uint32_t codes; /* how many codes were asked */
    uint32_t year;
    uint32_t grade;
    uint32_t subject;
    uint32_t level; /* labels of achievement levels */
    uint32_t place; /* words for levels of places */
    uint32_t yes_no;
    uint32_t gender; /* M, F */
    uint32_t group;  /* names of groups */
    uint32_t dims;   /* bits of the dimensions of those */
} strata_guess_likeness;

void strata_guess_compare(const strata_guess_column *column, const strata_guess_phrases *phrases,
                          strata_guess_likeness *out);

/** A role with the reason; text is formatted into the arena.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_guess_say(strata_guess *guess, strata_slice *out, strata_error *err,
                               const char *format, ...) STRATA_PRINTF(4, 5);

/** Columns whose names differ only in a group: marks them with group, group_text and year_text. */
strata_status strata_guess_families(strata_guess *guess, const strata_guess_phrases *phrases,
                                    strata_error *err) STRATA_NODISCARD;

/** Numbers the levels that headers name by labels, and finds levels and proficient. */
void strata_guess_number_levels(strata_guess *guess);

/** Where proficiency starts on most tests of so many levels. */
uint32_t strata_guess_usual_cut(uint32_t levels);

/** Whether a column has the role. */
bool strata_guess_has(const strata_guess *guess, strata_target to);

/** Leaves one column to each target where a layout can have only one, and to each column only those
 * words of its header that tell it from others; with a column of subjects no header says one. */
strata_status strata_guess_settle(strata_guess *guess, strata_error *err) STRATA_NODISCARD;

/** Gives each code of each column a meaning in the words of the column's role. */
strata_status strata_guess_meanings(strata_guess *guess, const strata_guess_phrases *phrases,
                                    strata_error *err) STRATA_NODISCARD;

#endif
