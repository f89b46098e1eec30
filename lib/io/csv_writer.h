/* Rows of CSV or TSV into a sink: quoted only where needed, LF at the end. */
#ifndef STRATA_IO_CSV_WRITER_H
#define STRATA_IO_CSV_WRITER_H

#include <stdint.h>

#include "base/checked.h"
#include "base/slice.h"
#include "io/sink.h"

/** Plain struct on the caller's stack; the first failure is kept and ends all later writing, so
 * that a row can be written without asking after every field. */
typedef struct strata_csv_writer {
    strata_sink *sink;    /* borrowed */
    strata_error *err;    /* borrowed */
    strata_status status; /* first failure */
    char delimiter;
    bool in_row;
    bool alone_empty; /* the row so far is one empty field */
} strata_csv_writer;

/** @param delimiter ',' or '\t'. Fields with the delimiter, quote, CR or LF are quoted, quotes
 * doubled. */
void strata_csv_writer_init(strata_csv_writer *writer, strata_sink *sink, char delimiter,
                            strata_error *err);

void strata_csv_text(strata_csv_writer *writer, strata_slice text);
void strata_csv_string(strata_csv_writer *writer, const char *text);
void strata_csv_count(strata_csv_writer *writer, uint64_t count);
void strata_csv_integer(strata_csv_writer *writer, int64_t value);
void strata_csv_int128(strata_csv_writer *writer, strata_int128 value);
/** Shortest text that reads back as x; empty for NaN. */
void strata_csv_double(strata_csv_writer *writer, double x);
void strata_csv_empty(strata_csv_writer *writer);

/** Ends the row. @return the first failure since _init, or STRATA_OK */
strata_status strata_csv_end_row(strata_csv_writer *writer) STRATA_NODISCARD;

#endif
