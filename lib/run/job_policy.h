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

/** Loads the policy of a name: an id, a file that ends in ".json", or "auto", which is that of the
 * job's schema, else generic-10.
 *  @param out  yours to strata_policy_rules_free; NULL unless STRATA_OK
 *  @return     STRATA_OK; STRATA_E_USAGE: unknown or wrong, with file:line:column; STRATA_E_INPUT,
 *              STRATA_E_MEMORY */
strata_status strata_job_load_policy(const strata_job *job, const char *name,
                                     strata_policy_rules **out, strata_error *err) STRATA_NODISCARD;

/** Before anything is read: refuses a job whose policy is a file, since nothing yet hides the cells
 * that keep its hidden ones from being had by subtraction.
 *  @return STRATA_OK: the policy is a built-in one, or none is named; STRATA_E_PROTECTED
 *          ("policy-not-applied"): the file is good; what strata_job_load_policy returned: it is
 * not
 */
strata_status strata_job_check_policy(const strata_job *job, strata_error *err) STRATA_NODISCARD;

#endif
