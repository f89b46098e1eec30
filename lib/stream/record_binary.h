/* Records in binary: the .rec form, a stream of blocks that each carry their checksum. */
#ifndef STRATA_STREAM_RECORD_BINARY_H
#define STRATA_STREAM_RECORD_BINARY_H

#include "stream/stream.h"
#include "stream/trailer.h"

enum {
    STRATA_REC_MAGIC_BYTES = 8
};

/** A byte that is not text, the name, CR, an end of file, LF: whatever a transfer as text does to
 * it shows. */
extern const char strata_rec_magic[STRATA_REC_MAGIC_BYTES + 1];

/** What sort of part follows: the first byte of its frame. */
enum {
    STRATA_REC_HEADER = 'H', /* the # lines of the header */
    STRATA_REC_TESTS = 'T',  /* #test lines that came late */
    STRATA_REC_BLOCK = 'B',
    STRATA_REC_END = 'E'
};

/** Writes blocks. */
typedef struct strata_record_binary_writer strata_record_binary_writer;

strata_status strata_record_binary_writer_open(strata_sink *sink,
                                               const strata_stream_header *header,
                                               const strata_dictionary *dictionary,
                                               strata_record_binary_writer **out,
                                               strata_error *err) STRATA_NODISCARD;
strata_status strata_record_binary_writer_push(strata_record_binary_writer *writer,
                                               const strata_record *record,
                                               strata_error *err) STRATA_NODISCARD;
/** Declares the tests of the dictionary again, before the next record. */
strata_status strata_record_binary_writer_tests(strata_record_binary_writer *writer,
                                                strata_error *err) STRATA_NODISCARD;
/** @param trailer  its inputs are written; its rows are set */
strata_status strata_record_binary_writer_end(strata_record_binary_writer *writer,
                                              strata_trailer *trailer,
                                              strata_error *err) STRATA_NODISCARD;
void strata_record_binary_writer_free(strata_record_binary_writer *writer);

/** Reads a whole .rec and pushes its records.
 *  @param header   filled
 *  @param trailer  filled with the inputs; the caller's to deinit, also after a failure
 *  @return         STRATA_OK, STRATA_E_INPUT ("stream-truncated", "stream-hash", "stream-rows",
 *                  "stream-block", "stream-version"), STRATA_E_MEMORY, what the sink returned */
strata_status strata_record_binary_read(strata_source *source, strata_dictionary *dictionary,
                                        const strata_record_sink *out, strata_stream_header *header,
                                        strata_trailer *trailer,
                                        strata_error *err) STRATA_NODISCARD;

#endif
