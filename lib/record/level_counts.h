/* How many students reached each level: printed, or determined by what was printed. */
#ifndef STRATA_RECORD_LEVEL_COUNTS_H
#define STRATA_RECORD_LEVEL_COUNTS_H

#include "record/published.h"

/** Counts by level as far as a row prints them. */
typedef struct strata_level_counts {
    bool is_bound[STRATA_LEVELS_MAX]; /* the file has a column for it */
    bool has[STRATA_LEVELS_MAX];
    uint64_t n[STRATA_LEVELS_MAX]; /* [level - 1] */
} strata_level_counts;

/** Fills levels, has_levels and, where all counts are printed but their number is not, n_scored.
 *
 *  The counts are: those printed, if all are; in a test of two levels of which the file has one, n
 *  less that one; else the one set of whole numbers that the shares of all levels (or, with two
 *  levels, the percent at the second) and n leave possible. If there is none or more than one the
 *  levels stay unknown.
 *
 *  @param out  level_count, n_scored and statistics are filled
 *  @return     false if printed counts contradict n_scored; levels are then unknown */
bool strata_level_counts_fill(const strata_level_counts *printed, strata_published *out);

#endif
