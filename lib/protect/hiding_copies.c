/* Two copies of the numbers: of students alone, and of students level by level. */
#include <stdio.h>

#include "protect/hiding_parts.h"

enum {
    EQUATION_TEXT = 2048
};

/* ---- students ---- */

bool strata_hiding_is_of_students(const strata_unknown *of)
{
    return of->number <= STRATA_NUMBER_SCORED || of->number == STRATA_NUMBER_UNTESTED ||
           of->number == STRATA_NUMBER_UNSCORED;
}

static strata_status add_students(strata_hiding_work *work, strata_error *err)
{
    for (uint32_t at = 0; at < work->unknowns->release->cell_count; at++) {
        if (strata_hiding_is_of_students(&work->unknowns->of[at])) {
            STRATA_TRY(strata_hiding_copy_add(&work->students, work->unknowns, at,
                                              work->unknowns->release->cells[at].lo, err));
        }
    }
    return STRATA_OK;
}

static strata_status link_students(strata_hiding_work *work, strata_error *err)
{
    const strata_release *all = work->unknowns->release;
    for (uint32_t link = 0; link < all->link_count; link++) {
        const uint32_t equation = all->link_equation[link];
        const uint32_t total = all->total[equation];
        if (strata_hiding_is_of_students(&work->unknowns->of[total]) &&
            strata_hiding_is_of_students(&work->unknowns->of[all->link_part[link]])) {
            STRATA_TRY(strata_hiding_copy_link(&work->students,
                                               strata_release_equation_id(all, equation), total,
                                               all->link_part[link], err));
        }
    }
    return strata_release_finish(work->students.release, err);
}

/* ---- levels ---- */

unsigned strata_hiding_level_count(const strata_hiding_work *work, uint32_t node)
{
    unsigned levels = 0;
    for (uint32_t at = work->first[node]; at < work->first[node + 1]; at++) {
        levels += work->unknowns->of[at].number == STRATA_NUMBER_LEVEL ? 1 : 0;
    }
    return levels > 0 ? levels + 1 : 0; /* the highest has no number of its own */
}

/* The number that says how many are in a level: that of the level, or of the highest cut. */
static bool is_of_level(const strata_unknown *of, unsigned level, unsigned levels)
{
    return of->cut == level &&
           of->number == (level < levels ? STRATA_NUMBER_LEVEL : STRATA_NUMBER_CUT);
}

/* Of a node that has that level. */
static uint32_t number_of_level(const strata_hiding_work *work, uint32_t node, unsigned level,
                                unsigned levels)
{
    uint32_t at = work->first[node];
    while (!is_of_level(&work->unknowns->of[at], level, levels)) {
        at++;
    }
    return at;
}

/* How many fewer students a hidden node may have: readers know of most that they have one. */
static int64_t room_of_students(const strata_hiding_work *work, uint32_t node)
{
    const strata_unknowns *unknowns = work->unknowns;
    int64_t room = STRATA_NUMBER_MOST;
    for (uint32_t at = work->first[node]; at < work->first[node + 1]; at++) {
        const int64_t own = unknowns->truth[at] - unknowns->release->cells[at].lo;
        room = unknowns->of[at].number <= STRATA_NUMBER_SCORED && own < room ? own : room;
    }
    return room;
}

static strata_status add_level(strata_hiding_work *work, uint32_t number, int64_t room,
                               strata_error *err)
{
    const int64_t lo = work->unknowns->release->cells[number].lo;
    const int64_t least = work->unknowns->truth[number] - room;
    return strata_hiding_copy_add(&work->levels, work->unknowns, number, lo > least ? lo : least,
                                  err);
}

static strata_status add_levels(strata_hiding_work *work, strata_error *err)
{
    for (uint32_t node = 0; node < work->unknowns->node_count; node++) {
        const unsigned levels = strata_hiding_level_count(work, node);
        const int64_t room = room_of_students(work, node);
        for (unsigned level = 1; level <= levels; level++) {
            STRATA_TRY(add_level(work, number_of_level(work, node, level, levels), room, err));
        }
    }
    return STRATA_OK;
}

/* How many levels all of an equation's numbers have, if they are of students with a score. */
static unsigned levels_of_sum(const strata_hiding_work *work, uint32_t equation)
{
    const strata_unknowns *unknowns = work->unknowns;
    const strata_equations *sums = &unknowns->release->sums;
    unsigned levels = 0;
    for (uint32_t at = sums->start[equation]; at < sums->start[equation + 1]; at++) {
        const strata_unknown *of = &unknowns->of[sums->member[at]];
        const unsigned own =
            of->number == STRATA_NUMBER_SCORED ? strata_hiding_level_count(work, of->node) : 0;
        if (own == 0 || (levels > 0 && own != levels)) {
            return 0;
        }
        levels = own;
    }
    return levels;
}

static bool adds_up(const strata_hiding_work *work, uint32_t equation, unsigned level,
                    unsigned levels)
{
    const strata_unknowns *unknowns = work->unknowns;
    const strata_equations *sums = &unknowns->release->sums;
    int64_t excess = 0;
    for (uint32_t at = sums->start[equation]; at < sums->start[equation + 1]; at++) {
        const uint32_t node = unknowns->of[sums->member[at]].node;
        excess += sums->sign[at] * unknowns->truth[number_of_level(work, node, level, levels)];
    }
    return excess == 0;
}

/* Students of a level add up as students do. */
static strata_status link_level(strata_hiding_work *work, uint32_t equation, unsigned level,
                                unsigned levels, strata_error *err)
{
    const strata_unknowns *unknowns = work->unknowns;
    const strata_equations *sums = &unknowns->release->sums;
    const uint32_t total = unknowns->release->total[equation];
    const uint32_t sum = number_of_level(work, unknowns->of[total].node, level, levels);
    char name[EQUATION_TEXT];
    (void)snprintf(name, sizeof name, "%u: %s", level,
                   strata_release_equation_id(unknowns->release, equation));
    for (uint32_t at = sums->start[equation]; at < sums->start[equation + 1]; at++) {
        const uint32_t node = unknowns->of[sums->member[at]].node;
        if (sums->member[at] != total) {
            STRATA_TRY(strata_hiding_copy_link(&work->levels, name, sum,
                                               number_of_level(work, node, level, levels), err));
        }
    }
    return STRATA_OK;
}

static strata_status link_levels(strata_hiding_work *work, strata_error *err)
{
    for (uint32_t equation = 0; equation < work->unknowns->release->sums.count; equation++) {
        const unsigned levels = levels_of_sum(work, equation);
        for (unsigned level = 1; level <= levels; level++) {
            if (adds_up(work, equation, level, levels)) {
                STRATA_TRY(link_level(work, equation, level, levels, err));
            }
        }
    }
    return strata_release_finish(work->levels.release, err);
}

strata_status strata_hiding_copies_make(strata_hiding_work *work, strata_error *err)
{
    STRATA_TRY(add_students(work, err));
    STRATA_TRY(link_students(work, err));
    STRATA_TRY(add_levels(work, err));
    return link_levels(work, err);
}
