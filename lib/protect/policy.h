/* What may be seen of small groups. A built-in policy is one C file and one line in policies.def;
 * policies of publishers are files (policy_rules.h). */
#ifndef STRATA_PROTECT_POLICY_H
#define STRATA_PROTECT_POLICY_H

#include "protect/history.h"

/** A built-in policy has `apply`, one that is a file has `rules`; one that only a stream tells of
 * (strata_policy_of_set) has neither and cannot be applied. */
typedef struct strata_policy {
    char id[STRATA_PROTECTION_TEXT]; /* the word of --policy; built in: also the file name */
    const char *title;               /* one line for people; "" if only a stream tells */
    bool publishable;                /* what it leaves may be published */
    bool confidential;               /* what it leaves must be marked confidential, mode 0600 */
    uint32_t min_n;                  /* smallest n shown; 0 = all */
    /** Changes the cells of a sorted set in place. Cells of source published pass unchanged. */
    strata_status (*apply)(const struct strata_policy *policy, strata_cellset *set,
                           strata_error *err);
    const strata_policy_rules *rules; /* borrowed */
} strata_policy;

enum {
    STRATA_MIN_N_DEFAULT = 10 /* where no policy was asked for: sets of published cells only */
};

/** A built-in one by id, or NULL. */
const strata_policy *strata_policy_find(const char *id);
size_t strata_policy_count(void);
const strata_policy *strata_policy_at(size_t index);

/** The policy that rules of a file are: publishable, never confidential.
 *  @param rules  borrowed as long as the policy is used
 *  @return       STRATA_OK; STRATA_E_USAGE ("policy-name"): its id is too long for the header of a
 *                stream, or is a word that says something else there. *out is not to be used then
 */
strata_status strata_policy_of_rules(const strata_policy_rules *rules, strata_policy *out,
                                     strata_error *err) STRATA_NODISCARD;

/** What a set says of the policy that it was protected by.
 *  @return false: none, or none that is known; *out is as good as none then: confidential, with a
 *          min_n of 0 */
bool strata_policy_of_set(const strata_cellset *set, strata_policy *out);

/** Whether the set was protected by this policy, as far as it tells. */
bool strata_policy_is_of_set(const strata_policy *policy, const strata_cellset *set);

/** Applies a policy and notes it in set->protection: its id, and of a file its min_n as well.
 *
 *  @param set     sorted; meals and history have been judged
 *  @param report  filled; of a built-in policy `primary`, `hidden` and `cells` only; may be NULL
 *  @return        STRATA_OK; STRATA_E_USAGE ("protected-already"); of a file what
 *                 strata_protect_cells returns. The set is not to be used unless STRATA_OK */
strata_status strata_protect(const strata_policy *policy, strata_cellset *set,
                             strata_protect_report *report, strata_error *err) STRATA_NODISCARD;

/** The same in the light of earlier releases, see history.h.
 *  @param history  NULL: strata_protect. Not asked for a policy that is built in: it promises
 * nothing
 *  @return         as strata_protect, and as strata_history_protect */
strata_status strata_protect_in_time(const strata_policy *policy, strata_cellset *set,
                                     strata_history *history, strata_protect_report *report,
                                     strata_error *err) STRATA_NODISCARD;

/** True if the set must not get into other hands: it is unprotected, or protected by a policy that
 * is confidential or not known. */
bool strata_protection_is_confidential(const strata_cellset *set);

/** The gate: STRATA_OK if estimates may be made of the set: it is not confidential, or made of
 * published cells only, or `internal` is set. Else STRATA_E_PROTECTED with the advice to run
 * protect or to give --internal. */
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
 * "confidential", "draft", "published", a policy's id.
 *  @return out */
const char *strata_protection_word(const strata_cellset *set, bool published_only,
                                   char out[STRATA_PROTECTION_TEXT]);

#endif
