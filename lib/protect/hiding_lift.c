/* Directions of students, level by level. */
#include "base/alloc.h"
#include "protect/hiding_parts.h"
#include "protect/suppress_play.h"

/* The directions that are made of one. */
typedef struct lifting {
    const strata_hiding_work *work;
    const strata_unknowns *unknowns;
    uint32_t *cell; /* cell[count], delta[count]: the direction being made */
    int64_t *delta;
    uint32_t count;
    strata_ways *out;
} lifting;

static void push(lifting *lift, uint32_t number, int64_t delta)
{
    lift->cell[lift->count] = number;
    lift->delta[lift->count++] = delta;
}

/* Students of a node come or go in one level: with them all cuts up to it. */
static void push_level(lifting *lift, uint32_t node, unsigned level, int64_t delta)
{
    const unsigned levels = strata_hiding_level_count(lift->work, node);
    const unsigned in = level < levels ? level : levels;
    for (uint32_t at = lift->work->first[node]; at < lift->work->first[node + 1]; at++) {
        const strata_unknown *of = &lift->unknowns->of[at];
        if ((of->number == STRATA_NUMBER_CUT && of->cut <= in) ||
            (of->number == STRATA_NUMBER_LEVEL && of->cut == in)) {
            push(lift, at, delta);
        }
    }
}

static void push_sum(lifting *lift, uint32_t node, int64_t delta)
{
    for (uint32_t at = lift->work->first[node]; at < lift->work->first[node + 1]; at++) {
        if (lift->unknowns->of[at].number == STRATA_NUMBER_SUM) {
            push(lift, at, delta);
        }
    }
}

/* How far a step must take sums of scores so that the most that is wanted of any can be reached. */
static int64_t sum_step(const strata_unknowns *unknowns)
{
    int64_t most = 1;
    for (uint32_t at = 0; at < unknowns->release->cell_count; at++) {
        const strata_unknown *of = &unknowns->of[at];
        const bool is_more = of->number == STRATA_NUMBER_SUM && of->hidden_width > most;
        most = is_more ? of->hidden_width : most;
    }
    return (most + STRATA_PLAY_FAR - 1) / STRATA_PLAY_FAR;
}

/* One direction of students; level 0: sums of scores. */
typedef struct student_way {
    const uint32_t *cell;
    const int64_t *delta;
    uint32_t count;
    const uint32_t *number;
    int64_t divisor;
} student_way;

static strata_status add_level(lifting *lift, const student_way *way, unsigned level,
                               strata_error *err)
{
    lift->count = 0;
    for (uint32_t at = 0; at < way->count; at++) {
        const uint32_t number = way->number[way->cell[at]];
        const strata_unknown *of = &lift->unknowns->of[number];
        const int64_t delta = way->delta[at] / way->divisor;
        push(lift, number, delta);
        if (of->number == STRATA_NUMBER_SCORED) {
            push_level(lift, of->node, level, delta);
        }
    }
    return strata_ways_add(lift->out, lift->cell, lift->delta, lift->count, err);
}

static strata_status add_sums(lifting *lift, const student_way *way, int64_t step,
                              strata_error *err)
{
    lift->count = 0;
    for (uint32_t at = 0; at < way->count; at++) {
        const strata_unknown *of = &lift->unknowns->of[way->number[way->cell[at]]];
        if (of->number == STRATA_NUMBER_SCORED) {
            push_sum(lift, of->node, way->delta[at] / way->divisor * step);
        }
    }
    return lift->count > 0 ? strata_ways_add(lift->out, lift->cell, lift->delta, lift->count, err)
                           : STRATA_OK;
}

/* The most levels of any node on a way. */
static unsigned levels_on(const lifting *lift, const student_way *way)
{
    unsigned most = 1;
    for (uint32_t at = 0; at < way->count; at++) {
        const strata_unknown *of = &lift->unknowns->of[way->number[way->cell[at]]];
        const unsigned levels = of->number == STRATA_NUMBER_SCORED
                                    ? strata_hiding_level_count(lift->work, of->node)
                                    : 0;
        most = levels > most ? levels : most;
    }
    return most;
}

static strata_status lift_all(lifting *lift, const uint32_t *number, const strata_ways *students,
                              strata_error *err)
{
    const int64_t step = sum_step(lift->unknowns);
    for (uint32_t at = 0; at < students->count; at++) {
        const size_t from = students->start[at];
        student_way way = {.cell = students->cell + from,
                           .delta = students->delta + from,
                           .count = (uint32_t)(students->start[at + 1] - from),
                           .number = number};
        way.divisor = strata_ways_divisor(way.delta, way.count);
        const unsigned levels = levels_on(lift, &way);
        for (unsigned level = 1; level <= levels; level++) {
            STRATA_TRY(add_level(lift, &way, level, err));
        }
        STRATA_TRY(add_sums(lift, &way, step, err));
    }
    return STRATA_OK;
}

static strata_status open_lift(lifting *lift, const strata_hiding_work *work, strata_ways *out,
                               strata_error *err)
{
    const uint32_t numbers = work->unknowns->release->cell_count;
    const size_t room = numbers > 0 ? numbers : 1;
    *lift = (lifting){.work = work,
                      .unknowns = work->unknowns,
                      .cell = strata_alloc_zero(room, sizeof(uint32_t)),
                      .delta = strata_alloc_zero(room, sizeof(int64_t)),
                      .out = out};
    return lift->cell == NULL || lift->delta == NULL ? strata_fail_memory(err) : STRATA_OK;
}

static void close_lift(lifting *lift)
{
    strata_free(lift->cell);
    strata_free(lift->delta);
}

strata_status strata_hiding_lift(strata_hiding_work *work, strata_error *err)
{
    lifting lift;
    strata_status status = open_lift(&lift, work, &work->ways, err);
    status = status == STRATA_OK ? lift_all(&lift, work->students.number, &work->students.ways, err)
                                 : status;
    close_lift(&lift);
    return status;
}

/* Who comes to a level comes to its node. */
static void push_students(lifting *lift, uint32_t node, int64_t delta)
{
    const strata_hiding_copy *students = &lift->work->students;
    for (uint32_t at = lift->work->first[node]; at < lift->work->first[node + 1]; at++) {
        if (lift->unknowns->of[at].number <= STRATA_NUMBER_SCORED) {
            push(lift, students->place[at], delta);
        }
    }
}

static strata_status merge(lifting *lift, const strata_hiding_copy *levels, strata_error *err)
{
    for (uint32_t way = 0; way < levels->ways.count; way++) {
        lift->count = 0;
        for (size_t at = levels->ways.start[way]; at < levels->ways.start[way + 1]; at++) {
            const uint32_t number = levels->number[levels->ways.cell[at]];
            push_students(lift, lift->unknowns->of[number].node, levels->ways.delta[at]);
        }
        STRATA_TRY(strata_ways_add(lift->out, lift->cell, lift->delta, lift->count, err));
    }
    return STRATA_OK;
}

strata_status strata_hiding_merge_levels(strata_hiding_work *work, strata_error *err)
{
    lifting lift;
    strata_ways_deinit(&work->students.ways);
    strata_status status = open_lift(&lift, work, &work->students.ways, err);
    status = status == STRATA_OK ? merge(&lift, &work->levels, err) : status;
    close_lift(&lift);
    return status;
}
