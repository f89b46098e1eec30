/* The engine for every dialect, and the one that says what is wrong with a row. Only its source
 * knows libcsv. */
#ifndef STRATA_IO_CSV_LIBCSV_H
#define STRATA_IO_CSV_LIBCSV_H

#include "io/csv_reader.h"
#include "io/lines.h"

typedef struct strata_libcsv strata_libcsv;

/** @param dialect  with its defaults filled in; copied
 *  @param lines    borrowed; where the rows come from
 *  @return         STRATA_OK, STRATA_E_MEMORY */
strata_status strata_libcsv_new(const strata_csv_dialect *dialect, strata_lines *lines,
                                strata_libcsv **out, strata_error *err) STRATA_NODISCARD;
void strata_libcsv_free(strata_libcsv *engine); /* NULL is fine */

/** Adds the next rows to lines->into, with the contents of their fields as its text: at least one
 * unless the file ends or strata_lines_is_spent, then those that need no more reading, `most` in
 * all.
 *  @return as strata_csv_reader_next; the rows before a failure were added */
strata_status strata_libcsv_rows(strata_libcsv *engine, size_t most,
                                 strata_error *err) STRATA_NODISCARD;

#endif
