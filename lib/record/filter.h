/* Which results have a part: conditions on what a record or a published result says of itself. */
#ifndef STRATA_RECORD_FILTER_H
#define STRATA_RECORD_FILTER_H

#include "record/published.h"
#include "record/record.h"

typedef struct strata_filter strata_filter;

/** Reads conditions such as "full_academic_year:yes, el:current, grade:03|04". All must hold; of
 * the words behind a colon one must. Names of results of students: every dimension (its groups,
 * made of others too, and "unknown"), full_academic_year (that of the school), fay_lea, fay_state,
 * enrolled, tested; of published results: entity_level, population, dim, group; of both: year (also
 * 2015-2018), term, county, lea, school, assessment, subject, grade.
 *  @return STRATA_OK; STRATA_E_USAGE ("where", "word") for what is no condition, with the nearest
 *          word there is; STRATA_E_MEMORY */
strata_status strata_filter_new(const char *text, strata_filter **out,
                                strata_error *err) STRATA_NODISCARD;
void strata_filter_free(strata_filter *filter); /* NULL is fine */

size_t strata_filter_count(const strata_filter *filter);

/** A condition without its blanks, "grade:03|04". */
const char *strata_filter_text(const strata_filter *filter, size_t index);

/** Whether a condition can be asked of a result of a student, or of a published one. */
bool strata_filter_asks_record(const strata_filter *filter, size_t index);
bool strata_filter_asks_published(const strata_filter *filter, size_t index);

/** Whether a condition is on a status of the student, which another year may define
 * (status_year.h), and not on the result itself. */
bool strata_filter_asks_status(const strata_filter *filter, size_t index);

/** Which conditions are asked. */
typedef enum strata_filter_share {
    STRATA_FILTER_ALL,
    STRATA_FILTER_OF_RESULTS, /* all but those on a status */
    STRATA_FILTER_OF_STATUSES
} strata_filter_share;

/** The number of the first condition that does not hold, strata_filter_count if there is none. A
 * condition that cannot be asked of the result holds; nothing recorded is "unknown" and no other
 * word. Enrolment that is not recorded counts as yes, testing as yes where there is a valid result.
 */
size_t strata_filter_record(const strata_filter *filter, const strata_dictionary *dictionary,
                            const strata_record *record);
/** The same of a share of the conditions. */
size_t strata_filter_record_share(const strata_filter *filter, strata_filter_share share,
                                  const strata_dictionary *dictionary, const strata_record *record);
size_t strata_filter_published(const strata_filter *filter, const strata_dictionary *dictionary,
                               const strata_published *published);

#endif
