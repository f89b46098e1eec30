/* What the rows of a group say of its numbers. */
#include "base/checked.h"
#include "base/number.h"
#include "cube/cell_value.h"
#include "protect/published_parts.h"
#include "protect/shown.h"

enum {
    DECIMALS_MOST = 6 /* of percents and means: what is printed with more is not used */
};

/* From lo to hi, both included. */
typedef struct span {
    int64_t lo;
    int64_t hi; /* STRATA_BOUND_NONE: no bound */
} span;

static void narrow(strata_node *node, unsigned slot, span to)
{
    node->least[slot] = to.lo > node->least[slot] ? to.lo : node->least[slot];
    node->most[slot] = to.hi < node->most[slot] ? to.hi : node->most[slot];
}

static void narrow_to_count(strata_node *node, unsigned slot, uint64_t n)
{
    const int64_t count = n <= (uint64_t)INT64_MAX - 1 ? (int64_t)n : INT64_MAX - 1;
    narrow(node, slot, (span){count, count});
}

static bool has(const strata_cell *row, unsigned bits)
{
    return (row->has & bits) == bits;
}

static const strata_prints *prints_of(const strata_unknowns_work *work)
{
    return work->from;
}

static span span_of(strata_int128 lo, strata_int128 hi)
{
    return (span){strata_number_fits(lo) ? (int64_t)lo : -STRATA_BOUND_NONE,
                  strata_number_fits(hi) ? (int64_t)hi : STRATA_BOUND_NONE};
}

/* ---- counts ---- */

static void add_levels(strata_node *node, const strata_cell *row)
{
    for (unsigned cut = 2; cut <= row->level_count; cut++) {
        narrow_to_count(node, SLOT_CUTS + cut - 2, strata_count_at_cut(row, cut));
    }
}

static void add_counts(strata_node *node, const strata_cell *row)
{
    if (has(row, STRATA_HAS_ENROLLED)) {
        narrow_to_count(node, SLOT_ENROLLED, row->n_enrolled);
    }
    if (has(row, STRATA_HAS_TESTED)) {
        narrow_to_count(node, SLOT_TESTED, row->n_tested);
    }
    if (has(row, STRATA_HAS_SCORED)) {
        narrow_to_count(node, SLOT_SCORED, row->n_scored);
    }
    if (has(row, STRATA_HAS_LEVELS | STRATA_HAS_SCORED) && row->level_count == node->level_count) {
        add_levels(node, row);
    }
    if (has(row, STRATA_HAS_SCORES) && row->decimals == node->decimals &&
        strata_number_fits(row->score_sum)) {
        narrow(node, SLOT_SUM, span_of(row->score_sum, row->score_sum));
    }
}

/* A group of which something is shown has as many students as the policy shows. */
static void add_smallest(strata_node *node, const strata_published_file *file,
                         const strata_cell *row)
{
    static const unsigned slots[] = {[STRATA_COUNT_ENROLLED] = SLOT_ENROLLED,
                                     [STRATA_COUNT_TESTED] = SLOT_TESTED,
                                     [STRATA_COUNT_SCORED] = SLOT_SCORED};
    if (file->rules != NULL && row->key.source == STRATA_COUNTED) {
        const span large = {file->rules->min_n, STRATA_BOUND_NONE};
        narrow(node, slots[file->rules->n], large);
    }
}

/* ---- percents ---- */

/* The counts behind lo/den to hi/den percent of n students; the upper end is one of them, unless
 * numbers that lie in the middle are rounded up. */
static span counts_between(const strata_cell *row, bool rounds_up, span n)
{
    const strata_int128 whole = (strata_int128)strata_cell_weight(row) * 100 *
                                (strata_int128)strata_power_of_ten(row->decimals);
    const strata_int128 least = strata_ceiling_i128(row->lo_sum * n.lo, whole);
    if (n.hi == STRATA_BOUND_NONE) {
        return (span){span_of(least, 0).lo, STRATA_BOUND_NONE};
    }
    const strata_int128 most = row->hi_sum * n.hi;
    const bool is_open = rounds_up && row->hi_sum < whole;
    return span_of(least,
                   is_open ? strata_ceiling_i128(most, whole) - 1 : strata_floor_i128(most, whole));
}

/* How the policy came to print this: "<=20", "41.7", "21-29". */
static strata_shown shown_as(const strata_cell *row)
{
    const strata_int128 weight = (strata_int128)strata_cell_weight(row);
    const int64_t lo = (int64_t)(row->lo_sum / weight);
    const int64_t hi = (int64_t)(row->hi_sum / weight);
    strata_shown shown = {.kind = STRATA_SHOWN_RANGE, .digits = (uint8_t)(row->decimals - 1)};
    if (has(row, STRATA_HAS_VALUE)) {
        shown.kind = STRATA_SHOWN_NUMBER;
        shown.lo = shown.hi = (uint32_t)(row->value_sum / weight / 10);
        return shown;
    }
    shown.lo = (uint32_t)((lo + 5) / 10);
    shown.hi = (uint32_t)((hi - 5) / 10);
    if (lo == 0) {
        shown.kind = STRATA_SHOWN_LOW;
        shown.lo = 0;
    } else if (hi == 100 * (int64_t)strata_power_of_ten(row->decimals)) {
        shown.kind = STRATA_SHOWN_HIGH;
        shown.hi = (uint32_t)(100 * strata_power_of_ten(row->decimals - 1U));
    }
    return shown;
}

/* With the policy at hand: also that it shows no counts that it hides. */
static bool counts_by_policy(const strata_policy_rules *rules, const strata_cell *row, span n,
                             span *out)
{
    uint64_t possible[2];
    if (rules == NULL || n.lo != n.hi || row->decimals == 0 ||
        row->decimals > STRATA_POLICY_DIGITS + 1 ||
        !strata_policy_feasible(rules, (uint64_t)n.lo, shown_as(row), possible)) {
        return false;
    }
    *out = (span){(int64_t)possible[0], (int64_t)possible[1]};
    return true;
}

static bool is_usable(const strata_cell *row)
{
    return strata_cell_is_shown(row) && has(row, STRATA_HAS_BOUNDS) &&
           row->decimals <= DECIMALS_MOST;
}

static void add_percent(strata_node *node, const strata_published_file *file,
                        const strata_cell *row)
{
    const unsigned slot = SLOT_CUTS + row->key.cut - 2U;
    const span n = {node->least[SLOT_SCORED], node->most[SLOT_SCORED]};
    span counts;
    if (!is_usable(row) || row->key.cut < 2 || row->key.cut > node->level_count || n.lo > n.hi ||
        n.lo > STRATA_NUMBER_MOST) {
        return;
    }
    if (row->key.source == STRATA_PUBLISHED || !counts_by_policy(file->rules, row, n, &counts)) {
        counts = counts_between(row, row->key.source == STRATA_COUNTED, n);
    }
    narrow(node, slot, counts);
}

/* ---- means ---- */

/* The sums behind a mean of n scores, in units of the test. */
static void add_mean(strata_node *node, const strata_cell *row)
{
    const int64_t n = node->least[SLOT_SCORED];
    if (!is_usable(row) || n != node->most[SLOT_SCORED] || n > STRATA_NUMBER_MOST) {
        return;
    }
    const strata_int128 weight = (strata_int128)strata_cell_weight(row);
    const strata_int128 lo = strata_floor_i128(row->lo_sum, weight);
    const strata_int128 hi = strata_ceiling_i128(row->hi_sum, weight);
    const strata_int128 times =
        (strata_int128)n * (strata_int128)strata_power_of_ten(node->decimals);
    if (!strata_number_fits(lo) || !strata_number_fits(hi) || !strata_number_fits(times)) {
        return; /* no score is as large */
    }
    const strata_int128 unit = (strata_int128)strata_power_of_ten(row->decimals);
    const bool rounds_up = row->key.source == STRATA_COUNTED && lo < hi;
    narrow(node, SLOT_SUM,
           span_of(strata_ceiling_i128(lo * times, unit),
                   rounds_up ? strata_ceiling_i128(hi * times, unit) - 1
                             : strata_floor_i128(hi * times, unit)));
}

/* ---- a group ---- */

typedef void (*taker)(strata_node *node, const strata_published_file *file, const strata_cell *row);

static void take_counts(strata_node *node, const strata_published_file *file,
                        const strata_cell *row)
{
    if (strata_cell_is_shown(row)) {
        add_counts(node, row);
        add_smallest(node, file, row);
    }
}

static void take_figure(strata_node *node, const strata_published_file *file,
                        const strata_cell *row)
{
    if (row->key.stat == STRATA_STAT_PCT) {
        add_percent(node, file, row);
    } else if (row->key.stat == STRATA_STAT_MEAN) {
        add_mean(node, row);
    }
}

static void take_all(const strata_prints *prints, strata_node *node, taker take)
{
    for (size_t at = prints->first[node->cell]; at < prints->first[node->cell + 1]; at++) {
        take(node, &prints->files[prints->prints[at].file], prints->prints[at].row);
    }
}

/* Nobody is above a cut who has no score. */
static void limit_cuts(strata_node *node)
{
    int64_t most = node->most[SLOT_SCORED];
    for (unsigned slot = SLOT_CUTS; slot < NODE_SLOTS; slot++) {
        most = node->most[slot] < most ? node->most[slot] : most;
        node->most[slot] = most;
    }
}

static void make(const strata_unknowns_work *work, uint32_t cell, strata_node *out)
{
    const strata_prints *prints = prints_of(work);
    const strata_printed_test *test = strata_prints_test(prints, cell);
    *out = (strata_node){.cell = cell,
                         .known = test->known,
                         .level_count = test->level_count,
                         .decimals = test->decimals};
    for (unsigned slot = 0; slot < NODE_SLOTS; slot++) {
        out->least[slot] = slot == SLOT_SUM ? -STRATA_NUMBER_MOST : 0;
        out->most[slot] = STRATA_BOUND_NONE;
    }
    take_all(prints, out, take_counts);
    take_all(prints, out, take_figure);
    limit_cuts(out);
}

/* ---- what is said of it ---- */

static bool must_hide(const strata_unknowns_work *work, uint32_t cell)
{
    return strata_prints_is_asked(prints_of(work), cell) &&
           !strata_prints_is_shown(prints_of(work), cell);
}

/* What must stay open of a percent that is printed: nothing of a number, three counts of a tail or
 * range, all that is asked for of one that is hidden. */
static int64_t width_of_cut(const strata_unknowns_work *work, uint32_t cell, unsigned cut)
{
    const strata_prints *prints = prints_of(work);
    int64_t width = 0;
    for (size_t at = prints->first[cell]; at < prints->first[cell + 1]; at++) {
        const strata_cell *row = prints->prints[at].row;
        if (prints->files[prints->prints[at].file].is_known || row->key.stat != STRATA_STAT_PCT ||
            row->key.cut != cut) {
            continue;
        }
        if (has(row, STRATA_HAS_VALUE)) {
            return 0;
        }
        width = has(row, STRATA_HAS_BOUNDS) ? STRATA_FEASIBLE_MIN - 1 : work->width;
    }
    return width;
}

/* Whether strata counted the students of the group, and so found some: what nobody is in has no
 * row. A file of counts can list a group of nobody, and so a table of estimates made of it; and a
 * table of students lists groups in which nobody has a result. */
static bool has_students(const strata_prints *prints, uint32_t cell)
{
    bool has_some = false;
    for (size_t at = prints->first[cell]; at < prints->first[cell + 1]; at++) {
        const strata_cell *row = prints->prints[at].row;
        has_some =
            has_some || (row->key.stat == STRATA_STAT_COUNTS && row->key.source == STRATA_COUNTED &&
                         (row->has & (STRATA_IS_GIVEN | STRATA_IS_SUM)) == 0);
    }
    return has_some;
}

static void say(const strata_unknowns_work *work, const strata_node *node, unsigned slot,
                strata_unknown *out)
{
    const bool is_cut = slot >= SLOT_CUTS;
    const bool is_asked = strata_prints_is_asked(prints_of(work), node->cell);
    out->number = (uint8_t)(is_cut ? STRATA_NUMBER_CUT : slot);
    out->cut = (uint8_t)(is_cut ? slot - SLOT_CUTS + 2 : 0);
    out->lo = node->least[slot];
    out->hi = node->most[slot];
    if (slot == SLOT_ENROLLED && out->lo == 0 && out->hi > 0 &&
        has_students(prints_of(work), node->cell)) {
        out->lo = 1;
    }
    out->hidden_lo = out->lo;
    out->hidden_width = is_asked ? work->width : 0;
    out->width = is_cut && is_asked ? width_of_cut(work, node->cell, out->cut) : 0;
}

/* Shares, as printed. */
static void say_level(const strata_unknowns_work *work, const strata_node *node,
                      strata_unknown *level)
{
    const strata_prints *prints = prints_of(work);
    const span n = {node->least[SLOT_SCORED], node->most[SLOT_SCORED]};
    for (size_t at = prints->first[node->cell]; at < prints->first[node->cell + 1]; at++) {
        const strata_cell *row = prints->prints[at].row;
        if (row->key.stat != STRATA_STAT_SHARE || row->key.cut != level->cut || !is_usable(row) ||
            n.lo > n.hi || n.lo > STRATA_NUMBER_MOST) {
            continue;
        }
        const span counts = counts_between(row, false, n);
        level->lo = counts.lo > level->lo ? counts.lo : level->lo;
        level->hi = counts.hi < level->hi ? counts.hi : level->hi;
    }
    level->hidden_width = strata_prints_is_asked(prints, node->cell) ? level->hidden_width : 0;
}

const strata_node_maker strata_node_from_prints = {
    .make = make, .say = say, .say_level = say_level, .must_hide = must_hide};
