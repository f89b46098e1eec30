/* Tables of whole numbers, by trying: halve a cell's range, see what follows, go back when nothing
 * is left. What it does not find is not there, unless it gave up. */
#ifndef STRATA_PROTECT_AUDIT_SEARCH_H
#define STRATA_PROTECT_AUDIT_SEARCH_H

#include "protect/tighten.h"

/** What came of a search. */
typedef enum strata_search_answer {
    STRATA_SEARCH_FOUND,  /* x is a table that fits */
    STRATA_SEARCH_NONE,   /* there is none */
    STRATA_SEARCH_GAVE_UP /* the steps were used up */
} strata_search_answer;

/** Working space. */
typedef struct strata_search {
    strata_equations own;   /* the equations with bounds of its own */
    strata_tighten tighten; /* of own */
    int64_t *saved;         /* bounds of each open choice: lo[cell_count], hi[cell_count] */
    size_t saved_room;
    struct strata_search_choice *choices;
    size_t choice_room;
    size_t depth;
    const int64_t *x; /* x[cell_count], when found */
} strata_search;

/** What is looked for: a table in which every cell is within lo..hi. */
typedef struct strata_search_wish {
    const int64_t *lo;   /* lo[cell_count] */
    const int64_t *hi;   /* hi[cell_count] */
    const int64_t *near; /* near[cell_count]: values to try first; NULL: none are better */
    uint32_t steps;      /* at most so many choices */
} strata_search_wish;

/** @param equations  borrowed
 *  @return           STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_search_init(strata_search *search, const strata_equations *equations,
                                 strata_error *err) STRATA_NODISCARD;
void strata_search_deinit(strata_search *search);

/** Starts over with the wish's bounds, one cell of which may then be narrowed with _narrow, and
 * looks with _run. */
void strata_search_start(strata_search *search, const strata_search_wish *wish);
void strata_search_narrow(strata_search *search, uint32_t cell, int64_t lo, int64_t hi);
strata_status strata_search_run(strata_search *search, const strata_search_wish *wish,
                                strata_search_answer *answer, strata_error *err) STRATA_NODISCARD;

#endif
