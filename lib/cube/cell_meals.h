/* Free meals for all: where lunch status says nothing about students, groups by it have no meaning.
 */
#ifndef STRATA_CUBE_CELL_MEALS_H
#define STRATA_CUBE_CELL_MEALS_H

#include "cube/cellset.h"

enum {
    STRATA_MEALS_MIN_N = 20,   /* results of the largest test of a place and year */
    STRATA_MEALS_PERCENT = 95, /* one value for more than these says nothing */
    STRATA_MEALS_MIXED_PERCENT = 5
};

/** Clears the counted cells of frl and of its crosses, but not of frl=universal, as
 * STRATA_CELL_UNDEFINED in every place, year and term where one value (yes with its details, no,
 * universal) holds for more than 95 % of the results with a value, if its largest test has 20 of
 * them or more. Each place is judged by its own results, all tests and grades together, population
 * all_tested before others. In a place above they are STRATA_CELL_MIXED if more than 5 % of its
 * results with a value are universal or in schools that are judged so, both together. To be called
 * once the set is whole, before protection: a part of the students could have one value where all
 * have several. Schools that are there for this only (strata_plan_watches_meals) are taken out.
 * Nothing happens if the plan of the set ignores meals. The set is sorted.
 *  @return STRATA_OK, or what strata_cell_map_merge returns */
strata_status strata_cell_meals_apply(strata_cellset *set, strata_error *err) STRATA_NODISCARD;

/** True unless a plan's text names levels without schools: what a set then has of schools is there
 * for this rule only. */
bool strata_cell_plan_has_schools(const char *plan);

/** True if more than 5 % of the students of a place are in schools with free meals for all, so that
 * other groups of frl are about the rest of it only.
 *  @param all, universal  cells of all students and of frl=universal there; NULL: none */
bool strata_cell_meals_are_mixed(const strata_cell *all, const strata_cell *universal);

#endif
