/* Records as CSV and as their binary twin. */
#ifndef STRATA_STREAM_RECORD_STREAM_H
#define STRATA_STREAM_RECORD_STREAM_H

#include "stream/stream.h"

/** Writes records one by one. */
typedef struct strata_record_writer strata_record_writer;

/** @param binary  the .rec form instead of CSV (bare is then ignored)
 *  @param dictionary  texts and tests of the records; borrowed, may grow while writing */
strata_status strata_record_writer_open(strata_sink *sink, const strata_stream_header *header,
                                        strata_dictionary *dictionary, bool binary, bool bare,
                                        strata_record_writer **out,
                                        strata_error *err) STRATA_NODISCARD;
strata_status strata_record_writer_push(strata_record_writer *writer, const strata_record *record,
                                        strata_error *err) STRATA_NODISCARD;
/** Trailer with the inputs and their row counts. */
strata_status strata_record_writer_end(strata_record_writer *writer,
                                       const strata_accounting *accounting,
                                       strata_error *err) STRATA_NODISCARD;
void strata_record_writer_free(strata_record_writer *writer);

/** Reads a stream of records in either form and pushes them; texts and tests go to the dictionary.
 * Adds one account per input of the stream; record.file is raised by file_base.
 *  @param header  filled; may be NULL */
strata_status strata_record_stream_read(strata_source *source, uint32_t file_base,
                                        strata_dictionary *dictionary,
                                        const strata_record_sink *out,
                                        strata_accounting *accounting, strata_stream_header *header,
                                        strata_error *err) STRATA_NODISCARD;

#endif
