/* Options about policies. */
#include "option_policy.h"

#include "run/job.h"

strata_status strata_set_policy(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    strata_job_set_policy(&call->job, value);
    return STRATA_OK;
}

strata_status strata_set_internal(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->job.internal = true;
    return STRATA_OK;
}

strata_status strata_set_state(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.state_path = value;
    call->job.needs_state = true;
    call->job.now = strata_call_now();
    return STRATA_OK;
}

strata_status strata_set_explain(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->explain = value;
    return STRATA_OK;
}

strata_status strata_set_show(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_show = true;
    return STRATA_OK;
}
