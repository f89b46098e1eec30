/* The primary rule alone: groups below the minimum n are hidden, but nothing keeps a reader from
 * finding them by subtraction. For trying out a publication, never for publishing. */
#include "protect/policy.h"

extern const strata_policy strata_policy_draft;

/* Whether the cell speaks of fewer students than may be shown; not known counts as too few. */
static bool is_small(const strata_cell *cell, uint32_t min_n)
{
    const bool is_tested_known = (cell->has & STRATA_HAS_TESTED) != 0;
    const bool is_scored_known = (cell->has & STRATA_HAS_SCORED) != 0;
    return (!is_tested_known && !is_scored_known) || (is_tested_known && cell->n_tested < min_n) ||
           (is_scored_known && cell->n_scored < min_n);
}

static strata_status hide_small_groups(const strata_policy *policy, strata_cellset *set,
                                       strata_error *err)
{
    (void)err;
    for (size_t at = 0; at < set->count; at++) {
        strata_cell *cell = &set->cells[at];
        if (cell->key.source == STRATA_COUNTED && strata_cell_is_shown(cell) &&
            is_small(cell, policy->min_n)) {
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
