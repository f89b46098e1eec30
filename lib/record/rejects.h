/* The list of rows that could not be read; results that do not stay come behind them (dropped.h).
 */
#ifndef STRATA_RECORD_REJECTS_H
#define STRATA_RECORD_REJECTS_H

#include "io/csv_writer.h"
#include "record/decode.h"
#include "record/extract.h"

/** Adds file,line,byte,rule,column,kept of a row that was rejected; the last is empty.
 *  @param rejects  NULL: there is no list */
strata_status strata_rejects_add(strata_csv_writer *rejects, const strata_extract *extract,
                                 const strata_csv_row *row, strata_finding reason,
                                 strata_error *err) STRATA_NODISCARD;

#endif
