/* What may be seen of small groups. A policy is one C file and one line in policies.def. */
#ifndef STRATA_PROTECT_POLICY_H
#define STRATA_PROTECT_POLICY_H

#include "cube/cellset.h"

typedef struct strata_policy {
    const char *id;    /* also the file name and the word of --policy */
    const char *title; /* one line for people */
    bool publishable;  /* what it leaves may be published */
    bool confidential; /* what it leaves must be marked confidential, mode 0600 */
    uint32_t min_n;    /* smallest n shown; 0 = all */
    /** Changes the cells of a sorted set in place. Cells of source published pass unchanged. */
    strata_status (*apply)(const struct strata_policy *policy, strata_cellset *set,
                           strata_error *err);
} strata_policy;

/** By id, or NULL. */
const strata_policy *strata_policy_find(const char *id);
size_t strata_policy_count(void);
const strata_policy *strata_policy_at(size_t index);

/** Applies a policy and notes its id in set->protection. Refuses a set that is protected already
 * (STRATA_E_USAGE). */
strata_status strata_protect(const strata_policy *policy, strata_cellset *set,
                             strata_error *err) STRATA_NODISCARD;

/** The gate: STRATA_OK if estimates may be made of the set: protected by a policy that is not
 * confidential, or made of published cells only, or `internal` is set. Else STRATA_E_PROTECTED with
 * the advice to run protect or to give --internal. */
strata_status strata_protection_gate(const strata_cellset *set, bool internal,
                                     strata_error *err) STRATA_NODISCARD;

/** The word of the column `protection` for a number made of counted (or only of published) cells:
 * "confidential", "draft", "published", a policy's id. */
const char *strata_protection_word(const strata_cellset *set, bool published_only);

#endif
