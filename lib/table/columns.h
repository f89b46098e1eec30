/* The columns of a tidy table and what they hold: for the writers, and for the data dictionary of a
 * publication. */
#ifndef STRATA_TABLE_COLUMNS_H
#define STRATA_TABLE_COLUMNS_H

#include "base/slice.h"
#include "table/table.h"

typedef enum strata_column_type {
    STRATA_COLUMN_TEXT,
    STRATA_COLUMN_INTEGER,
    STRATA_COLUMN_NUMBER
} strata_column_type;

typedef struct strata_column {
    const char *id;
    strata_column_type type;
    const char *description; /* for people */
} strata_column;

#define STRATA_COLUMN(id, type, description) STRATA_TIDY_##id,
enum {
#include "table/columns.def"
    STRATA_TIDY_COUNT
};
#undef STRATA_COLUMN

/** The column of an index below STRATA_TIDY_COUNT. */
const strata_column *strata_column_at(size_t index);

enum {
    STRATA_NUMBER_TEXT = 64,
    STRATA_FLAGS_TEXT = 2048
};

/** One estimate as texts. An empty text is a missing value. */
typedef struct strata_tidy_row {
    strata_slice fields[STRATA_TIDY_COUNT]; /* point into the row itself or into the dictionary */
    char numbers[STRATA_TIDY_COUNT][STRATA_NUMBER_TEXT];
    char flags[STRATA_FLAGS_TEXT];
} strata_tidy_row;

/** Fills a row; it must not be copied or moved afterwards. */
void strata_tidy_row_fill(strata_tidy_row *row, const strata_estimates *estimates,
                          const strata_estimate *estimate, strata_digits digits);

#endif
