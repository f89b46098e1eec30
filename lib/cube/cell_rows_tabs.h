/* Rows of the achievement table with tabs in place of commas. */
#ifndef STRATA_CUBE_CELL_ROWS_TABS_H
#define STRATA_CUBE_CELL_ROWS_TABS_H

#include "base/slice.h"
#include "io/sink.h"

/** Writes rows of CSV, as a csv_writer writes them, with tabs between the fields: only fields with
 * a tab, a quote, CR or LF stay in quotes.
 *  @param rows  whole rows, each with its line end
 *  @return      STRATA_OK, STRATA_E_MEMORY, what the sink returned */
strata_status strata_cell_rows_with_tabs(strata_slice rows, strata_sink *sink,
                                         strata_error *err) STRATA_NODISCARD;

#endif
