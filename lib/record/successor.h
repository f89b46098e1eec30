/* Results of closed schools and districts go on under the ids of those that they became. */
#ifndef STRATA_RECORD_SUCCESSOR_H
#define STRATA_RECORD_SUCCESSOR_H

#include "record/entities.h"
#include "record/issues.h"

/** Replaces ids of places; remembers what it has looked up. */
typedef struct strata_successors strata_successors;

/** @param entities    with the successors; borrowed
 *  @param dictionary  of the results; borrowed
 *  @return            STRATA_OK; STRATA_E_INPUT ("successor-cycle"); STRATA_E_MEMORY */
strata_status strata_successors_new(const strata_entities *entities, strata_dictionary *dictionary,
                                    strata_successors **out, strata_error *err) STRATA_NODISCARD;
void strata_successors_free(strata_successors *successors); /* NULL is fine */

/** Puts the results of all years of a closed school or district where strata_entities_successor
 * says. Each is counted under "successor-applied" with both ids; one whose successor the entities
 * do not name stays and is counted under "successor-unknown" (a warning). */
strata_status strata_successors_apply(strata_successors *successors, strata_record *record,
                                      strata_place_in_file at, strata_issues *issues,
                                      strata_error *err) STRATA_NODISCARD;

#endif
