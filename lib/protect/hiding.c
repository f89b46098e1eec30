/* Cells of the set become units of strata_suppress, then all numbers are audited. */
#include "protect/hiding.h"

#include <string.h>

#include "base/alloc.h"
#include "protect/hiding_parts.h"

enum {
    ROUNDS = 20 /* audits, before nothing is published */
};

/* ---- numbers of students alone ---- */

static bool is_of_students(const strata_unknown *of)
{
    return of->number <= STRATA_NUMBER_SCORED || of->number == STRATA_NUMBER_UNTESTED ||
           of->number == STRATA_NUMBER_UNSCORED;
}

static strata_slice id_of(const strata_release *release, uint32_t cell)
{
    return strata_slice_of(strata_release_cell_id(release, cell));
}

static strata_status copy_cells(strata_hiding_work *work, strata_error *err)
{
    const strata_release *all = work->unknowns->release;
    for (uint32_t part = 1; part < strata_intern_count(all->parts); part++) {
        const char *name = strata_intern_text(all->parts, part);
        uint32_t same = 0;
        STRATA_TRY(strata_intern_add(work->students->parts, name, strlen(name), &same, err));
    }
    for (uint32_t cell = 0; cell < all->cell_count; cell++) {
        if (is_of_students(&work->unknowns->of[cell])) {
            work->number[work->students->cell_count] = cell;
            STRATA_TRY(
                strata_release_add_cell(work->students, id_of(all, cell), &all->cells[cell], err));
        }
    }
    return STRATA_OK;
}

static strata_status copy_links(strata_hiding_work *work, strata_error *err)
{
    const strata_release *all = work->unknowns->release;
    for (uint32_t link = 0; link < all->link_count; link++) {
        const uint32_t equation = all->link_equation[link];
        const uint32_t total = all->total[equation];
        if (is_of_students(&work->unknowns->of[total]) &&
            is_of_students(&work->unknowns->of[all->link_part[link]])) {
            STRATA_TRY(strata_release_add_link(
                work->students, strata_slice_of(strata_release_equation_id(all, equation)),
                id_of(all, total), id_of(all, all->link_part[link]), err));
        }
    }
    return strata_release_finish(work->students, err);
}

/* ---- what is asked for ---- */

static strata_suppress_role role_of(const strata_hiding_work *work, uint32_t cell)
{
    if (cell == STRATA_INNER) {
        return STRATA_SUPPRESS_UNPRINTED;
    }
    if (work->unknowns->must[cell]) {
        return STRATA_SUPPRESS_PRIMARY;
    }
    return work->hidden[cell] ? STRATA_SUPPRESS_EARLIER : STRATA_SUPPRESS_MAY;
}

static void fill_cells(strata_hiding_work *work)
{
    for (uint32_t at = 0; at < work->students->cell_count; at++) {
        const uint32_t number = work->number[at];
        const strata_unknown *said = &work->unknowns->of[number];
        const bool is_inner = said->cell == STRATA_INNER;
        const uint32_t weight = is_inner ? 0 : work->unknowns->weight[said->cell];
        work->cells[at] = (strata_suppress_cell){
            .truth = work->unknowns->truth[number],
            .lo = said->lo,
            .hi = said->hi,
            .width = said->hidden_width,
            .shown_width = said->width,
            .weight = weight > 0 ? weight : 1,
            .unit = is_inner ? 0 : said->cell + 1,
            .role = role_of(work, said->cell),
        };
    }
}

/* Hides more, so that no number of students is known too well; what that found out about ways to
 * move students is kept for the next time, and for all numbers. */
static strata_status hide_students(strata_hiding_work *work, strata_error *err)
{
    strata_suppressed done;
    const strata_suppress_options options = {.knowledge = STRATA_KNOWS_NOTHING,
                                             .ways = &work->student_ways};
    fill_cells(work);
    STRATA_TRY(strata_suppress(work->students, work->cells, &options, &done, err));
    for (uint32_t at = 0; at < work->students->cell_count; at++) {
        const uint32_t cell = work->unknowns->of[work->number[at]].cell;
        if (cell != STRATA_INNER && done.is_hidden[at]) {
            work->hidden[cell] = true;
        }
    }
    strata_ways_deinit(&work->student_ways);
    work->student_ways = done.ways;
    done.ways = (strata_ways){0};
    strata_suppressed_deinit(&done);
    return strata_hiding_lift(work, err);
}

/* ---- all of it ---- */

static strata_status go_on(strata_hiding_work *work, strata_error *err)
{
    uint32_t left = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        STRATA_TRY(hide_students(work, err));
        STRATA_TRY(strata_hiding_attack(work, &left, err));
        if (left == UINT32_MAX) {
            return STRATA_OK;
        }
    }
    return strata_fail(err, STRATA_E_PROTECTED, "suppress",
                       "number \"%.200s\" could not be shown to be safe, whatever else was hidden; "
                       "publish fewer crosses, levels or grades, or larger groups",
                       strata_release_cell_id(work->unknowns->release, left));
}

/* All as if hidden: strata_suppress is told what is known of each number then. */
static strata_status make(strata_hiding_work *work, strata_error *err)
{
    strata_unknowns *unknowns = work->unknowns;
    const size_t numbers = unknowns->release->cell_count > 0 ? unknowns->release->cell_count : 1;
    bool *all = strata_alloc_zero(unknowns->cell_count > 0 ? unknowns->cell_count : 1, sizeof *all);
    work->is_new = strata_alloc_zero(unknowns->cell_count > 0 ? unknowns->cell_count : 1,
                                     sizeof *work->is_new);
    work->students = strata_release_new();
    work->number = strata_alloc_zero(numbers, sizeof *work->number);
    work->cells = strata_alloc_zero(numbers, sizeof *work->cells);
    work->width = strata_alloc_zero(numbers, sizeof *work->width);
    if (all == NULL || work->students == NULL || work->number == NULL || work->cells == NULL ||
        work->width == NULL || work->is_new == NULL) {
        strata_free(all);
        return strata_fail_memory(err);
    }
    memset(all, true, unknowns->cell_count * sizeof *all);
    strata_unknowns_hide(unknowns, all);
    strata_free(all);
    STRATA_TRY(copy_cells(work, err));
    return copy_links(work, err);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the type is the suppressor's */
static strata_status hide(void *context, strata_unknowns *unknowns, bool *hidden, strata_error *err)
{
    (void)context;
    strata_hiding_work work = {
        .unknowns = unknowns, .hidden = hidden, .left_count = unknowns->release->cell_count};
    strata_status status = make(&work, err);
    status = status == STRATA_OK ? go_on(&work, err) : status;
    strata_release_free(work.students);
    strata_free(work.is_new);
    strata_free(work.number);
    strata_free(work.cells);
    strata_free(work.width);
    strata_ways_deinit(&work.student_ways);
    strata_ways_deinit(&work.ways);
    return status;
}

const strata_suppressor strata_hiding = {.hide = hide};
