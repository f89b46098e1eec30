/* A gap between a group and its reference in one panel. */
#ifndef STRATA_GAP_GAP_PAIR_H
#define STRATA_GAP_GAP_PAIR_H

#include "gap/gap_complement.h"
#include "gap/gap_panel.h"
#include "gap/gap_reference.h"

/** A group and what it is compared with; do not move it. */
typedef struct strata_gap_pair {
    strata_gap_view view;
    bool has_ref;              /* false: there is no reference here */
    strata_complement storage; /* of view.ref, where that is a complement */
} strata_gap_pair;

/** Finds or makes the reference of a group; a complement of too few students is hidden. Groups of
 * another source (counted or published) are as
 * good as absent. */
void strata_gap_pair_init(strata_gap_pair *out, const strata_gap_place *place);

/** The gap of a panel of all grades as the mean of the grades' gaps, weighted by the focal group's
 *  n_scored; se = sqrt(sum (w se)^2) / sum w, since the grades share no students. Grades without a
 *  value are left out and their flags kept; n and n_ref count the grades that are in. The reference
 *  is the one of the pooled series in every grade.
 *
 *  @param pair  the pooled panel's own groups: hidden and not tested ones stay so
 *  @return      undefined with scale_pooled_over_grades if the set has no single grades here */
strata_result_value strata_gap_over_grades(const strata_gap *gap, const strata_gap_place *place,
                                           const strata_gap_pair *pair);

#endif
