/* The fast engine: fields are slices of what was read. It only knows rows that are well; of any
 * other it hands out those before, and leaves it to libcsv to say what is wrong. */
#ifndef STRATA_IO_CSV_SCANNER_H
#define STRATA_IO_CSV_SCANNER_H

#include "io/csv_reader.h"
#include "io/lines.h"
#include "io/scan_kernel.h"

typedef struct strata_scanner {
    const strata_scan_kernel *kernel;
    strata_csv_dialect dialect; /* with its defaults filled in */
} strata_scanner;

/** Whether it can read the dialect. */
bool strata_scanner_suits(const strata_csv_dialect *dialect);

/** Adds the next rows to lines->into, with the ends of their fields in raw, up to a row that is not
 * well (or might not be) or the end; lines goes on behind them. It may add none: then the row at
 * lines->next_at is for libcsv, as is the end of the file, unless strata_lines_is_spent.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_scanner_rows(const strata_scanner *scanner, strata_lines *lines,
                                  strata_error *err) STRATA_NODISCARD;

#endif
