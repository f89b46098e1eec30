/* Groups that are all students together must add up to all students. */
#include "cube/cube_check.h"

/* Sums the groups of a partition beside the cell of all students. False if one of them is not
 * there, is hidden or does not say its number. */
static bool sum_parts(const strata_cube *cube, const strata_cube_partition_copy *partition,
                      const strata_cell *all, unsigned bit, uint64_t *out)
{
    uint64_t sum = 0;
    for (uint32_t at = 0; at < partition->count; at++) {
        strata_cell_key key = all->key;
        key.group = partition->groups[at];
        const strata_cell *part = strata_cell_map_find(&cube->published, &key);
        if (part == NULL || part->status != STRATA_CELL_OK || (part->has & bit) == 0 ||
            !strata_add_u64(&sum, bit == STRATA_HAS_TESTED ? part->n_tested : part->n_scored)) {
            return false;
        }
    }
    *out = sum;
    return true;
}

static bool differs(const strata_cube *cube, const strata_cube_partition_copy *partition,
                    const strata_cell *all)
{
    uint64_t sum = 0;
    if ((all->has & STRATA_HAS_TESTED) != 0 &&
        sum_parts(cube, partition, all, STRATA_HAS_TESTED, &sum)) {
        return sum != all->n_tested;
    }
    return (all->has & STRATA_HAS_SCORED) != 0 &&
           sum_parts(cube, partition, all, STRATA_HAS_SCORED, &sum) && sum != all->n_scored;
}

static bool is_all_students(const strata_cell *cell)
{
    return cell->key.group.dim[0] == STRATA_DIM_ALL && cell->key.stat == STRATA_STAT_COUNTS &&
           cell->status == STRATA_CELL_OK;
}

/* The total's name, with the first of its parts. */
static strata_status note(const strata_cube *cube, strata_issues *issues,
                          const strata_cell_key *all, const strata_cube_partition_copy *partition,
                          strata_error *err)
{
    strata_cell_key part = *all;
    if (partition->count > 0) {
        part.group = partition->groups[0];
    }
    const strata_cube_finding finding = {.rule = "parts-differ-from-total", .key = &part};
    return strata_cube_note(cube, issues, &finding, err);
}

strata_status strata_cube_check_partitions(const strata_cube *cube, strata_issues *issues,
                                           strata_error *err)
{
    for (size_t at = 0; at < cube->published.count; at++) {
        const strata_cell *all = &cube->published.cells[at];
        for (size_t part = 0; is_all_students(all) && part < cube->partition_count; part++) {
            if (differs(cube, &cube->partitions[part], all)) {
                STRATA_TRY(note(cube, issues, &all->key, &cube->partitions[part], err));
            }
        }
    }
    return STRATA_OK;
}
