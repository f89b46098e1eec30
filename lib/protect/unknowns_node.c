/* The numbers of one cell, and how they add up among themselves. */
#include <assert.h>
#include <stdio.h>

#include "protect/unknowns_parts.h"

static uint32_t bit(unsigned slot)
{
    return UINT32_C(1) << slot;
}

static bool knows(const strata_node *node, unsigned slot)
{
    return (node->known & bit(slot)) != 0;
}

uint32_t strata_node_number(const strata_node *node, unsigned slot)
{
    assert(knows(node, slot));
    uint32_t before = 0;
    for (unsigned at = 0; at < slot; at++) {
        before += knows(node, at) ? 1 : 0;
    }
    return node->first + before;
}

/* ---- from a cell ---- */

void strata_node_of(const strata_unknowns_work *work, uint32_t cell, strata_node *out)
{
    work->maker->make(work, cell, out);
    out->known &= ~work->same;
}

/* Whether two slots are known in the same cells and never differ there. */
static bool are_same(const strata_unknowns_work *work, unsigned a, unsigned b)
{
    bool same = true;
    for (size_t at = 0; same && at < work->set->count; at++) {
        strata_node node;
        strata_node_of(work, (uint32_t)at, &node);
        same = knows(&node, a) == knows(&node, b) && node.least[a] == node.least[b] &&
               node.most[a] == node.most[b];
    }
    return same;
}

void strata_unknowns_survey(strata_unknowns_work *work)
{
    const bool all_tested = are_same(work, SLOT_ENROLLED, SLOT_TESTED);
    const bool all_scored = are_same(work, SLOT_TESTED, SLOT_SCORED);
    for (unsigned slot = 0; slot < SLOT_SUM; slot++) {
        work->least[slot] = INT64_MAX;
    }
    for (size_t at = 0; at < work->set->count; at++) {
        strata_node node;
        strata_node_of(work, (uint32_t)at, &node);
        for (unsigned slot = 0; slot < SLOT_SUM; slot++) {
            const bool is_less = knows(&node, slot) && node.least[slot] < work->least[slot];
            work->least[slot] = is_less ? node.least[slot] : work->least[slot];
        }
    }
    work->same = (all_tested ? bit(SLOT_ENROLLED) : 0) | (all_scored ? bit(SLOT_TESTED) : 0);
}

/* ---- into the release ---- */

/* Nothing is told of those whom no part counts; of scores not even that they are above 0. */
static strata_unknown inner(const strata_unknowns_work *work, unsigned slot)
{
    const bool is_cut = slot >= SLOT_CUTS;
    return (strata_unknown){
        .cell = STRATA_INNER,
        .number = (uint8_t)(is_cut ? STRATA_NUMBER_CUT : slot),
        .cut = (uint8_t)(is_cut ? slot - SLOT_CUTS + 2 : 0),
        .lo = slot == SLOT_SUM ? -STRATA_NUMBER_MOST : 0,
        .hi = slot < SLOT_SUM ? work->rest_most : STRATA_BOUND_NONE,
        .hidden_lo = slot == SLOT_SUM ? -STRATA_NUMBER_MOST : 0,
    };
}

static const char *slot_name(unsigned slot, char out[32])
{
    static const char *const names[] = {"n_enrolled", "n_tested", "n_scored", "score_sum"};
    if (slot < SLOT_CUTS) {
        return names[slot];
    }
    (void)snprintf(out, 32, "at_or_above_%u", slot - SLOT_CUTS + 2);
    return out;
}

static strata_status add_slot(strata_unknowns_work *work, const strata_node *node, unsigned slot,
                              const char *id)
{
    strata_unknown said = {.cell = node->cell};
    char name[32];
    if (node->cell == STRATA_INNER) {
        said = inner(work, slot);
    } else {
        work->maker->say(work, node, slot, &said);
    }
    return strata_unknowns_add(work, &said, node->least[slot], id, slot_name(slot, name));
}

/* What is left of a total when one part is taken away: an inner number of the same cell. */
static strata_status add_difference(strata_unknowns_work *work, const strata_node *node,
                                    const unsigned slots[2], strata_unknown said, const char *id)
{
    const int64_t truth = node->least[slots[0]] - node->least[slots[1]];
    const uint32_t total = strata_node_number(node, slots[0]);
    const uint32_t number = work->out->release->cell_count;
    char name[32];
    if (said.number == STRATA_NUMBER_LEVEL) {
        (void)snprintf(name, sizeof name, "level_%u", said.cut);
    } else {
        (void)snprintf(name, sizeof name, "%s",
                       said.number == STRATA_NUMBER_UNTESTED ? "not_tested" : "not_scored");
    }
    said.cell = node->cell;
    STRATA_TRY(strata_unknowns_add(work, &said, truth, id, name));
    STRATA_TRY(strata_unknowns_link(work, total, strata_node_number(node, slots[1]), "without"));
    return strata_unknowns_link(work, total, number, "without");
}

/* Enrolled = tested + not tested, tested = scored + not scored; where one of them tells nothing
 * beside the next, that stands for it. */
static strata_status add_chain(strata_unknowns_work *work, const strata_node *node, const char *id)
{
    static const uint8_t rest[] = {STRATA_NUMBER_UNTESTED, STRATA_NUMBER_UNSCORED};
    for (unsigned slot = SLOT_ENROLLED; slot < SLOT_SCORED; slot++) {
        unsigned next = slot + 1;
        while (next < SLOT_SCORED && !knows(node, next)) {
            next++;
        }
        const bool is_sum =
            knows(node, slot) && knows(node, next) && node->most[slot] >= node->least[next];
        if (is_sum) {
            const strata_unknown said = {.number = rest[slot], .hi = STRATA_BOUND_NONE};
            STRATA_TRY(add_difference(work, node, (unsigned[]){slot, next}, said, id));
        }
    }
    return STRATA_OK;
}

/* What the cuts around a level say of it. */
static strata_unknown level_between(const strata_unknowns_work *work, const strata_node *node,
                                    const unsigned slots[2])
{
    const strata_unknown *from = &work->out->of[strata_node_number(node, slots[0])];
    const strata_unknown *to = &work->out->of[strata_node_number(node, slots[1])];
    const bool is_open = from->hi == STRATA_BOUND_NONE || to->hi == STRATA_BOUND_NONE;
    const int64_t least = is_open || from->lo < to->hi ? 0 : from->lo - to->hi;
    strata_unknown level = {.number = STRATA_NUMBER_LEVEL,
                            .cut = (uint8_t)(slots[1] - SLOT_CUTS + 1),
                            .lo = least,
                            .hi = is_open ? STRATA_BOUND_NONE : from->hi - to->lo,
                            .hidden_width = node->cell != STRATA_INNER ? work->width : 0};
    if (node->cell != STRATA_INNER && work->maker->say_level != NULL) {
        work->maker->say_level(work, node, &level);
    }
    return level;
}

/* Students at or above a cut = those in its level + those at or above the next. */
static strata_status add_levels(strata_unknowns_work *work, strata_node *node, const char *id)
{
    unsigned slots[2] = {SLOT_SCORED, SLOT_CUTS};
    node->first_level = work->out->release->cell_count;
    for (; slots[1] < NODE_SLOTS && knows(node, slots[1]); slots[1]++) {
        STRATA_TRY(add_difference(work, node, slots, level_between(work, node, slots), id));
        slots[0] = slots[1];
    }
    return STRATA_OK;
}

strata_status strata_node_add(strata_unknowns_work *work, strata_node *node, const char *id)
{
    node->first = work->out->release->cell_count;
    for (unsigned slot = 0; slot < NODE_SLOTS; slot++) {
        if (knows(node, slot)) {
            STRATA_TRY(add_slot(work, node, slot, id));
        }
    }
    STRATA_TRY(add_chain(work, node, id));
    if (knows(node, SLOT_SCORED)) {
        STRATA_TRY(add_levels(work, node, id));
    }
    work->out->node_count++;
    return STRATA_OK;
}
