/* Up to 65,536 records as one block of a .rec file: what repeats stands in dictionaries in front.
 */
#ifndef STRATA_STREAM_RECORD_BLOCK_H
#define STRATA_STREAM_RECORD_BLOCK_H

#include "record/record.h"
#include "stream/byte_buffer.h"

enum {
    STRATA_BLOCK_ROWS = 65536,
    STRATA_BLOCK_TEXT_BYTES = 16 * 1024 * 1024, /* a writer ends a block that has more text */
    STRATA_BLOCK_BYTES = 64 * 1024 * 1024       /* longest payload */
};

/** Puts the payload of records[count], count from 1 to STRATA_BLOCK_ROWS, behind what out holds.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_record_block_encode(const strata_record *records, uint32_t count,
                                         const strata_dictionary *dictionary,
                                         strata_byte_buffer *out,
                                         strata_error *err) STRATA_NODISCARD;

/** Pushes the records of a payload; their texts go to the dictionary.
 *  @param is_sound  out: false if the payload cannot have come from the encoder; nothing was pushed
 *  @return          STRATA_OK, STRATA_E_MEMORY, what the sink returned */
strata_status strata_record_block_decode(strata_slice payload, strata_dictionary *dictionary,
                                         const strata_record_sink *sink, bool *is_sound,
                                         strata_error *err) STRATA_NODISCARD;

#endif
