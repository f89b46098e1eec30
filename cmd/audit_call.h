/* Calls about tables of anybody: --cells, --links and what goes with them. */
#ifndef STRATA_CMD_AUDIT_CALL_H
#define STRATA_CMD_AUDIT_CALL_H

#include "call.h"

/** Takes the options over and checks that --cells and --links are named and that no output is one
 * of them.
 *  @return STRATA_OK; STRATA_E_USAGE; what strata_audit_call_check_outputs returned */
strata_status strata_audit_call_check(strata_call *call, strata_error *err) STRATA_NODISCARD;

/** Checks that none of the outputs is one of files[count], or another output.
 *  @return STRATA_OK; what strata_output_check returned */
strata_status strata_audit_call_check_outputs(strata_call *call, const char *const *files,
                                              size_t count, strata_error *err) STRATA_NODISCARD;

/** --width, or STRATA_WIDTH_DEFAULT. */
int64_t strata_audit_call_width(const strata_call *call);

#endif
