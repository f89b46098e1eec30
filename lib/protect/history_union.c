/* The attacker who has all releases. What he has is put together as one release: the numbers of
 * each one and its sums. A number that is the same in two of them is one number, of which both say
 * something; that gives him more than he can know, and never something wrong. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "protect/audit.h"
#include "protect/history_parts.h"
#include "protect/unknowns.h"

enum {
    ID_ROOM = 32 /* of what is put behind an id */
};

/* Cells of one release that are looked at. */
typedef struct one_release {
    strata_cellset set;
    size_t *joint; /* joint[set.count]: their numbers */
    bool *hidden;  /* hidden[set.count] */
    strata_unknowns *unknowns;
    uint32_t *number; /* number[unknowns->release->cell_count]: in the union */
} one_release;

/* All of them together. */
typedef struct all_releases {
    strata_history_work *work;
    strata_intern *ids; /* id of a number and its value */
    strata_intern *sums;
    strata_release_cell *cells; /* cells[count] */
    size_t *owner;              /* owner[count]: number in joint of its cell; SIZE_MAX: inner */
    int64_t *truth;
    int64_t *width;
    size_t count;
    size_t rooms[4];
    strata_release *release;
    char *text; /* for ids */
    size_t text_room;
} all_releases;

/* ---- one release ---- */

static void one_deinit(one_release *one)
{
    strata_history_view_deinit(&one->set);
    strata_free(one->joint);
    strata_free(one->hidden);
    strata_unknowns_free(one->unknowns);
    strata_free(one->number);
    *one = (one_release){0};
}

static strata_status one_begin(const strata_history_work *work, size_t count, one_release *one)
{
    const size_t room = count > 0 ? count : 1;
    one->set = strata_history_view(work->set);
    one->joint = strata_alloc_zero(room, sizeof *one->joint);
    one->hidden = strata_alloc_zero(room, sizeof *one->hidden);
    return one->joint != NULL && one->hidden != NULL ? STRATA_OK : strata_fail_memory(work->err);
}

/* Only components that change or grow are looked at: the others are what they were. */
static bool is_looked_at(const strata_history_work *work, size_t cell)
{
    const unsigned part = *strata_history_part(work, cell);
    return (part & STRATA_PART_KNOWN) != 0 && (part & STRATA_PART_HELD) == 0 &&
           (part & (STRATA_PART_CHANGED | STRATA_PART_GROWN)) != 0;
}

static strata_status one_add(const strata_history_work *work, const strata_cell *cell, size_t joint,
                             bool is_hidden, one_release *one)
{
    if (!is_looked_at(work, joint)) {
        return STRATA_OK;
    }
    one->joint[one->set.count] = joint;
    one->hidden[one->set.count] = is_hidden;
    return strata_cellset_add(&one->set, cell, work->err);
}

static strata_status one_end(const strata_history_work *work, one_release *one)
{
    strata_primary primary = {0};
    const strata_policy_rules *rules = work->terms->rules;
    STRATA_TRY(strata_cellset_order(&one->set, work->err));
    STRATA_TRY(strata_primary_mark(rules, &one->set, &primary, work->err));
    const strata_status status =
        strata_unknowns_new(rules, &one->set, &primary, &one->unknowns, work->err);
    strata_primary_deinit(&primary);
    STRATA_TRY(status);
    strata_unknowns_hide(one->unknowns, one->hidden);
    one->number =
        strata_alloc_zero((size_t)one->unknowns->release->cell_count + 1, sizeof *one->number);
    return one->number != NULL ? STRATA_OK : strata_fail_memory(work->err);
}

/* The cells of a release stand in the order of joint: both are sorted. */
static strata_status one_of_release(const strata_history_work *work, size_t number,
                                    one_release *one)
{
    const strata_history_cells *release = &work->releases[number];
    STRATA_TRY(one_begin(work, work->joint.count, one));
    for (size_t at = 0; at < work->joint.count; at++) {
        const strata_cell *then = strata_history_then(release, at);
        if (then != NULL) {
            STRATA_TRY(one_add(work, then, at, !work->cells[at].was_shown, one));
        }
    }
    return one_end(work, one);
}

static strata_status one_of_now(const strata_history_work *work, const strata_cellset *set,
                                const bool *hidden, one_release *one)
{
    STRATA_TRY(one_begin(work, set->count, one));
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        const size_t joint =
            (size_t)(strata_cellset_find(&work->joint, &cell->key) - work->joint.cells);
        STRATA_TRY(one_add(work, cell, joint, hidden[at], one));
    }
    return one_end(work, one);
}

/* ---- all of them ---- */

static void all_deinit(all_releases *all)
{
    strata_intern_free(all->ids);
    strata_intern_free(all->sums);
    strata_free(all->cells);
    strata_free(all->owner);
    strata_free(all->truth);
    strata_free(all->width);
    strata_free(all->text);
    strata_release_free(all->release);
}

static strata_status set_text(all_releases *all, const char *id, int64_t behind)
{
    const size_t need = strlen(id) + ID_ROOM;
    STRATA_TRY(strata_reserve(&all->text, &all->text_room, need, 1, all->work->err));
    (void)snprintf(all->text, need, "%s = %lld", id, (long long)behind);
    return STRATA_OK;
}

static strata_status make_room(all_releases *all, size_t need)
{
    strata_error *err = all->work->err;
    STRATA_TRY(strata_reserve(&all->cells, &all->rooms[0], need, sizeof *all->cells, err));
    STRATA_TRY(strata_reserve(&all->owner, &all->rooms[1], need, sizeof *all->owner, err));
    STRATA_TRY(strata_reserve(&all->truth, &all->rooms[2], need, sizeof *all->truth, err));
    return strata_reserve(&all->width, &all->rooms[3], need, sizeof *all->width, err);
}

static void meet(strata_release_cell *cell, const strata_release_cell *with)
{
    cell->lo = with->lo > cell->lo ? with->lo : cell->lo;
    cell->hi = with->hi < cell->hi ? with->hi : cell->hi;
    cell->meant_lo = cell->lo;
    cell->meant_hi = cell->hi;
    cell->is_hidden = cell->lo != cell->hi;
    cell->has_symbol = cell->has_symbol || with->has_symbol;
}

static strata_status add_number(all_releases *all, const one_release *one, uint32_t at)
{
    const strata_unknowns *unknowns = one->unknowns;
    const strata_unknown *of = &unknowns->of[at];
    const bool is_inner = of->cell == STRATA_INNER;
    const int64_t width = is_inner || one->hidden[of->cell] ? of->hidden_width : of->width;
    const size_t before = all->count;
    uint32_t id = 0;
    STRATA_TRY(set_text(all, strata_release_cell_id(unknowns->release, at), unknowns->truth[at]));
    STRATA_TRY(strata_intern_add(all->ids, all->text, strlen(all->text), &id, all->work->err));
    one->number[at] = id - 1;
    if (id - 1 < before) {
        meet(&all->cells[id - 1], &unknowns->release->cells[at]);
        all->width[id - 1] = width < all->width[id - 1] ? width : all->width[id - 1];
        return STRATA_OK;
    }
    STRATA_TRY(make_room(all, before + 1));
    all->cells[before] = unknowns->release->cells[at];
    all->cells[before].part = 0;
    all->owner[before] = is_inner ? SIZE_MAX : one->joint[of->cell];
    all->truth[before] = unknowns->truth[at];
    all->width[before] = width;
    all->count++;
    return STRATA_OK;
}

static strata_status add_numbers(all_releases *all, const one_release *one)
{
    for (uint32_t at = 0; at < one->unknowns->release->cell_count; at++) {
        STRATA_TRY(add_number(all, one, at));
    }
    return STRATA_OK;
}

static strata_slice id_of(const all_releases *all, uint32_t number)
{
    return strata_slice_of(strata_intern_text(all->ids, number + 1));
}

/* A sum of the same numbers is the same sum. */
static strata_status add_sum(all_releases *all, const one_release *one, uint32_t equation)
{
    const strata_release *release = one->unknowns->release;
    const strata_equations *sums = &release->sums;
    uint64_t mark = 0;
    for (uint32_t at = sums->start[equation]; at < sums->start[equation + 1]; at++) {
        const uint64_t pair[] = {mark, one->number[sums->member[at]]};
        mark = strata_hash64(pair, sizeof pair);
    }
    const uint32_t before = strata_intern_count(all->sums);
    uint32_t id = 0;
    STRATA_TRY(set_text(all, strata_release_equation_id(release, equation), (int64_t)mark));
    STRATA_TRY(strata_intern_add(all->sums, all->text, strlen(all->text), &id, all->work->err));
    const uint32_t total = release->total[equation];
    for (uint32_t at = sums->start[equation]; id >= before && at < sums->start[equation + 1];
         at++) {
        if (sums->member[at] != total) {
            STRATA_TRY(strata_release_add_link(
                all->release, strata_slice_of(all->text), id_of(all, one->number[total]),
                id_of(all, one->number[sums->member[at]]), all->work->err));
        }
    }
    return STRATA_OK;
}

static strata_status add_sums(all_releases *all, const one_release *one)
{
    for (uint32_t at = 0; at < one->unknowns->release->equation_count; at++) {
        STRATA_TRY(add_sum(all, one, at));
    }
    return STRATA_OK;
}

static strata_status put_together(all_releases *all, const one_release *ones, size_t count)
{
    all->ids = strata_intern_new();
    all->sums = strata_intern_new();
    all->release = strata_release_new();
    if (all->ids == NULL || all->sums == NULL || all->release == NULL) {
        return strata_fail_memory(all->work->err);
    }
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(add_numbers(all, &ones[at]));
    }
    for (size_t at = 0; at < all->count; at++) {
        STRATA_TRY(strata_release_add_cell(all->release, id_of(all, (uint32_t)at), &all->cells[at],
                                           all->work->err));
    }
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(add_sums(all, &ones[at]));
    }
    return strata_release_finish(all->release, all->work->err);
}

/* ---- the attack ---- */

static strata_status attack(const all_releases *all)
{
    const strata_history_work *work = all->work;
    const strata_audit_options options = {.knowledge = STRATA_KNOWS_NOTHING,
                                          .width = STRATA_WIDTH_DEFAULT,
                                          .widths = all->width,
                                          .truth = all->truth};
    strata_audit *audit = NULL;
    STRATA_TRY(strata_audit_run(all->release, &options, &audit, work->err));
    for (uint32_t at = 0; at < all->count; at++) {
        const bool is_safe =
            all->width[at] == 0 || strata_audit_finding(audit, at).verdict == STRATA_VERDICT_SAFE;
        if (!is_safe && all->owner[at] != SIZE_MAX) {
            uint8_t *part = strata_history_part(work, all->owner[at]);
            *part = (uint8_t)(*part | STRATA_PART_HELD);
        }
    }
    strata_audit_free(audit);
    return STRATA_OK;
}

static strata_status look(strata_history_work *work, const strata_cellset *set, const bool *hidden,
                          one_release *ones)
{
    const size_t count = work->history->count;
    all_releases all = {.work = work};
    STRATA_TRY(one_of_now(work, set, hidden, &ones[count]));
    if (ones[count].set.count == 0) {
        return STRATA_OK;
    }
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(one_of_release(work, at, &ones[at]));
    }
    strata_status status = put_together(&all, ones, count + 1);
    if (status == STRATA_OK) {
        status = attack(&all);
    }
    all_deinit(&all);
    return status;
}

strata_status strata_history_union(strata_history_work *work, const strata_cellset *set,
                                   const bool *hidden)
{
    const size_t count = work->history->count + 1;
    one_release *ones = strata_alloc_zero(count, sizeof *ones);
    if (ones == NULL) {
        return strata_fail_memory(work->err);
    }
    const strata_status status = look(work, set, hidden, ones);
    for (size_t at = 0; at < count; at++) {
        one_deinit(&ones[at]);
    }
    strata_free(ones);
    return status;
}
