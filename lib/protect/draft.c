/* The primary rule alone: groups below the minimum n are hidden, but nothing keeps a reader from
 * finding them by subtraction. For trying out a publication, never for publishing. */
#include "protect/policy.h"

extern const strata_policy strata_policy_draft;

/* The number of students whose results the cell shows; not known counts as too few. */
static bool is_small(const strata_cell *cell, uint32_t min_n)
{
    if ((cell->has & STRATA_HAS_SCORED) != 0) {
        return cell->n_scored < min_n;
    }
    return (cell->has & STRATA_HAS_TESTED) == 0 || cell->n_tested < min_n;
}

static void hide(strata_cell *cell)
{
    *cell = (strata_cell){
        .key = cell->key,
        .status = STRATA_CELL_SUPPRESSED,
        .level_count = cell->level_count,
        .decimals = cell->decimals,
    };
}

static strata_status hide_small_groups(const strata_policy *policy, strata_cellset *set,
                                       strata_error *err)
{
    (void)err;
    for (size_t at = 0; at < set->count; at++) {
        strata_cell *cell = &set->cells[at];
        if (cell->key.source == STRATA_COUNTED && cell->status == STRATA_CELL_OK &&
            is_small(cell, policy->min_n)) {
            hide(cell);
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
