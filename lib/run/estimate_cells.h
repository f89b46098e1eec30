/* Published estimates as the cells that they were made of, as far as they tell: who has a table has
 * no cells, but can copy from it what was printed of each group. */
#ifndef STRATA_RUN_ESTIMATE_CELLS_H
#define STRATA_RUN_ESTIMATE_CELLS_H

#include "cube/cellset.h"
#include "io/source.h"

/** Whether a source begins with the columns of estimates. Peeks; it stays at its beginning. */
bool strata_estimate_cells_sniff(strata_source *source);

/** Reads the table of all estimates of a publication, or a stream of estimates, in whatever order
 * of columns. Of single groups in single years the students and the measures pct, share and mean
 * become cells: a figure with bounds is between these, one without is rounded to the digits that
 * are printed, in a stream to five, and a group of which nothing is printed is hidden. Gaps, trends
 * and all other measures are left out.
 *
 *  @param out  sorted, its protection the word of the column; yours to strata_cellset_free; NULL on
 *              failure
 *  @return     STRATA_OK; STRATA_E_PROTECTED: the table is confidential; STRATA_E_INPUT with
 *              file:line:column: what is no number ("estimates-row"), columns, or no such measure
 *              ("estimates-columns"), what a stream refuses; STRATA_E_MEMORY */
strata_status strata_estimate_cells_read(strata_source *source, strata_cellset **out,
                                         strata_error *err) STRATA_NODISCARD;

#endif
