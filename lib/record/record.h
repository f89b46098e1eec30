/* One student's result in one test: what is left of a row once the schema has read it. */
#ifndef STRATA_RECORD_RECORD_H
#define STRATA_RECORD_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "record/dictionary.h"

/** Answers that a file can leave open. */
typedef enum strata_answer {
    STRATA_UNKNOWN,
    STRATA_NO,
    STRATA_YES
} strata_answer;

/** The last line on which a row of a file may start, see strata_record.row. */
#define STRATA_LINE_MAX UINT32_MAX

/** Texts are numbers in the run's dictionary (0 = empty). */
typedef struct strata_record {
    uint64_t student; /* keyed pseudonym; 0 = the file has no student identifier */
    uint32_t term;
    uint32_t county;
    uint32_t lea;
    uint32_t school;
    uint32_t assessment;
    uint32_t era;
    uint32_t subject;
    uint32_t grade; /* "K", "03" .. "12", "HS"; two digits */
    uint32_t condition;
    uint32_t file; /* number of the file within the stream, from 1 */
    uint32_t
        row; /* line of the file on which its row starts, from 1; results of one row share it */
    int64_t score; /* in units of 10^-decimals of the test; 0 unless has_score */
    int16_t year;
    strata_race_mask race_mask;
    strata_code codes[STRATA_DIM_COUNT]; /* by dimension; [STRATA_DIM_ALL] is 1 */
    uint8_t level;                       /* 1..K, 0 = no valid result */
    uint8_t fay[3];                      /* strata_answer for school, lea, state */
    uint8_t enrolled;                    /* strata_answer; unknown counts as yes */
    uint8_t tested; /* strata_answer; unknown: yes if there is a valid result */
    bool has_score;
} strata_record;

/** True if the result counts among n_scored. */
static inline bool strata_record_is_scored(const strata_record *record)
{
    return record->has_score || record->level != 0;
}

/** Takes records one by one. What it is given is borrowed until it returns. */
typedef struct strata_record_sink {
    void *context;
    strata_status (*push)(void *context, const strata_record *record, strata_error *err);
} strata_record_sink;

#endif
