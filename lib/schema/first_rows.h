/* The first rows of a file, read once in every way that the layouts of all schemas read it. Only
 * the detection uses this. */
#ifndef STRATA_SCHEMA_FIRST_ROWS_H
#define STRATA_SCHEMA_FIRST_ROWS_H

#include "base/arena.h"
#include "schema/schema.h"

/** The beginning of a file, as it lies on the disk. */
typedef struct strata_beginning {
    const char *name;
    const unsigned char *bytes;
    size_t len;
} strata_beginning;

typedef struct strata_first_rows strata_first_rows;

/** @param file  copied; what it points to is borrowed */
strata_status strata_first_rows_new(const strata_beginning *file, strata_first_rows **out,
                                    strata_error *err) STRATA_NODISCARD;
void strata_first_rows_free(strata_first_rows *rows); /* NULL is fine */

const strata_beginning *strata_first_rows_file(const strata_first_rows *rows);
/** For what is made of the rows; lives as long as they do. */
strata_arena *strata_first_rows_arena(const strata_first_rows *rows);

/** Row `number`, from 0, in a layout's encoding and dialect; rows are asked for in order.
 *  @param row  NULL: there is none, or it cannot be read; lives as long as rows
 *  @return     STRATA_OK or STRATA_E_MEMORY */
strata_status strata_first_rows_at(strata_first_rows *rows, const strata_layout *layout,
                                   size_t number, const strata_csv_row **row,
                                   strata_error *err) STRATA_NODISCARD;

/** Why the row behind the last one that strata_first_rows_at gave for this layout cannot be read,
 * or STRATA_OK. */
strata_error strata_first_rows_failure(const strata_first_rows *rows, const strata_layout *layout);

#endif
