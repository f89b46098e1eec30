/* A file opened by its schema: its layout found, its header bound, its data rows one by one. */
#ifndef STRATA_RECORD_EXTRACT_H
#define STRATA_RECORD_EXTRACT_H

#include "io/row_reader.h"
#include "record/binding.h"
#include "record/issues.h"
#include "record/record.h"
#include "schema/catalog.h"

/** Start from {0}. */
typedef struct strata_extract {
    strata_source *source; /* borrowed */
    strata_choice choice;
    strata_binding binding;
    strata_row_reader *reader;     /* stands on the row given last; for places */
    strata_arena *arena;           /* owns the binding */
    const strata_row_batch *batch; /* set by who reads batches: the row for places is this one's */
    uint32_t row;                  /* in the batch */
    bool is_at_footer;             /* what the reader gave last ended with a footer */
    bool ended_line;               /* the last row given by _batch ended with a line end */
    strata_batch_view view;        /* of rows that may be footers */
} strata_extract;

/** How a file is to be opened. {0}: as it says itself. Pointers are borrowed. */
typedef struct strata_extract_options {
    const char *schema;      /* id or file of the schema; NULL or "auto": found from the header */
    const char *encoding;    /* in place of the layout's; NULL: none */
    strata_file_facts facts; /* name is that of the source unless it is given */
    const strata_choice *choice; /* the layout, if it was found before; NULL: to be found */
    strata_csv_engine reader;    /* of delimited files, in place of the layout's */
} strata_extract_options;

/** Finds the layout of a source at its beginning and goes behind its header, if it has one. A byte
 *  order mark says the encoding before anybody else does.
 *
 *  @return        STRATA_OK; STRATA_E_INPUT: an empty file ("file-empty"), a file that no schema
 *                 fits, a header that lacks a column; STRATA_E_USAGE: no such schema or encoding;
 *                 STRATA_E_MEMORY. _close is right after all of them */
strata_status strata_extract_open_with(strata_extract *extract, strata_source *source,
                                       strata_catalog *catalog,
                                       const strata_extract_options *options,
                                       strata_error *err) STRATA_NODISCARD;

/** The same with a schema alone; NULL or "auto": found from the header. */
strata_status strata_extract_open(strata_extract *extract, strata_source *source,
                                  strata_catalog *catalog, const char *schema,
                                  strata_error *err) STRATA_NODISCARD;

/** Whether a record can say that its row starts on a line: up to STRATA_LINE_MAX.
 *  @return STRATA_OK; STRATA_E_INPUT ("file-lines") behind it */
strata_status strata_extract_check_line(const strata_extract *extract, uint64_t line,
                                        strata_error *err) STRATA_NODISCARD;

/** The next data row, or *row = NULL behind the last one: at the footer, which is read to the end
 *  of the file so that a cut file is noticed and the digest is that of all bytes.
 *  @return what strata_row_reader_next and strata_extract_check_line return */
strata_status strata_extract_next(strata_extract *extract, const strata_csv_row **row,
                                  strata_error *err) STRATA_NODISCARD;

/** The next data rows, as strata_row_reader_batch: row_count is 0 behind the last one. While it
 * runs, other threads may look at batches it gave before and ask for places in them.
 *  @return what strata_row_reader_batch and strata_extract_check_line return */
strata_status strata_extract_batch(strata_extract *extract, strata_row_batch *batch,
                                   strata_error *err) STRATA_NODISCARD;

/** Place of a field in the current row: its start, or that of the row for STRATA_NO_FIELD and
 *  columns that are not in the file. */
strata_place_in_file strata_extract_place(const strata_extract *extract, uint32_t field);

/** Name of a field for people, "" for STRATA_NO_FIELD. */
const char *strata_extract_column(const strata_extract *extract, uint32_t field);

/** Notes each column whose name is almost that of one the file lacks under "column-near". */
strata_status strata_extract_note_near(const strata_extract *extract, strata_issues *issues,
                                       strata_error *err) STRATA_NODISCARD;

void strata_extract_close(strata_extract *extract);

#endif
