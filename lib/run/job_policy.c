/* Looks a policy up beside the schemas of the job. */
#include "run/job_policy.h"

#include <string.h>

#include "gap/gap.h"
#include "measure/measure.h"

void strata_measure_words(const char **out)
{
    size_t count = 0;
    for (size_t at = 0; at < strata_measure_count() && count + 1 < STRATA_MEASURE_WORDS; at++) {
        out[count++] = strata_measure_at(at)->id;
    }
    for (size_t at = 0; at < strata_gap_count() && count + 1 < STRATA_MEASURE_WORDS; at++) {
        out[count++] = strata_gap_at(at)->id;
    }
    out[count] = NULL;
}

strata_status strata_job_load_policy(const strata_job *job, const char *name,
                                     strata_policy_rules **out, strata_error *err)
{
    *out = NULL;
    const char *measures[STRATA_MEASURE_WORDS];
    strata_measure_words(measures);
    strata_policy_files *files = NULL;
    STRATA_TRY(strata_policy_files_new(job->schema_folders, job->schema_folder_count, &files, err));
    const char *fit =
        strcmp(name, "auto") == 0 ? strata_policy_for_schema(files, job->schema) : NULL;
    const strata_status status =
        strata_policy_files_load(files, fit != NULL ? fit : name, measures, out, err);
    strata_policy_files_free(files);
    return status;
}

strata_status strata_job_check_policy(const strata_job *job, strata_error *err)
{
    if (job->policy_name == NULL) {
        return STRATA_OK;
    }
    strata_policy_rules *rules = NULL;
    STRATA_TRY(strata_job_load_policy(job, job->policy_name, &rules, err));
    const strata_status status =
        strata_fail(err, STRATA_E_PROTECTED, "policy-not-applied",
                    "policy \"%.80s\" cannot be applied yet: nothing would keep what it hides from "
                    "being subtracted; use draft (not for publication) or none (confidential)",
                    job->policy_name);
    strata_policy_rules_free(rules);
    return status;
}
