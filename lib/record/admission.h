/* What happens to a result between its row and the sinks: the roster fills it in, closed schools
 * become their successors, conditions choose. */
#ifndef STRATA_RECORD_ADMISSION_H
#define STRATA_RECORD_ADMISSION_H

#include "record/filter.h"
#include "record/roster.h"
#include "record/successor.h"

/** All pointers are borrowed. */
typedef struct strata_admission {
    strata_roster *roster;         /* NULL: none */
    strata_successors *successors; /* NULL: none */
    const strata_filter *filter;   /* NULL: everything has a part */
    bool has_statuses_later; /* statuses of another year replace those of the result: conditions on
                                them wait for strata_admit_statuses */
    const strata_dictionary *dictionary;
    strata_issues *issues; /* takes "roster-matched", "roster-unmatched", "successor-applied",
                              "successor-unknown", "where-dropped", "where-passed-over" */
} strata_admission;

/** Changes a record, and says whether it has a part.
 *  @param at    the file, and the line if it is known
 *  @param kept  out: false if a condition does not hold */
strata_status strata_admit_record(const strata_admission *admission, strata_record *record,
                                  strata_place_in_file at, bool *kept,
                                  strata_error *err) STRATA_NODISCARD;

/** Asks the conditions that waited, of a record that has the statuses of its groups. */
strata_status strata_admit_statuses(const strata_admission *admission, const strata_record *record,
                                    strata_place_in_file at, bool *kept,
                                    strata_error *err) STRATA_NODISCARD;

/** The same as strata_admit_record for a published result, which has no roster; its school stays
 * what the publisher calls it. */
strata_status strata_admit_published(const strata_admission *admission,
                                     const strata_published *published, strata_place_in_file at,
                                     bool *kept, strata_error *err) STRATA_NODISCARD;

/** A file is at its end: notes how many of its results the roster has. */
strata_status strata_admit_finish(const strata_admission *admission, const char *file,
                                  strata_error *err) STRATA_NODISCARD;

#endif
