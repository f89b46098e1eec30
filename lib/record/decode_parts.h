/* What decoding students and decoding groups have in common. Only the decode files use it.
 *
 * Every function returns false when the row needs no further decoding, for one of three reasons
 * that it has noted in the decoder: rejected, out of scope, or a failure of the run. */
#ifndef STRATA_RECORD_DECODE_PARTS_H
#define STRATA_RECORD_DECODE_PARTS_H

#include "record/decode.h"
#include "schema/blur.h"

/** Where a result says what it is about: members that records and published results have alike. */
typedef struct strata_result_head {
    int16_t *year;
    uint32_t *term;
    uint32_t *county;
    uint32_t *lea;
    uint32_t *school;
    uint32_t *assessment;
    uint32_t *era;
    uint32_t *subject;
    uint32_t *grade;
    uint32_t *file;
    uint32_t *row;
} strata_result_head;

/** Initialises a head with the members of a record or a published result. */
#define STRATA_HEAD_OF(result)                                                                     \
    {                                                                                              \
        &(result)->year, &(result)->term, &(result)->county, &(result)->lea, &(result)->school,    \
            &(result)->assessment, &(result)->era, &(result)->subject, &(result)->grade,           \
            &(result)->file, &(result)->row                                                        \
    }

/** Rejects the row; returns false. */
bool strata_decode_reject(strata_decoder *decoder, const char *rule, uint32_t field);

/** Notes something wrong with the row, once for each rule and field; rejects the row if the run
 * makes the rule an error. Returns true unless it did, or memory ran out. */
bool strata_decode_warn(strata_decoder *decoder, const char *rule, uint32_t field);

/** Something is wrong that the row can be read without: rejects it if the rule is an error in this
 * run, else notes it as strata_decode_warn does. */
bool strata_decode_judge(strata_decoder *decoder, const char *rule, uint32_t field);

/** Reads a value that may be left out: an unknown code is warned about and becomes missing, unless
 * the schema requires a value. So *out is none, missing, absent or there. */
bool strata_decode_optional(strata_decoder *decoder, strata_target to, uint16_t index,
                            strata_value *out);

/** The same for the value of some inputs. */
bool strata_decode_inputs(strata_decoder *decoder, const strata_value_inputs *inputs,
                          strata_value *out);

/** Goes through the inputs of a target, as strata_binding_next does. */
bool strata_decode_next(const strata_decoder *decoder, strata_target to, uint32_t *at,
                        strata_value_inputs *out);

/** Reads a value without which the row means nothing: *out is none, absent or there. */
bool strata_decode_needed(strata_decoder *decoder, strata_target to, strata_value *out);

/** Calls an unknown what another reader than a map found unknown; as strata_decode_optional. */
bool strata_decode_unknown(strata_decoder *decoder, strata_value *value);

/** The number of an optional text in the dictionary, 0 if it is not there. */
bool strata_decode_text(strata_decoder *decoder, strata_target to, uint32_t *out);

/** Puts the text of a value into the dictionary. */
bool strata_decode_intern(strata_decoder *decoder, strata_slice text, uint32_t *out);

/** A decimal within the field's constraints; rejects by "number", judges by range_rule. */
bool strata_decode_decimal(strata_decoder *decoder, const strata_value *value,
                           const char *range_rule, strata_decimal *out);

/** A number, or a range that stands in its place. */
typedef struct strata_reading {
    bool is_range;
    strata_decimal number;
    strata_range_text range;
} strata_reading;

/** The same, but a field that has forms of ranges may have one. */
bool strata_decode_number(strata_decoder *decoder, const strata_value *value,
                          const char *range_rule, strata_reading *out);

enum {
    STRATA_BARE_MAX = 64
};

/** The number in a text without the signs, groups and decimal character that its field says it is
 * written with; the text itself where the field (or NULL) says nothing.
 *  @param out  room for it: out[STRATA_BARE_MAX] */
strata_slice strata_decode_bare(const strata_field *field, strata_slice text, char *out);

/** The field of a value in the schema, NULL for a constant. */
const strata_field *strata_decode_field(const strata_decoder *decoder, const strata_value *value);

/** True if a result has an input for the target. */
bool strata_decode_has(const strata_decoder *decoder, strata_target to);

/** Fills the head; the reader's year is set already.
 *  @param test  the assessment and its era */
bool strata_decode_head(strata_decoder *decoder, const strata_result_head *out,
                        const strata_assessment **test);

/** Reads where the row is, for layouts that say it by names alone: leas hold for the rows below
 * them, whatever becomes of their own. */
void strata_decode_place(strata_decoder *decoder);

/** Score, level and whether the student was tested. */
bool strata_decode_outcome(strata_decoder *decoder, const strata_assessment *test,
                           strata_record *out);

/** How long ago a reclassified student was reclassified, as a detail of el. */
bool strata_decode_reclassified(strata_decoder *decoder, strata_record *out);

/** An answer, unknown where there is none. */
bool strata_decode_answer(strata_decoder *decoder, strata_target to, uint16_t index, uint8_t *out);

/** Counts and statistics of a published result. */
bool strata_decode_figures(strata_decoder *decoder, strata_published_rest *rest,
                           strata_published *out);

/** Who the student is: pseudonym, groups and answers, in a record that is all zero otherwise. */
bool strata_decode_person(strata_decoder *decoder, strata_record *out);

/** One row of a schema of kind roster: the person, places and grade. */
bool strata_decode_roster(strata_decoder *decoder, strata_record *out);

/** One result of a schema of students, and of groups. */
bool strata_decode_student(strata_decoder *decoder, strata_record *out);
bool strata_decode_published(strata_decoder *decoder, strata_published *out);

#endif
