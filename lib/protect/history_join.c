/* All cells of all releases under one numbering, and which of them have students in common. */
#include <string.h>

#include "base/alloc.h"
#include "cube/cell_map.h"
#include "cube/cell_order.h"
#include "protect/history_parts.h"

strata_cellset strata_history_view(const strata_cellset *set)
{
    strata_cellset view = *set;
    view.cells = NULL;
    view.count = 0;
    view.room = 0;
    view.inputs = NULL;
    view.input_count = 0;
    view.input_room = 0;
    view.order = NULL;
    return view;
}

void strata_history_view_deinit(strata_cellset *view)
{
    strata_free(view->cells);
    strata_cell_order_free(view->order);
    *view = (strata_cellset){0};
}

void strata_history_work_deinit(strata_history_work *work)
{
    for (size_t at = 0; work->releases != NULL && at < work->history->count; at++) {
        strata_free(work->releases[at].counts);
        strata_free(work->releases[at].printed);
        strata_free(work->releases[at].then);
    }
    strata_free(work->releases);
    strata_free(work->cells);
    strata_free(work->parts);
    strata_links_deinit(&work->links);
    strata_history_view_deinit(&work->joint);
}

/* ---- the cells of all releases ---- */

/* Copies of the cells of a set, with the texts of the new cells. */
static strata_status translate(strata_history_work *work, const strata_cellset *from,
                               strata_cell **out, size_t *count)
{
    strata_cellset *set = work->set;
    const size_t first = set->count;
    STRATA_TRY(strata_cellset_append_cells(set, from, work->err));
    *count = set->count - first;
    set->count = first;
    *out = strata_alloc_zero(*count > 0 ? *count : 1, sizeof **out);
    if (*out == NULL) {
        return strata_fail_memory(work->err);
    }
    memcpy(*out, set->cells + first, *count * sizeof **out);
    return STRATA_OK;
}

static strata_status translate_all(strata_history_work *work)
{
    const strata_history *history = work->history;
    const size_t room = history->count > 0 ? history->count : 1;
    work->releases = strata_alloc_zero(room, sizeof *work->releases);
    if (work->releases == NULL) {
        return strata_fail_memory(work->err);
    }
    for (size_t at = 0; at < history->count; at++) {
        strata_history_cells *release = &work->releases[at];
        const strata_history_release *from = &history->releases[at];
        STRATA_TRY(translate(work, from->counts, &release->counts, &release->count));
        STRATA_TRY(translate(work, from->printed, &release->printed, &release->printed_count));
    }
    return STRATA_OK;
}

static strata_status add_cells(strata_history_work *work, strata_cell_map *map,
                               const strata_cell *cells, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        strata_cell *into = NULL;
        bool is_new = false;
        if (cells[at].key.source != STRATA_COUNTED) {
            continue;
        }
        STRATA_TRY(strata_cell_map_get(map, &cells[at].key, &into, &is_new, work->err));
        if (is_new) {
            *into = cells[at];
        }
    }
    return STRATA_OK;
}

/* The newest first: of each cell the newest numbers stay. */
static strata_status add_all(strata_history_work *work, strata_cell_map *map)
{
    STRATA_TRY(add_cells(work, map, work->set->cells, work->set->count));
    for (size_t at = work->history->count; at > 0; at--) {
        STRATA_TRY(
            add_cells(work, map, work->releases[at - 1].counts, work->releases[at - 1].count));
    }
    return STRATA_OK;
}

static strata_status make_joint(strata_history_work *work)
{
    strata_cell_map map = {0};
    const strata_status status = add_all(work, &map);
    work->joint = strata_history_view(work->set);
    work->joint.cells = map.cells;
    work->joint.count = map.count;
    work->joint.room = map.room;
    map.cells = NULL;
    strata_cell_map_deinit(&map);
    STRATA_TRY(status);
    return strata_cellset_order(&work->joint, work->err);
}

/* ---- where they were before ---- */

static size_t index_of(const strata_history_work *work, const strata_cell_key *key)
{
    const strata_cell *cell = strata_cellset_find(&work->joint, key);
    return cell != NULL ? (size_t)(cell - work->joint.cells) : SIZE_MAX;
}

size_t strata_history_find(const strata_history_work *work, const strata_cell_key *key)
{
    strata_cell_key counts = *key;
    counts.stat = STRATA_STAT_COUNTS;
    counts.cut = 0;
    const size_t found = index_of(work, &counts);
    return found != SIZE_MAX ? found : index_of(work, key);
}

uint8_t *strata_history_part(const strata_history_work *work, size_t cell)
{
    return &work->parts[work->cells[cell].part];
}

const strata_cell *strata_history_then(const strata_history_cells *release, size_t cell)
{
    const uint32_t number = release->then[cell];
    return number > 0 ? &release->counts[number - 1] : NULL;
}

static strata_status note_release(strata_history_work *work, size_t number)
{
    strata_history_cells *release = &work->releases[number];
    release->then = strata_alloc_zero(work->joint.count + 1, sizeof *release->then);
    if (release->then == NULL) {
        return strata_fail_memory(work->err);
    }
    for (size_t at = 0; at < release->count; at++) {
        const size_t cell = index_of(work, &release->counts[at].key);
        if (cell != SIZE_MAX) {
            release->then[cell] = (uint32_t)at + 1;
            work->cells[cell].release = number;
            work->cells[cell].was_shown = false;
        }
    }
    for (size_t at = 0; at < release->printed_count; at++) {
        const size_t cell = index_of(work, &release->printed[at].key);
        if (cell != SIZE_MAX && work->cells[cell].release == number) {
            work->cells[cell].was_shown = strata_links_has(&release->printed[at]);
        }
    }
    return STRATA_OK;
}

static strata_status note_all(strata_history_work *work)
{
    const size_t room = work->joint.count + 1;
    work->cells = strata_alloc_zero(room, sizeof *work->cells);
    work->parts = strata_alloc_zero(room, sizeof *work->parts);
    if (work->cells == NULL || work->parts == NULL) {
        return strata_fail_memory(work->err);
    }
    for (size_t at = 0; at < work->joint.count; at++) {
        work->cells[at].release = STRATA_HISTORY_NEVER;
        work->cells[at].part = (uint32_t)at;
    }
    for (size_t at = 0; at < work->history->count; at++) {
        STRATA_TRY(note_release(work, at));
    }
    for (size_t at = 0; at < work->set->count; at++) {
        const size_t cell = index_of(work, &work->set->cells[at].key);
        if (cell != SIZE_MAX) {
            work->cells[cell].is_now = true;
        }
    }
    return STRATA_OK;
}

/* ---- components ---- */

static uint32_t root_of(strata_history_work *work, uint32_t cell)
{
    while (work->cells[cell].part != cell) {
        work->cells[cell].part = work->cells[work->cells[cell].part].part;
        cell = work->cells[cell].part;
    }
    return cell;
}

static void unite(strata_history_work *work, uint32_t a, uint32_t b)
{
    const uint32_t one = root_of(work, a);
    const uint32_t other = root_of(work, b);
    work->cells[one > other ? one : other].part = one > other ? other : one;
}

/* One place, year, test and grade: whatever the groups, they are groups of the same students. */
static bool are_of_one_table(const strata_cell_key *a, const strata_cell_key *b)
{
    return a->year == b->year && a->term == b->term && a->county == b->county && a->lea == b->lea &&
           a->school == b->school && a->assessment == b->assessment && a->era == b->era &&
           a->subject == b->subject && a->grade == b->grade;
}

static strata_status find_parts(strata_history_work *work)
{
    STRATA_TRY(strata_links_find(&work->joint, &work->links, work->err));
    for (size_t at = 0; at < work->links.count; at++) {
        unite(work, work->links.links[at].total, work->links.links[at].part);
    }
    for (size_t at = 1; at < work->joint.count; at++) {
        if (are_of_one_table(&work->joint.cells[at - 1].key, &work->joint.cells[at].key)) {
            unite(work, (uint32_t)at - 1, (uint32_t)at);
        }
    }
    for (size_t at = 0; at < work->joint.count; at++) {
        work->cells[at].part = root_of(work, (uint32_t)at);
    }
    return STRATA_OK;
}

strata_status strata_history_join(strata_history_work *work)
{
    STRATA_TRY(translate_all(work));
    STRATA_TRY(make_joint(work));
    STRATA_TRY(note_all(work));
    return find_parts(work);
}
