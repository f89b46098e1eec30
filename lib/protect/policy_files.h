/* The policies that are files: those of the folder policy/ beside the schemas. */
#ifndef STRATA_PROTECT_POLICY_FILES_H
#define STRATA_PROTECT_POLICY_FILES_H

#include "protect/policy_rules.h"

typedef struct strata_policy_files strata_policy_files;

/** Lists policy/ID.json of each folder of schemas, sorted by id; none is read yet. A later folder's
 * policy replaces an earlier one's of the same id.
 *  @param folders  folders[count]; one without policies is fine
 *  @return         STRATA_OK, STRATA_E_USAGE (no such folder), STRATA_E_INPUT, STRATA_E_MEMORY;
 *                  *out is yours to strata_policy_files_free, NULL unless STRATA_OK */
strata_status strata_policy_files_new(const char *const *folders, size_t count,
                                      strata_policy_files **out,
                                      strata_error *err) STRATA_NODISCARD;
void strata_policy_files_free(strata_policy_files *files); /* NULL is fine */

size_t strata_policy_files_count(const strata_policy_files *files);
/** "tx" */
const char *strata_policy_files_id(const strata_policy_files *files, size_t index);

/** Loads the policy of an id, or of a file if the text ends in ".json".
 *  @param measures  as strata_policy_rules_load takes them
 *  @return          what strata_policy_rules_load returned; STRATA_E_USAGE ("policy-unknown"),
 * naming the nearest of those that hide something */
strata_status strata_policy_files_load(const strata_policy_files *files, const char *text,
                                       const char *const *measures, strata_policy_rules **out,
                                       strata_error *err) STRATA_NODISCARD;

/** The id of the policy for what a schema reads: that of its state, which is the folder in its id
 * ("ca" for "ca/caaspp-student"), else "generic-10"; NULL if neither is there.
 *  @param schema  its id, or NULL */
const char *strata_policy_for_schema(const strata_policy_files *files, const char *schema);

#endif
