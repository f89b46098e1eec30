/* Values and rows of a mutant, read by the words of the specification and not by the decoder. */
#ifndef MUTANTS_JUDGE_H
#define MUTANTS_JUDGE_H

#include "mutants.h"
#include "record/value.h" /* STRATA_NO_FIELD */

/** What a text is, to somebody who has the schema beside it. */
typedef enum known_kind {
    KNOWN_NONE,    /* no such column in this file or year */
    KNOWN_MISSING, /* left out, hidden, or "a higher level" */
    KNOWN_UNKNOWN, /* a code that is not in the list */
    KNOWN_WRONG,   /* no number, no word of those allowed, or outside the limits */
    KNOWN_NUMBER,
    KNOWN_RANGE, /* one that stands in place of a number */
    KNOWN_CODE,
    KNOWN_TEXT
} known_kind;

typedef struct known_value {
    known_kind kind;
    bool is_dropped;      /* the list says that the row is out of scope */
    bool is_not_reported; /* if missing: not hidden, and not "not tested" */
    bool is_higher;       /* if missing: an id that stands for "a higher level" */
    strata_slice text;    /* in the words of the target if the field has a list, else as written */
    double number;        /* if it is one */
} known_value;

/** A row of a file, and the year it is about (0: not known yet). */
typedef struct known_row {
    const strata_binding *binding;
    const strata_csv_row *row;
    int year;
} known_row;

/** Field number `field` of the binding. */
known_value known_value_of(const known_row *row, uint32_t field);

/** A target of a result: its first column or constant that holds in the row's year; *field is
 * STRATA_NO_FIELD for a constant. */
known_value known_target(const known_row *row, const strata_bound_result *result, strata_target to,
                         uint32_t *field);

/** The spring year of a text, 0 if it is none. */
int known_year(const strata_field *field, strata_slice text);

/** A file while its rows are judged. */
typedef struct judging {
    const mutant_outcome *outcome;
    const strata_schema *schema;
    const strata_binding *binding;
    const strata_csv_row *row;
    uint64_t *unknown; /* unknown[field_count]: accepted rows with a code that is in no list */
    uint64_t *last;    /* last[field_count]: number of the last of them */
    uint64_t rows;
    uint64_t rejected;
    uint64_t dropped;
    uint64_t oversized; /* results with a part that has more students than the whole */
    char *why;          /* why[MUTANT_WHY_SIZE] */
} judging;

/** Judges the next row: one that was rejected is sound, as is one that the schema drops.
 *  @return false, and why, if a rule could have known that something is wrong with it */
bool judge_row(judging *self, const strata_csv_row *row);

#endif
