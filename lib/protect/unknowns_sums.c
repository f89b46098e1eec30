/* Sums of cells. A sum that holds for the true numbers only with a rest gets an inner cell for it:
 * students without a value of the dimension, of whom a reader may know that they are few. */
#include <stdio.h>

#include "base/alloc.h"
#include "protect/unknowns_parts.h"

static uint32_t slots_in_common(const strata_node *total, const strata_node *part)
{
    uint32_t common = total->known & part->known;
    if (total->level_count != part->level_count) {
        common &= ~(uint32_t)NODE_CUTS;
    }
    if (total->decimals != part->decimals) {
        common &= ~(UINT32_C(1) << SLOT_SUM);
    }
    return common;
}

/* a less b, where none stands for more than can be said. */
static int64_t less(int64_t a, int64_t b, int64_t none)
{
    const bool is_open = a == STRATA_BOUND_NONE || a == -STRATA_BOUND_NONE ||
                         b == STRATA_BOUND_NONE || b == -STRATA_BOUND_NONE;
    return is_open ? none : a - b;
}

/* The rest in all slots that the total and all parts know. */
void strata_sum_subtract(const strata_unknowns_work *work, strata_sum_of_cells *sum)
{
    strata_node *rest = &sum->rest;
    *rest = work->nodes[sum->links[0].total];
    rest->cell = STRATA_INNER;
    for (size_t at = 0; at < sum->count; at++) {
        const strata_node *part = &work->nodes[sum->links[at].part];
        rest->known = slots_in_common(rest, part);
        for (unsigned slot = 0; slot < NODE_SLOTS; slot++) {
            rest->least[slot] = less(rest->least[slot], part->most[slot], -STRATA_BOUND_NONE);
            rest->most[slot] = less(rest->most[slot], part->least[slot], STRATA_BOUND_NONE);
        }
    }
}

static bool rest_knows(const strata_sum_of_cells *sum, unsigned slot)
{
    return (sum->rest.known >> slot & 1) != 0;
}

/* Whether the rest can be one of students: none below 0, and no more above a cut than there are. */
static bool is_possible(const strata_sum_of_cells *sum)
{
    const strata_node *rest = &sum->rest;
    int64_t most = rest_knows(sum, SLOT_SCORED) ? rest->most[SLOT_SCORED] : STRATA_BOUND_NONE;
    bool possible = true;
    for (unsigned slot = 0; slot < NODE_SLOTS; slot++) {
        if (slot == SLOT_SUM || !rest_knows(sum, slot)) {
            continue;
        }
        possible =
            possible && rest->most[slot] >= 0 && (slot < SLOT_CUTS || rest->least[slot] <= most);
        most = slot >= SLOT_CUTS && rest->most[slot] < most ? rest->most[slot] : most;
    }
    return possible;
}

static bool can_be_none(const strata_sum_of_cells *sum, unsigned slot)
{
    return sum->rest.least[slot] <= 0 && sum->rest.most[slot] >= 0;
}

/* Nobody has no scores; where sums of nobody differ the scores are no parts of each other. */
static void settle_rest(strata_sum_of_cells *sum)
{
    const bool is_nobody = rest_knows(sum, SLOT_SCORED) && sum->rest.least[SLOT_SCORED] == 0 &&
                           sum->rest.most[SLOT_SCORED] == 0;
    if (is_nobody && !can_be_none(sum, SLOT_SUM)) {
        sum->rest.known &= ~(UINT32_C(1) << SLOT_SUM);
    }
    sum->has_rest = false;
    for (unsigned slot = 0; slot < NODE_SLOTS; slot++) {
        sum->has_rest = sum->has_rest || (rest_knows(sum, slot) && !can_be_none(sum, slot));
    }
}

static strata_status add_rest(strata_unknowns_work *work, strata_sum_of_cells *sum,
                              const char *name)
{
    char id[NODE_ID_TEXT];
    char whole[NODE_ID_TEXT + STRATA_GROUP_TEXT + sizeof "/rest of "];
    const strata_cell_key *key = &work->set->cells[sum->links[0].total].key;
    (void)snprintf(whole, sizeof whole, "%s/rest of %s", strata_unknowns_id(work->set, key, id),
                   name);
    work->out->rests++;
    return strata_node_add(work, &sum->rest, whole);
}

static strata_status note_levels(strata_unknowns_work *work, const strata_node *total,
                                 const strata_node *part)
{
    const uint32_t common = slots_in_common(total, part);
    for (unsigned slot = SLOT_CUTS; slot < NODE_SLOTS && (common >> slot & 1) != 0; slot++) {
        STRATA_TRY(strata_reserve(&work->levels, &work->level_room, work->level_count + 1,
                                  sizeof *work->levels, work->err));
        work->levels[work->level_count][0] = total->first_level + (slot - SLOT_CUTS);
        work->levels[work->level_count++][1] = part->first_level + (slot - SLOT_CUTS);
    }
    return STRATA_OK;
}

static strata_status add_slot(strata_unknowns_work *work, const strata_sum_of_cells *sum,
                              unsigned slot, const char *name)
{
    const strata_node *total = &work->nodes[sum->links[0].total];
    const uint32_t number = strata_node_number(total, slot);
    for (size_t at = 0; at < sum->count; at++) {
        const strata_node *part = &work->nodes[sum->links[at].part];
        STRATA_TRY(strata_unknowns_link(work, number, strata_node_number(part, slot), name));
    }
    return sum->has_rest
               ? strata_unknowns_link(work, number, strata_node_number(&sum->rest, slot), name)
               : STRATA_OK;
}

static strata_status add_sum(strata_unknowns_work *work, strata_sum_of_cells *sum)
{
    const strata_node *total = &work->nodes[sum->links[0].total];
    char name[STRATA_GROUP_TEXT];
    strata_unknowns_link_name(&sum->links[0], name);
    settle_rest(sum);
    if (work->rests != NULL) {
        strata_rests_settle(work->rests, sum, &work->rest_most);
    }
    if (sum->has_rest) {
        STRATA_TRY(add_rest(work, sum, name));
    }
    for (unsigned slot = 0; slot < NODE_SLOTS; slot++) {
        if (rest_knows(sum, slot)) {
            STRATA_TRY(add_slot(work, sum, slot, name));
        }
    }
    for (size_t at = 0; at < sum->count; at++) {
        STRATA_TRY(note_levels(work, total, &work->nodes[sum->links[at].part]));
    }
    work->out->sums++;
    return STRATA_OK;
}

/* Groups that say that nothing is known stand behind the others, and can overlap them: free meals
 * for all beside what was recorded. */
static size_t without_unknowns(const strata_sum_of_cells *sum)
{
    size_t count = sum->count;
    while (count > 0 && sum->links[count - 1].kind == STRATA_LINK_UNKNOWNS) {
        count--;
    }
    return count;
}

static strata_status try_sum(strata_unknowns_work *work, strata_sum_of_cells *sum)
{
    strata_sum_subtract(work, sum);
    if (!is_possible(sum)) {
        work->out->left_out++;
        sum->count = without_unknowns(sum);
        if (sum->count == 0) {
            return STRATA_OK;
        }
        strata_sum_subtract(work, sum);
    }
    return sum->rest.known != 0 && is_possible(sum) ? add_sum(work, sum) : STRATA_OK;
}

bool strata_sum_next(const strata_links *links, size_t *at, strata_sum_of_cells *out)
{
    const size_t first = *at;
    if (first >= links->count) {
        return false;
    }
    do {
        ++*at;
    } while (*at < links->count && strata_links_meet(&links->links[first], &links->links[*at]));
    *out = (strata_sum_of_cells){.links = links->links + first, .count = *at - first};
    return true;
}

strata_status strata_unknowns_add_sums(strata_unknowns_work *work)
{
    strata_sum_of_cells sum;
    if (work->tells_rests) {
        STRATA_TRY(strata_rests_new(work, &work->rests));
    }
    for (size_t at = 0; strata_sum_next(&work->links, &at, &sum);) {
        const strata_node *total = &work->nodes[sum.links[0].total];
        work->part = total->known != 0 ? work->out->release->cells[total->first].part : 0;
        STRATA_TRY(try_sum(work, &sum));
    }
    return STRATA_OK;
}

/* ---- how far a hidden number can be open ---- */

/* The most that a number of students can be while every cell is shown that can be. */
static int64_t most_of(const strata_unknowns *out, uint32_t number)
{
    const strata_unknown *of = &out->of[number];
    const bool is_shown = of->cell != STRATA_INNER && !out->must[of->cell];
    return is_shown && of->number != STRATA_NUMBER_SUM ? of->hi : STRATA_BOUND_NONE;
}

static bool lower(const strata_unknowns *out, int64_t *most, uint32_t total, uint32_t part)
{
    const int64_t shown = most_of(out, total);
    const int64_t limit = shown < most[total] ? shown : most[total];
    if (out->of[part].number == STRATA_NUMBER_SUM || limit >= most[part]) {
        return false;
    }
    most[part] = limit;
    return true;
}

static bool lower_all(const strata_unknowns_work *work, int64_t *most)
{
    const strata_release *release = work->out->release;
    bool has_changed = false;
    for (uint32_t at = 0; at < release->link_count; at++) {
        const uint32_t total = release->total[release->link_equation[at]];
        has_changed |= lower(work->out, most, total, release->link_part[at]);
    }
    for (size_t at = 0; at < work->level_count; at++) {
        has_changed |= lower(work->out, most, work->levels[at][0], work->levels[at][1]);
    }
    return has_changed;
}

strata_status strata_unknowns_reach(strata_unknowns_work *work)
{
    const uint32_t count = work->out->release->cell_count;
    int64_t *most = strata_alloc_zero(count > 0 ? count : 1, sizeof *most);
    if (most == NULL) {
        return strata_fail_memory(work->err);
    }
    for (uint32_t at = 0; at < count; at++) {
        most[at] = STRATA_BOUND_NONE;
    }
    while (lower_all(work, most)) {
    }
    for (uint32_t at = 0; at < count; at++) {
        strata_unknown *of = &work->out->of[at];
        of->hidden_width = of->hidden_width < most[at] ? of->hidden_width : most[at];
    }
    strata_free(most);
    return STRATA_OK;
}
