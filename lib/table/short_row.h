/* An estimate in the few columns that a person reads: for a terminal and for Markdown. */
#ifndef STRATA_TABLE_SHORT_ROW_H
#define STRATA_TABLE_SHORT_ROW_H

#include "table/columns.h"

typedef enum strata_short_column {
    STRATA_SHORT_YEAR,
    STRATA_SHORT_PLACE,
    STRATA_SHORT_NAME,
    STRATA_SHORT_ASSESSMENT,
    STRATA_SHORT_SUBJECT,
    STRATA_SHORT_GRADE,
    STRATA_SHORT_GROUP,
    STRATA_SHORT_REF,
    STRATA_SHORT_MEASURE,
    STRATA_SHORT_CUT,
    STRATA_SHORT_VALUE,
    STRATA_SHORT_INTERVAL,
    STRATA_SHORT_N,
    STRATA_SHORT_STATUS,
    STRATA_SHORT_FLAGS,
    STRATA_SHORT_COUNT
} strata_short_column;

/** The heading of a column, and whether it holds numbers (set flush right). */
const char *strata_short_heading(strata_short_column column);
bool strata_short_is_number(strata_short_column column);

enum {
    STRATA_SHORT_TEXT = 256
};

typedef struct strata_short_row {
    char fields[STRATA_SHORT_COUNT][STRATA_SHORT_TEXT]; /* texts too long are cut */
} strata_short_row;

void strata_short_row_fill(strata_short_row *row, const strata_estimates *estimates,
                           const strata_estimate *estimate, strata_digits digits);

/** What stands above a table that is not for the public, "" for one that is. */
const char *strata_short_warning(const strata_estimates *estimates);

#endif
