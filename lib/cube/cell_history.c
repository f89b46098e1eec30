/* One look-up for each cell that history could make meaningless. */
#include "cube/cell_history.h"

typedef struct history_codes {
    strata_code ever;
    strata_code never;
    strata_code unknown;
} history_codes;

static bool needs_history(strata_group_key group, const history_codes *codes)
{
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (group.dim[at] == STRATA_DIM_EL) {
            return group.code[at] == codes->ever || group.code[at] == codes->never;
        }
    }
    return false;
}

static strata_group_key group_of(strata_dim dim, strata_code code)
{
    return (strata_group_key){.dim = {(uint8_t)dim, STRATA_DIM_ALL, STRATA_DIM_ALL},
                              .code = {code, 1, 1}};
}

/* A hidden cell has students too: nothing is hidden about none. */
static bool has_students(const strata_cell *cell)
{
    return cell != NULL && (!strata_cell_is_shown(cell) || cell->n_enrolled > 0 ||
                            cell->n_tested > 0 || cell->n_scored > 0);
}

void strata_cell_history_apply(strata_cellset *set)
{
    const history_codes codes = {
        .ever = strata_group_find(STRATA_DIM_EL, strata_slice_of("ever")),
        .never = strata_group_find(STRATA_DIM_EL, strata_slice_of("never")),
        .unknown = strata_group_find(STRATA_DIM_EL, strata_slice_of("history_unknown")),
    };
    for (size_t at = 0; at < set->count; at++) {
        strata_cell *cell = &set->cells[at];
        if (cell->key.source != STRATA_COUNTED || !needs_history(cell->key.group, &codes)) {
            continue;
        }
        strata_cell_key unknown = cell->key;
        unknown.group = group_of(STRATA_DIM_EL, codes.unknown);
        if (has_students(strata_cellset_find(set, &unknown))) {
            strata_cell_clear(cell, STRATA_CELL_UNDEFINED);
        }
    }
}
