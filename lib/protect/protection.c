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

/* What was hidden before is hidden again, and what was shown is the last to be hidden for the sake
 * of others. */
static void recall(strata_unknowns *unknowns, const strata_protect_earlier *earlier, bool *hidden)
{
    for (size_t at = 0; earlier != NULL && at < unknowns->cell_count; at++) {
        hidden[at] = hidden[at] || earlier->hidden[at];
        if (earlier->shown[at] && unknowns->weight[at] > 0) {
            unknowns->weight[at] = STRATA_UNKNOWNS_WEIGHT_MOST;
        }
    }
}

static strata_status hide(strata_unknowns *unknowns, const strata_protect_terms *terms,
                          bool *hidden, strata_error *err)
{
    memcpy(hidden, unknowns->must, unknowns->cell_count * sizeof *hidden);
    recall(unknowns, terms->earlier, hidden);
    STRATA_TRY(terms->suppressor->hide(terms->suppressor->context, unknowns, hidden, err));
    return check(unknowns, hidden, err);
}

size_t strata_protect_count_hidden(const strata_cellset *set)
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

strata_status strata_protect_pattern(const strata_protect_terms *terms, const strata_cellset *set,
                                     bool *hidden, strata_protect_report *report, strata_error *err)
{
    strata_primary primary = {0};
    strata_unknowns *unknowns = NULL;
    STRATA_TRY(strata_primary_mark(terms->rules, set, &primary, err));
    strata_status status = strata_unknowns_new(terms->rules, set, &primary, &unknowns, err);
    if (status == STRATA_OK) {
        fill_report(report, unknowns, &primary);
        report->cells = count_ours(set);
        status = hide(unknowns, terms, hidden, err);
    }
    strata_unknowns_free(unknowns);
    strata_primary_deinit(&primary);
    return status;
}

static strata_status protect(const strata_protect_terms *terms, strata_cellset *set, bool *hidden,
                             strata_protect_report *report, strata_error *err)
{
    STRATA_TRY(strata_protect_pattern(terms, set, hidden, report, err));
    const size_t before = strata_protect_count_hidden(set);
    STRATA_TRY(strata_protected_cells(terms->rules, set, hidden, err));
    report->hidden = strata_protect_count_hidden(set) - before;
    return STRATA_OK;
}

strata_status strata_protect_cells(const strata_policy_rules *rules, strata_cellset *set,
                                   const strata_suppressor *suppressor,
                                   strata_protect_report *report, strata_error *err)
{
    strata_protect_report own;
    const strata_protect_terms terms = {.rules = rules, .suppressor = suppressor};
    bool *hidden = strata_alloc_zero(set->count > 0 ? set->count : 1, sizeof *hidden);
    if (hidden == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = protect(&terms, set, hidden, report != NULL ? report : &own, err);
    strata_free(hidden);
    return status;
}
