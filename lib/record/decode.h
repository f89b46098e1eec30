/* A row becomes results: records of a student, or published results of a group. */
#ifndef STRATA_RECORD_DECODE_H
#define STRATA_RECORD_DECODE_H

#include "record/published.h"
#include "record/record.h"
#include "record/value.h"

/** What became of a row. */
typedef enum strata_fate {
    STRATA_FATE_ACCEPTED,
    STRATA_FATE_REJECTED,
    STRATA_FATE_OUT_OF_SCOPE
} strata_fate;

/** A rule that a row breaks, and the field it is about (STRATA_NO_FIELD: the whole row). */
typedef struct strata_finding {
    const char *rule; /* static */
    uint32_t field;
} strata_finding;

/** What a rule expects, in the words of a message: "expected ...". */
const char *strata_rule_text(const char *rule);

/** What holds for all rows of a file. Pointers are borrowed. */
typedef struct strata_decoding {
    const strata_schema *schema;
    const strata_binding *binding;
    strata_dictionary *dictionary; /* holds the schema's tests */
    strata_keyed_hash *key;        /* may be NULL for published files */
    const char *file_name;         /* for messages */
    uint32_t file;                 /* its number */
    int year;                      /* for a file without a year, else 0 */
    uint32_t term;                 /* for a file without a term */
} strata_decoding;

/** Decodes row after row. */
typedef struct strata_decoder {
    strata_decoding of;
    strata_value_reader values;
    const strata_bound_result *result; /* being decoded */
    strata_fate fate;
    strata_finding reason;    /* if rejected */
    strata_finding *warnings; /* warnings[warning_count]: what was left out of an accepted row */
    size_t warning_count;
    size_t warning_room;
    strata_record *records;      /* records[result_count], for a schema of students */
    strata_published *published; /* published[result_count], for a schema of groups */
    size_t result_count;
    strata_status status; /* of the run, once a row could not be decoded at all */
    strata_error *err;    /* borrowed while a row is decoded */
} strata_decoder;

/** Sets a decoder up.
 *  @return STRATA_OK; STRATA_E_USAGE if the file does not say its year and of.year is 0
 *          ("year-missing"), or if it has students and of.key is NULL; STRATA_E_MEMORY.
 *          _deinit is right after all of them */
strata_status strata_decoder_init(strata_decoder *decoder, const strata_decoding *of,
                                  strata_error *err) STRATA_NODISCARD;
void strata_decoder_deinit(strata_decoder *decoder);

/** Decodes a row of any length: fate, reason, warnings and results say what it was.
 *  @return STRATA_OK, also for a rejected row; STRATA_E_MEMORY, STRATA_E_INTERNAL */
strata_status strata_decode_row(strata_decoder *decoder, const strata_csv_row *row,
                                strata_error *err) STRATA_NODISCARD;

#endif
