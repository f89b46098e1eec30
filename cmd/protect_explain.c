/* The stages up to the cells, then the question. */
#include "protect_explain.h"

#include "cube/cell_meals.h"
#include "option.h"
#include "protect/explain.h"
#include "run/job_policy.h"

bool strata_protect_explain_is_asked(const strata_call *call)
{
    return strata_option_is_given(call, STRATA_OPTION_EXPLAIN) ||
           strata_option_is_given(call, STRATA_OPTION_INTERNAL);
}

static strata_status check_call(const strata_call *call, strata_error *err)
{
    if (call->explain == NULL) {
        return strata_fail(err, STRATA_E_USAGE, "arguments",
                           "with strata protect --internal is for --explain alone; --policy none "
                           "writes cells for internal use");
    }
    /* the name in the call may be that of the publication */
    return strata_option_is_given(call, STRATA_OPTION_OUTPUT)
               ? strata_fail(err, STRATA_E_USAGE, "arguments",
                             "--explain answers on standard output and writes no cells; leave -o "
                             "out")
               : STRATA_OK;
}

static strata_status choose(const strata_job *job, strata_findings *findings, strata_error *err)
{
    strata_run_protection *protection = &findings->protection;
    STRATA_TRY(strata_job_choose_policy(job, findings->header.schemas, protection, err));
    if (protection->policy.rules == NULL) {
        return strata_fail(err, STRATA_E_USAGE, "explain",
                           "policy %s hides by size alone; give --policy auto, or one of strata "
                           "protect --policy list, with --explain",
                           protection->policy.id);
    }
    return job->state_path != NULL
               ? strata_history_open(job->state_path, job->now, &protection->history, err)
               : STRATA_OK;
}

static strata_status write_answer(const strata_call *call, const strata_run_protection *protection,
                                  const strata_cellset *set, strata_error *err)
{
    const strata_explain_question question = {.cell = call->explain,
                                              .policy = &protection->policy,
                                              .history = protection->history,
                                              .internal = call->job.internal};
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", true, &sink, err));
    return strata_sink_end(sink, strata_explain(&question, set, sink, err), err);
}

static strata_status answer(strata_call *call, strata_findings *findings, strata_error *err)
{
    strata_cellset *set = NULL;
    STRATA_TRY(strata_pipeline_cells(&call->job, &set, findings, err));
    strata_status status = choose(&call->job, findings, err);
    status = status == STRATA_OK ? strata_cell_meals_apply(set, err) : status;
    status = status == STRATA_OK ? write_answer(call, &findings->protection, set, err) : status;
    strata_cellset_free(set);
    return status;
}

strata_status strata_protect_explain_answer(strata_call *call, strata_error *err)
{
    strata_findings findings;
    STRATA_TRY(strata_call_apply(call, err));
    STRATA_TRY(check_call(call, err));
    STRATA_TRY(strata_job_check_policy(&call->job, err));
    STRATA_TRY(strata_call_take_files(call, err));
    STRATA_TRY(strata_findings_init(&findings, err));
    const strata_status status = answer(call, &findings, err);
    strata_progress_end(&call->progress);
    strata_findings_deinit(&findings);
    return status;
}
