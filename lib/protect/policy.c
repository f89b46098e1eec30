/* The registry of policies, and the gate between cells and estimates. */
#include "protect/policy.h"

#include <string.h>

#define STRATA_POLICY(id) extern const strata_policy strata_policy_##id;
#include "protect/policies.def"
#undef STRATA_POLICY

static const strata_policy *const all[] = {
#define STRATA_POLICY(id) &strata_policy_##id,
#include "protect/policies.def"
#undef STRATA_POLICY
};

static const char unprotected[] = "unprotected";

size_t strata_policy_count(void)
{
    return sizeof all / sizeof all[0];
}

const strata_policy *strata_policy_at(size_t index)
{
    return all[index];
}

const strata_policy *strata_policy_find(const char *id)
{
    for (size_t at = 0; at < strata_policy_count(); at++) {
        if (strcmp(all[at]->id, id) == 0) {
            return all[at];
        }
    }
    return NULL;
}

/* Closed until whoever applies a file's policy also keeps its hidden cells from being subtracted.
 */
static strata_status refuse(const strata_policy *policy, strata_cellset *set, strata_error *err)
{
    (void)policy;
    (void)set;
    return strata_fail(err, STRATA_E_PROTECTED, "policy-not-applied",
                       "policies that are files cannot be applied in this version");
}

const strata_policy *strata_policy_of_file(void)
{
    static const strata_policy of_file = {
        .id = "file",
        .title = "the policy of a file, which is not applied yet",
        .publishable = false,
        .confidential = true,
        .min_n = STRATA_MIN_N_DEFAULT,
        .apply = refuse,
    };
    return &of_file;
}

strata_status strata_protect(const strata_policy *policy, strata_cellset *set, strata_error *err)
{
    if (strcmp(set->protection, unprotected) != 0) {
        return strata_fail(err, STRATA_E_USAGE, "protected-already",
                           "these cells were protected already, by the policy '%s'; give protect "
                           "the cells as strata cells made them",
                           set->protection);
    }
    STRATA_TRY(policy->apply(policy, set, err));
    memset(set->protection, 0, sizeof set->protection);
    memcpy(set->protection, policy->id, strlen(policy->id));
    return STRATA_OK;
}

static bool has_counted(const strata_cellset *set)
{
    for (size_t at = 0; at < set->count; at++) {
        if (set->cells[at].key.source == STRATA_COUNTED) {
            return true;
        }
    }
    return false;
}

strata_status strata_protection_gate(const strata_cellset *set, bool internal, strata_error *err)
{
    const strata_policy *policy = strata_policy_find(set->protection);
    const bool is_open = policy != NULL && !policy->confidential;
    if (internal || is_open || !has_counted(set)) {
        return STRATA_OK;
    }
    return strata_fail(err, STRATA_E_PROTECTED, "unprotected",
                       "these cells show small groups (protection '%s'): run strata protect first, "
                       "or give --internal for confidential output",
                       set->protection);
}

uint32_t strata_protection_min_n(const strata_cellset *set)
{
    const strata_policy *policy = strata_policy_find(set->protection);
    if (policy != NULL) {
        return policy->min_n;
    }
    return has_counted(set) ? 0 : STRATA_MIN_N_DEFAULT;
}

bool strata_protection_is_small(const strata_cell *cell, uint32_t min_n)
{
    if (min_n == 0 || !strata_cell_is_shown(cell)) {
        return false;
    }
    const bool is_tested_known = (cell->has & STRATA_HAS_TESTED) != 0;
    const bool is_scored_known = (cell->has & STRATA_HAS_SCORED) != 0;
    if (!is_tested_known && !is_scored_known) {
        return cell->key.source == STRATA_COUNTED;
    }
    return (is_tested_known && cell->n_tested < min_n) ||
           (is_scored_known && cell->n_scored < min_n);
}

const char *strata_protection_word(const strata_cellset *set, bool published_only)
{
    if (published_only) {
        return "published";
    }
    const strata_policy *policy = strata_policy_find(set->protection);
    return policy == NULL || policy->confidential ? "confidential" : policy->id;
}
