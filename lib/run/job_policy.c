/* Looks a policy up beside the schemas of the job. */
#include "run/job_policy.h"

#include <string.h>

#include "gap/gap.h"
#include "measure/measure.h"
#include "run/job.h"

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

/* How long the state of a schema is, which is the folder in its id; 0: it has none. */
static size_t state_len(const char *schema)
{
    const size_t len = strcspn(schema, "/; ");
    return schema[len] == '/' ? len : 0;
}

/* Whether the schemas of a header are all of one state. A header that is full may have lost some.
 */
static bool is_one_state(const char *schemas)
{
    const size_t len = state_len(schemas);
    bool is_one = len > 0 && strlen(schemas) + 1 < sizeof((strata_stream_header *)0)->schemas;
    for (const char *next = strchr(schemas, ';'); is_one && next != NULL;
         next = strchr(next, ';')) {
        next += strspn(next, "; ");
        is_one = state_len(next) == len && strncmp(next, schemas, len) == 0;
    }
    return is_one;
}

static bool is_auto(const char *name)
{
    return strcmp(name, "auto") == 0;
}

static strata_status load(const strata_policy_files *files, const char *name,
                          strata_policy_rules **out, strata_error *err)
{
    const char *measures[STRATA_MEASURE_WORDS];
    strata_measure_words(measures);
    return strata_policy_files_load(files, name, measures, out, err);
}

strata_status strata_job_load_policy(const strata_job *job, const char *name, const char *schemas,
                                     strata_policy_rules **out, strata_error *err)
{
    *out = NULL;
    strata_policy_files *files = NULL;
    STRATA_TRY(strata_policy_files_new(job->schema_folders, job->schema_folder_count, &files, err));
    const char *fit = is_auto(name)
                          ? strata_policy_for_schema(files, is_one_state(schemas) ? schemas : NULL)
                          : NULL;
    const strata_status status = load(files, fit != NULL ? fit : name, out, err);
    strata_policy_files_free(files);
    return status;
}

static strata_status check(const strata_policy_files *files, const char *name, strata_error *err)
{
    strata_policy_rules *rules = NULL;
    strata_policy policy;
    STRATA_TRY(load(files, name, &rules, err));
    const strata_status status = strata_policy_of_rules(rules, &policy, err);
    strata_policy_rules_free(rules);
    return status;
}

static strata_status check_all(const strata_policy_files *files, strata_error *err)
{
    for (size_t at = 0; at < strata_policy_files_count(files); at++) {
        STRATA_TRY(check(files, strata_policy_files_id(files, at), err));
    }
    return STRATA_OK;
}

strata_status strata_job_check_policy(const strata_job *job, strata_error *err)
{
    if (job->policy_name == NULL) {
        return STRATA_OK;
    }
    strata_policy_files *files = NULL;
    STRATA_TRY(strata_policy_files_new(job->schema_folders, job->schema_folder_count, &files, err));
    const strata_status status =
        is_auto(job->policy_name) ? check_all(files, err) : check(files, job->policy_name, err);
    strata_policy_files_free(files);
    return status;
}

strata_status strata_job_choose_policy(const strata_job *job, const char *schemas,
                                       strata_run_protection *out, strata_error *err)
{
    if (job->policy_name == NULL) {
        out->policy = *strata_job_policy(job);
        return STRATA_OK;
    }
    STRATA_TRY(strata_job_load_policy(job, job->policy_name, schemas, &out->rules, err));
    return strata_policy_of_rules(out->rules, &out->policy, err);
}
