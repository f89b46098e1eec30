/* For tests and for measuring: a reader whose scanner does not choose for itself. */
#ifndef STRATA_IO_CSV_READER_PARTS_H
#define STRATA_IO_CSV_READER_PARTS_H

#include "io/csv_reader.h"
#include "io/scan_kernel.h"

/** As strata_csv_reader_open.
 *  @param kernel  which the scanner uses, if it is the engine; must be able to run */
strata_status strata_csv_reader_open_kernel(strata_source *source,
                                            const strata_csv_dialect *dialect,
                                            const strata_scan_kernel *kernel,
                                            strata_csv_reader **out,
                                            strata_error *err) STRATA_NODISCARD;

#endif
