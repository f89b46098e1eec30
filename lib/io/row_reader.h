/* Rows of a file, delimited or of fixed width, behind one interface: what reads extracts does not
 * know which it is. */
#ifndef STRATA_IO_ROW_READER_H
#define STRATA_IO_ROW_READER_H

#include "io/row_batch.h"

typedef struct strata_row_reader strata_row_reader;

/** Where a field stands in a record, in characters. */
typedef struct strata_fixed_field {
    uint32_t start; /* from 1 */
    uint32_t length;
} strata_fixed_field;

/** How a fixed-width file is written. */
typedef struct strata_fixed_form {
    const strata_fixed_field *fields; /* fields[field_count]; may overlap */
    uint32_t field_count;
    const uint32_t *records; /* records[record_count]: allowed lengths of a record, in characters */
    uint32_t record_count;
} strata_fixed_form;

/** A reader over a source that it borrows; as strata_csv_reader_open. */
strata_status strata_row_reader_open(strata_source *source, const strata_csv_dialect *dialect,
                                     strata_row_reader **out, strata_error *err) STRATA_NODISCARD;

/** A reader of records of fixed width, one a line (LF, CRLF or CR). A row's fields are those of the
 * form, in its order, blanks included; what a shorter one of several record lengths lacks is empty.
 * A byte order mark is skipped; empty lines are no rows. A record whose length is not in the form
 * is a row of the leading fields that end within it, or of one field more than the form if that
 * would be all or none: never of field_count fields, so that the row is rejected and not the file.
 *  @param form  copied
 *  @return      STRATA_OK, STRATA_E_MEMORY */
strata_status strata_row_reader_open_fixed(strata_source *source, const strata_fixed_form *form,
                                           strata_row_reader **out,
                                           strata_error *err) STRATA_NODISCARD;

/** The next row, or *row = NULL at the end; contract and failures are those of
 * strata_csv_reader_next. */
strata_status strata_row_reader_next(strata_row_reader *reader, const strata_csv_row **row,
                                     strata_error *err) STRATA_NODISCARD;

/** The next rows, as many as stand in about half a mebibyte, in place of so many calls of _next,
 * with which it may be mixed. Rows before a failure are handed out first.
 *  @param batch  filled anew; row_count is 0 at the end
 *  @return       as strata_row_reader_next */
strata_status strata_row_reader_batch(strata_row_reader *reader, strata_row_batch *batch,
                                      strata_error *err) STRATA_NODISCARD;

/** Where a field of a row of a batch starts; `index` may be row->count, the end of the row. */
strata_place_in_file strata_row_reader_batch_place(const strata_row_reader *reader,
                                                   const strata_row_batch *batch, uint32_t row,
                                                   uint32_t index);

/** Characters of a row of a batch of records of fixed width; 0 for delimited rows. */
uint32_t strata_row_reader_batch_length(const strata_row_reader *reader,
                                        const strata_row_batch *batch, uint32_t row);

/** "libcsv", "scanner" or "fixed". */
const char *strata_row_reader_engine(const strata_row_reader *reader);

/** As their namesakes of strata_csv_reader. */
strata_place_in_file strata_row_reader_place(const strata_row_reader *reader, uint32_t index);
bool strata_row_reader_ended_line(const strata_row_reader *reader);
/** Characters of the current record of fixed width; 0 for delimited rows. */
uint32_t strata_row_reader_length(const strata_row_reader *reader);
void strata_row_reader_close(strata_row_reader *reader); /* NULL is fine */

#endif
