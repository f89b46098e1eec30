/* Counted cells always add up: every student is in one school, lea, county and grade. */
#include "cube/cube_parts.h"

bool strata_place_at_level(const strata_cell_key *key, strata_entity_level level,
                           strata_cell_key *out)
{
    if (level > key->entity_level || level >= STRATA_LEVEL_SET) {
        return false;
    }
    *out = *key;
    out->entity_level = (uint8_t)level;
    if (level < STRATA_LEVEL_SCHOOL) {
        out->school = 0;
    }
    if (level < STRATA_LEVEL_LEA) {
        out->lea = 0;
    }
    if (level < STRATA_LEVEL_COUNTY) {
        out->county = 0;
    }
    return (level != STRATA_LEVEL_LEA || key->lea != 0) &&
           (level != STRATA_LEVEL_COUNTY || key->county != 0);
}

static strata_status roll_grades(const strata_cube *cube, strata_cell_map *out,
                                 const strata_cell *cell, strata_error *err)
{
    if (cube->plan.each_grade && cell->key.grade != cube->all_grades) {
        STRATA_TRY(strata_cell_map_merge(out, cell, err));
    }
    if (cube->plan.all_grades) {
        strata_cell all = *cell;
        all.key.grade = cube->all_grades;
        STRATA_TRY(strata_cell_map_merge(out, &all, err));
    }
    return STRATA_OK;
}

/* Accountability was counted at every level by itself; and nothing above a place holds what has no
 * meaning in it. */
static bool stays_in_its_place(const strata_cube *cube, const strata_cell *cell)
{
    return cell->key.population == cube->populations[STRATA_ACCOUNTABILITY] ||
           !strata_cell_is_shown(cell);
}

strata_status strata_cube_roll_up(const strata_cube *cube, strata_cell_map *out, strata_error *err)
{
    for (size_t at = 0; at < cube->counted.count; at++) {
        const strata_cell_key *key = &cube->counted.cells[at].key;
        const bool stays = stays_in_its_place(cube, &cube->counted.cells[at]);
        const unsigned first = stays ? key->entity_level : STRATA_LEVEL_STATE;
        for (unsigned level = first; level <= STRATA_LEVEL_SCHOOL; level++) {
            strata_cell cell = cube->counted.cells[at];
            if (cube->plan.levels[level] &&
                strata_place_at_level(key, (strata_entity_level)level, &cell.key)) {
                STRATA_TRY(roll_grades(cube, out, &cell, err));
            }
        }
    }
    return STRATA_OK;
}

/* A school by its lunch status, below a place that the plan gives. */
static bool is_witness(const strata_plan *plan, const strata_cell_key *key)
{
    strata_cell_key above;
    bool has_place = false;
    for (unsigned level = STRATA_LEVEL_STATE; level < STRATA_LEVEL_SCHOOL; level++) {
        has_place = has_place || (plan->levels[level] &&
                                  strata_place_at_level(key, (strata_entity_level)level, &above));
    }
    return has_place && key->entity_level == STRATA_LEVEL_SCHOOL &&
           key->group.dim[0] == STRATA_DIM_FRL && key->group.dim[1] == STRATA_DIM_ALL;
}

strata_status strata_cube_roll_up_meals(const strata_cube *cube, strata_cell_map *out,
                                        strata_error *err)
{
    if (cube->plan.levels[STRATA_LEVEL_SCHOOL] || !strata_plan_watches_meals(&cube->plan)) {
        return STRATA_OK;
    }
    for (size_t at = 0; at < cube->counted.count; at++) {
        strata_cell cell = cube->counted.cells[at];
        if (is_witness(&cube->plan, &cell.key)) {
            cell.key.grade = cube->plan.all_grades ? cube->all_grades : cell.key.grade;
            STRATA_TRY(strata_cell_map_merge(out, &cell, err));
        }
    }
    return STRATA_OK;
}
