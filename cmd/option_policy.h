/* What the options about policies do to a call. Only the option table uses it. */
#ifndef STRATA_CMD_OPTION_POLICY_H
#define STRATA_CMD_OPTION_POLICY_H

#include "call.h"

strata_status strata_set_policy(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_internal(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_state(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_explain(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_show(strata_call *call, const char *value, strata_error *err);

#endif
