/* The public face of a run. */
#include <stdio.h>

#include <gsl/gsl_errno.h>

#include "run/publish.h"
#include "strata/run.h"

static void sum_accounts(const strata_accounting *accounting, strata_run_result *result)
{
    for (size_t i = 0; i < accounting->count; i++) {
        const strata_account *account = &accounting->files[i];
        result->rows_in += account->rows_in;
        result->accepted += account->accepted;
        result->rejected += account->rejected;
        result->out_of_scope += account->out_of_scope;
    }
}

static strata_status run_loaded(strata_config *config, const strata_run_request *request,
                                strata_run_result *result, strata_error *err)
{
    strata_job *job = strata_config_job(config);
    job->schema_folders = request->schema_folders;
    job->schema_folder_count = request->schema_folder_count;
    strata_run_summary summary;
    const strata_status status = strata_run(config, request->now, &summary, err);
    if (status == STRATA_OK || status == STRATA_E_LIMIT) {
        (void)snprintf(result->folder, sizeof result->folder, "%s", summary.folder);
    }
    sum_accounts(&summary.findings.accounting, result);
    result->cells = summary.cells;
    result->estimates = summary.estimates;
    result->files = summary.files;
    strata_findings_deinit(&summary.findings);
    return status;
}

strata_status strata_run_config(const strata_run_request *request, strata_run_result *result,
                                strata_error *err)
{
    *result = (strata_run_result){0};
    strata_config *config = NULL;
    STRATA_TRY(strata_config_load(request->config, &config, err));
    gsl_error_handler_t *before = gsl_set_error_handler_off();
    const strata_status status = run_loaded(config, request, result, err);
    (void)gsl_set_error_handler(before);
    strata_config_free(config);
    return status;
}
