/* Columns of the cells stream; after LEVELS the numbers are raised by the number of levels. */
#ifndef STRATA_CUBE_CELL_COLUMNS_H
#define STRATA_CUBE_CELL_COLUMNS_H

#include <stdint.h>

enum {
    STRATA_CELL_YEAR,
    STRATA_CELL_TERM,
    STRATA_CELL_POPULATION,
    STRATA_CELL_ENTITY_LEVEL,
    STRATA_CELL_COUNTY,
    STRATA_CELL_LEA,
    STRATA_CELL_SCHOOL,
    STRATA_CELL_ASSESSMENT,
    STRATA_CELL_ERA,
    STRATA_CELL_SUBJECT,
    STRATA_CELL_GRADE,
    STRATA_CELL_DIM,
    STRATA_CELL_GROUP,
    STRATA_CELL_VARIABLE,
    STRATA_CELL_N_ENROLLED,
    STRATA_CELL_N_TESTED,
    STRATA_CELL_N_SCORED,
    STRATA_CELL_SCORE_UNIT,
    STRATA_CELL_SCORE_SUM,
    STRATA_CELL_SCORE_SUMSQ,
    STRATA_CELL_LEVELS, /* level_1..level_K */
    STRATA_CELL_SCORE_MIN = STRATA_CELL_LEVELS,
    STRATA_CELL_SCORE_MAX,
    STRATA_CELL_SKETCH,
    STRATA_CELL_STAT,
    STRATA_CELL_CUT,
    STRATA_CELL_VALUE,
    STRATA_CELL_VALUE_LO,
    STRATA_CELL_VALUE_HI,
    STRATA_CELL_VALUE_SE,
    STRATA_CELL_VALUE_DF,
    STRATA_CELL_SOURCE,
    STRATA_CELL_STATUS,
    STRATA_CELL_COLUMN_NAMES = STRATA_CELL_STATUS + 2 /* "level_*" counts as one */
};

/** Their names, "level_*" standing for level_1..level_K. */
extern const char *const strata_cell_columns[STRATA_CELL_COLUMN_NAMES];

/** Words of the columns source and status, the latter by strata_cell_status. */
enum {
    STRATA_CELL_SOURCES = 8,
    STRATA_CELL_STATUSES = 5
};
typedef struct strata_cell_source_word {
    const char *word;
    uint8_t source;   /* strata_cell_source */
    uint16_t bits;    /* of STRATA_IS_MARKED */
    const char *text; /* what it means, for people */
} strata_cell_source_word;
extern const strata_cell_source_word strata_cell_source_words[STRATA_CELL_SOURCES];
extern const char *const strata_cell_status_names[STRATA_CELL_STATUSES];
extern const char *const strata_cell_status_texts[STRATA_CELL_STATUSES]; /* for people */

#endif
