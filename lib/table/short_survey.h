/* What the short rows of a table have in common, found before the first of them is printed. */
#ifndef STRATA_TABLE_SHORT_SURVEY_H
#define STRATA_TABLE_SHORT_SURVEY_H

#include "table/short_row.h"

typedef struct strata_short_survey {
    size_t rows;                       /* of the table */
    size_t widths[STRATA_SHORT_COUNT]; /* of the widest text in characters; 0: all are empty */
    bool is_same[STRATA_SHORT_COUNT];  /* every row has the text of the first one */
    strata_short_row first;            /* empty texts if there is no row */
} strata_short_survey;

/** Looks at every row that the options ask for. */
void strata_short_survey_make(strata_short_survey *survey, const strata_estimates *estimates,
                              const strata_table_options *options);

/** Characters of a text in UTF-8. */
size_t strata_short_width(const char *text);

#endif
