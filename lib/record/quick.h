/* A quick look at the rows of students: most rows of a file say what other rows have said before,
 * but for the student and the score. What a row says has three aspects: where and when (place),
 * which test and what came of it (outcome), and whose it is (person). The bytes of the columns of
 * an aspect, as they stand in the file, get a number; rows that have the same numbers say the same,
 * whatever that is. What it is the ordinary decoder says once (quick_lessons.h), so no rule of
 * reading is written down a second time here.
 *
 * A quick look is not for
 * - published results, entities and rosters: their rows have no student, or no result;
 * - layouts whose rows hold several results: the aspects would be those of each;
 * - identifiers of students that are joined, cut out of a column, mapped, or of some years only;
 * - runs that change or choose results on their way (admission: roster, successors, conditions), or
 *   that look at whole rows (control sums): the caller does not ask for one then.
 * Footers and headers are the reader's affair. Everything else that is unusual in a row makes the
 * row odd, and it is decoded in the ordinary way. */
#ifndef STRATA_RECORD_QUICK_H
#define STRATA_RECORD_QUICK_H

#include "io/row_batch.h"
#include "record/decode.h"

typedef enum strata_aspect {
    STRATA_ASPECT_PLACE,
    STRATA_ASPECT_OUTCOME,
    STRATA_ASPECT_PERSON,
    STRATA_ASPECT_COUNT
} strata_aspect;

/** In place of a number: the row is odd, or there are too many different ones. */
#define STRATA_QUICK_ODD UINT32_MAX

/** What a quick look finds in a row. */
typedef struct strata_quick_row {
    uint64_t student;                    /* as in strata_record */
    uint32_t local[STRATA_ASPECT_COUNT]; /* numbers of the one who looked, from 0, or ODD */
    int32_t digits; /* of the score without its point, 0 if it is no plain number: then the outcome
                       has its own text */
} strata_quick_row;

/** Which columns belong to which aspect: of one file, for all who look. */
typedef struct strata_quick_plan strata_quick_plan;

/** @param of   its binding and schema are borrowed
 *  @param out  NULL if a quick look is not for this file */
strata_status strata_quick_plan_make(const strata_decoding *of, strata_quick_plan **out,
                                     strata_error *err) STRATA_NODISCARD;
void strata_quick_plan_free(strata_quick_plan *plan); /* NULL is fine */

/** One who looks: not for several threads at once, but each may have one. The numbers it gives hold
 * as long as it lives. */
typedef struct strata_quick strata_quick;

/** @param plan  borrowed
 *  @param key   for pseudonyms; NULL only if the file has no students */
strata_status strata_quick_new(const strata_quick_plan *plan, const strata_keyed_hash *key,
                               strata_quick **out, strata_error *err) STRATA_NODISCARD;
void strata_quick_free(strata_quick *quick); /* NULL is fine */

/** Looks at all rows of a batch.
 *  @param out  out[batch->row_count]
 *  @return     STRATA_OK, STRATA_E_MEMORY, STRATA_E_INTERNAL (pseudonyms) */
strata_status strata_quick_look(strata_quick *quick, const strata_row_batch *batch,
                                strata_quick_row *out, strata_error *err) STRATA_NODISCARD;

/** All numbers that it has given so far in an aspect are below. */
uint32_t strata_quick_count(const strata_quick *quick, strata_aspect aspect);

#endif
