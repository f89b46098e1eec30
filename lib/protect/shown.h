/* What a policy shows of the numbers of one cell that is not hidden: percents at each cut, the mean
 * and the standard deviation; and what a reader, who is taken to know n, can conclude from each. */
#ifndef STRATA_PROTECT_SHOWN_H
#define STRATA_PROTECT_SHOWN_H

#include "cube/cell.h"
#include "protect/policy_code.h"

/** Students at or above a cut. */
typedef struct strata_shown_cut {
    strata_shown percent;
    int64_t lo; /* possible counts; both the true one where counts are shown as such */
    int64_t hi;
} strata_shown_cut;

/** A mean of scores. */
typedef struct strata_shown_mean {
    int64_t mean; /* rounded half up to the policy's digits, in units of the last one */
    int64_t lo;   /* possible sums of scores, in units of the cell */
    int64_t hi;
} strata_shown_mean;

/** True if the cell says of every scored student in which level, and the policy shows percents. */
bool strata_shown_has_cuts(const strata_policy_rules *rules, const strata_cell *cell);

/** True if the cell's level counts may be shown as such: the policy shows counts, and the percent
 * at every cut is a number. */
bool strata_shown_has_counts(const strata_policy_rules *rules, const strata_cell *cell);

/** Students at or above a cut.
 *  @param cut  2..cell->level_count
 *  @return     false, *out unchanged, if the policy shows nothing of them */
bool strata_shown_at_cut(const strata_policy_rules *rules, const strata_cell *cell, unsigned cut,
                         strata_shown_cut *out);

/** True if the policy shows means and the cell has one to show, were it not hidden: the sum of its
 * scores is within STRATA_NUMBER_MOST. */
bool strata_shown_has_mean(const strata_policy_rules *rules, const strata_cell *cell);

/** The mean of the scores.
 *  @return  false, *out unchanged, if strata_shown_has_mean is, there are fewer scores than the
 *           smallest group, or a possible sum is beyond STRATA_NUMBER_MOST */
bool strata_shown_mean_of(const strata_policy_rules *rules, const strata_cell *cell,
                          strata_shown_mean *out);

/** The standard deviation, rounded half up, in units of the last digit.
 *  @return  false, *out unchanged, if the policy does not show it, the group is smaller than its
 *           detail_min_n, or there is none */
bool strata_shown_sd_of(const strata_policy_rules *rules, const strata_cell *cell, int64_t *out);

/** Students at or above a cut of a cell with levels. */
uint64_t strata_count_at_cut(const strata_cell *cell, unsigned cut);

#endif
