/* A set of counted cells as a release: the whole numbers that readers would have of it, and which
 * of them add up to which. Every cell of the set has several numbers (students, students at or
 * above each cut, sum of scores), which are shown or hidden together; beside them there are inner
 * numbers that are printed nowhere.
 *
 * Readers are taken to know the number of students of every cell that is shown, also where the
 * policy hides it: enrolment is known from elsewhere. Not in the release: what a standard deviation
 * tells of others, cells of sets of schools, rows that were published or given as statistics beside
 * counted cells, and other releases. */
#ifndef STRATA_PROTECT_UNKNOWNS_H
#define STRATA_PROTECT_UNKNOWNS_H

#include "protect/primary.h"
#include "protect/release.h"

/** The cell of a number that is in no cell of the set. */
#define STRATA_INNER UINT32_MAX

typedef enum strata_number {
    STRATA_NUMBER_ENROLLED,
    STRATA_NUMBER_TESTED,
    STRATA_NUMBER_SCORED,
    STRATA_NUMBER_SUM,      /* of scores, in units of the cell */
    STRATA_NUMBER_CUT,      /* students at or above a cut */
    STRATA_NUMBER_LEVEL,    /* students in a level: printed only as the difference of two cuts */
    STRATA_NUMBER_UNTESTED, /* enrolled, not tested */
    STRATA_NUMBER_UNSCORED  /* tested, not scored */
} strata_number;

/** One number. */
typedef struct strata_unknown {
    uint32_t cell;     /* number in the set, or STRATA_INNER: always hidden */
    uint32_t node;     /* which cell or rest it is of: those of one have the same, ascending */
    uint8_t number;    /* strata_number */
    uint8_t cut;       /* of CUT and LEVEL */
    int64_t lo;        /* what readers know while its cell is shown */
    int64_t hi;        /* STRATA_BOUND_NONE: no bound */
    int64_t hidden_lo; /* while it is hidden; there is no upper bound then */
    int64_t width;     /* the interval that must stay open while its cell is shown: 0 for what may
                          be worked out, two less than the numerators of a tail or range */
    int64_t hidden_width; /* while it is hidden: the policy's width, or all of a smaller total */
} strata_unknown;

typedef struct strata_unknowns {
    strata_release *release; /* finished; see strata_unknowns_hide */
    strata_unknown *of;      /* of[release->cell_count] */
    int64_t *truth;          /* truth[release->cell_count] */
    size_t of_room;
    size_t truth_room;
    size_t cell_count; /* of the set */
    bool *must;        /* must[cell_count]: hidden for its own sake */
    uint32_t *weight;  /* weight[cell_count]: what is lost with a cell; 0: it has no numbers here */
    uint32_t node_count;
    size_t sums;     /* sums of cells that are in the release */
    size_t rests;    /* those of them that hold with an inner rest only: students without a value */
    size_t left_out; /* sums of which a part is larger than the whole: not in the release */
} strata_unknowns;

enum {
    STRATA_UNKNOWNS_WEIGHT_MOST = 1000000
};

/** Makes the release with the cells that must be hidden hidden.
 *
 *  Hidden for their own sake are those of `primary`, and partial sums.
 *
 *  @param set      sorted                                                              (borrowed)
 *  @param primary  of the set                                                          (borrowed)
 *  @param out      yours to strata_unknowns_free; NULL on failure
 *  @return         STRATA_OK, STRATA_E_MEMORY; STRATA_E_INPUT: a count beyond STRATA_NUMBER_MOST,
 * or what strata_release_finish refuses */
strata_status strata_unknowns_new(const strata_policy_rules *rules, const strata_cellset *set,
                                  const strata_primary *primary, strata_unknowns **out,
                                  strata_error *err) STRATA_NODISCARD;
void strata_unknowns_free(strata_unknowns *unknowns); /* NULL is fine */

/** Sets what is known of every number of the release as cells are hidden.
 *  @param hidden  hidden[cell_count]: true where must[] is */
void strata_unknowns_hide(strata_unknowns *unknowns, const bool *hidden);

#endif
