/* The numbers of one cell, and how they add up among themselves. */
#include <assert.h>
#include <stdio.h>

#include "protect/shown.h"
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

bool strata_unknowns_is_unfit(const strata_cell *cell)
{
    const bool has_levels = (cell->has & STRATA_HAS_LEVELS) != 0;
    const bool is_whole =
        (cell->has & STRATA_HAS_SCORED) != 0 && strata_count_at_cut(cell, 1) == cell->n_scored;
    return cell->status == STRATA_CELL_PARTIAL || (has_levels && !is_whole);
}

static void set_slot(strata_node *node, unsigned slot, int64_t value)
{
    node->known |= bit(slot);
    node->value[slot] = value;
}

/* A count beyond what can be published is so large that the release refuses it. */
static int64_t count_of(uint64_t n)
{
    return n <= (uint64_t)INT64_MAX ? (int64_t)n : INT64_MAX;
}

static void set_students(strata_node *node, const strata_cell *cell)
{
    if ((cell->has & STRATA_HAS_ENROLLED) != 0) {
        set_slot(node, SLOT_ENROLLED, count_of(cell->n_enrolled));
    }
    if ((cell->has & STRATA_HAS_TESTED) != 0) {
        set_slot(node, SLOT_TESTED, count_of(cell->n_tested));
    }
    if ((cell->has & STRATA_HAS_SCORED) != 0) {
        set_slot(node, SLOT_SCORED, count_of(cell->n_scored));
    }
}

static void set_figures(const strata_unknowns_work *work, const strata_cell *cell,
                        strata_node *node)
{
    if (strata_shown_has_cuts(work->rules, cell)) {
        for (unsigned cut = 2; cut <= cell->level_count; cut++) {
            set_slot(node, SLOT_CUTS + cut - 2, count_of(strata_count_at_cut(cell, cut)));
        }
    }
    if (strata_shown_has_mean(work->rules, cell)) {
        set_slot(node, SLOT_SUM, (int64_t)cell->score_sum);
    }
}

void strata_node_of(const strata_unknowns_work *work, uint32_t cell, strata_node *out)
{
    const strata_cell *from = &work->set->cells[cell];
    *out =
        (strata_node){.cell = cell, .level_count = from->level_count, .decimals = from->decimals};
    if (!strata_links_has(from)) {
        return;
    }
    set_students(out, from);
    if (!strata_unknowns_is_unfit(from)) {
        set_figures(work, from, out);
    }
    out->known &= ~work->same;
}

/* Whether two slots are known in the same cells and never differ there. */
static bool are_same(const strata_unknowns_work *work, unsigned a, unsigned b)
{
    bool same = true;
    for (size_t at = 0; same && at < work->set->count; at++) {
        strata_node node;
        strata_node_of(work, (uint32_t)at, &node);
        same = knows(&node, a) == knows(&node, b) && node.value[a] == node.value[b];
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
            const bool is_less = knows(&node, slot) && node.value[slot] < work->least[slot];
            work->least[slot] = is_less ? node.value[slot] : work->least[slot];
        }
    }
    work->same = (all_tested ? bit(SLOT_ENROLLED) : 0) | (all_scored ? bit(SLOT_TESTED) : 0);
}

/* ---- into the release ---- */

static const strata_cell *cell_of(const strata_unknowns_work *work, const strata_node *node)
{
    return node->cell != STRATA_INNER ? &work->set->cells[node->cell] : NULL;
}

/* What is known of a number of students while its cell is shown: all; hidden: that there are some,
 * since groups of nobody have no cells. */
static void say_students(const strata_unknowns_work *work, const strata_node *node, unsigned slot,
                         strata_unknown *out)
{
    out->number = (uint8_t)slot;
    out->lo = node->value[slot];
    out->hi = node->value[slot];
    out->hidden_lo = work->least[slot] > 0 ? 1 : 0;
    out->hidden_width = work->rules->width;
}

/* No better known than a mean that is shown, of which a last digit is open. */
static int64_t width_of_sum(const strata_policy_rules *rules, const strata_cell *cell)
{
    strata_int128 width = cell->n_scored;
    for (unsigned at = 0; at < cell->decimals; at++) {
        width = width < STRATA_NUMBER_MOST ? width * 10 : width;
    }
    width /= strata_percent_unit(rules->mean_digits);
    width = width > rules->width ? width : rules->width;
    return width < STRATA_NUMBER_MOST ? (int64_t)width : STRATA_NUMBER_MOST;
}

static void say_sum(const strata_policy_rules *rules, const strata_cell *cell, strata_unknown *out)
{
    strata_shown_mean mean;
    out->number = STRATA_NUMBER_SUM;
    out->lo = -STRATA_NUMBER_MOST;
    out->hi = STRATA_BOUND_NONE;
    out->hidden_lo = -STRATA_NUMBER_MOST;
    if (cell == NULL) {
        return;
    }
    if (strata_shown_mean_of(rules, cell, &mean)) {
        out->lo = mean.lo;
        out->hi = mean.hi;
    }
    out->hidden_width = width_of_sum(rules, cell);
}

static void say_cut(const strata_policy_rules *rules, const strata_cell *cell, unsigned cut,
                    strata_unknown *out)
{
    strata_shown_cut shown;
    out->number = STRATA_NUMBER_CUT;
    out->cut = (uint8_t)cut;
    out->lo = 0;
    out->hi = STRATA_BOUND_NONE;
    if (cell != NULL && strata_shown_at_cut(rules, cell, cut, &shown)) {
        out->lo = shown.lo;
        out->hi = shown.hi;
        const bool is_coded = shown.percent.kind != STRATA_SHOWN_NUMBER;
        out->width = is_coded ? STRATA_FEASIBLE_MIN - 1 : 0;
    }
    out->hidden_width = cell != NULL ? rules->width : 0;
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
    const strata_cell *cell = cell_of(work, node);
    char name[32];
    if (slot < SLOT_SUM && cell != NULL) {
        say_students(work, node, slot, &said);
    } else if (slot < SLOT_SUM) {
        said = (strata_unknown){
            .cell = STRATA_INNER, .number = (uint8_t)slot, .hi = STRATA_BOUND_NONE};
    } else if (slot == SLOT_SUM) {
        say_sum(work->rules, cell, &said);
    } else {
        say_cut(work->rules, cell, slot - SLOT_CUTS + 2, &said);
    }
    return strata_unknowns_add(work, &said, node->value[slot], id, slot_name(slot, name));
}

/* What is left of a total when one part is taken away: an inner number of the same cell. */
static strata_status add_difference(strata_unknowns_work *work, const strata_node *node,
                                    const unsigned slots[2], strata_unknown said, const char *id)
{
    const int64_t truth = node->value[slots[0]] - node->value[slots[1]];
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
            knows(node, slot) && knows(node, next) && node->value[slot] >= node->value[next];
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
    return (strata_unknown){.number = STRATA_NUMBER_LEVEL,
                            .cut = (uint8_t)(slots[1] - SLOT_CUTS + 1),
                            .lo = least,
                            .hi = is_open ? STRATA_BOUND_NONE : from->hi - to->lo,
                            .hidden_width = node->cell != STRATA_INNER ? work->rules->width : 0};
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
