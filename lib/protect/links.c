/* Each cell looks for the totals that it is part of. */
#include "protect/links.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/order.h"
#include "cube/cube_parts.h"
#include "protect/links_groups.h"

bool strata_links_has(const strata_cell *cell)
{
    return cell->key.source == STRATA_COUNTED && cell->key.stat == STRATA_STAT_COUNTS &&
           strata_cell_is_shown(cell);
}

void strata_links_deinit(strata_links *links)
{
    strata_free(links->links);
    *links = (strata_links){0};
}

strata_status strata_links_add(strata_link_search *search, const strata_cell_key *total,
                               strata_link_kind kind, strata_dim dim)
{
    const strata_cell *cell = strata_cellset_find(search->set, total);
    search->has_found = cell != NULL && strata_links_has(cell);
    if (!search->has_found) {
        return STRATA_OK;
    }
    strata_links *out = search->out;
    STRATA_TRY(
        strata_reserve(&out->links, &out->room, out->count + 1, sizeof *out->links, search->err));
    out->links[out->count++] = (strata_link){.total = (uint32_t)(cell - search->set->cells),
                                             .part = search->part,
                                             .kind = (uint8_t)kind,
                                             .dim = (uint8_t)dim};
    return STRATA_OK;
}

static const strata_cell_key *key_of(const strata_link_search *search)
{
    return &search->set->cells[search->part].key;
}

/* The nearest place around that has the group: where one in between does not tell, its places are
 * parts of the next. */
static strata_status add_place(strata_link_search *search)
{
    const strata_cell_key *key = key_of(search);
    if (key->entity_level > STRATA_LEVEL_SCHOOL) {
        return STRATA_OK;
    }
    search->has_found = false;
    for (unsigned level = key->entity_level; level > STRATA_LEVEL_STATE && !search->has_found;) {
        level--;
        strata_cell_key above;
        if (strata_place_at_level(key, (strata_entity_level)level, &above)) {
            STRATA_TRY(strata_links_add(search, &above, STRATA_LINK_PLACES, STRATA_DIM_ALL));
        }
    }
    return STRATA_OK;
}

static strata_status add_grade(strata_link_search *search)
{
    strata_cell_key pooled = *key_of(search);
    if (pooled.grade == search->all_grades || search->all_grades == UINT32_MAX) {
        return STRATA_OK;
    }
    pooled.grade = search->all_grades;
    return strata_links_add(search, &pooled, STRATA_LINK_GRADES, STRATA_DIM_ALL);
}

static strata_status add_cell(strata_link_search *search)
{
    STRATA_TRY(add_place(search));
    STRATA_TRY(add_grade(search));
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (key_of(search)->group.dim[at] != STRATA_DIM_ALL) {
            STRATA_TRY(strata_links_add_group(search, at));
        }
    }
    return STRATA_OK;
}

/* Groups that say nothing stand in one equation with those that do. */
static unsigned equation_of(const strata_link *link)
{
    return link->kind == STRATA_LINK_UNKNOWNS ? STRATA_LINK_GROUPS : link->kind;
}

bool strata_links_meet(const strata_link *a, const strata_link *b)
{
    return a->total == b->total && equation_of(a) == equation_of(b) && a->dim == b->dim;
}

int strata_links_compare(const strata_link *a, const strata_link *b)
{
    const uint32_t ours[] = {a->total, equation_of(a), a->dim, a->kind, a->part};
    const uint32_t theirs[] = {b->total, equation_of(b), b->dim, b->kind, b->part};
    return strata_order_numbers(ours, theirs, sizeof ours / sizeof ours[0]);
}

static int compare_links(const void *left, const void *right)
{
    return strata_links_compare(left, right);
}

strata_status strata_links_find(const strata_cellset *set, strata_links *out, strata_error *err)
{
    *out = (strata_links){0};
    strata_race_scheme scheme = STRATA_RACE_ED2007;
    (void)strata_race_scheme_find(strata_slice_of(set->race_scheme), &scheme);
    strata_link_search search = {
        .set = set,
        .out = out,
        .scheme = scheme,
        .all_grades = strata_intern_find(strata_dictionary_texts(set->dictionary), "all", 3),
        .err = err};
    for (size_t at = 0; at < set->count; at++) {
        search.part = (uint32_t)at;
        if (strata_links_has(&set->cells[at])) {
            STRATA_TRY(add_cell(&search));
        }
    }
    if (out->count > 0) {
        qsort(out->links, out->count, sizeof *out->links, compare_links);
    }
    return STRATA_OK;
}
