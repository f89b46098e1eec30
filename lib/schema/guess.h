/* A first draft of a schema, made from a sample of an extract: how the file is written, where its
 * header stands, and what each column probably holds, with the evidence. A person who knows the
 * file finishes it. Nothing here shows a value that could be a student's: of values only codes that
 * occur often in a column of few codes are kept. */
#ifndef STRATA_SCHEMA_GUESS_H
#define STRATA_SCHEMA_GUESS_H

#include "base/arena.h"
#include "io/sink.h"
#include "schema/catalog.h"

enum {
    STRATA_GUESS_BYTES = 4 * 1024 * 1024, /* most bytes of the text that are looked at */
    STRATA_GUESS_ROWS = 20000,            /* most rows */
    STRATA_GUESS_OFTEN = 10,              /* a code that is shown occurs so often at least */
    STRATA_GUESS_ROLE = 48                /* room for strata_guess_role */
};

/** What the values of a column look like. */
typedef enum strata_guess_type {
    STRATA_GUESS_EMPTY,
    STRATA_GUESS_INTEGER,
    STRATA_GUESS_NUMBER,
    STRATA_GUESS_TEXT,
    STRATA_GUESS_YEAR, /* 1990, or a school year such as 2015-2016 */
    STRATA_GUESS_DATE
} strata_guess_type;

/** A code, and what it seems to mean. It may be shown only if it occurs often. */
typedef struct strata_guess_code {
    strata_slice code;
    uint32_t count;  /* rows; STRATA_GUESS_OFTEN at least to be shown */
    strata_slice to; /* in the words of the column's role; "" = not known */
} strata_guess_code;

/** How the values of a column are written. */
typedef struct strata_guess_values {
    strata_guess_type type;
    uint32_t rows;     /* looked at */
    uint32_t empty;    /* of them */
    uint32_t numbers;  /* of them */
    uint32_t distinct; /* different texts, missing markers left out */
    bool is_many;      /* there are more than were counted */
    bool is_school_year;
    bool has_leading_zeros;
    bool has_blanks;        /* some texts have more than one word */
    bool is_fraction;       /* numbers from 0 to 1 with decimals */
    bool is_noisy;          /* numbers that were written from binary ones */
    bool has_signs;         /* numbers with a percent sign */
    bool has_decimal_comma; /* numbers such as 58,2 */
    bool has_groups;        /* numbers such as 1,234 */
    uint32_t decimals;      /* most digits behind the point */
    uint32_t longest;       /* text, in bytes */
    double least;           /* of the numbers */
    double most;
    const strata_slice *missing; /* missing[missing_count]: markers in place of a value */
    uint32_t missing_count;
    const strata_slice *blurs; /* blurs[blur_count]: forms of ranges, see schema/blur.h */
    uint32_t blur_count;
    const strata_guess_code *codes; /* codes[code_count], of a column that has few */
    uint32_t code_count;
} strata_guess_values;

/** One column. */
typedef struct strata_guess_column {
    strata_slice name; /* of the header; "column 3" in a file without one; of a field of fixed width
                        * its role, or "field_003" */
    uint32_t start;    /* of a field of fixed width: its first character, from 1; 0: delimited */
    uint32_t length;   /* in characters */
    const char *cut;   /* why the field starts there; NULL: delimited */
    uint32_t implied;  /* decimals that are not written */
    strata_guess_values values;
    strata_target to;
    uint16_t index;        /* as in strata_field */
    double confidence;     /* 0 to 1 */
    strata_slice evidence; /* "header says District Number; 512 texts of 4 digits" */
    strata_slice subject;  /* named by the header, "" = none */
    strata_slice grade;    /* likewise, "03" */
    strata_slice outcome;  /* other words of the header that tell results apart: "stage-1-ach" */
    bool has_group;        /* the header names a student group */
    strata_group_key group;
    strata_slice group_text; /* the part of the name that does, a slice of name; "" without */
    strata_slice year_text;  /* likewise of a year */
    uint32_t rank;           /* of the achievement level named by the header, 0 = none */
    strata_slice level_label;
} strata_guess_column;

/** All that was found. Texts live as long as the guess. */
typedef struct strata_guess {
    const char *container; /* "", "gz", "zip" */
    const char *encoding;  /* a name iconv knows */
    const char *line_ends; /* "LF", "CRLF", "CR", "mixed" */
    strata_csv_dialect dialect;
    bool has_quotes;
    const uint32_t *records; /* records[record_count]: lengths of a fixed-width record */
    uint32_t record_count;   /* 0: delimited */
    uint32_t preamble;       /* rows before the header */
    uint32_t header_rows;    /* 0: there is no header */
    uint64_t header_line;    /* physical line of the first header row, 0 without */
    strata_slice footer;     /* first field of the row that ends the data, "" = none */
    uint32_t rows;           /* of data that were looked at */
    bool is_whole;           /* that was the whole file */
    strata_schema_kind kind;
    double kind_confidence;
    strata_slice kind_evidence;
    strata_guess_column *columns; /* columns[column_count] */
    uint32_t column_count;
    uint32_t levels; /* achievement levels that columns name, 0 = none */
    uint32_t proficient;
    bool is_cut_assumed; /* nothing says from which level on students are proficient */
    strata_slice sample; /* the text that was looked at, in UTF-8 */
    strata_arena *arena;
} strata_guess;

/** Looks at the beginning of a file.
 *  @param catalog  schemas whose code maps are asked for words of groups; NULL: none
 *  @param out      yours to strata_guess_free
 *  @return         STRATA_OK; STRATA_E_INPUT: cannot be read, or holds no rows; STRATA_E_MEMORY */
strata_status strata_guess_file(const char *path, const strata_catalog *catalog, strata_guess **out,
                                strata_error *err) STRATA_NODISCARD;

/** The same of a file whose kind somebody knows.
 *  @param kind  NULL: by what headers and values show */
strata_status strata_guess_file_of_kind(const char *path, const strata_catalog *catalog,
                                        const strata_schema_kind *kind, strata_guess **out,
                                        strata_error *err) STRATA_NODISCARD;
void strata_guess_free(strata_guess *guess);

/** The role of a column as one word: "lea", "dim:race", "share:3", "pct:2", "nothing".
 * out[STRATA_GUESS_ROLE]; returns out. */
char *strata_guess_role(const strata_guess_column *column, char *out);

/** Whether a map turns the codes of the column into strata's words. Codes of it that occur often
 * and have no meaning are for a person to add. */
bool strata_guess_has_map(const strata_guess_column *column);

/** Writes the draft as JSON.
 *  @param name  of the schema */
strata_status strata_guess_draft(const strata_guess *guess, const char *name, strata_sink *sink,
                                 strata_error *err) STRATA_NODISCARD;

#endif
