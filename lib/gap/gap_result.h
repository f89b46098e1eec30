/* What every gap does before its formula: one status, flags and n of two groups. */
#ifndef STRATA_GAP_GAP_RESULT_H
#define STRATA_GAP_GAP_RESULT_H

#include "gap/gap.h"

/** One group of a gap: what its share or its moments say beside the numbers. */
typedef struct strata_gap_side {
    strata_estimate_status status;
    strata_flags flags;
    uint64_t n;
    bool has_n;
} strata_gap_side;

/** The one status of two: what is hidden outweighs what is undefined, that what was not tested,
 * that what is too few. */
strata_estimate_status strata_gap_joint_status(strata_estimate_status a, strata_estimate_status b);

/** All numbers NAN, the joint status, the flags of both; n and n_ref as known, but none of them if
 * the joint status is suppressed. */
strata_result_value strata_gap_result(strata_gap_side ref, strata_gap_side focal);

/** The gap of two published figures: their difference with the range that theirs leave open. Where
 * both have a standard error the interval is normal and the groups are taken as independent; else
 * there is none (se_unknown). */
strata_result_value strata_gap_of_figures(const strata_gap_view *view, strata_figure_kind kind);

#endif
