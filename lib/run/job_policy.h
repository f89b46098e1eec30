/* The policy of a job that is a file of data. */
#ifndef STRATA_RUN_JOB_POLICY_H
#define STRATA_RUN_JOB_POLICY_H

#include "protect/policy_files.h"
#include "run/pipeline.h"

enum {
    STRATA_MEASURE_WORDS = 128
};

/** The words of all measures of one group and gaps, ended by NULL.
 *  @param out  out[STRATA_MEASURE_WORDS]; the words are static */
void strata_measure_words(const char **out);

/** Loads the policy of a name: an id, a file that ends in ".json", or "auto".
 *  @param schemas  what "auto" goes by: the schemas of all inputs, as in the header of a stream
 * ("id digest; id digest"). It is the policy of their state, which is the folder in their ids
 * ("tx/staar-student"), if all have the same and it has a policy; else generic-10
 *  @param out      yours to strata_policy_rules_free; NULL unless STRATA_OK
 *  @return         STRATA_OK; STRATA_E_USAGE: unknown or wrong, with file:line:column;
 *                  STRATA_E_INPUT, STRATA_E_MEMORY */
strata_status strata_job_load_policy(const strata_job *job, const char *name, const char *schemas,
                                     strata_policy_rules **out, strata_error *err) STRATA_NODISCARD;

/** Before anything is read: loads what the job names and refuses what is wrong; of "auto" every
 * policy that it may come to mean.
 *  @return STRATA_OK, or as strata_job_load_policy and strata_policy_of_rules */
strata_status strata_job_check_policy(const strata_job *job, strata_error *err) STRATA_NODISCARD;

/** The policy that holds, once the schemas of the inputs are known.
 *  @param schemas  as of strata_job_load_policy
 *  @param out      its policy and rules are set; out->rules is yours to strata_policy_rules_free
 *                  whatever is returned
 *  @return         as strata_job_check_policy */
strata_status strata_job_choose_policy(const strata_job *job, const char *schemas,
                                       strata_run_protection *out,
                                       strata_error *err) STRATA_NODISCARD;

#endif
