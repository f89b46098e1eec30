/* Choices of a job that come as text, the same for a flag and for a line of a configuration. */
#ifndef STRATA_RUN_JOB_H
#define STRATA_RUN_JOB_H

#include "run/pipeline.h"

/** "512M", "2G", "65536": bytes, K, M, G, T as powers of 1,024. STRATA_E_USAGE for anything else.
 */
strata_status strata_job_set_memory(strata_job *job, const char *text,
                                    strata_error *err) STRATA_NODISCARD;

/** "1" to "256", or "auto": one for each processor. */
strata_status strata_job_set_threads(strata_job *job, const char *text,
                                     strata_error *err) STRATA_NODISCARD;

/** How many threads the job may use, at least 1. */
size_t strata_job_threads(const strata_job *job);

/** "auto", "libcsv" or "scanner". */
strata_status strata_job_set_reader(strata_job *job, const char *text,
                                    strata_error *err) STRATA_NODISCARD;

/** "reject", "skip" or "stop". */
strata_status strata_job_set_on_error(strata_job *job, const char *text,
                                      strata_error *err) STRATA_NODISCARD;

/** A number of rows, or "any". */
strata_status strata_job_set_max_errors(strata_job *job, const char *text,
                                        strata_error *err) STRATA_NODISCARD;

/** A built-in policy's id, or else the name of a policy that is a file, or "auto", which
 * run/job_policy.h looks up; text is borrowed then. */
void strata_job_set_policy(strata_job *job, const char *text);

/** "race=white,el=never": adds each. */
strata_status strata_job_set_refs(strata_job *job, const char *text,
                                  strata_error *err) STRATA_NODISCARD;

/** Conditions as strata_filter_new reads them; text is borrowed. */
strata_status strata_job_set_where(strata_job *job, const char *text,
                                   strata_error *err) STRATA_NODISCARD;

/** "own", "first", "last" or a year; text is borrowed. */
strata_status strata_job_set_status_year(strata_job *job, const char *text,
                                         strata_error *err) STRATA_NODISCARD;

/** A year of four digits. */
strata_status strata_year_parse(const char *text, int16_t *out, strata_error *err) STRATA_NODISCARD;

/** The policy that holds, if it is a built-in one: the job's own; without one, none if internal,
 * else draft. NULL: a file's, see run/job_policy.h. */
const strata_policy *strata_job_policy(const strata_job *job);

/** True if the job says which policy holds, be it auto. */
bool strata_job_names_policy(const strata_job *job);

/** True if the policy that holds leaves what must be marked confidential; that of a file does not.
 */
bool strata_job_is_confidential(const strata_job *job);

/** "reject", "skip", "stop". */
const char *strata_on_error_name(strata_on_error on_error);

#endif
