/* What is new is protected, what was published stays; history.h says when. */
#include "protect/history.h"

#include <string.h>

#include "base/alloc.h"
#include "cube/protection_line.h"
#include "protect/history_parts.h"
#include "protect/protected_cells.h"

/* ---- which rows are made anew ---- */

/* Cells that are to be protected, of all components that are new or may change. */
typedef struct fresh_cells {
    strata_cellset set;
    size_t *joint; /* joint[set.count]: their numbers */
    bool *hidden;  /* hidden[set.count] */
    bool *earlier_hidden;
    bool *earlier_shown;
} fresh_cells;

static void fresh_deinit(fresh_cells *fresh)
{
    strata_history_view_deinit(&fresh->set);
    strata_free(fresh->joint);
    strata_free(fresh->hidden);
    strata_free(fresh->earlier_hidden);
    strata_free(fresh->earlier_shown);
    *fresh = (fresh_cells){0};
}

static bool is_held(unsigned part)
{
    return (part & STRATA_PART_HELD) != 0;
}

/* Published before, and nothing is new. */
static bool is_kept(unsigned part)
{
    return (part & STRATA_PART_KNOWN) != 0 &&
           (part & (STRATA_PART_CHANGED | STRATA_PART_GROWN)) == 0;
}

static bool is_fresh(unsigned part)
{
    return !is_held(part) && !is_kept(part);
}

/* Who has gone has no row any more; who was not asked for still counts. */
static bool is_protected_now(const strata_history_work *work, size_t cell)
{
    const unsigned part = *strata_history_part(work, cell);
    return is_fresh(part) && (work->cells[cell].is_now || (part & STRATA_PART_CHANGED) == 0);
}

static strata_status fresh_alloc(fresh_cells *fresh, size_t count, strata_error *err)
{
    const size_t room = count > 0 ? count : 1;
    fresh->joint = strata_alloc_zero(room, sizeof *fresh->joint);
    fresh->hidden = strata_alloc_zero(room, sizeof *fresh->hidden);
    fresh->earlier_hidden = strata_alloc_zero(room, sizeof *fresh->earlier_hidden);
    fresh->earlier_shown = strata_alloc_zero(room, sizeof *fresh->earlier_shown);
    return fresh->joint != NULL && fresh->hidden != NULL && fresh->earlier_hidden != NULL &&
                   fresh->earlier_shown != NULL
               ? STRATA_OK
               : strata_fail_memory(err);
}

static strata_status fresh_fill(const strata_history_work *work, fresh_cells *fresh)
{
    fresh->set = strata_history_view(work->set);
    STRATA_TRY(fresh_alloc(fresh, work->joint.count, work->err));
    for (size_t at = 0; at < work->joint.count; at++) {
        const strata_history_cell *cell = &work->cells[at];
        if (!is_protected_now(work, at)) {
            continue;
        }
        const size_t number = fresh->set.count;
        const bool is_known =
            cell->release != STRATA_HISTORY_NEVER && strata_links_has(&work->joint.cells[at]);
        fresh->joint[number] = at;
        fresh->earlier_hidden[number] = is_known && !cell->was_shown;
        fresh->earlier_shown[number] = is_known && cell->was_shown;
        STRATA_TRY(strata_cellset_add(&fresh->set, &work->joint.cells[at], work->err));
    }
    return strata_cellset_order(&fresh->set, work->err);
}

/* ---- whether that can be ---- */

static void hold(const strata_history_work *work, size_t cell)
{
    uint8_t *part = strata_history_part(work, cell);
    *part = (uint8_t)(*part | STRATA_PART_HELD);
}

/* Was shown, and now is not; or is shown for the first time, beside numbers that changed, with
 * counts that tell who came. */
static bool breaks_pattern(const strata_history_work *work, const fresh_cells *fresh, size_t at)
{
    const strata_history_cell *cell = &work->cells[fresh->joint[at]];
    const strata_cell *now = &fresh->set.cells[at];
    const unsigned part = *strata_history_part(work, fresh->joint[at]);
    const bool is_shown = strata_links_has(now) && !fresh->hidden[at];
    if (cell->release != STRATA_HISTORY_NEVER) {
        return cell->was_shown != is_shown && (cell->was_shown || strata_links_has(now));
    }
    return is_shown && (part & STRATA_PART_KNOWN) != 0 && (part & STRATA_PART_CHANGED) != 0 &&
           strata_history_moved_little(NULL, now, work->terms->rules->min_n);
}

static void hold_broken(const strata_history_work *work, const fresh_cells *fresh)
{
    for (size_t at = 0; at < fresh->set.count; at++) {
        if (breaks_pattern(work, fresh, at)) {
            hold(work, fresh->joint[at]);
        }
    }
}

/* Holds what was published before and is among what is to be protected. False if there is none. */
static bool hold_known(const strata_history_work *work)
{
    bool has_held = false;
    for (size_t at = 0; at < work->joint.count; at++) {
        const unsigned part = *strata_history_part(work, at);
        if ((part & STRATA_PART_KNOWN) != 0 && is_fresh(part)) {
            hold(work, at);
            has_held = true;
        }
    }
    return has_held;
}

static strata_status find_pattern(strata_history_work *work, fresh_cells *fresh,
                                  strata_protect_report *report)
{
    const strata_protect_earlier earlier = {.hidden = fresh->earlier_hidden,
                                            .shown = fresh->earlier_shown};
    strata_protect_terms terms = *work->terms;
    terms.earlier = &earlier;
    STRATA_TRY(strata_protect_pattern(&terms, &fresh->set, fresh->hidden, report, work->err));
    hold_broken(work, fresh);
    return strata_history_union(work, &fresh->set, fresh->hidden);
}

static strata_status fresh_make(strata_history_work *work, fresh_cells *fresh,
                                strata_protect_report *report)
{
    STRATA_TRY(fresh_fill(work, fresh));
    return find_pattern(work, fresh, report);
}

/* Where what was published before cannot be protected as it is now, it stays as it was. */
static strata_status fresh_find(strata_history_work *work, fresh_cells *fresh,
                                strata_protect_report *report)
{
    const strata_status status = fresh_make(work, fresh, report);
    if (status != STRATA_E_PROTECTED || !hold_known(work)) {
        return status;
    }
    if (work->err != NULL) {
        *work->err = (strata_error){0};
    }
    fresh_deinit(fresh);
    return fresh_make(work, fresh, report);
}

/* ---- the rows ---- */

static strata_status fail_row(const strata_history_work *work)
{
    return strata_history_fail_damaged(work->history->folder, "a row is of no cell", work->err);
}

/* The cell is there, or has gone from among those that are. */
static bool is_asked(const strata_history_work *work, size_t cell)
{
    const unsigned part = *strata_history_part(work, cell);
    return work->cells[cell].is_now ||
           ((part & STRATA_PART_NOW) != 0 && (part & STRATA_PART_OTHER_PLAN) == 0);
}

/* Rows of components that stay as they were; those of cells that are not asked for are left out. */
static strata_status add_release(const strata_history_work *work, size_t number,
                                 strata_cellset *out)
{
    const strata_history_cells *release = &work->releases[number];
    for (size_t at = 0; at < release->printed_count; at++) {
        strata_cell row = release->printed[at];
        const size_t cell = strata_history_find(work, &row.key);
        if (cell == SIZE_MAX) {
            return fail_row(work);
        }
        const unsigned part = *strata_history_part(work, cell);
        if (work->cells[cell].release != number || is_fresh(part) || !is_asked(work, cell)) {
            continue;
        }
        row.has = (uint16_t)(row.has | (is_held(part) ? (unsigned)STRATA_IS_HELD : 0U));
        STRATA_TRY(strata_cellset_add(out, &row, work->err));
    }
    return STRATA_OK;
}

static strata_status add_printed(const strata_history_work *work, const strata_cellset *rows,
                                 strata_cellset *out)
{
    for (size_t at = 0; at < rows->count; at++) {
        const size_t cell = strata_history_find(work, &rows->cells[at].key);
        if (cell == SIZE_MAX) {
            return fail_row(work);
        }
        if (work->cells[cell].is_now && is_fresh(*strata_history_part(work, cell))) {
            STRATA_TRY(strata_cellset_add(out, &rows->cells[at], work->err));
        }
    }
    return strata_cellset_order(out, work->err);
}

static strata_status add_counts(const strata_history_work *work, strata_cellset *out)
{
    for (size_t at = 0; at < work->joint.count; at++) {
        if (work->cells[at].is_now && is_fresh(*strata_history_part(work, at))) {
            STRATA_TRY(strata_cellset_add(out, &work->joint.cells[at], work->err));
        }
    }
    return strata_cellset_order(out, work->err);
}

static strata_status write_release(const strata_history_work *work, const strata_cellset *printed)
{
    strata_cellset counts = strata_history_view(work->set);
    strata_cellset rows = *printed;
    const strata_policy_rules *rules = work->terms->rules;
    (void)strata_protection_line_format(rules->id, rules->min_n, rows.protection);
    strata_status status = add_counts(work, &counts);
    if (status == STRATA_OK && counts.count > 0) {
        status = strata_history_write(work->history, &counts, &rows, work->err);
    }
    strata_history_view_deinit(&counts);
    return status;
}

static strata_status collect(const strata_history_work *work, const strata_cellset *printed,
                             strata_cellset *out)
{
    for (size_t at = 0; at < work->set->count; at++) {
        if (work->set->cells[at].key.source != STRATA_COUNTED) {
            STRATA_TRY(strata_cellset_add(out, &work->set->cells[at], work->err));
        }
    }
    STRATA_TRY(strata_cellset_add_all(out, printed->cells, printed->count, work->err));
    for (size_t number = 0; number < work->history->count; number++) {
        STRATA_TRY(add_release(work, number, out));
    }
    return STRATA_OK;
}

/* The set takes over the cells; its level columns may have become more. */
static strata_status take_cells(strata_cellset *set, strata_cellset *from, strata_error *err)
{
    strata_free(set->cells);
    set->cells = from->cells;
    set->count = from->count;
    set->room = from->room;
    from->cells = NULL;
    set->level_columns =
        from->level_columns > set->level_columns ? from->level_columns : set->level_columns;
    return strata_cellset_order(set, err);
}

static strata_status finish(strata_history_work *work, const strata_cellset *protected_rows)
{
    strata_cellset printed = strata_history_view(work->set);
    strata_cellset all = strata_history_view(work->set);
    strata_status status = add_printed(work, protected_rows, &printed);
    if (status == STRATA_OK) {
        status = write_release(work, &printed);
    }
    if (status == STRATA_OK) {
        status = collect(work, &printed, &all);
    }
    if (status == STRATA_OK) {
        status = take_cells(work->set, &all, work->err);
    }
    strata_history_view_deinit(&printed);
    strata_history_view_deinit(&all);
    return status;
}

/* ---- all of it ---- */

static strata_status count_primary(const strata_history_work *work, strata_protect_report *report)
{
    strata_primary primary = {0};
    STRATA_TRY(strata_primary_mark(work->terms->rules, work->set, &primary, work->err));
    report->primary = primary.marked;
    memcpy(report->by_reason, primary.cells, sizeof report->by_reason);
    strata_primary_deinit(&primary);
    return STRATA_OK;
}

static void count_cells(const strata_history_work *work, strata_protect_report *report)
{
    report->cells = 0;
    for (size_t at = 0; at < work->joint.count; at++) {
        const unsigned part = *strata_history_part(work, at);
        if (!strata_links_has(&work->joint.cells[at])) {
            continue;
        }
        const bool is_known = work->cells[at].release != STRATA_HISTORY_NEVER;
        report->cells += work->cells[at].is_now ? 1 : 0;
        report->held += is_known && is_held(part) && is_asked(work, at) ? 1 : 0;
        report->waiting += !is_known && is_held(part) ? 1 : 0;
        report->kept += is_known && is_kept(part) && work->cells[at].is_now ? 1 : 0;
    }
}

static strata_status protect(strata_history_work *work, fresh_cells *fresh,
                             strata_protect_report *report)
{
    STRATA_TRY(strata_history_join(work));
    strata_history_judge(work);
    STRATA_TRY(fresh_find(work, fresh, report));
    STRATA_TRY(count_primary(work, report));
    const size_t before = strata_protect_count_hidden(work->set);
    STRATA_TRY(strata_protected_cells(work->terms->rules, &fresh->set, fresh->hidden, work->err));
    STRATA_TRY(finish(work, &fresh->set));
    count_cells(work, report);
    const size_t hidden = strata_protect_count_hidden(work->set);
    report->hidden = hidden > before ? hidden - before : 0;
    return STRATA_OK;
}

/* Groups of races of two schemes are not the same students by the same names. */
static strata_status check_races(const strata_history *history, const strata_cellset *set,
                                 strata_error *err)
{
    for (size_t at = 0; at < history->count; at++) {
        const char *scheme = history->releases[at].counts->race_scheme;
        if (strcmp(scheme, set->race_scheme) != 0) {
            return strata_fail_at(err, STRATA_E_INPUT, "state",
                                  (strata_place_in_file){.file = history->folder},
                                  "the earlier releases are by race scheme \"%s\", these cells by "
                                  "\"%s\": they cannot be compared; keep the scheme",
                                  scheme, set->race_scheme);
        }
    }
    return STRATA_OK;
}

strata_status strata_history_protect(strata_history *history, const strata_protect_terms *terms,
                                     strata_cellset *set, strata_protect_report *report,
                                     strata_error *err)
{
    strata_history_work work = {.terms = terms, .history = history, .set = set, .err = err};
    fresh_cells fresh = {0};
    *report = (strata_protect_report){0};
    STRATA_TRY(strata_history_read(history, terms->rules, err));
    STRATA_TRY(check_races(history, set, err));
    const strata_status status = protect(&work, &fresh, report);
    fresh_deinit(&fresh);
    strata_history_work_deinit(&work);
    return status;
}
