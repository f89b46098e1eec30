/* Rows of a delimited file as slices, with physical positions. */
#ifndef STRATA_IO_CSV_READER_H
#define STRATA_IO_CSV_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "io/source.h"

typedef struct strata_csv_reader strata_csv_reader;
typedef struct strata_row_batch strata_row_batch; /* row_batch.h */

/** What finds the fields. Both find the same ones, with the same positions and the same failures.
 */
typedef enum strata_csv_engine {
    STRATA_CSV_AUTO, /* the scanner where it can read the dialect, else libcsv */
    STRATA_CSV_LIBCSV,
    STRATA_CSV_SCANNER
} strata_csv_engine;

/** How the file is written. Start from {0}: comma, double quote, defaults of the caps. */
typedef struct strata_csv_dialect {
    char delimiter;                  /* 0 means ',' */
    char quote;                      /* 0 means '"' */
    bool no_quote;                   /* quotes are ordinary characters */
    bool skip_blank_after_delimiter; /* Frictionless skipInitialSpace: a, "b" */
    uint32_t max_fields;             /* 0 means 4,096 */
    uint32_t max_field_bytes;        /* 0 means 65,536 */
    uint32_t max_row_bytes;          /* 0 means 1,048,576; at most 1,073,741,824 */
    strata_csv_engine engine;
} strata_csv_dialect;

/** One row, valid until the next call. A quoted field comes without its quotes, doubled quotes
 * halved, line ends inside it as they were. Blanks around unquoted fields are kept. */
typedef struct strata_csv_row {
    const strata_slice *fields; /* fields[count] */
    uint32_t count;             /* >= 1 */
    uint64_t number;            /* 1 for the first row of the file; blank lines are not rows */
    uint64_t line;   /* physical line on which it starts, from 1; CR, LF and CRLF end a line */
    uint64_t offset; /* byte offset at which it starts */
} strata_csv_row;

/** A reader over a source that it borrows, and reads ahead of the rows that it gives. A byte order
 * mark is skipped. Bytes are checked to be UTF-8.
 *  @return STRATA_OK, STRATA_E_USAGE (impossible dialect, or one that the engine that was asked for
 *          cannot read), STRATA_E_MEMORY */
strata_status strata_csv_reader_open(strata_source *source, const strata_csv_dialect *dialect,
                                     strata_csv_reader **out, strata_error *err) STRATA_NODISCARD;

/** The next row, or *row = NULL at the end. Blank lines are skipped (and counted by line). A last
 * line without a line end is a row.
 *  @return STRATA_OK; STRATA_E_INPUT with file:line:col for an unclosed quote ("csv-quote"), text
 * after a closing quote ("csv-quote"), a NUL byte ("csv-nul"), bytes that are not UTF-8
 *          ("encoding"), and a cap passed ("csv-field-size", "csv-row-size", "csv-fields");
 * STRATA_E_MEMORY. After a failure the reader gives the same failure again. */
strata_status strata_csv_reader_next(strata_csv_reader *reader, const strata_csv_row **row,
                                     strata_error *err) STRATA_NODISCARD;

/** The next rows, in place of so many calls of _next, with which it may be mixed; as
 * strata_row_reader_batch. */
strata_status strata_csv_reader_batch(strata_csv_reader *reader, strata_row_batch *batch,
                                      strata_error *err) STRATA_NODISCARD;

/** Where a field of a row of a batch starts; `index` may be the number of its fields: its end. */
strata_place_in_file strata_csv_reader_batch_place(const strata_csv_reader *reader,
                                                   const strata_row_batch *batch, uint32_t row,
                                                   uint32_t index);

/** "libcsv" or "scanner". */
const char *strata_csv_reader_engine(const strata_csv_reader *reader);

/** Where field `index` of the current row starts: the last one that _next gave. */
strata_place_in_file strata_csv_reader_place(const strata_csv_reader *reader, uint32_t index);

/** The bytes of the current row as they stand in the file, its line end left out. */
strata_slice strata_csv_reader_raw(const strata_csv_reader *reader);

/** Whether the last row read ended with a line end (a file cut in the middle of a row does not). */
bool strata_csv_reader_ended_line(const strata_csv_reader *reader);

void strata_csv_reader_close(strata_csv_reader *reader);

#endif
