/* What changed since the releases before, and by how many students. */
#include <string.h>

#include "protect/history_parts.h"
#include "protect/shown.h"

enum {
    SLOT_ENROLLED,
    SLOT_TESTED,
    SLOT_SCORED,
    SLOT_CUTS, /* the lowest cut, 2 */
    SLOT_NOBODY = SLOT_CUTS + STRATA_LEVELS_MAX - 1,
    COUNT_SLOTS
};

/* Counts of students, each part of the one before, or how they moved. */
typedef struct counts {
    uint32_t known; /* bit s: slot s is */
    int64_t value[COUNT_SLOTS];
} counts;

/* ---- moves ---- */

static void set_slot(counts *of, unsigned slot, uint64_t value)
{
    of->known |= UINT32_C(1) << slot;
    of->value[slot] = value <= (uint64_t)INT64_MAX / 2 ? (int64_t)value : INT64_MAX / 2;
}

static counts counts_of(const strata_cell *cell)
{
    counts of = {0};
    set_slot(&of, SLOT_NOBODY, 0);
    if ((cell->has & STRATA_HAS_ENROLLED) != 0) {
        set_slot(&of, SLOT_ENROLLED, cell->n_enrolled);
    }
    if ((cell->has & STRATA_HAS_TESTED) != 0) {
        set_slot(&of, SLOT_TESTED, cell->n_tested);
    }
    if ((cell->has & STRATA_HAS_SCORED) != 0) {
        set_slot(&of, SLOT_SCORED, cell->n_scored);
    }
    for (unsigned cut = 2; (cell->has & STRATA_HAS_LEVELS) != 0 && cut <= cell->level_count;
         cut++) {
        set_slot(&of, SLOT_CUTS + cut - 2, strata_count_at_cut(cell, cut));
    }
    return of;
}

static counts minus(counts a, const counts *b)
{
    a.known &= b->known;
    for (unsigned slot = 0; slot < COUNT_SLOTS; slot++) {
        a.value[slot] -= b->value[slot];
    }
    return a;
}

/* Levels and students without a result are differences of two slots, as is a slot and nobody. */
static bool is_little(const counts *move, uint32_t min_n)
{
    bool little = false;
    for (unsigned a = 0; a < COUNT_SLOTS; a++) {
        for (unsigned b = a + 1; b < COUNT_SLOTS; b++) {
            const bool are_known = (move->known >> a & move->known >> b & 1) != 0;
            const int64_t by = are_known ? move->value[a] - move->value[b] : 0;
            little = little || (by != 0 && by < (int64_t)min_n && by > -(int64_t)min_n);
        }
    }
    return little;
}

static bool is_nothing(const counts *move)
{
    bool moved = false;
    for (unsigned slot = 0; slot < COUNT_SLOTS; slot++) {
        moved = moved || ((move->known >> slot & 1) != 0 && move->value[slot] != 0);
    }
    return !moved;
}

/* True if both tell the same kinds of numbers. */
static bool can_compare(const strata_cell *a, const strata_cell *b)
{
    return ((a->has ^ b->has) & STRATA_HAS_ALL) == 0 && a->status == b->status &&
           a->level_count == b->level_count && a->decimals == b->decimals;
}

bool strata_history_moved_little(const strata_cell *then, const strata_cell *now, uint32_t min_n)
{
    if (then == NULL || now == NULL) {
        const counts all = counts_of(then != NULL ? then : now);
        return is_little(&all, min_n);
    }
    if (strata_cell_equal(then, now)) {
        return false;
    }
    const counts before = counts_of(then);
    const counts after = counts_of(now);
    const counts move = minus(after, &before);
    return !can_compare(then, now) || is_nothing(&move) || is_little(&move, min_n);
}

/* A group comes or goes: readers see its row, but perhaps no numbers. */
static bool is_few(const strata_cell *cell, uint32_t min_n)
{
    const counts all = counts_of(cell);
    bool few = false;
    for (unsigned slot = 0; slot < SLOT_CUTS; slot++) {
        few = few || ((all.known >> slot & 1) != 0 && all.value[slot] > 0 &&
                      all.value[slot] < (int64_t)min_n);
    }
    return few;
}

/* ---- components ---- */

static void note(const strata_history_work *work, size_t cell, unsigned bits)
{
    uint8_t *part = strata_history_part(work, cell);
    *part = (uint8_t)(*part | bits);
}

/* The groups, levels and grades of a plan: its words before those that say whose results. */
static size_t asked_len(const char *plan)
{
    static const char *const behind[] = {" roster=", " status_year=", " successors=", " where="};
    size_t len = strlen(plan);
    for (size_t at = 0; at < sizeof behind / sizeof behind[0]; at++) {
        const char *found = strstr(plan, behind[at]);
        len = found != NULL && (size_t)(found - plan) < len ? (size_t)(found - plan) : len;
    }
    return len;
}

static bool is_same_plan(const char *a, const char *b)
{
    const size_t len = asked_len(a);
    return len == asked_len(b) && memcmp(a, b, len) == 0;
}

static void note_cell(const strata_history_work *work, size_t at)
{
    const strata_history_cell *cell = &work->cells[at];
    if (cell->is_now) {
        note(work, at, STRATA_PART_NOW);
    }
    if (cell->release == STRATA_HISTORY_NEVER) {
        note(work, at, STRATA_PART_GROWN);
        return;
    }
    const strata_history_release *release = &work->history->releases[cell->release];
    const strata_cell *then = strata_history_then(&work->releases[cell->release], at);
    note(work, at, STRATA_PART_KNOWN);
    if (!is_same_plan(release->counts->plan, work->set->plan)) {
        note(work, at, STRATA_PART_OTHER_PLAN);
    }
    if (strncmp(release->day, work->history->today, strlen("2026")) == 0) {
        note(work, at, STRATA_PART_THIS_YEAR);
    }
    if (!cell->is_now) {
        note(work, at, STRATA_PART_MISSING);
    } else if (!strata_cell_equal(then, &work->joint.cells[at])) {
        note(work, at, STRATA_PART_CHANGED);
    }
}

/* Where the same was asked for, who is missing has gone and who is new has come; but a component of
 * which nothing is there was not counted this time. */
static void note_comings(const strata_history_work *work)
{
    const unsigned moved = STRATA_PART_GROWN | STRATA_PART_MISSING;
    const unsigned both = STRATA_PART_KNOWN | STRATA_PART_NOW;
    for (size_t at = 0; at < work->joint.count; at++) {
        const unsigned part = *strata_history_part(work, at);
        if ((part & both) == both && (part & STRATA_PART_OTHER_PLAN) == 0 && (part & moved) != 0) {
            note(work, at, STRATA_PART_CHANGED);
        }
    }
}

static bool is_changed(const strata_history_work *work, size_t cell)
{
    return (*strata_history_part(work, cell) & STRATA_PART_CHANGED) != 0;
}

static const strata_cell *now_of(const strata_history_work *work, size_t cell)
{
    return work->cells[cell].is_now ? &work->joint.cells[cell] : NULL;
}

/* One cell against one release. */
static void compare(const strata_history_work *work, const strata_history_cells *release, size_t at)
{
    const uint32_t min_n = work->terms->rules->min_n;
    const strata_cell *now = now_of(work, at);
    const strata_cell *then = strata_history_then(release, at);
    if (then == NULL || !is_changed(work, at)) {
        return;
    }
    const bool is_bad = work->cells[at].was_shown
                            ? strata_history_moved_little(then, now, min_n)
                            : now == NULL && strata_cell_is_shown(then) && is_few(then, min_n);
    if (is_bad) {
        note(work, at, STRATA_PART_HELD);
    }
}

static counts move_of(const strata_history_work *work, const strata_history_cells *release,
                      uint32_t cell)
{
    const counts then = counts_of(strata_history_then(release, cell));
    const strata_cell *now = now_of(work, cell);
    counts after = {.known = then.known};
    if (now != NULL) {
        after = counts_of(now);
    }
    return minus(after, &then);
}

static bool takes_part(const strata_history_work *work, const strata_history_cells *release,
                       uint32_t cell)
{
    return strata_history_then(release, cell) != NULL && work->cells[cell].was_shown;
}

/* What is left of a total, or stands above it, when all parts that are shown are taken away. */
static void compare_rest(const strata_history_work *work, const strata_history_cells *release,
                         size_t first, size_t end)
{
    const uint32_t total = work->links.links[first].total;
    if (!is_changed(work, total) || !takes_part(work, release, total)) {
        return;
    }
    counts rest = move_of(work, release, total);
    for (size_t at = first; at < end; at++) {
        const uint32_t part = work->links.links[at].part;
        if (takes_part(work, release, part)) {
            const counts move = move_of(work, release, part);
            rest = minus(rest, &move);
        }
    }
    if (is_little(&rest, work->terms->rules->min_n)) {
        note(work, total, STRATA_PART_HELD);
    }
}

static void compare_rests(const strata_history_work *work, const strata_history_cells *release)
{
    const strata_links *links = &work->links;
    for (size_t first = 0, end = 0; first < links->count; first = end) {
        for (end = first + 1;
             end < links->count && strata_links_meet(&links->links[first], &links->links[end]);) {
            end++;
        }
        compare_rest(work, release, first, end);
    }
}

/* Groups that come. Whether they are shown is not known yet: see strata_history_protect. */
static void compare_new(const strata_history_work *work, size_t at)
{
    const strata_cell *now = &work->joint.cells[at];
    if (work->cells[at].release == STRATA_HISTORY_NEVER && is_changed(work, at) &&
        strata_links_has(now) && is_few(now, work->terms->rules->min_n)) {
        note(work, at, STRATA_PART_HELD);
    }
}

/* A change of which not all is known, or that comes too soon. */
static bool is_held_anyway(const strata_history_work *work, unsigned part)
{
    const bool is_new = (part & (STRATA_PART_CHANGED | STRATA_PART_GROWN)) != 0;
    const bool is_too_soon =
        work->terms->rules->is_yearly && (part & STRATA_PART_THIS_YEAR) != 0 && is_new;
    const bool is_unclear = (part & STRATA_PART_CHANGED) != 0 &&
                            (part & STRATA_PART_OTHER_PLAN) != 0 &&
                            (part & (STRATA_PART_MISSING | STRATA_PART_GROWN)) != 0;
    return (part & STRATA_PART_KNOWN) != 0 && (is_too_soon || is_unclear);
}

void strata_history_judge(strata_history_work *work)
{
    for (size_t at = 0; at < work->joint.count; at++) {
        note_cell(work, at);
    }
    note_comings(work);
    for (size_t release = 0; release < work->history->count; release++) {
        for (size_t at = 0; at < work->joint.count; at++) {
            compare(work, &work->releases[release], at);
        }
        compare_rests(work, &work->releases[release]);
    }
    for (size_t at = 0; at < work->joint.count; at++) {
        compare_new(work, at);
        if (is_held_anyway(work, *strata_history_part(work, at))) {
            note(work, at, STRATA_PART_HELD);
        }
    }
}
