/* From a place that came twice, up to the first place above it that has a cell. */
#include "cube/cellset_overlap.h"

#include <string.h>

#include "cube/cube_parts.h"

static bool is_shown_sum(const strata_cell *cell)
{
    return cell != NULL && (cell->has & STRATA_IS_SUM) != 0 && (cell->has & STRATA_HAS_ALL) != 0;
}

/* The cell of the same group in the nearest place above that has one; NULL if none has. */
static const strata_cell *find_above(const strata_cellset *set, const strata_cell_key *key)
{
    for (unsigned level = key->entity_level; level > STRATA_LEVEL_STATE; level--) {
        strata_cell_key above = *key;
        const strata_cell *cell =
            strata_place_at_level(key, (strata_entity_level)(level - 1), &above)
                ? strata_cellset_find(set, &above)
                : NULL;
        if (cell != NULL) {
            return cell;
        }
    }
    return NULL;
}

static const strata_cell *find_all_grades(const strata_cellset *set, const strata_cell_key *key)
{
    strata_cell_key all = *key;
    all.grade = strata_intern_find(strata_dictionary_texts(set->dictionary), "all", strlen("all"));
    return all.grade != key->grade ? strata_cellset_find(set, &all) : NULL;
}

strata_status strata_cellset_check_overlap(const strata_cellset *set, const bool *has_met,
                                           strata_error *err)
{
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell_key *key = &set->cells[at].key;
        const bool is_row =
            key->source == STRATA_PUBLISHED || (set->cells[at].has & STRATA_IS_GIVEN) != 0;
        if (has_met[at] && is_row &&
            (is_shown_sum(find_above(set, key)) || is_shown_sum(find_all_grades(set, key)))) {
            return strata_fail(err, STRATA_E_INPUT, "parts-and-total",
                               "%s %s of %d is in two inputs, as a row and again as a row or as "
                               "the sum of its parts, and would count twice in the sums above it; "
                               "give the files of both to one strata cells",
                               strata_entity_level_name((strata_entity_level)key->entity_level),
                               strata_cellset_text(set, key->school != 0 ? key->school : key->lea),
                               (int)key->year);
        }
    }
    return STRATA_OK;
}
