/* What a block gives: one group, two groups, or the years of a series.
 *
 * For one group, and with "ref." or "focal." in front for two:
 *   levels A B C D        counts of the levels, lowest first
 *   scores A B 500*C ...  scale scores with as many decimals as written; N*C is C N times
 *   n N                   students, with nothing else known of them
 *   pct CUT P [N]         a percent as printed, of N students; its range is half a unit either way
 *   range CUT LO HI [N]   only a range is printed: 95 100
 *   share LEVEL P [N]     percent in a level, as pct
 *   mean M [N], sd S [N]  printed mean and standard deviation
 *   index P [N]           a printed performance index
 *   dfs P [N]             a printed mean distance from standard
 *   se E                  standard error of the statistic given last
 *   status S              suppressed or undefined: counts are then of no use
 *   published             the counts are the publisher's
 * For all: cut C, pooled, vertical. For a series, year by year:
 *   years Y ..., values V ..., se E ... ("none" where not known), lo, hi, bound_lo, bound_hi, n */
#ifndef STRATA_TEST_VALUES_GIVEN_H
#define STRATA_TEST_VALUES_GIVEN_H

#include "gap/gap.h"
#include "trend/trend.h"
#include "values/block.h"

typedef struct given_group {
    strata_cell counts;
    bool has_counts;
    strata_cell statistics[STRATA_STATISTICS_MAX];
    const strata_cell *pointers[STRATA_STATISTICS_MAX];
    size_t statistic_count;
} given_group;

/** Not to be moved: the views point into it. */
typedef struct given {
    given_group ref;
    given_group focal; /* the one group of a measure */
    strata_test test;
    bool pooled;
    unsigned cut;
    strata_series series;
} given;

/** Reads the given lines of a block. False, with a message on stderr, for a word it does not know.
 */
bool given_read(given *out, const values_block *from, const char *path);

/** The view of a group that was read. */
strata_group_view given_view(const given *from, const given_group *group);

#endif
