/* Headers of several rows made one: a cell of an upper row holds for the empty ones to its right
 * too, as merged cells of a worksheet do. */
#ifndef STRATA_SCHEMA_HEADER_ROWS_H
#define STRATA_SCHEMA_HEADER_ROWS_H

#include "base/arena.h"
#include "io/csv_reader.h"

/** Rows of a header while they are read. Start from {0}. */
typedef struct strata_header_rows {
    strata_csv_row row;   /* the header made so far; fields in the arena */
    strata_slice *fields; /* fields[row.count] */
} strata_header_rows;

/** Puts the next lower row under those there are. The name of a column is the upper text, a blank,
 * the lower one; where the lower one is empty, the upper text that stands in this very column; where
 * it is not, the nearest upper text to the left (or in the column) goes before it. Blanks around
 * cells are cut off. number, line and offset are those of the first row.
 *  @param arena  owns the texts
 *  @return       STRATA_OK or STRATA_E_MEMORY */
strata_status strata_header_rows_add(strata_header_rows *rows, const strata_csv_row *row,
                                     strata_arena *arena, strata_error *err) STRATA_NODISCARD;

#endif
