/* Which groups of a plan a student belongs to. */
#ifndef STRATA_CUBE_MEMBERSHIP_H
#define STRATA_CUBE_MEMBERSHIP_H

#include "cube/plan.h"

typedef struct strata_membership strata_membership;

/** @param plan  copied; NULL when out of memory */
strata_membership *strata_membership_new(const strata_plan *plan) STRATA_NODISCARD;
void strata_membership_free(strata_membership *membership);

/** The groups of a student recorded with these codes: in single dimensions statuses, details,
 * unions and what is not known; in crosses statuses and unions. With any scheme of English learners
 * el=history_unknown is among them too, since unions cannot be judged without it.
 *  @param groups  groups[*count], borrowed until the next call
 *  @return        STRATA_OK or STRATA_E_MEMORY */
strata_status strata_membership_of(strata_membership *membership,
                                   const strata_code codes[STRATA_DIM_COUNT],
                                   const strata_group_key **groups, size_t *count,
                                   strata_error *err) STRATA_NODISCARD;

#endif
