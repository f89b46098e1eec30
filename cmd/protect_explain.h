/* strata protect --explain: why a cell is shown or hidden. */
#ifndef STRATA_CMD_PROTECT_EXPLAIN_H
#define STRATA_CMD_PROTECT_EXPLAIN_H

#include "call.h"

/** True if --explain is among the options given, or --internal, which goes with it. */
bool strata_protect_explain_is_asked(const strata_call *call);

/** Prints the answer, and publishes and records nothing.
 *  @return STRATA_OK; STRATA_E_USAGE; what reading, protecting and writing return */
strata_status strata_protect_explain_answer(strata_call *call, strata_error *err) STRATA_NODISCARD;

#endif
