/* The three streams between stages, as FORMAT.md specifies them: header, column line, rows,
 * trailer. */
#ifndef STRATA_STREAM_STREAM_H
#define STRATA_STREAM_STREAM_H

#include "io/csv_reader.h"
#include "io/csv_writer.h"
#include "record/accounting.h"
#include "record/record.h"

typedef enum strata_stream_kind {
    STRATA_STREAM_NONE, /* not a stream of ours: an extract */
    STRATA_STREAM_RECORDS,
    STRATA_STREAM_CELLS,
    STRATA_STREAM_ESTIMATES,
    STRATA_STREAM_RECORDS_BINARY
} strata_stream_kind;

enum {
    STRATA_STREAM_VERSION = 1,
    STRATA_STAGES_MAX = 16,
    STRATA_RACE_TEXT = 32,
    STRATA_PLAN_TEXT = 2560 /* 32 crosses of three dimensions and as many conditions fit */
};

/** The header lines of a stream. Texts are NUL-ended and cut where too long. */
typedef struct strata_stream_header {
    strata_stream_kind kind;
    int version;
    char protection[32]; /* "" for records */
    char key_id[17];     /* "" where there are no students, or the key was thrown away */
    char race_scheme[STRATA_RACE_TEXT]; /* "" for records */
    char plan[STRATA_PLAN_TEXT];        /* "by=all,el levels=lea grades=all", of records the end:
                                           "where=el:ever" */
    char schemas[512];                  /* "id digest" pairs, sorted, "; " between */
    char stages[STRATA_STAGES_MAX]
               [160]; /* "cells 0.1.0 by=all,el levels=state": provenance, oldest first */
    uint32_t stage_count;
    uint8_t level_columns; /* K, cells only */
} strata_stream_header;

/** What the first bytes of a source are. Peeks; the source stays at its beginning. */
strata_status strata_stream_sniff(strata_source *source, strata_stream_kind *out,
                                  strata_error *err) STRATA_NODISCARD;

/** Writes header and trailer around rows. Used by the three codecs. */
typedef struct strata_stream_writer strata_stream_writer;

/** @param err   kept for the calls below that have none: it lives as long as the writer
 *  @param bare  leaves all # lines out
 *  @param tests the dictionary whose tests are declared in the header; may be NULL */
strata_status strata_stream_writer_open(strata_sink *sink, const strata_stream_header *header,
                                        const strata_dictionary *tests, bool bare,
                                        strata_stream_writer **out,
                                        strata_error *err) STRATA_NODISCARD;
/** Write columns and rows here; call strata_stream_row after each row. */
strata_csv_writer *strata_stream_writer_csv(strata_stream_writer *writer);
strata_status
strata_stream_row(strata_stream_writer *writer) STRATA_NODISCARD; /* ends a row, counts it */
/** The column line, before any row. "level_*" stands for level_1..level_K of the header. */
strata_status strata_stream_columns(strata_stream_writer *writer, const char *const *names,
                                    size_t count) STRATA_NODISCARD;
/** Takes rows that were made elsewhere: `count` of them, each as its bytes with the LF. */
strata_status strata_stream_writer_rows(strata_stream_writer *writer, strata_slice text,
                                        uint64_t count) STRATA_NODISCARD;
/** Declares tests again between two rows: for those the dictionary got after the header was
 * written, before the first row that needs them. */
strata_status strata_stream_writer_tests(strata_stream_writer *writer,
                                         const strata_dictionary *tests) STRATA_NODISCARD;
/** An input the stream was made from, for the trailer; the order of records is kept (file 1 first),
 * other streams sort by digest. */
strata_status strata_stream_writer_input(strata_stream_writer *writer, const char *digest,
                                         uint64_t rows) STRATA_NODISCARD;
/** The same for records, with where the rows of the input went (strata_trailer_add_account). */
strata_status strata_stream_writer_account(strata_stream_writer *writer,
                                           const strata_account *account) STRATA_NODISCARD;
/** Trailer. The sink stays the caller's, who commits it. */
strata_status strata_stream_writer_end(strata_stream_writer *writer) STRATA_NODISCARD;
void strata_stream_writer_free(strata_stream_writer *writer);

/** Reads header, columns, rows, trailer; checks the row count and the hash. */
typedef struct strata_stream_reader strata_stream_reader;

/** Opens a stream of the expected kind. A stream written with --bare has no header and is
 * STRATA_E_INPUT
 *  ("no-header") with advice. Tests of the header are added to the dictionary.
 *  @param columns  columns[count] expected, in order; a different column line is STRATA_E_INPUT.
 * level_1..level_K are written as the single name "level_*" in the list.  */
strata_status strata_stream_reader_open(strata_source *source, strata_stream_kind kind,
                                        const char *const *columns, size_t count,
                                        strata_dictionary *dictionary, strata_stream_reader **out,
                                        strata_error *err) STRATA_NODISCARD;
const strata_stream_header *strata_stream_reader_header(const strata_stream_reader *reader);
/** Next row (fields as in the column line), NULL after the last; then the trailer has been checked:
 *  STRATA_E_INPUT "stream-truncated" without it, "stream-hash" or "stream-rows" if it does not fit.
 *  *row is NULL after a failure too. */
strata_status strata_stream_reader_next(strata_stream_reader *reader, const strata_csv_row **row,
                                        strata_error *err) STRATA_NODISCARD;
strata_place_in_file strata_stream_reader_place(const strata_stream_reader *reader, uint32_t field);
/** The current row as it stands in the stream, without its LF. */
strata_slice strata_stream_reader_raw(const strata_stream_reader *reader);
/** Inputs named in the trailer, known after the last row. */
size_t strata_stream_reader_input_count(const strata_stream_reader *reader);
void strata_stream_reader_input(const strata_stream_reader *reader, size_t index,
                                const char **digest, uint64_t *rows);
/** Where the rows of an input of records went, see strata_trailer_account. */
bool strata_stream_reader_account(const strata_stream_reader *reader, size_t index,
                                  strata_account *out) STRATA_NODISCARD;
void strata_stream_reader_close(strata_stream_reader *reader);

#endif
