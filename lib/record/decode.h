/* A row becomes results: records of a student, or published results of a group. */
#ifndef STRATA_RECORD_DECODE_H
#define STRATA_RECORD_DECODE_H

#include "record/checks.h"
#include "record/level_counts.h"
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

/** What a word for yes or no means, whatever its case: yes, y, 1, true, and their opposites. */
strata_answer strata_answer_of(strata_slice text);

/** What holds for all rows of a file. Pointers are borrowed. */
typedef struct strata_decoding {
    const strata_schema *schema;
    const strata_binding *binding;
    strata_dictionary *dictionary; /* holds the schema's tests */
    strata_keyed_hash *key;        /* may be NULL for published files */
    const strata_checks *checks;   /* how bad each rule is; NULL: as usual */
    const char *file_name;         /* for messages */
    uint32_t file;                 /* its number */
    int year;                      /* for a file that was bound without facts, else 0 */
    uint32_t term;                 /* likewise */
} strata_decoding;

/** What rows say of a published result until it is finished. */
typedef struct strata_published_rest {
    strata_level_counts counts;
    bool has_results;  /* a count by level or a statistic is there */
    bool has_hidden;   /* the publisher hid a figure */
    bool has_untested; /* a figure is of nobody, since nobody was tested */
} strata_published_rest;

/** Where the row is, in layouts that say it by names alone (STRATA_TO_PLACE). */
typedef struct strata_row_place {
    uint32_t field; /* of the names, STRATA_NO_FIELD: the file has none */
    strata_value_state state;
    strata_entity_level level;
    uint32_t name; /* of the school or lea; 0 for the state */
    uint32_t lea;  /* the last one above, 0: none yet */
} strata_row_place;

/** Decodes row after row. */
typedef struct strata_decoder {
    strata_decoding of;
    strata_value_reader values;
    const strata_bound_result *result; /* being decoded */
    strata_fate fate;
    strata_finding reason;    /* if rejected */
    strata_value dropped;     /* if out of scope: the value that says so */
    strata_finding *warnings; /* warnings[warning_count]: what was left out of an accepted row */
    size_t warning_count;
    size_t warning_room;
    strata_record *records;                 /* records[result_count], for a schema of students */
    strata_published *published;            /* published[result_count], for a schema of groups */
    strata_published_rest *rests;           /* rests[result_count], likewise */
    bool is_level_bound[STRATA_LEVELS_MAX]; /* a result of the file has counts of the level */
    uint32_t *variables;                    /* variables[field_count]: of statistics */
    strata_row_place place;
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

/** Finishes a published result once all its rows are read: counts by level, whether it is hidden,
 * and whether its figures can be true together; findings go to the decoder's warnings. A row's
 * results are finished already, unless the layout gathers rows.
 *  @return false if a check rejects it; decoder->reason says why */
bool strata_decode_finish(strata_decoder *decoder, const strata_published_rest *rest,
                          strata_published *out);

#endif
