/* The primary rule alone: groups below the minimum n are hidden, but nothing keeps a reader from
 * finding them by subtraction. For trying out a publication, never for publishing. */
#include "protect/policy.h"

extern const strata_policy strata_policy_draft;

static strata_status hide_small_groups(const strata_policy *policy, strata_cellset *set,
                                       strata_error *err)
{
    (void)err;
    for (size_t at = 0; at < set->count; at++) {
        strata_cell *cell = &set->cells[at];
        if (cell->key.source == STRATA_COUNTED && strata_protection_is_small(cell, policy->min_n)) {
            strata_cell_clear(cell, STRATA_CELL_SUPPRESSED);
        }
    }
    return STRATA_OK;
}

const strata_policy strata_policy_draft = {
    .id = "draft",
    .title = "groups under 10 are hidden, nothing else: a draft, not for publication",
    .publishable = false,
    .confidential = false,
    .min_n = 10,
    .apply = hide_small_groups,
};
