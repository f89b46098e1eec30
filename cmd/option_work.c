/* Options about the program's own work: none of them changes a result. */
#include "option_work.h"

#include "run/job.h"

strata_status strata_set_memory(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_memory(&call->job, value, err);
}

strata_status strata_set_threads(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_threads(&call->job, value, err);
}

strata_status strata_set_reader(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_reader(&call->job, value, err);
}

strata_status strata_set_timings(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_timings = true;
    return STRATA_OK;
}

strata_status strata_set_quiet(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->is_quiet = true;
    return STRATA_OK;
}

strata_status strata_set_verbose(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->is_verbose = true;
    return STRATA_OK;
}
