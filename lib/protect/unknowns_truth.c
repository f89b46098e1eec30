/* The numbers of a set as they were counted, and what a policy shows of them. */
#include "protect/shown.h"
#include "protect/unknowns_parts.h"

/* ---- from a cell ---- */

/* Whether a cell cannot be coded by the policy: a partial sum, or levels of some students only. */
static bool is_unfit(const strata_cell *cell)
{
    const bool has_levels = (cell->has & STRATA_HAS_LEVELS) != 0;
    const bool is_whole =
        (cell->has & STRATA_HAS_SCORED) != 0 && strata_count_at_cut(cell, 1) == cell->n_scored;
    return cell->status == STRATA_CELL_PARTIAL || (has_levels && !is_whole);
}

static void set_slot(strata_node *node, unsigned slot, int64_t value)
{
    node->known |= UINT32_C(1) << slot;
    node->least[slot] = value;
    node->most[slot] = value;
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

/* Nothing is shown at a cut of a group in which nobody has a score, and all know that it is 0: it
 * counts in the sums of others. */
static bool has_nobody(const strata_cell *cell)
{
    return (cell->has & STRATA_HAS_SCORED) != 0 && cell->n_scored == 0;
}

static bool has_no_levels(const strata_cell *cell)
{
    return has_nobody(cell) && (cell->has & STRATA_HAS_LEVELS) != 0;
}

static bool has_no_scores(const strata_cell *cell)
{
    return has_nobody(cell) && (cell->has & STRATA_HAS_SCORES) != 0;
}

static void set_figures(const strata_unknowns_work *work, const strata_cell *cell,
                        strata_node *node)
{
    if (strata_shown_has_cuts(work->rules, cell) || has_no_levels(cell)) {
        for (unsigned cut = 2; cut <= cell->level_count; cut++) {
            set_slot(node, SLOT_CUTS + cut - 2, count_of(strata_count_at_cut(cell, cut)));
        }
    }
    if (strata_shown_has_mean(work->rules, cell) || has_no_scores(cell)) {
        set_slot(node, SLOT_SUM, (int64_t)cell->score_sum);
    }
}

static void make(const strata_unknowns_work *work, uint32_t cell, strata_node *out)
{
    const strata_cell *from = &work->set->cells[cell];
    *out =
        (strata_node){.cell = cell, .level_count = from->level_count, .decimals = from->decimals};
    if (!strata_links_has(from)) {
        return;
    }
    set_students(out, from);
    if (!is_unfit(from)) {
        set_figures(work, from, out);
    }
}

/* ---- what is said of it ---- */

/* What is known of a number of students while its cell is shown: all; hidden: that there are some,
 * since groups of nobody have no cells. */
static void say_students(const strata_unknowns_work *work, const strata_node *node, unsigned slot,
                         strata_unknown *out)
{
    out->number = (uint8_t)slot;
    out->lo = node->least[slot];
    out->hi = node->least[slot];
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
    if (strata_shown_mean_of(rules, cell, &mean)) {
        out->lo = mean.lo;
        out->hi = mean.hi;
    } else if (has_nobody(cell)) {
        out->lo = 0;
        out->hi = 0;
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
    if (strata_shown_at_cut(rules, cell, cut, &shown)) {
        out->lo = shown.lo;
        out->hi = shown.hi;
        const bool is_coded = shown.percent.kind != STRATA_SHOWN_NUMBER;
        out->width = is_coded ? STRATA_FEASIBLE_MIN - 1 : 0;
    } else if (has_nobody(cell)) {
        out->hi = 0;
    }
    out->hidden_width = rules->width;
}

static void say(const strata_unknowns_work *work, const strata_node *node, unsigned slot,
                strata_unknown *out)
{
    const strata_cell *cell = &work->set->cells[node->cell];
    if (slot < SLOT_SUM) {
        say_students(work, node, slot, out);
    } else if (slot == SLOT_SUM) {
        say_sum(work->rules, cell, out);
    } else {
        say_cut(work->rules, cell, slot - SLOT_CUTS + 2, out);
    }
}

static bool must_hide(const strata_unknowns_work *work, uint32_t cell)
{
    const strata_primary *primary = work->from;
    return primary->reasons[cell] != 0 || is_unfit(&work->set->cells[cell]);
}

const strata_node_maker strata_node_from_counts = {
    .make = make, .say = say, .must_hide = must_hide};
