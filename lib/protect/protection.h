/* From counted cells to publishable ones under a policy of a file, by whatever hides the cells
 * around those that the policy hides. */
#ifndef STRATA_PROTECT_PROTECTION_H
#define STRATA_PROTECT_PROTECTION_H

#include "protect/unknowns.h"

/** Hides further cells, so that none of the hidden ones can be worked out. */
typedef struct strata_suppressor {
    void *context;
    /** @param unknowns  the release; strata_unknowns_hide may be called on it
     *  @param hidden    hidden[unknowns->cell_count]: true of those that must be, on return of all
     *                   that are to be
     *  @return          STRATA_OK, or what ends the protection: STRATA_E_PROTECTED if no pattern is
     *                   safe */
    strata_status (*hide)(void *context, strata_unknowns *unknowns, bool *hidden,
                          strata_error *err);
} strata_suppressor;

/** What earlier releases ask of a pattern, by cell of the set; borrowed. */
typedef struct strata_protect_earlier {
    const bool *hidden; /* hidden[set->count]: is hidden again */
    const bool *shown;  /* shown[set->count]: was shown, so that others are hidden rather */
} strata_protect_earlier;

/** What was done. */
typedef struct strata_protect_report {
    size_t cells;                             /* of ours that showed numbers */
    size_t primary;                           /* hidden for their own sake */
    size_t hidden;                            /* all that are hidden now */
    size_t by_reason[STRATA_PRIMARY_REASONS]; /* by bit of strata_primary */
    size_t unknowns;                          /* numbers of the release */
    size_t equations;
    size_t sums; /* as of strata_unknowns */
    size_t rests;
    size_t left_out;
    size_t kept;      /* over time (history.h): cells as published before, since nothing changed */
    size_t held;      /* as published before, since too little changed */
    size_t waiting;   /* not published before, and not yet, since they are among those */
    size_t published; /* rows that a publisher published, or sums of such: left as they are */
} strata_protect_report;

/** How cells are protected; borrowed. */
typedef struct strata_protect_terms {
    const strata_policy_rules *rules;
    const strata_suppressor *suppressor;
    const strata_protect_earlier *earlier; /* NULL: there was no release before */
} strata_protect_terms;

/** Marks what the policy hides and lets the suppressor hide the rest. Changes no cell.
 *
 *  @param set     sorted, unprotected; meals and history have been judged
 *  @param hidden  hidden[set->count]: filled
 *  @param report  filled but for `hidden`
 *  @return        as strata_protect_cells */
strata_status strata_protect_pattern(const strata_protect_terms *terms, const strata_cellset *set,
                                     bool *hidden, strata_protect_report *report,
                                     strata_error *err) STRATA_NODISCARD;

/** How many counted cells of a set are hidden, for whatever reason. */
size_t strata_protect_count_hidden(const strata_cellset *set);

/** Marks what the policy hides, lets the suppressor hide the rest, and rewrites the cells. Whether
 * they were protected before is for strata_protect (policy.h) to ask, and to note that they are.
 *
 *  @param set         sorted, unprotected; meals and history have been judged
 *  @param suppressor  may not be NULL: without one nothing can be published
 *  @param report      filled; may be NULL
 *  @return            STRATA_OK; what the suppressor returned; STRATA_E_INTERNAL: it showed a cell
 *                     that must be hidden; STRATA_E_INPUT as strata_unknowns_new; STRATA_E_MEMORY.
 *                     The set is not to be used unless STRATA_OK */
strata_status strata_protect_cells(const strata_policy_rules *rules, strata_cellset *set,
                                   const strata_suppressor *suppressor,
                                   strata_protect_report *report,
                                   strata_error *err) STRATA_NODISCARD;

#endif
