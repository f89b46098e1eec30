/* The inside of hiding. Part of lib/protect/hiding*.c and of nothing else. */
#ifndef STRATA_PROTECT_HIDING_PARTS_H
#define STRATA_PROTECT_HIDING_PARTS_H

#include "protect/suppress.h"
#include "protect/unknowns.h"

/** Some of the numbers and their sums, as strata_suppress takes them. */
typedef struct strata_hiding_copy {
    strata_release *release;     /* all as if hidden */
    uint32_t *number;            /* number[release->cell_count]: in the unknowns */
    uint32_t *place;             /* place[number count of the unknowns]: the other way round;
                                    UINT32_MAX: not here */
    strata_suppress_cell *cells; /* cells[release->cell_count] */
    strata_ways ways;            /* known so far */
    bool is_exact;               /* numbers that are shown stay as they are, even as ranges */
} strata_hiding_copy;

/** One release being hidden. */
typedef struct strata_hiding_work {
    strata_unknowns *unknowns;   /* borrowed */
    bool *hidden;                /* hidden[unknowns->cell_count], borrowed: what is hidden so far */
    bool *is_new;                /* is_new[unknowns->cell_count]: hidden since the last audit */
    uint32_t *first;             /* first[unknowns->node_count + 1]: number of each node */
    strata_hiding_copy levels;   /* students of each level, each level for itself */
    strata_hiding_copy students; /* all numbers of students without their levels */
    int64_t *width;         /* width[unknowns->release->cell_count]: what each number needs now */
    uint32_t left_count;    /* numbers that were not safe in the last audit */
    bool has_left_students; /* some of them of students without their levels */
    strata_ways ways;       /* over all numbers */
    bool only_looks;        /* nothing more is hidden */
} strata_hiding_work;

/** Fills the rest of a work of which unknowns and hidden are set. To be closed whatever is
 * returned.
 *  @return STRATA_OK; STRATA_E_MEMORY. In hiding.c */
strata_status strata_hiding_open(strata_hiding_work *work, strata_error *err) STRATA_NODISCARD;
void strata_hiding_close(strata_hiding_work *work);

/** Hides level by level, or looks only, and makes ways over all numbers of what it finds.
 *  @return STRATA_OK; what strata_suppress returned. In hiding.c */
strata_status strata_hiding_round(strata_hiding_work *work, strata_error *err) STRATA_NODISCARD;

/** An empty copy with room for all numbers. To be freed whatever is returned.
 *  @return STRATA_OK; STRATA_E_MEMORY. In hiding_copy.c, as the next four */
strata_status strata_hiding_copy_init(strata_hiding_copy *copy, const strata_unknowns *unknowns,
                                      strata_error *err) STRATA_NODISCARD;
void strata_hiding_copy_deinit(strata_hiding_copy *copy);

/** Adds a number to a copy.
 *  @param lo  what it is at least, while it is hidden
 *  @return STRATA_OK; STRATA_E_MEMORY */
strata_status strata_hiding_copy_add(strata_hiding_copy *copy, const strata_unknowns *unknowns,
                                     uint32_t number, int64_t lo,
                                     strata_error *err) STRATA_NODISCARD;

/** Adds that a number is part of another in an equation of that name.
 *  @return STRATA_OK; STRATA_E_MEMORY */
strata_status strata_hiding_copy_link(strata_hiding_copy *copy, const char *equation,
                                      uint32_t total, uint32_t part,
                                      strata_error *err) STRATA_NODISCARD;

/** Hides more, so that no number of the copy is known too well; ways to move its numbers that this
 * finds are kept for the next time.
 *  @return STRATA_OK; what strata_suppress returned */
strata_status strata_hiding_copy_hide(strata_hiding_work *work, strata_hiding_copy *copy,
                                      strata_error *err) STRATA_NODISCARD;

/** Fills the empty copies; work->first is known.
 *  @return STRATA_OK; STRATA_E_MEMORY. In hiding_copies.c */
strata_status strata_hiding_copies_make(strata_hiding_work *work,
                                        strata_error *err) STRATA_NODISCARD;

/** True of what the copy of students holds. */
bool strata_hiding_is_of_students(const strata_unknown *of);

/** How many levels a node has; 0: it has none. */
unsigned strata_hiding_level_count(const strata_hiding_work *work, uint32_t node);

/** Turns ways to move students of one level into ways to move students, in place of those that were
 * made of them before.
 *  @return STRATA_OK; STRATA_E_MEMORY. In hiding_lift.c */
strata_status strata_hiding_merge_levels(strata_hiding_work *work,
                                         strata_error *err) STRATA_NODISCARD;

/** Turns the ways to move students into ways to move all numbers, beside those there are:
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
