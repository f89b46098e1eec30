/* The attacker looks at everything; around what it finds more is hidden. */
#include <string.h>

#include "base/alloc.h"
#include "protect/audit.h"
#include "protect/hiding_parts.h"

enum {
    TRIED_MOST = 200 /* numbers that are not safe, to be worth the trial of whole numbers */
};

/* What must stay open of each number, as it is now. */
static void set_widths(strata_hiding_work *work)
{
    const strata_unknowns *unknowns = work->unknowns;
    for (uint32_t at = 0; at < unknowns->release->cell_count; at++) {
        const strata_unknown *of = &unknowns->of[at];
        const bool is_hidden = of->cell == STRATA_INNER || work->hidden[of->cell];
        work->width[at] = is_hidden ? of->hidden_width : of->width;
    }
}

/* What is in a sum with any number of a cell or a rest: of those that are shown the one of least
 * worth, and whether something of it has been hidden since the audit. */
typedef struct neighbours {
    uint32_t cheapest; /* UINT32_MAX: none is shown */
    bool has_new;
} neighbours;

static void look_at(const strata_hiding_work *work, uint32_t number, neighbours *out)
{
    const strata_unknowns *unknowns = work->unknowns;
    const uint32_t cell = unknowns->of[number].cell;
    if (cell == STRATA_INNER || unknowns->weight[cell] == 0) {
        return;
    }
    const uint32_t weight = unknowns->weight[cell];
    out->has_new = out->has_new || work->is_new[cell];
    if (!work->hidden[cell] &&
        (out->cheapest == UINT32_MAX || weight < unknowns->weight[out->cheapest])) {
        out->cheapest = cell;
    }
}

static void look_around(const strata_hiding_work *work, uint32_t number, neighbours *out)
{
    const strata_equations *sums = &work->unknowns->release->sums;
    for (uint32_t use = sums->use_start[number]; use < sums->use_start[number + 1]; use++) {
        const uint32_t equation = sums->use[use];
        for (uint32_t at = sums->start[equation]; at < sums->start[equation + 1]; at++) {
            look_at(work, sums->member[at], out);
        }
    }
}

/* Looks at each number of a number's node. */
static void for_node(const strata_hiding_work *work, uint32_t number, neighbours *out,
                     void (*look)(const strata_hiding_work *, uint32_t, neighbours *))
{
    const uint32_t node = work->unknowns->of[number].node;
    for (uint32_t at = work->first[node]; at < work->first[node + 1]; at++) {
        look(work, at, out);
    }
}

/* One ring further out. */
static void look_further(const strata_hiding_work *work, uint32_t number, neighbours *out)
{
    const strata_equations *sums = &work->unknowns->release->sums;
    for (uint32_t use = sums->use_start[number]; use < sums->use_start[number + 1]; use++) {
        const uint32_t equation = sums->use[use];
        for (uint32_t at = sums->start[equation]; at < sums->start[equation + 1]; at++) {
            look_around(work, sums->member[at], out);
        }
    }
}

static neighbours neighbours_of(const strata_hiding_work *work, uint32_t number)
{
    neighbours out = {.cheapest = UINT32_MAX};
    for_node(work, number, &out, look_around);
    if (out.cheapest == UINT32_MAX) {
        for_node(work, number, &out, look_further);
    }
    return out;
}

static void hide_near(strata_hiding_work *work, uint32_t number)
{
    const neighbours near = neighbours_of(work, number);
    if (!near.has_new && near.cheapest != UINT32_MAX) {
        work->hidden[near.cheapest] = true;
        work->is_new[near.cheapest] = true;
    }
}

static void answer(strata_hiding_work *work, const strata_audit *audit, uint32_t *left)
{
    *left = UINT32_MAX;
    work->left_count = 0;
    work->has_left_students = false;
    memset(work->is_new, 0, work->unknowns->cell_count * sizeof *work->is_new);
    for (uint32_t at = 0; at < work->unknowns->release->cell_count; at++) {
        const strata_verdict verdict = strata_audit_finding(audit, at).verdict;
        if (work->width[at] > 0 && verdict != STRATA_VERDICT_SAFE) {
            hide_near(work, at);
            work->left_count++;
            work->has_left_students =
                work->has_left_students || strata_hiding_is_of_students(&work->unknowns->of[at]);
            *left = at;
        }
    }
}

strata_status strata_hiding_attack(strata_hiding_work *work, uint32_t *left, strata_error *err)
{
    const strata_audit_options options = {.knowledge = STRATA_KNOWS_NOTHING,
                                          .width = STRATA_WIDTH_DEFAULT,
                                          .widths = work->width,
                                          .no_trials = work->left_count > TRIED_MOST,
                                          .truth = work->unknowns->truth,
                                          .ways = &work->ways};
    strata_audit *audit = NULL;
    strata_unknowns_hide(work->unknowns, work->hidden);
    set_widths(work);
    STRATA_TRY(strata_audit_run(work->unknowns->release, &options, &audit, err));
    answer(work, audit, left);
    strata_ways_deinit(&work->ways);
    const strata_status status = strata_audit_ways(audit, &work->ways, err);
    strata_audit_free(audit);
    return status;
}
