/* One file while it is ingested. Only the ingest files use it. */
#ifndef STRATA_RECORD_INGEST_PARTS_H
#define STRATA_RECORD_INGEST_PARTS_H

#include "record/assembly.h"
#include "record/checks_fractions.h"
#include "record/decode.h"
#include "record/extract.h"
#include "record/ingest.h"

/** What belongs to the file. Start from {0}. */
typedef struct strata_ingestion {
    const strata_ingest_options *options;
    strata_ingest_target *target;
    strata_source *source;
    strata_account *account; /* of this file; nothing is added while it is read */
    strata_extract extract;
    strata_decoder decoder;
    uint64_t last_line; /* on which the row decoded last starts; in the end, the last data row */
    uint64_t shown;     /* bytes at the last call of progress */
    uint64_t *strange;  /* strange[field_count]: rows whose code in the field is unknown */
    strata_control_file *control; /* NULL: nothing says what the file should hold */
    strata_fractions fractions;
    strata_assembly assembly; /* for layouts that gather rows */
} strata_ingestion;

/** Decodes a row of the extract's batch, and hands on what comes of it. */
strata_status strata_ingest_row(strata_ingestion *self, const strata_csv_row *row,
                                strata_error *err) STRATA_NODISCARD;

/** Reads all rows, batch after batch, with as many threads as the options say. */
strata_status strata_ingest_batches(strata_ingestion *self, strata_error *err) STRATA_NODISCARD;

/** Counts something found in the row that is being read. */
strata_status strata_ingest_note(strata_ingestion *self, strata_severity severity,
                                 strata_finding finding, strata_error *err) STRATA_NODISCARD;

/** Counts a row that is out of scope by the code that says so, in the words of the schema. */
strata_status strata_ingest_note_dropped(strata_ingestion *self,
                                         strata_error *err) STRATA_NODISCARD;

/** Hands on a result of the row, or holds it back until all its rows are read.
 *  @param kept  whether it has a part at all */
strata_status strata_ingest_push(strata_ingestion *self, size_t result, bool *kept,
                                 strata_error *err) STRATA_NODISCARD;

/** Hands on the result that rows were gathered for, if there is one. */
strata_status strata_ingest_finish_gathered(strata_ingestion *self,
                                            strata_error *err) STRATA_NODISCARD;

#endif
