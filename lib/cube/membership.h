/* Which groups of a plan a student belongs to. */
#ifndef STRATA_CUBE_MEMBERSHIP_H
#define STRATA_CUBE_MEMBERSHIP_H

#include "cube/plan.h"

typedef struct strata_membership strata_membership;

/** What decides a student's groups. */
typedef struct strata_standing {
    const strata_code *codes; /* codes[STRATA_DIM_RECORDED], as recorded */
    strata_race_mask race_mask;
    bool has_universal_meals; /* in a school where meals are free for all */
    unsigned exit_years;      /* see strata_dictionary_exit_years */
} strata_standing;

/** Groups of one dimension. */
typedef struct strata_code_set {
    uint32_t bits; /* bit c: group c */
    uint32_t mask; /* of race_mask the one group, 0: none */
} strata_code_set;

/** @param plan  copied, settled; NULL when out of memory */
strata_membership *strata_membership_new(const strata_plan *plan) STRATA_NODISCARD;
void strata_membership_free(strata_membership *membership);

/** The groups of a student: in single dimensions statuses, details, unions and what is not known;
 * in crosses statuses and unions; and witnesses of the plan. Races are those of the plan's race
 * scheme. Who has universal meals is in frl=universal beside what was recorded.
 *  @param groups  groups[*count], borrowed until the next call
 *  @return        STRATA_OK or STRATA_E_MEMORY */
strata_status strata_membership_of(strata_membership *membership, const strata_standing *standing,
                                   const strata_group_key **groups, size_t *count,
                                   strata_error *err) STRATA_NODISCARD;

/** The groups of a dimension that a student is in, whatever scheme of the plan it is for. */
strata_code_set strata_membership_set(const strata_membership *membership,
                                      const strata_standing *standing,
                                      strata_dim dim) STRATA_NODISCARD;

/** The groups of a scheme that students with such sets are in.
 *  @param sets    sets[scheme->count], of its dimensions
 *  @param groups  groups[*count], borrowed until the next call
 *  @return        STRATA_OK or STRATA_E_MEMORY */
strata_status strata_membership_groups(strata_membership *membership, const strata_scheme *scheme,
                                       const strata_code_set *sets, const strata_group_key **groups,
                                       size_t *count) STRATA_NODISCARD;

/** Whether universal meals leave a group without a meaning: one of frl, or a cross with it, but not
 * frl=universal itself. */
bool strata_membership_is_about_meals(const strata_membership *membership, strata_group_key group);

#endif
