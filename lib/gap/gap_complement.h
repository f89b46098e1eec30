/* All students but those of a group, by exact subtraction. */
#ifndef STRATA_GAP_GAP_COMPLEMENT_H
#define STRATA_GAP_GAP_COMPLEMENT_H

#include "gap/gap.h"

/** A complement owns the cells that its view points to; do not move it. */
typedef struct strata_complement {
    strata_cell counts;
    strata_cell statistics[STRATA_STATISTICS_MAX];
    const strata_cell *pointers[STRATA_STATISTICS_MAX];
    strata_group_view view;
} strata_complement;

/** all minus group. Counts, level counts and sums are subtracted exactly; what either does not
 * know, or what would become negative, is not known. Of the published statistics pct, share, mean
 * and index those with n in both (their own, or the students counted beside them) are subtracted
 * weighted by n, their ranges outwards (two ranges leave a range and no value); those without n
 * give a statistic of which nothing is known, and a standard deviation none. Hidden minus or from
 * anything is hidden. Least and greatest score are those of `all`: bounds, not values.
 *
 *  @param all    the fixed part's students, a superset of group                  (borrowed)
 *  @param group  of the same source                                              (borrowed) */
void strata_complement_init(strata_complement *out, const strata_group_view *all,
                            const strata_group_view *group);

/** Makes a complement of fewer than min_n students one that a policy hides: a counted row that
 * tells nothing. It is a group of our own making, so no policy saw it among the cells; and if its
 * group shows, it may be the very group that the policy hid.
 *  @param min_n  strata_protection_min_n of the set; 0 = no limit */
void strata_complement_protect(strata_complement *complement, uint32_t min_n);

#endif
