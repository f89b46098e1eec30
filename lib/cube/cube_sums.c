/* Sums of published places and grades, where the schema says that they may be added. A published
 * row stands and is compared with its sum; where there is none the sum takes its place. */
#include "cube/cell_sum.h"
#include "cube/cube_check.h"

/* Standard deviations and estimates of parts say nothing about the whole. */
static bool is_additive_kind(const strata_cell_key *key)
{
    return key->stat != STRATA_STAT_SD && key->stat != STRATA_STAT_ESTIMATE;
}

static strata_status add_part(strata_cell_map *sums, const strata_cell *part,
                              const strata_cell_key *key, strata_error *err)
{
    strata_cell *sum = NULL;
    bool is_new = false;
    strata_cell moved = strata_cell_sum_of(part);
    moved.key = *key;
    STRATA_TRY(strata_cell_map_get(sums, key, &sum, &is_new, err));
    if (!is_new) {
        return strata_cell_sum_add(sum, &moved, err);
    }
    *sum = moved;
    return STRATA_OK;
}

static bool differs(const strata_cell *a, const strata_cell *b)
{
    const bool is_tested = (a->has & b->has & STRATA_HAS_TESTED) != 0;
    const bool is_scored = (a->has & b->has & STRATA_HAS_SCORED) != 0;
    return is_tested ? a->n_tested != b->n_tested : is_scored && a->n_scored != b->n_scored;
}

static strata_status settle_cell(strata_cube *cube, const strata_cell *sum, strata_issues *issues,
                                 strata_error *err)
{
    strata_cell *own = NULL;
    bool is_new = false;
    STRATA_TRY(strata_cell_map_get(&cube->published, &sum->key, &own, &is_new, err));
    if (is_new) {
        *own = *sum;
        return STRATA_OK;
    }
    const strata_cube_finding finding = {.rule = "sum-differs", .key = &sum->key};
    const bool is_comparable = sum->status == STRATA_CELL_OK && own->status == STRATA_CELL_OK &&
                               sum->key.stat == STRATA_STAT_COUNTS;
    return is_comparable && differs(own, sum) ? strata_cube_note(cube, issues, &finding, err)
                                              : STRATA_OK;
}

/* Puts sums where nothing was published, and empties them. */
static strata_status settle(strata_cube *cube, strata_cell_map *sums, strata_issues *issues,
                            strata_error *err)
{
    for (size_t at = 0; at < sums->count; at++) {
        STRATA_TRY(settle_cell(cube, &sums->cells[at], issues, err));
    }
    strata_cell_map_deinit(sums);
    return STRATA_OK;
}

static strata_status sum_grades(const strata_cube *cube, strata_cell_map *sums, strata_error *err)
{
    for (size_t at = 0; at < cube->published.count; at++) {
        const strata_cell *cell = &cube->published.cells[at];
        strata_cell_key key = cell->key;
        key.grade = cube->all_grades;
        if (cell->key.grade != cube->all_grades && is_additive_kind(&key) &&
            strata_cube_additive(cube, key.assessment).grades_to_all) {
            STRATA_TRY(add_part(sums, cell, &key, err));
        }
    }
    return STRATA_OK;
}

/* The level of the place that a cell's place adds up to; STRATA_LEVEL_COUNT if to none. */
static strata_entity_level level_above(const strata_cell_key *key, strata_additive rule)
{
    const bool by_county = rule.lea_to_county && key->county != 0;
    switch ((strata_entity_level)key->entity_level) {
    case STRATA_LEVEL_SCHOOL:
        return rule.school_to_lea && key->lea != 0 ? STRATA_LEVEL_LEA : STRATA_LEVEL_COUNT;
    case STRATA_LEVEL_LEA:
        if (by_county) {
            return STRATA_LEVEL_COUNTY;
        }
        return rule.lea_to_state ? STRATA_LEVEL_STATE : STRATA_LEVEL_COUNT;
    case STRATA_LEVEL_COUNTY:
        return by_county && rule.lea_to_state ? STRATA_LEVEL_STATE : STRATA_LEVEL_COUNT;
    case STRATA_LEVEL_STATE:
    case STRATA_LEVEL_SET:
    case STRATA_LEVEL_COUNT:
        break;
    }
    return STRATA_LEVEL_COUNT;
}

/* Adds the cells of one level to the sums of the levels above. */
static strata_status sum_level(const strata_cube *cube, strata_entity_level level,
                               strata_cell_map sums[STRATA_LEVEL_COUNT], strata_error *err)
{
    for (size_t at = 0; at < cube->published.count; at++) {
        const strata_cell *cell = &cube->published.cells[at];
        if (cell->key.entity_level != level || !is_additive_kind(&cell->key)) {
            continue;
        }
        strata_cell_key key = cell->key;
        const strata_entity_level above =
            level_above(&cell->key, strata_cube_additive(cube, cell->key.assessment));
        if (above != STRATA_LEVEL_COUNT && strata_place_at_level(&cell->key, above, &key)) {
            STRATA_TRY(add_part(&sums[above], cell, &key, err));
        }
    }
    return STRATA_OK;
}

/* A level is settled before its own cells are added to the next. */
static strata_status sum_levels(strata_cube *cube, strata_cell_map sums[STRATA_LEVEL_COUNT],
                                strata_issues *issues, strata_error *err)
{
    static const strata_entity_level upwards[] = {STRATA_LEVEL_SCHOOL, STRATA_LEVEL_LEA,
                                                  STRATA_LEVEL_COUNTY, STRATA_LEVEL_STATE};
    for (size_t at = 0; at < sizeof upwards / sizeof upwards[0]; at++) {
        STRATA_TRY(settle(cube, &sums[upwards[at]], issues, err));
        STRATA_TRY(sum_level(cube, upwards[at], sums, err));
    }
    return STRATA_OK;
}

strata_status strata_cube_sum_published(strata_cube *cube, strata_issues *issues, strata_error *err)
{
    strata_cell_map sums[STRATA_LEVEL_COUNT] = {[0] = {0}};
    strata_cell_map grades = {0};
    strata_status status = sum_grades(cube, &grades, err);
    if (status == STRATA_OK) {
        status = settle(cube, &grades, issues, err);
    }
    if (status == STRATA_OK) {
        status = sum_levels(cube, sums, issues, err);
    }
    strata_cell_map_deinit(&grades);
    for (unsigned level = 0; level < STRATA_LEVEL_COUNT; level++) {
        strata_cell_map_deinit(&sums[level]);
    }
    return status;
}
