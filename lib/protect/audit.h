/* The attacker: what a stranger can work out of published numbers that add up. Every bound is
 * proved in whole numbers, and what is called safe is so because two tables show it. */
#ifndef STRATA_PROTECT_AUDIT_H
#define STRATA_PROTECT_AUDIT_H

#include "protect/audit_tables.h"
#include "protect/release.h"
#include "protect/ways.h"

typedef struct strata_audit strata_audit;

/** What can be said of a cell. */
typedef enum strata_verdict {
    STRATA_VERDICT_SHOWN,
    STRATA_VERDICT_EXACT,    /* hi == lo: a reader can work it out */
    STRATA_VERDICT_NARROW,   /* hi - lo below the width */
    STRATA_VERDICT_UNPROVEN, /* neither that, nor two tables that are far enough apart */
    STRATA_VERDICT_SAFE,     /* two tables that fit everything are at least the width apart here */
    STRATA_VERDICT_COUNT
} strata_verdict;

/** What narrowed a cell last. */
typedef enum strata_attack {
    STRATA_ATTACK_NONE,        /* what was known of it alone */
    STRATA_ATTACK_SUBTRACTION, /* all other numbers of a sum are known */
    STRATA_ATTACK_BOUNDS,      /* sums say at most and at least, over and over */
    STRATA_ATTACK_LINEAR,      /* a sum of several sums, found by linear programming */
    STRATA_ATTACK_WHOLE        /* students are whole: all tables were tried */
} strata_attack;

typedef struct strata_audit_options {
    strata_knowledge knowledge;
    int64_t width;         /* safe is what two tables set so far apart; >= 1 */
    const int64_t *widths; /* widths[cell_count]: of each cell, borrowed until the audit is freed;
                              NULL: width */
    bool wants_all; /* the whole interval of safe cells too, not only that it is wide enough */
    bool no_trials; /* leave the trial of whole numbers out */
    bool no_linear; /* leave linear programming out, as without GLPK */
    bool only_base; /* look for one table and no more */
    const int64_t
        *truth; /* truth[cell_count]: a table that fits, from who made the release; NULL */
    const strata_ways *ways; /* from the truth to other tables, checked again here, borrowed until
                                strata_audit_run returns; NULL: none */
} strata_audit_options;

enum {
    STRATA_WIDTH_DEFAULT = 4 /* five possible counts */
};

/** What was found of one cell. lo..hi holds every value that it can have. Of exact and narrow cells
 * it is as narrow as could be shown; a safe cell may be known better still, unless wants_all. */
typedef struct strata_finding {
    int64_t lo;
    int64_t hi; /* STRATA_BOUND_NONE: no bound */
    strata_verdict verdict;
    strata_attack attack; /* what narrowed it last; NONE for safe cells */
} strata_finding;

/** Attacks a release: subtraction, bounds, linear programming in windows and in whole parts, then
 * whole numbers by trial.
 *
 *  @param release  finished; borrowed until the audit is freed
 *  @param out      yours to strata_audit_free; NULL on failure
 *  @return         STRATA_OK; STRATA_E_INPUT ("contradiction"): no table fits, with the id of an
 *                  equation that cannot hold; STRATA_E_MEMORY; STRATA_E_INTERNAL */
strata_status strata_audit_run(const strata_release *release, const strata_audit_options *options,
                               strata_audit **out, strata_error *err) STRATA_NODISCARD;
void strata_audit_free(strata_audit *audit); /* NULL is fine */

strata_finding strata_audit_finding(const strata_audit *audit, uint32_t cell);

/** How many cells got the verdict. */
uint32_t strata_audit_count(const strata_audit *audit, strata_verdict verdict);

/** The equations by which subtraction finds a cell, the last one first: equation[most], of which
 * as many as returned are filled. */
size_t strata_audit_chain(const strata_audit *audit, uint32_t cell, uint32_t *equation,
                          size_t most);

/** The witnesses; cells that are known have no base. */
const strata_tables *strata_audit_tables(const strata_audit *audit);
const strata_release *strata_audit_release(const strata_audit *audit);
const strata_audit_options *strata_audit_options_of(const strata_audit *audit);

/** Adds the ways from the base to all other tables that were found.
 *  @return STRATA_OK; STRATA_E_MEMORY */
strata_status strata_audit_ways(const strata_audit *audit, strata_ways *ways,
                                strata_error *err) STRATA_NODISCARD;

/** True if some part has no table of whole numbers that was found: nothing can be said to be
 * impossible there, but nothing is shown to be possible either. */
bool strata_audit_lacks_tables(const strata_audit *audit);

#endif
