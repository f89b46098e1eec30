/* What may be seen of small groups. A built-in policy is one C file and one line in policies.def;
 * policies of publishers are files (policy_rules.h). */
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

enum {
    STRATA_MIN_N_DEFAULT = 10 /* where no policy was asked for: sets of published cells only */
};

/** By id, or NULL. */
const strata_policy *strata_policy_find(const char *id);
size_t strata_policy_count(void);
const strata_policy *strata_policy_at(size_t index);

/** What stands for a policy that is a file (protect/policy_rules.h): confidential, and applying it
 * is STRATA_E_PROTECTED. Not among those that are found by id. */
const strata_policy *strata_policy_of_file(void);

/** Applies a policy and notes its id in set->protection. Refuses a set that is protected already
 * (STRATA_E_USAGE). */
strata_status strata_protect(const strata_policy *policy, strata_cellset *set,
                             strata_error *err) STRATA_NODISCARD;

/** The gate: STRATA_OK if estimates may be made of the set: protected by a policy that is not
 * confidential, or made of published cells only, or `internal` is set. Else STRATA_E_PROTECTED with
 * the advice to run protect or to give --internal. */
strata_status strata_protection_gate(const strata_cellset *set, bool internal,
                                     strata_error *err) STRATA_NODISCARD;

/** The fewest students that a number made from the set by subtraction may be about: the policy's
 * minimum n. Without a policy STRATA_MIN_N_DEFAULT, since published cells may tell small groups by
 * their differences; but no limit (0) if counted cells passed the gate as internal, which shows
 * everything. */
uint32_t strata_protection_min_n(const strata_cellset *set);

/** True if a cell shows figures of fewer students, tested or scored, than min_n. A counted cell
 * that knows neither number counts as too few; a published one does not. Never true for a min_n of
 * 0. */
bool strata_protection_is_small(const strata_cell *cell, uint32_t min_n);

/** The word of the column `protection` for a number made of counted (or only of published) cells:
 * "confidential", "draft", "published", a policy's id. */
const char *strata_protection_word(const strata_cellset *set, bool published_only);

#endif
