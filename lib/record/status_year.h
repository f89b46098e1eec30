/* Whose statuses define a group: those of each result's own year, or those of one year for all
 * results of a student. */
#ifndef STRATA_RECORD_STATUS_YEAR_H
#define STRATA_RECORD_STATUS_YEAR_H

#include "base/status.h"
#include "record/record.h"

typedef enum strata_status_rule {
    STRATA_STATUS_OWN,   /* every result as it is */
    STRATA_STATUS_FIRST, /* of the first year in which the student has a result */
    STRATA_STATUS_LAST,  /* of the last one */
    STRATA_STATUS_GIVEN  /* of a year; of the nearest before it, else behind it, where the student
                            has none */
} strata_status_rule;

typedef struct strata_status_year {
    strata_status_rule rule;
    int16_t year; /* of STRATA_STATUS_GIVEN */
} strata_status_year;

/** "own", "first", "last" or a year. STRATA_E_USAGE ("status-year") for anything else. */
strata_status strata_status_year_parse(const char *text, strata_status_year *out,
                                       strata_error *err) STRATA_NODISCARD;

/** Gives all results of a student the groups and the race mask of one year. Where several results
 * of that year record a dimension, the first by assessment, subject and term is right; a dimension
 * that none of them records is not recorded anywhere.
 *
 *  @param results  results[count] of one student, no two of one key; count >= 1
 *  @param rank     by number of a text, see strata_dictionary_ranks
 *  @return         false if the student has no result in the given year and the nearest was taken
 */
bool strata_status_year_apply(strata_status_year of, strata_record *results, size_t count,
                              const uint32_t *rank);

#endif
