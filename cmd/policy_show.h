/* What the policies are and say, for strata protect. */
#ifndef STRATA_CMD_POLICY_SHOW_H
#define STRATA_CMD_POLICY_SHOW_H

#include "call.h"

/** Whether a call only asks about policies: --policy list, or --show. */
bool strata_policy_is_asked(const strata_call *call);

/** Prints all policies, or all rules of the one that --policy names and where they come from.
 *  @return STRATA_OK; what reading a policy returned; STRATA_E_INPUT: standard output failed */
strata_status strata_policy_answer(strata_call *call, strata_error *err) STRATA_NODISCARD;

#endif
