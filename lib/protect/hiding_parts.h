/* The inside of hiding. Part of lib/protect/hiding*.c and of nothing else. */
#ifndef STRATA_PROTECT_HIDING_PARTS_H
#define STRATA_PROTECT_HIDING_PARTS_H

#include "protect/suppress.h"
#include "protect/unknowns.h"

/** One release being hidden. */
typedef struct strata_hiding_work {
    strata_unknowns *unknowns;   /* borrowed */
    bool *hidden;                /* hidden[unknowns->cell_count], borrowed: what is hidden so far */
    bool *is_new;                /* is_new[unknowns->cell_count]: hidden since the last audit */
    strata_release *students;    /* the numbers of students alone, all as if hidden */
    uint32_t *number;            /* number[students->cell_count]: in the unknowns */
    strata_suppress_cell *cells; /* cells[students->cell_count] */
    int64_t *width;      /* width[unknowns->release->cell_count]: what each number needs now */
    uint32_t left_count; /* numbers that were not safe in the last audit */
    strata_ways student_ways;
    strata_ways ways; /* over all numbers */
} strata_hiding_work;

/** Turns the ways to move students into ways to move all numbers, in place of those there were:
 * where a cell or a rest gains or loses students they can all be of one level, so each direction
 * becomes as many as there are levels, and one more that moves only the sums of scores.
 *  @return STRATA_OK; STRATA_E_MEMORY. In hiding_lift.c */
strata_status strata_hiding_lift(strata_hiding_work *work, strata_error *err) STRATA_NODISCARD;

/** Audits all numbers with what is hidden, and hides more where one of them is not safe.
 *  @param left  UINT32_MAX: all are; else a number that is not
 *  @return      STRATA_OK; what strata_audit_run returned. In hiding_attack.c */
strata_status strata_hiding_attack(strata_hiding_work *work, uint32_t *left,
                                   strata_error *err) STRATA_NODISCARD;

#endif
