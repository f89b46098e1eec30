/* The rows that are a layout's header: found among the first of a file, and several made one, where
 * a cell of an upper row holds for the empty ones to its right too, as merged cells of a worksheet
 * do. */
#ifndef STRATA_SCHEMA_HEADER_ROWS_H
#define STRATA_SCHEMA_HEADER_ROWS_H

#include "base/arena.h"
#include "io/row_reader.h"
#include "schema/schema.h"

/** Rows of a header while they are read. Start from {0}. */
typedef struct strata_header_rows {
    strata_csv_row row;   /* the header made so far; fields in the arena */
    strata_slice *fields; /* fields[row.count] */
} strata_header_rows;

/** Puts the next lower row under those there are. The name of a column is the upper text, a blank,
 * the lower one; where the lower one is empty, the upper text that stands in this very column;
 * where it is not, the nearest upper text to the left (or in the column) goes before it. Blanks
 * around cells are cut off. number, line and offset are those of the first row.
 *  @param arena  owns the texts
 *  @return       STRATA_OK or STRATA_E_MEMORY */
strata_status strata_header_rows_add(strata_header_rows *rows, const strata_csv_row *row,
                                     strata_arena *arena, strata_error *err) STRATA_NODISCARD;

/** Looks for the header of a layout in rows as they come. Start from {.layout = ..., .arena = ...}.
 */
typedef struct strata_header_search {
    const strata_layout *layout;
    strata_arena *arena;                              /* for rows put together */
    strata_header_rows begun[STRATA_HEADER_ROWS_MAX]; /* those that the last rows began */
    uint32_t seen;                                    /* rows */
} strata_header_search;

/** Whether another row may still end the header: no more than the preamble stands before it. */
bool strata_header_search_wants(const strata_header_search *search);

/** Takes the next row.
 *  @param made  the row that may be the header: this one, or made of it and those before it; NULL
 *               while these are too few. Lives as long as row and arena both do
 *  @return      STRATA_OK or STRATA_E_MEMORY */
strata_status strata_header_search_add(strata_header_search *search, const strata_csv_row *row,
                                       const strata_csv_row **made,
                                       strata_error *err) STRATA_NODISCARD;

/** Reads rows up to the header of a layout that has one, and that one too; the next row of the
 * reader is the first of the data. Whoever reads a file of a detected layout begins with this.
 *  @param arena   owns what several rows are made into
 *  @param header  the header, until the next row is read; NULL: none of the first rows is it
 *  @return        STRATA_OK, STRATA_E_MEMORY, or what strata_row_reader_next gives */
strata_status strata_header_find(strata_row_reader *reader, const strata_layout *layout,
                                 strata_arena *arena, const strata_csv_row **header,
                                 strata_error *err) STRATA_NODISCARD;

#endif
