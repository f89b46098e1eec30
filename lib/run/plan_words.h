/* Whose results were counted, and as whom, as words of a plan: cells of other students are other
 * cells, and are never put together. */
#ifndef STRATA_RUN_PLAN_WORDS_H
#define STRATA_RUN_PLAN_WORDS_H

#include "run/admitting.h"

enum {
    STRATA_PLAN_WORDS = STRATA_PLAN_TEXT / 2 /* the other half is what strata_plan_text needs */
};

/** What a run says of the results it reads: "roster=DIGEST successors=DIGEST
 * where=el:ever,frl:yes", each only if it is said; "" if nothing is. The digests are those of the
 * roster and of the entities; "roster=DIGEST:wins" where it replaces what results say. Conditions
 * and their words are sorted, each stands once, a blank in them is "%20".
 *  @return STRATA_OK; STRATA_E_USAGE ("where") if they are longer than fits; STRATA_E_MEMORY */
strata_status strata_plan_words_of(const strata_admitting *admitting, const strata_job *job,
                                   char out[STRATA_PLAN_WORDS], strata_error *err) STRATA_NODISCARD;

/** What two texts of such words say together, in the same spelling. out may be one of them.
 *  @return as strata_plan_words_of */
strata_status strata_plan_words_unite(const char *a, const char *b, char out[STRATA_PLAN_WORDS],
                                      strata_error *err) STRATA_NODISCARD;

#endif
