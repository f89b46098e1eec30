/* What decoding students and decoding groups have in common. Only the decode files use it.
 *
 * Every function returns false when the row needs no further decoding, for one of three reasons
 * that it has noted in the decoder: rejected, out of scope, or a failure of the run. */
#ifndef STRATA_RECORD_DECODE_PARTS_H
#define STRATA_RECORD_DECODE_PARTS_H

#include "record/decode.h"

/** What all results say about themselves. */
typedef struct strata_result_head {
    int16_t year;
    uint32_t term;
    uint32_t county;
    uint32_t lea;
    uint32_t school;
    uint32_t assessment;
    uint32_t era;
    uint32_t subject;
    uint32_t grade;
    const strata_assessment *test;
} strata_result_head;

/** Rejects the row; returns false. */
bool strata_decode_reject(strata_decoder *decoder, const char *rule, uint32_t field);

/** Notes something left out of the row, once for each rule and field; returns true unless memory
 * runs out. */
bool strata_decode_warn(strata_decoder *decoder, const char *rule, uint32_t field);

/** Reads a value that may be left out: an unknown code is warned about and becomes missing, unless
 * the schema requires a value. So *out is none, missing, absent or there. */
bool strata_decode_optional(strata_decoder *decoder, strata_target to, uint16_t index,
                            strata_value *out);

/** Reads a value without which the row means nothing: *out is none, absent or there. */
bool strata_decode_needed(strata_decoder *decoder, strata_target to, strata_value *out);

/** Calls an unknown what another reader than a map found unknown; as strata_decode_optional. */
bool strata_decode_unknown(strata_decoder *decoder, strata_value *value);

/** The number of an optional text in the dictionary, 0 if it is not there. */
bool strata_decode_text(strata_decoder *decoder, strata_target to, uint32_t *out);

/** Puts the text of a value into the dictionary. */
bool strata_decode_intern(strata_decoder *decoder, strata_slice text, uint32_t *out);

/** A decimal within the field's constraints; rejects by "number" or by range_rule. */
bool strata_decode_decimal(strata_decoder *decoder, const strata_value *value,
                           const char *range_rule, strata_decimal *out);

/** True if a result has an input for the target. */
bool strata_decode_has(const strata_decoder *decoder, strata_target to);

/** The numbers of its indexed inputs: index of each target's input, once each. Start with *at =
 * result->first[to]; false at the end. */
bool strata_decode_next_index(const strata_decoder *decoder, strata_target to, uint32_t *at,
                              uint16_t *index);

/** Fills the head; the reader's year is set already. */
bool strata_decode_head(strata_decoder *decoder, strata_result_head *out);

/** One result of a schema of students, and of groups. */
bool strata_decode_student(strata_decoder *decoder, strata_record *out);
bool strata_decode_published(strata_decoder *decoder, strata_published *out);

#endif
