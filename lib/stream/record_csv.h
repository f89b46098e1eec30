/* One record as a row of CSV. */
#ifndef STRATA_STREAM_RECORD_CSV_H
#define STRATA_STREAM_RECORD_CSV_H

#include "io/csv_reader.h"
#include "io/csv_writer.h"
#include "record/record.h"

enum {
    STRATA_RECORD_COLUMN_COUNT = 32
};

extern const char *const strata_record_columns[STRATA_RECORD_COLUMN_COUNT];

/** Writes the fields of a row; ending it is the caller's. */
void strata_record_csv_write(strata_csv_writer *csv, const strata_dictionary *dictionary,
                             const strata_record *record);

/** Reads a row of STRATA_RECORD_COLUMN_COUNT fields.
 *  @param bad     out: number of the first field that cannot be read, or
 *                 STRATA_RECORD_COLUMN_COUNT; *record is unspecified in the first case
 *  @return        STRATA_OK, STRATA_E_MEMORY */
strata_status strata_record_csv_read(const strata_slice *fields, strata_dictionary *dictionary,
                                     strata_record *record, uint32_t *bad,
                                     strata_error *err) STRATA_NODISCARD;

#endif
