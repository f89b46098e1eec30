/* Records of fixed width, one a line, as rows. */
#ifndef STRATA_IO_FIXED_READER_H
#define STRATA_IO_FIXED_READER_H

#include "io/row_reader.h"

typedef struct strata_fixed_reader strata_fixed_reader;

/** As strata_row_reader_open_fixed. */
strata_status strata_fixed_reader_open(strata_source *source, const strata_fixed_form *form,
                                       strata_fixed_reader **out,
                                       strata_error *err) STRATA_NODISCARD;

/** The next row, or *row = NULL at the end.
 *  @return STRATA_OK; STRATA_E_INPUT with file:line:col for a NUL byte ("csv-nul"), bytes that are
 *          not UTF-8 ("encoding") and a line of more than 1,048,576 bytes ("csv-row-size"), or what
 *          the source gives. After a failure the reader gives the same failure again. */
strata_status strata_fixed_reader_next(strata_fixed_reader *reader, const strata_csv_row **row,
                                       strata_error *err) STRATA_NODISCARD;

/** The next rows; as strata_row_reader_batch. */
strata_status strata_fixed_reader_batch(strata_fixed_reader *reader, strata_row_batch *batch,
                                        strata_error *err) STRATA_NODISCARD;

/** Where field `index` of a row of a batch starts; the start of the record if there is none. */
strata_place_in_file strata_fixed_reader_batch_place(const strata_fixed_reader *reader,
                                                     const strata_row_batch *batch, uint32_t row,
                                                     uint32_t index);
/** Characters of a record of a batch, line end excluded. */
uint32_t strata_fixed_reader_batch_length(const strata_row_batch *batch, uint32_t row);

/** Where field `index` of the current row starts; the start of the record if there is none. */
strata_place_in_file strata_fixed_reader_place(const strata_fixed_reader *reader, uint32_t index);
/** Characters of the current record, line end excluded. */
uint32_t strata_fixed_reader_length(const strata_fixed_reader *reader);
bool strata_fixed_reader_ended_line(const strata_fixed_reader *reader);
void strata_fixed_reader_close(strata_fixed_reader *reader); /* NULL is fine */

#endif
