/* What a command says on standard error: the error, the warnings, the summary. */
#ifndef STRATA_CMD_REPORT_H
#define STRATA_CMD_REPORT_H

#include "call.h"

/** "strata gaps: file:line:column: error: text (rule)", and where to find help after a mistake on
 * the command line. */
void strata_report_error(const strata_call *call, const strata_error *err);

/** One line for each broken rule, at most ten; then where the rows of each file went. Nothing with
 * --quiet. */
void strata_report_findings(const strata_call *call, const strata_findings *findings);

/** "strata cells: 120 cells" and the like. Nothing with --quiet. */
void strata_report_line(const strata_call *call, const char *format, ...) STRATA_PRINTF(2, 3);

/** Says that the limit on rejects was passed, or that a check found what is an error in this run.
 *  @return STRATA_E_LIMIT if so, else STRATA_OK */
strata_status strata_report_limit(const strata_findings *findings,
                                  strata_error *err) STRATA_NODISCARD;

/** With --timings: how long every stage took, and the most memory. */
void strata_report_timings(const strata_call *call, const strata_timings *timings);

#endif
