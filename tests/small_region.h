/* Regions by chance: schools in districts in a state, students by race and by English learners or
 * not, each by levels, with all totals. The shape of state report cards; see small_release.h for
 * releases that can be counted out. */
#ifndef SMALL_REGION_H
#define SMALL_REGION_H

#include "protect/suppress.h"
#include "strata_test.h"

enum {
    REGION_RACES = 7,
    REGION_LEVELS = 5,
    REGION_ID = 48
};

/** What is made. */
typedef struct region_shape {
    uint32_t schools;
    uint32_t districts; /* <= schools */
    uint32_t races;     /* 2 to REGION_RACES */
    uint32_t levels;    /* 2 to REGION_LEVELS */
    uint32_t size;      /* students of a school, about */
    bool has_crosses;   /* race by learners too */
    int64_t small_lo;   /* counts from here */
    int64_t small_hi;   /* to here are primary */
    int64_t width;      /* that hidden counts must have */
    uint32_t seed;
} region_shape;

/** A region: cells in the order of places, groups, levels. */
typedef struct region {
    region_shape shape;
    uint32_t state; /* of the chances */
    uint32_t groups;
    uint32_t columns; /* levels and their sum */
    uint32_t places;  /* the state, districts, schools */
    uint32_t count;
    uint32_t primary;
    strata_suppress_cell *cells; /* cells[count] */
    strata_release *release;
} region;

/** Marsaglia's xorshift; below `below`. */
static inline uint32_t region_chance(region *of, uint32_t below)
{
    of->state ^= of->state << 13;
    of->state ^= of->state >> 17;
    of->state ^= of->state << 5;
    return of->state % below;
}

/* Groups: all, races, learners, others, then race by learners. */
static inline uint32_t region_cell(const region *of, uint32_t place, uint32_t group,
                                   uint32_t column)
{
    return (place * of->groups + group) * of->columns + column;
}

static inline uint32_t region_cross(const region *of, uint32_t race, uint32_t learner)
{
    return 1 + of->shape.races + 2 + race * 2 + learner;
}

static inline uint32_t region_district(const region *of, uint32_t school)
{
    return 1 + school % of->shape.districts;
}

/** One student more, wherever that counts. */
static inline void region_add(region *of, uint32_t school, const uint32_t who[3])
{
    const uint32_t groups[] = {0, 1 + who[0], 1 + of->shape.races + who[1],
                               region_cross(of, who[0], who[1])};
    const uint32_t places[] = {0, region_district(of, school), 1 + of->shape.districts + school};
    for (uint32_t at = 0; at < 3 * (of->shape.has_crosses ? 4U : 3U); at++) {
        of->cells[region_cell(of, places[at % 3], groups[at / 3], 0)].truth++;
        of->cells[region_cell(of, places[at % 3], groups[at / 3], 1 + who[2])].truth++;
    }
}

/** Which of share[count] is drawn, by their size. */
static inline uint32_t region_pick(region *of, const uint32_t *share, uint32_t count)
{
    uint32_t sum = 0;
    for (uint32_t at = 0; at < count; at++) {
        sum += share[at];
    }
    uint32_t chance = region_chance(of, sum > 0 ? sum : 1);
    uint32_t at = 0;
    while (chance >= share[at]) {
        chance -= share[at++];
    }
    return at;
}

/** Shares that vary from school to school. */
static inline void region_vary(region *of, const uint32_t *usual, uint32_t *share, uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        share[at] = 1 + usual[at] * (20 + region_chance(of, 160)) / 100;
    }
}

static inline void region_fill_school(region *of, uint32_t school)
{
    static const uint32_t races[REGION_RACES] = {500, 250, 140, 50, 30, 10, 5};
    static const uint32_t levels[REGION_LEVELS] = {30, 25, 20, 15, 10};
    const region_shape *shape = &of->shape;
    uint32_t race_share[REGION_RACES];
    uint32_t level_share[REGION_LEVELS];
    region_vary(of, races, race_share, shape->races);
    region_vary(of, levels, level_share, shape->levels);
    const uint32_t size = shape->size / 3 + region_chance(of, shape->size * 4 / 3 + 1);
    const uint32_t learners = 3 + region_chance(of, 30); /* of 100 */
    for (uint32_t student = 0; student < size; student++) {
        const uint32_t race = region_pick(of, race_share, shape->races);
        const uint32_t learner = region_chance(of, 100) < learners ? 0 : 1;
        const uint32_t level = region_pick(of, level_share, shape->levels);
        region_add(of, school, (const uint32_t[]){race, learner, level});
    }
}

static inline const char *region_id(const region *of, uint32_t cell, char *out)
{
    const uint32_t place = cell / of->columns / of->groups;
    const uint32_t first_school = 1 + of->shape.districts;
    const char *kind = place == 0 ? "t" : (place < first_school ? "d" : "s");
    (void)snprintf(out, REGION_ID, "%s%u.g%u.l%u", kind,
                   place < first_school ? place : place - first_school,
                   cell / of->columns % of->groups, cell % of->columns);
    return out;
}

static inline void region_add_cells(region *of)
{
    for (uint32_t cell = 0; cell < of->count; cell++) {
        const uint32_t place = cell / of->columns / of->groups;
        const uint32_t first_school = 1 + of->shape.districts;
        const uint32_t district =
            place < first_school ? place : region_district(of, place - first_school);
        char id[REGION_ID];
        char part[REGION_ID];
        strata_release_cell one = {
            .hi = STRATA_BOUND_NONE, .meant_hi = STRATA_BOUND_NONE, .has_symbol = true};
        (void)snprintf(part, sizeof part, "p%u", district);
        assert_int_equal(strata_intern_add(of->release->parts, part, strlen(part), &one.part, NULL),
                         STRATA_OK);
        assert_int_equal(strata_release_add_cell(
                             of->release, strata_slice_of(region_id(of, cell, id)), &one, NULL),
                         STRATA_OK);
        strata_suppress_cell *known = &of->cells[cell];
        const bool is_small =
            known->truth >= of->shape.small_lo && known->truth <= of->shape.small_hi;
        *known = strata_suppress_cell_of(known->truth, of->shape.width);
        known->role = is_small ? STRATA_SUPPRESS_PRIMARY : STRATA_SUPPRESS_MAY;
        of->primary += is_small ? 1 : 0;
    }
}

/** Says that a cell is a part of a total; `kind` tells the sums of one total apart. */
static inline void region_link(region *of, const char *kind, uint32_t total, uint32_t part)
{
    char ids[3][REGION_ID];
    (void)region_id(of, total, ids[1]);
    (void)region_id(of, part, ids[2]);
    (void)snprintf(ids[0], REGION_ID, "%s%u", kind, total);
    assert_int_equal(strata_release_add_link(of->release, strata_slice_of(ids[0]),
                                             strata_slice_of(ids[1]), strata_slice_of(ids[2]),
                                             NULL),
                     STRATA_OK);
}

static inline void region_link_groups(region *of, uint32_t place, uint32_t column)
{
    const uint32_t races = of->shape.races;
    for (uint32_t group = 1; group < races + 3; group++) {
        region_link(of, group <= races ? "r" : "e", region_cell(of, place, 0, column),
                    region_cell(of, place, group, column));
    }
    for (uint32_t at = 0; of->shape.has_crosses && at < 2 * races; at++) {
        const uint32_t cell = region_cell(of, place, region_cross(of, at / 2, at % 2), column);
        region_link(of, "x", region_cell(of, place, 1 + at / 2, column), cell);
        region_link(of, "y", region_cell(of, place, 1 + races + at % 2, column), cell);
    }
}

static inline void region_link_all(region *of)
{
    for (uint32_t cell = 0; cell < of->count; cell++) {
        const uint32_t column = cell % of->columns;
        const uint32_t place = cell / of->columns / of->groups;
        const uint32_t first_school = 1 + of->shape.districts;
        const uint32_t above = place < first_school ? 0 : region_district(of, place - first_school);
        if (column > 0) {
            region_link(of, "l", cell - column, cell);
        }
        if (place > 0) {
            region_link(of, "p", cell - (place - above) * of->groups * of->columns, cell);
        }
        if (cell / of->columns % of->groups == 0) {
            region_link_groups(of, place, column);
        }
    }
}

/** To be undone by region_free. */
static inline void region_make(region *of, const region_shape *shape)
{
    *of = (region){.shape = *shape, .state = shape->seed * 2654435761U + 1};
    of->groups = 1 + shape->races + 2 + (shape->has_crosses ? 2 * shape->races : 0);
    of->columns = 1 + shape->levels;
    of->places = 1 + shape->districts + shape->schools;
    of->count = of->places * of->groups * of->columns;
    of->cells = strata_alloc_zero(of->count, sizeof *of->cells);
    of->release = strata_release_new();
    assert_non_null(of->cells);
    assert_non_null(of->release);
    for (uint32_t school = 0; school < shape->schools; school++) {
        region_fill_school(of, school);
    }
    region_add_cells(of);
    region_link_all(of);
    assert_int_equal(strata_release_finish(of->release, NULL), STRATA_OK);
}

static inline void region_free(region *of)
{
    strata_free(of->cells);
    strata_release_free(of->release);
}

#endif
