/* English learner history: where it is not known for all, "ever" and "never" have no meaning. */
#ifndef STRATA_CUBE_CELL_HISTORY_H
#define STRATA_CUBE_CELL_HISTORY_H

#include "cube/cellset.h"

/** Clears the counted cells of el=ever, el=never and el=el_accountability and of their crosses as
 * STRATA_CELL_UNDEFINED where the same place, year, test and grade has students of
 * el=history_unknown; el_accountability also where it has students who are reclassified without the
 * year of their exit, unless nobody counts there after leaving. The set is sorted and has the
 * witnesses of its plan. */
void strata_cell_history_apply(strata_cellset *set);

#endif
