/* The parts of a policy file, each read by a file of its own. Only the loader uses this. */
#ifndef STRATA_PROTECT_POLICY_LOAD_PARTS_H
#define STRATA_PROTECT_POLICY_LOAD_PARTS_H

#include "protect/policy_rules.h"
#include "schema/schema_node.h"

/** Reads "documents" and "published", and refuses rules of the file of which nobody says where they
 * come from.
 *  @param file  the whole file, of which all else is read
 *  @return      STRATA_OK, STRATA_E_USAGE with the place, STRATA_E_MEMORY */
strata_status strata_policy_load_sources(const strata_node *file,
                                         strata_policy_rules *rules) STRATA_NODISCARD;

/** Reads "bands": every n from min_n on stands in one of them, their ranges cover what the tails
 * leave.
 *  @param rules  min_n and percent_digits are read
 *  @return       STRATA_OK, STRATA_E_USAGE with the place, STRATA_E_MEMORY */
strata_status strata_policy_load_bands(const strata_node *file, unsigned percent_digits,
                                       strata_policy_rules *rules) STRATA_NODISCARD;

/** Refuses a policy of which some figure tells too much, for any n: a tail or range with fewer than
 * STRATA_FEASIBLE_MIN numerators, 0 % or 100 % as a number, a hidden figure with fewer than width +
 * 1 numerators in a row.
 *  @param rules  all is read
 *  @return       STRATA_OK, STRATA_E_USAGE with the place of the band */
strata_status strata_policy_check(const strata_node *file,
                                  const strata_policy_rules *rules) STRATA_NODISCARD;

#endif
