/* Cells become numbers, numbers become a release. */
#include "protect/unknowns.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "protect/unknowns_parts.h"

void strata_unknowns_free(strata_unknowns *unknowns)
{
    if (unknowns != NULL) {
        strata_release_free(unknowns->release);
        strata_free(unknowns->of);
        strata_free(unknowns->truth);
        strata_free(unknowns->must);
        strata_free(unknowns->weight);
        strata_free(unknowns);
    }
}

/* ---- adding ---- */

strata_status strata_unknowns_add(strata_unknowns_work *work, const strata_unknown *unknown,
                                  int64_t truth, const char *id, const char *name)
{
    strata_unknowns *out = work->out;
    char whole[2 * NODE_ID_TEXT];
    (void)snprintf(whole, sizeof whole, "%s/%s", id, name);
    const size_t count = out->release->cell_count;
    STRATA_TRY(strata_reserve(&out->of, &out->of_room, count + 1, sizeof *out->of, work->err));
    STRATA_TRY(
        strata_reserve(&out->truth, &out->truth_room, count + 1, sizeof *out->truth, work->err));
    out->of[count] = *unknown;
    out->of[count].node = out->node_count;
    out->truth[count] = truth;
    const strata_release_cell cell = {.lo = unknown->lo,
                                      .hi = unknown->hi,
                                      .meant_lo = unknown->lo,
                                      .meant_hi = unknown->hi,
                                      .part = work->part};
    return strata_release_add_cell(out->release, strata_slice_of(whole), &cell, work->err);
}

strata_status strata_unknowns_link(strata_unknowns_work *work, uint32_t total, uint32_t part,
                                   const char *name)
{
    const strata_release *release = work->out->release;
    const char *id = strata_release_cell_id(release, total);
    char equation[3 * NODE_ID_TEXT];
    (void)snprintf(equation, sizeof equation, "%s: %s", id, name);
    return strata_release_add_link(
        work->out->release, strata_slice_of(equation), strata_slice_of(id),
        strata_slice_of(strata_release_cell_id(release, part)), work->err);
}

/* ---- what a cell is worth ---- */

enum {
    SIZE_MOST = 4000 /* students: larger groups are all worth the same */
};

static uint32_t size_of(uint64_t n)
{
    return n < SIZE_MOST ? (uint32_t)n + 1 : SIZE_MOST;
}

static uint32_t worth_of_place(const strata_cell_key *key)
{
    static const uint32_t worth[STRATA_LEVEL_COUNT] = {[STRATA_LEVEL_STATE] = 16,
                                                       [STRATA_LEVEL_COUNTY] = 8,
                                                       [STRATA_LEVEL_LEA] = 4,
                                                       [STRATA_LEVEL_SCHOOL] = 1,
                                                       [STRATA_LEVEL_SET] = 4};
    return worth[key->entity_level];
}

static uint32_t worth_of_group(strata_group_key group)
{
    if (group.dim[0] == STRATA_DIM_ALL) {
        return 4;
    }
    const strata_dim dim = (strata_dim)group.dim[0];
    const bool is_status = group.dim[1] == STRATA_DIM_ALL &&
                           strata_group_kind_of(dim, group.code[0]) == STRATA_GROUP_STATUS;
    return is_status ? 2 : 1;
}

/* Larger groups, wider places, all grades and all students are worth more. */
static uint32_t weight_of(const strata_cellset *set, const strata_cell *cell)
{
    const bool is_pooled = strcmp(strata_cellset_text(set, cell->key.grade), "all") == 0;
    uint64_t n = cell->n_scored;
    n = cell->n_tested > n ? cell->n_tested : n;
    n = cell->n_enrolled > n ? cell->n_enrolled : n;
    return size_of(n) * worth_of_place(&cell->key) * worth_of_group(cell->key.group) *
           (is_pooled ? 2 : 1);
}

/* ---- making ---- */

static strata_status set_part(strata_unknowns_work *work, const strata_cell_key *key)
{
    const char *lea = strata_cellset_text(work->set, key->lea);
    const char *county = strata_cellset_text(work->set, key->county);
    char name[NODE_ID_TEXT];
    (void)snprintf(name, sizeof name, "%s/%s", county, lea);
    work->part = 0;
    return key->lea != 0 ? strata_intern_add(work->out->release->parts, name, strlen(name),
                                             &work->part, work->err)
                         : STRATA_OK;
}

static strata_status add_cells(strata_unknowns_work *work)
{
    char id[NODE_ID_TEXT];
    for (size_t at = 0; at < work->set->count; at++) {
        const strata_cell *cell = &work->set->cells[at];
        strata_node *node = &work->nodes[at];
        strata_node_of(work, (uint32_t)at, node);
        if (!strata_links_has(cell)) {
            continue;
        }
        work->out->must[at] = work->maker->must_hide(work, (uint32_t)at);
        work->out->weight[at] = node->known != 0 ? weight_of(work->set, cell) : 0;
        STRATA_TRY(set_part(work, &cell->key));
        STRATA_TRY(strata_node_add(work, node, strata_unknowns_id(work->set, &cell->key, id)));
    }
    return STRATA_OK;
}

strata_status strata_unknowns_make(strata_unknowns_work *work)
{
    strata_unknowns *out = work->out;
    const size_t room = work->set->count > 0 ? work->set->count : 1;
    out->cell_count = work->set->count;
    out->release = strata_release_new();
    out->must = strata_alloc_zero(room, sizeof *out->must);
    out->weight = strata_alloc_zero(room, sizeof *out->weight);
    work->nodes = strata_alloc_zero(room, sizeof *work->nodes);
    if (out->release == NULL || out->must == NULL || out->weight == NULL || work->nodes == NULL) {
        return strata_fail_memory(work->err);
    }
    work->rest_most = STRATA_BOUND_NONE;
    strata_unknowns_survey(work);
    STRATA_TRY(add_cells(work));
    STRATA_TRY(strata_links_find(work->set, &work->links, work->err));
    STRATA_TRY(strata_unknowns_add_sums(work));
    STRATA_TRY(strata_unknowns_reach(work));
    return strata_release_finish(out->release, work->err);
}

void strata_unknowns_work_deinit(strata_unknowns_work *work)
{
    strata_links_deinit(&work->links);
    strata_free(work->nodes);
    strata_free(work->levels);
    strata_rests_free(work->rests);
}

strata_status strata_unknowns_new(const strata_policy_rules *rules, const strata_cellset *set,
                                  const strata_primary *primary, strata_unknowns **out,
                                  strata_error *err)
{
    strata_unknowns_work work = {.maker = &strata_node_from_counts,
                                 .from = primary,
                                 .rules = rules,
                                 .set = set,
                                 .width = rules->width,
                                 .err = err};
    work.out = strata_alloc_zero(1, sizeof *work.out);
    *out = NULL;
    if (work.out == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = strata_unknowns_make(&work);
    strata_unknowns_work_deinit(&work);
    if (status != STRATA_OK) {
        strata_unknowns_free(work.out);
        return status;
    }
    strata_unknowns_hide(work.out, work.out->must);
    *out = work.out;
    return STRATA_OK;
}

/* ---- hiding ---- */

static bool is_printed(const strata_unknown *of)
{
    return of->cell != STRATA_INNER && of->number <= STRATA_NUMBER_SUM;
}

void strata_unknowns_hide(strata_unknowns *unknowns, const bool *hidden)
{
    for (uint32_t at = 0; at < unknowns->release->cell_count; at++) {
        const strata_unknown *of = &unknowns->of[at];
        strata_release_cell *cell = &unknowns->release->cells[at];
        const bool is_hidden = of->cell == STRATA_INNER || hidden[of->cell];
        cell->lo = is_hidden ? of->hidden_lo : of->lo;
        cell->hi = is_hidden ? STRATA_BOUND_NONE : of->hi;
        cell->meant_lo = cell->lo;
        cell->meant_hi = cell->hi;
        cell->is_hidden = cell->lo != cell->hi;
        cell->has_symbol = is_hidden && is_printed(of);
    }
}
