/* What cells that are read were made with, and what is asked for here. */
#ifndef STRATA_RUN_CELLS_PLAN_H
#define STRATA_RUN_CELLS_PLAN_H

#include "cube/plan.h"
#include "record/issues.h"

/** What was asked for here, unlike the usual, must be what the cells were made with: nothing more
 * can be got out of them.
 *  @param made  the plan of their stream
 *  @return      STRATA_OK or STRATA_E_USAGE ("cells-plan") */
strata_status strata_cells_plan_check(const strata_plan *plan, const char *made, const char *path,
                                      strata_error *err) STRATA_NODISCARD;

/** Schemes of a plan of which some cells were seen. */
typedef struct strata_seen_schemes {
    uint64_t schemes; /* bit i: schemes[i] of the plan */
} strata_seen_schemes;

/** Notes the schemes that a group belongs to. */
void strata_seen_schemes_add(strata_seen_schemes *seen, const strata_plan *plan,
                             strata_group_key group);

/** Counts "group-missing" for every scheme that somebody named and of which nothing was seen: who
 * names a dimension would miss its groups. That of all students is always there.
 *  @param plan  settled */
strata_status strata_seen_schemes_check(const strata_seen_schemes *seen, const strata_plan *plan,
                                        strata_issues *issues, strata_error *err) STRATA_NODISCARD;

#endif
