/* Why a cell is shown or hidden, in words for whoever answers for the tables. */
#ifndef STRATA_PROTECT_EXPLAIN_H
#define STRATA_PROTECT_EXPLAIN_H

#include "io/sink.h"
#include "protect/policy.h"

/** What is asked; borrowed. */
typedef struct strata_explain_question {
    const char *cell;            /* its name, as in messages:
                                    "2024/caaspp/ela/05/all_tested/lea 0012/scale_score/el=current"; "list":
                                    the names of all cells, a line each */
    const strata_policy *policy; /* has rules */
    strata_history *history;     /* earlier releases, of which none is made; NULL: none are known */
    bool internal;               /* its students may be told although they are hidden */
} strata_explain_question;

/** Writes a paragraph: shown or hidden; for its own sake, for that of others, since it was hidden
 * before (all of these that hold), or held since a day; which sums it is in. That a small group is
 * small is said: the text is not for publication.
 *
 *  @param set  sorted, unprotected; meals and history have been judged
 *  @return     STRATA_OK; STRATA_E_USAGE ("explain"): there is no such cell; what
 *              strata_protect_in_time and the sink return */
strata_status strata_explain(const strata_explain_question *question, const strata_cellset *set,
                             strata_sink *sink, strata_error *err) STRATA_NODISCARD;

#endif
