/* How bad each rule is in this run: what the table of rules says, unless the user says otherwise.
 */
#ifndef STRATA_RECORD_CHECKS_H
#define STRATA_RECORD_CHECKS_H

#include <stdint.h>

#include "base/status.h"
#include "record/rules.h"

/** {0} is the table's own severities. */
typedef struct strata_checks {
    uint8_t wish[STRATA_RULES_MAX]; /* by number of the rule: 0 = as usual, else 1 + severity */
} strata_checks;

/** Takes "RULE=error|warning|note|ignore".
 *  @return STRATA_OK; STRATA_E_USAGE for an unknown rule or word ("check-unknown", the nearest is
 *          named), and for a rule that a row cannot be read without ("check-needed") unless it is
 *          to be an error */
strata_status strata_checks_set(strata_checks *checks, const char *text,
                                strata_error *err) STRATA_NODISCARD;

/** The severity of a rule in this run: what the user wishes, else that of the table; a warning for
 * a name that is no rule. checks may be NULL. */
strata_severity strata_checks_severity(const strata_checks *checks, const char *rule);

/** The same for something found: an error stays one, since a row without the value could not be
 * read; else what the user wishes, else what the finder says. */
strata_severity strata_checks_judge(const strata_checks *checks, const char *rule,
                                    strata_severity found);

#endif
