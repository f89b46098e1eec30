/* Where the fields of a row stand in its bytes. Only messages ask for that, so it is found by
 * looking at the row again instead of being kept for every field. */
#ifndef STRATA_IO_CSV_SCAN_H
#define STRATA_IO_CSV_SCAN_H

#include "io/csv_reader.h"

/** How many blanks stand at the start of text, if the dialect skips them there; else 0. */
size_t strata_csv_blanks(const strata_csv_dialect *dialect, strata_slice text);

/** Offset in row at which field `index` starts (its quote, if it has one); row.len if there is
 * none.
 *  @param dialect  with its defaults filled in
 *  @param row      starts where a row starts; may end within a field */
size_t strata_csv_field_offset(const strata_csv_dialect *dialect, strata_slice row, uint32_t index);

/** Line and column of an offset in text that starts at column 1 of line `line`. */
strata_place_in_file strata_csv_place(strata_slice text, size_t offset, uint64_t line);

#endif
