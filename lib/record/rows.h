/* All results of students that a run reads, packed: 8 bytes say what, 8 whose. They lie by place,
 * so that a place can be counted by itself; above a limit they go to a private, unlinked file. One
 * result stays of each (student, assessment, subject, year, term).
 *
 * A result is its place, what came of the test, the person it is about, and a score. There are few
 * different places, outcomes and persons; each gets a number. */
#ifndef STRATA_RECORD_ROWS_H
#define STRATA_RECORD_ROWS_H

#include "io/csv_writer.h"
#include "record/accounting.h"
#include "record/admission.h"
#include "record/issues.h"
#include "record/record.h"
#include "record/status_year.h"

typedef struct strata_rows strata_rows;

/** Where and when, and in which file. Texts are numbers in the dictionary. */
typedef struct strata_packed_place { /* without padding: equal ones are equal bytes */
    uint32_t file;
    int32_t year;
    uint32_t term;
    uint32_t county;
    uint32_t lea;
    uint32_t school;
} strata_packed_place;

/** Which test, and what came of it but for the score. */
typedef struct strata_packed_outcome { /* without padding */
    uint32_t assessment;
    uint32_t era;
    uint32_t subject;
    uint32_t grade;
    uint32_t condition;
    uint8_t level;     /* as in strata_record */
    uint8_t tested;    /* strata_answer */
    uint8_t has_score; /* 0 or 1 */
    uint8_t none;      /* 0 */
} strata_packed_outcome;

/** The groups of the student. */
typedef struct strata_packed_person { /* without padding, or with it zeroed */
    strata_code codes[STRATA_DIM_COUNT];
    uint8_t fay[3];
    uint8_t enrolled;
    strata_race_mask race_mask;
} strata_packed_person;

/** What a record says, in its three parts; the score and the student are not among them. */
void strata_packed_place_of(const strata_record *record, strata_packed_place *out);
void strata_packed_outcome_of(const strata_record *record, strata_packed_outcome *out);
void strata_packed_person_of(const strata_record *record, strata_packed_person *out);

enum {
    STRATA_ROW_PERSON_BITS = 22,
    STRATA_ROW_OUTCOME_BITS = 18,
    STRATA_ROW_SCORE_BITS = 24
};

/** A result on its way in. Numbers are those of strata_rows_place, _outcome and _person. */
typedef struct strata_packed_row {
    uint64_t student; /* 0: none; such a result is never compared */
    int64_t score;    /* 0 unless the outcome has one */
    uint32_t place;
    uint32_t outcome;
    uint32_t person;
    uint32_t number; /* row of the file, as in strata_record */
} strata_packed_row;

/** @param memory  bytes of rows kept in memory before they go to the disk; 0: 48 MiB
 *  @param folder  where the file is made (mode 0600, unlinked at once); NULL: TMPDIR or /tmp */
strata_status strata_rows_new(uint64_t memory, const char *folder, strata_rows **out,
                              strata_error *err) STRATA_NODISCARD;
void strata_rows_free(strata_rows *rows); /* NULL is fine */

/** The number of a place, an outcome, a person: from 0, in order of first use. Equal ones have one.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("kinds-many": more different ones than the
 *          bits above can number; places: 2^32 - 1) */
strata_status strata_rows_place(strata_rows *rows, const strata_packed_place *place, uint32_t *out,
                                strata_error *err) STRATA_NODISCARD;
strata_status strata_rows_outcome(strata_rows *rows, const strata_packed_outcome *outcome,
                                  uint32_t *out, strata_error *err) STRATA_NODISCARD;
strata_status strata_rows_person(strata_rows *rows, const strata_packed_person *person,
                                 uint32_t *out, strata_error *err) STRATA_NODISCARD;

/** What has a number; valid until another one gets a number. */
const strata_packed_place *strata_rows_places(const strata_rows *rows, uint32_t *count);
const strata_packed_outcome *strata_rows_outcomes(const strata_rows *rows, uint32_t *count);
const strata_packed_person *strata_rows_persons(const strata_rows *rows, uint32_t *count);

/** Takes a result. Order does not matter, nor does it to anything below. */
strata_status strata_rows_add(strata_rows *rows, const strata_packed_row *row,
                              strata_error *err) STRATA_NODISCARD;
/** The same of a record. */
strata_status strata_rows_add_record(strata_rows *rows, const strata_record *record,
                                     strata_error *err) STRATA_NODISCARD;

/** Whether a result without a student came in from the file of that number. */
bool strata_rows_has_nameless(const strata_rows *rows, uint32_t file);

/** Lets all results of a student have the groups of one year; to be called before the first result.
 * Students without a result in a given year are counted under "status-year-nearest"; results
 * without a student keep their own groups. Resolving takes passes over all results then, as many
 * more as there are more results for the memory. */
void strata_rows_status_year(strata_rows *rows, strata_status_year of);

/** How many threads may put results out of memory; one if nobody says it. */
void strata_rows_use_threads(strata_rows *rows, size_t threads);

/** Where it is said which results stay. */
typedef struct strata_rows_report {
    const strata_dictionary *dictionary;
    strata_accounting *accounting; /* kept, duplicate, superseded; file - 1 is the index */
    strata_issues *issues;
    strata_csv_writer *rejects;        /* see strata_dropped_tell; NULL: no list */
    const strata_admission *admission; /* conditions that wait for the groups of one year, see
                                          strata_admit_statuses; NULL: there are none */
} strata_rows_report;

/** Once all results are in: of those with one key the one of the highest file number stays; results
 * of other files are duplicates if they say the same, else superseded. Within one file: equal in
 * all but the row number is a duplicate; otherwise the one with a score stays, then the greater by
 * content, and the others are superseded and counted under "duplicate-conflict". The outcome does
 * not depend on the order of results nor on the number of threads. Without this call all stay.
 *
 * With groups of one year, places, outcomes and persons have other numbers afterwards, and a result
 * that does not meet the conditions goes, too: it is none any more in its account.
 *  @param threads  1 to STRATA_THREADS_MAX
 *  @return         STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk), STRATA_E_INTERNAL */
strata_status strata_rows_resolve(strata_rows *rows, size_t threads,
                                  const strata_rows_report *report,
                                  strata_error *err) STRATA_NODISCARD;

/** The results of one place that stay. Start from {0}; reuse it for the next place. */
typedef struct strata_rows_view {
    const uint64_t *codes; /* codes[count]: see the functions below */
    size_t count;
    const int64_t *wide; /* scores that do not fit a code, by what the code has in place of one */
    uint64_t *buffer;
    size_t buffer_room;
    int64_t *wide_buffer;
    size_t wide_room;
} strata_rows_view;

/** Reads the results of a place; threads may do so at the same time, each with a view of its own.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk) */
strata_status strata_rows_read(const strata_rows *rows, uint32_t place, strata_rows_view *view,
                               strata_error *err) STRATA_NODISCARD;
void strata_rows_view_deinit(strata_rows_view *view);

static inline uint32_t strata_row_person_of(uint64_t code)
{
    return (uint32_t)(code & ((UINT64_C(1) << STRATA_ROW_PERSON_BITS) - 1));
}

static inline uint32_t strata_row_outcome_of(uint64_t code)
{
    return (uint32_t)(code >> STRATA_ROW_PERSON_BITS &
                      ((UINT64_C(1) << STRATA_ROW_OUTCOME_BITS) - 1));
}

/** The score in units of the test; 0 if there is none. The lowest number that 24 bits hold is no
 * score: it says that the next one of view->wide is (they stand in the order of the codes that need
 * one).
 *  @param next_wide  how many of them were taken; starts at 0 */
static inline int64_t strata_row_score_of(const strata_rows_view *view, uint64_t code,
                                          size_t *next_wide)
{
    enum {
        SHIFT = STRATA_ROW_PERSON_BITS + STRATA_ROW_OUTCOME_BITS,
        SIGN = 1 << (STRATA_ROW_SCORE_BITS - 1)
    };
    const int32_t score = (int32_t)((uint32_t)(code >> SHIFT) ^ SIGN) - SIGN;
    return score != -SIGN ? score : view->wide[(*next_wide)++];
}

#endif
