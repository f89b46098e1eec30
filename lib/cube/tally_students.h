/* Persons put together into atoms, and the groups of a plan as lists of atoms. */
#ifndef STRATA_CUBE_TALLY_STUDENTS_H
#define STRATA_CUBE_TALLY_STUDENTS_H

#include "cube/membership.h"
#include "record/rows.h"

/** A group and the atoms whose students are in it. */
typedef struct strata_tally_group {
    strata_group_key key;
    uint32_t first; /* atoms[first] to atoms[first + count - 1] */
    uint32_t count;
    uint32_t silent_first; /* atoms of schools where the group has no meaning (universal meals) */
    uint32_t silent_count;
} strata_tally_group;

enum {
    /* the same person is in other groups by the years after reclassification that count, and where
     * meals are free for all */
    STRATA_TALLY_VARIANTS = 2 * (STRATA_EXIT_YEARS_MAX + 1)
};

/** Every scheme is a part of a base, one of the plan's schemes that are part of no other. An atom
 * is of one base: the sets of groups that students have in its dimensions. Students of a base's
 * atoms are all students, so that any scheme can be counted by any base it is a part of. */
typedef struct strata_tally_students {
    uint32_t bases;
    uint32_t
        *persons[STRATA_TALLY_VARIANTS]; /* [person * bases + base]: the atom; NULL: not used */
    uint32_t atom_count;
    strata_tally_group *groups; /* groups[group_count], in the order of cells */
    uint32_t group_count;
    uint32_t *atoms;
    bool depends_on_exits; /* whether the variants differ by that */
    bool depends_on_meals;
} strata_tally_students;

/** The variant of persons; years and meals that make no difference make none here. */
unsigned strata_tally_variant(const strata_tally_students *students, unsigned exit_years,
                              bool has_universal_meals);

/** Whether years after reclassification or free meals can make a difference under a plan. To be
 * called first. */
void strata_tally_students_start(strata_tally_students *students, const strata_plan *plan);

/** Puts the persons of a store into atoms and finds the groups of these.
 *  @param students  started
 *  @param plan      settled
 *  @param variants  bit v: variant v is asked for
 *  @return          STRATA_OK or STRATA_E_MEMORY; *students is to be deinited in any case */
strata_status strata_tally_students_make(strata_tally_students *students, const strata_plan *plan,
                                         const strata_rows *rows, uint32_t variants,
                                         strata_error *err) STRATA_NODISCARD;
void strata_tally_students_deinit(strata_tally_students *students);

#endif
