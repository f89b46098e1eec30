/* What must hold between the numbers of one cell. */
#ifndef STRATA_CUBE_CELL_CHECK_H
#define STRATA_CUBE_CELL_CHECK_H

#include "cube/cell.h"

/** What is wrong with a cell that was read, or NULL: levels that are not n_scored students, a least
 * above the greatest, percents outside of 0 to 100, a negative standard error, figures in a cell
 * that hides them, or sums that do not fit (cube/sum_limit.h). */
const char *strata_cell_check(const strata_cell *cell);

#endif
