/* Results of closed schools go on under the id of the school that they became. */
#ifndef STRATA_RECORD_SUCCESSOR_H
#define STRATA_RECORD_SUCCESSOR_H

#include "record/entities.h"
#include "record/issues.h"

/** Replaces ids of schools; remembers what it has looked up. */
typedef struct strata_successors strata_successors;

/** @param entities    with the successors; borrowed
 *  @param dictionary  of the results; borrowed
 *  @return            STRATA_OK; STRATA_E_INPUT ("successor-cycle"); STRATA_E_MEMORY */
strata_status strata_successors_new(const strata_entities *entities, strata_dictionary *dictionary,
                                    strata_successors **out, strata_error *err) STRATA_NODISCARD;
void strata_successors_free(strata_successors *successors); /* NULL is fine */

/** Gives the results of all years of a closed school the id of its last successor; county and lea
 * stay those of the record. Each is counted under "successor-applied" with both ids. */
strata_status strata_successors_apply(strata_successors *successors, strata_record *record,
                                      strata_place_in_file at, strata_issues *issues,
                                      strata_error *err) STRATA_NODISCARD;

#endif
