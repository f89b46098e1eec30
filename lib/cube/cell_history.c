/* One look-up for each cell that history could make meaningless. */
#include "cube/cell_history.h"

typedef struct history_codes {
    strata_code ever;
    strata_code never;
    strata_code accountability; /* current, or exited within some years */
    strata_code reclassified;
    strata_code unknown;
} history_codes;

static history_codes find_codes(void)
{
    return (history_codes){
        .ever = strata_group_find(STRATA_DIM_EL, strata_slice_of("ever")),
        .never = strata_group_find(STRATA_DIM_EL, strata_slice_of("never")),
        .accountability = strata_group_find(STRATA_DIM_EL, strata_slice_of("el_accountability")),
        .reclassified = strata_group_find(STRATA_DIM_EL, strata_slice_of("reclassified")),
        .unknown = strata_group_find(STRATA_DIM_EL, strata_slice_of("history_unknown")),
    };
}

/* The English learner group of a key, 0 if it has none. */
static strata_code el_code(strata_group_key group)
{
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (group.dim[at] == STRATA_DIM_EL) {
            return group.code[at];
        }
    }
    return 0;
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

/* Whether some of the students of a cell are not among `dated`, each number by itself. */
static bool has_more(const strata_cell *cell, const strata_cell *dated)
{
    return cell->n_enrolled > dated->n_enrolled || cell->n_tested > dated->n_tested ||
           cell->n_scored > dated->n_scored;
}

static const strata_cell *find_el(const strata_cellset *set, const strata_cell_key *key,
                                  strata_code code)
{
    strata_cell_key other = *key;
    other.group = group_of(STRATA_DIM_EL, code);
    return strata_cellset_find(set, &other);
}

/* Students recorded as reclassified without the year of their exit could have left long ago. That
 * matters unless nobody counts after leaving. */
static bool exits_are_unknown(const strata_cellset *set, const strata_cell_key *key,
                              strata_code reclassified)
{
    const strata_cell *whole = find_el(set, key, reclassified);
    if (whole == NULL || !strata_cell_is_shown(whole) ||
        strata_dictionary_exit_years(set->dictionary, key->assessment, key->year) == 0) {
        return false; /* nobody, or hidden, here and below, by a policy after this was looked at */
    }
    const uint32_t members = strata_group_members(STRATA_DIM_EL, reclassified);
    strata_cell dated = {.n_enrolled = 0};
    for (unsigned code = 1; code <= strata_group_count(STRATA_DIM_EL); code++) {
        const strata_cell *part = code != reclassified && (members >> code & 1) != 0
                                      ? find_el(set, key, (strata_code)code)
                                      : NULL;
        if (part != NULL && !strata_cell_is_shown(part)) {
            return false;
        }
        if (part != NULL) {
            dated.n_enrolled += part->n_enrolled;
            dated.n_tested += part->n_tested;
            dated.n_scored += part->n_scored;
        }
    }
    return has_more(whole, &dated);
}

static bool is_meaningless(const strata_cellset *set, const strata_cell *cell,
                           const history_codes *codes)
{
    const strata_code code = el_code(cell->key.group);
    if (cell->key.source != STRATA_COUNTED || code == 0 ||
        (code != codes->ever && code != codes->never && code != codes->accountability)) {
        return false;
    }
    return has_students(find_el(set, &cell->key, codes->unknown)) ||
           (code == codes->accountability &&
            exits_are_unknown(set, &cell->key, codes->reclassified));
}

void strata_cell_history_apply(strata_cellset *set)
{
    const history_codes codes = find_codes();
    for (size_t at = 0; at < set->count; at++) {
        if (is_meaningless(set, &set->cells[at], &codes)) {
            strata_cell_clear(&set->cells[at], STRATA_CELL_UNDEFINED);
        }
    }
}
