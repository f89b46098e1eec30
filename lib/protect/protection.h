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
} strata_protect_report;

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
