/* What a dialect must be, and what it leaves to its defaults. */
#ifndef STRATA_IO_CSV_DIALECT_H
#define STRATA_IO_CSV_DIALECT_H

#include "io/csv_reader.h"

/** Puts the defaults where a dialect has 0.
 *  @return STRATA_OK, STRATA_E_USAGE ("csv-dialect"): no file can be read that way */
strata_status strata_csv_dialect_complete(strata_csv_dialect *dialect,
                                          strata_error *err) STRATA_NODISCARD;

#endif
