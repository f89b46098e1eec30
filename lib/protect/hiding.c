/* First what is hidden of each level, then of students, then all numbers are audited. */
#include "protect/hiding.h"

#include <string.h>

#include "base/alloc.h"
#include "protect/hiding_parts.h"

enum {
    ROUNDS = 20 /* audits, before nothing is published */
};

strata_status strata_hiding_round(strata_hiding_work *work, strata_error *err)
{
    STRATA_TRY(strata_hiding_copy_hide(work, &work->levels, err));
    STRATA_TRY(strata_hiding_merge_levels(work, err));
    if (work->has_left_students) {
        STRATA_TRY(strata_hiding_copy_hide(work, &work->students, err));
    }
    return strata_hiding_lift(work, err);
}

static strata_status go_on(strata_hiding_work *work, strata_error *err)
{
    uint32_t left = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        STRATA_TRY(strata_hiding_round(work, err));
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

static void find_nodes(strata_hiding_work *work)
{
    uint32_t node = 0;
    for (uint32_t at = 0; at < work->unknowns->release->cell_count; at++) {
        while (node <= work->unknowns->of[at].node) {
            work->first[node++] = at;
        }
    }
    while (node <= work->unknowns->node_count) {
        work->first[node++] = work->unknowns->release->cell_count;
    }
}

/* All as if hidden: strata_suppress is told what is known of each number then. */
strata_status strata_hiding_open(strata_hiding_work *work, strata_error *err)
{
    strata_unknowns *unknowns = work->unknowns;
    work->left_count = unknowns->release->cell_count;
    work->has_left_students = true;
    const size_t numbers = unknowns->release->cell_count > 0 ? unknowns->release->cell_count : 1;
    const size_t cells = unknowns->cell_count > 0 ? unknowns->cell_count : 1;
    work->is_new = strata_alloc_zero(cells, sizeof *work->is_new);
    work->width = strata_alloc_zero(numbers, sizeof *work->width);
    work->first = strata_alloc_zero((size_t)unknowns->node_count + 1, sizeof *work->first);
    if (work->width == NULL || work->is_new == NULL || work->first == NULL) {
        return strata_fail_memory(err);
    }
    memset(work->is_new, true, cells * sizeof *work->is_new);
    strata_unknowns_hide(unknowns, work->is_new);
    memset(work->is_new, false, cells * sizeof *work->is_new);
    find_nodes(work);
    STRATA_TRY(strata_hiding_copy_init(&work->levels, unknowns, err));
    STRATA_TRY(strata_hiding_copy_init(&work->students, unknowns, err));
    work->levels.is_exact = true;
    return strata_hiding_copies_make(work, err);
}

void strata_hiding_close(strata_hiding_work *work)
{
    strata_hiding_copy_deinit(&work->levels);
    strata_hiding_copy_deinit(&work->students);
    strata_free(work->is_new);
    strata_free(work->first);
    strata_free(work->width);
    strata_ways_deinit(&work->ways);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the type is the suppressor's */
static strata_status hide(void *context, strata_unknowns *unknowns, bool *hidden, strata_error *err)
{
    (void)context;
    strata_hiding_work work = {.unknowns = unknowns, .hidden = hidden};
    strata_status status = strata_hiding_open(&work, err);
    status = status == STRATA_OK ? go_on(&work, err) : status;
    strata_hiding_close(&work);
    return status;
}

const strata_suppressor strata_hiding = {.hide = hide};
