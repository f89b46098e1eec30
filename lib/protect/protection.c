/* Primary marks, the release, the suppressor, the cells. */
#include "protect/protection.h"

#include <string.h>

#include "base/alloc.h"
#include "protect/links.h"
#include "protect/protected_cells.h"

static size_t count_true(const bool *marks, size_t count)
{
    size_t marked = 0;
    for (size_t at = 0; at < count; at++) {
        marked += marks[at] ? 1 : 0;
    }
    return marked;
}

static void fill_report(strata_protect_report *report, const strata_unknowns *unknowns,
                        const strata_primary *primary)
{
    *report = (strata_protect_report){
        .primary = count_true(unknowns->must, unknowns->cell_count),
        .unknowns = unknowns->release->cell_count,
        .equations = unknowns->release->equation_count,
        .sums = unknowns->sums,
        .rests = unknowns->rests,
        .left_out = unknowns->left_out,
    };
    memcpy(report->by_reason, primary->cells, sizeof report->by_reason);
}

static size_t count_ours(const strata_cellset *set)
{
    size_t ours = 0;
    for (size_t at = 0; at < set->count; at++) {
        ours += strata_links_has(&set->cells[at]) ? 1 : 0;
    }
    return ours;
}

/* Everything that must be hidden is. */
static strata_status check(const strata_unknowns *unknowns, const bool *hidden, strata_error *err)
{
    for (size_t at = 0; at < unknowns->cell_count; at++) {
        if (unknowns->must[at] && !hidden[at]) {
            return strata_fail(err, STRATA_E_INTERNAL, "protect",
                               "a cell that must be hidden was shown");
        }
    }
    return STRATA_OK;
}

static strata_status hide(strata_unknowns *unknowns, const strata_suppressor *suppressor,
                          bool *hidden, strata_error *err)
{
    memcpy(hidden, unknowns->must, unknowns->cell_count * sizeof *hidden);
    STRATA_TRY(suppressor->hide(suppressor->context, unknowns, hidden, err));
    return check(unknowns, hidden, err);
}

static strata_status apply(const strata_policy_rules *rules, strata_cellset *set,
                           const strata_suppressor *suppressor, strata_unknowns *unknowns,
                           strata_error *err)
{
    bool *hidden = strata_alloc_zero(set->count > 0 ? set->count : 1, sizeof *hidden);
    if (hidden == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = hide(unknowns, suppressor, hidden, err);
    if (status == STRATA_OK) {
        strata_unknowns_hide(unknowns, hidden);
        status = strata_protected_cells(rules, set, hidden, err);
    }
    strata_free(hidden);
    return status;
}

static size_t count_suppressed(const strata_cellset *set)
{
    size_t hidden = 0;
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        hidden += cell->key.source == STRATA_COUNTED && cell->key.stat == STRATA_STAT_COUNTS &&
                          cell->status == STRATA_CELL_SUPPRESSED
                      ? 1
                      : 0;
    }
    return hidden;
}

static strata_status protect(const strata_policy_rules *rules, strata_cellset *set,
                             const strata_suppressor *suppressor, strata_protect_report *report,
                             strata_error *err)
{
    strata_primary primary = {0};
    strata_unknowns *unknowns = NULL;
    const size_t ours = count_ours(set);
    STRATA_TRY(strata_primary_mark(rules, set, &primary, err));
    strata_status status = strata_unknowns_new(rules, set, &primary, &unknowns, err);
    if (status == STRATA_OK) {
        fill_report(report, unknowns, &primary);
        report->cells = ours;
        const size_t before = count_suppressed(set);
        status = apply(rules, set, suppressor, unknowns, err);
        report->hidden = count_suppressed(set) - before;
    }
    strata_unknowns_free(unknowns);
    strata_primary_deinit(&primary);
    return status;
}

strata_status strata_protect_cells(const strata_policy_rules *rules, strata_cellset *set,
                                   const strata_suppressor *suppressor,
                                   strata_protect_report *report, strata_error *err)
{
    strata_protect_report own;
    return protect(rules, set, suppressor, report != NULL ? report : &own, err);
}
