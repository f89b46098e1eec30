/* One result for each (student, assessment, subject, year, term): duplicates and older versions go.
 */
#ifndef STRATA_RECORD_RESOLVE_H
#define STRATA_RECORD_RESOLVE_H

#include "io/csv_writer.h"
#include "record/accounting.h"
#include "record/issues.h"
#include "record/record.h"
#include "record/status_year.h"

/** Collects records in buckets by a 64-bit hash of the student; keys are compared in full. Above
 * the memory limit the buckets go to private, unlinked files. The outcome does not depend on the
 * order of the records. */
typedef struct strata_resolve strata_resolve;

/** @param memory  bytes of records kept in memory before spilling; 0: 256 MiB
 *  @param folder  where spill files are made (mode 0600, unlinked at once); NULL: TMPDIR or /tmp */
strata_status strata_resolve_new(uint64_t memory, const char *folder, strata_resolve **out,
                                 strata_error *err) STRATA_NODISCARD;

/** Lets all results of a student have the groups of one year; without this call each keeps its own.
 * Students without a result in a given year are counted under "status-year-nearest"; results
 * without a student keep their own groups. */
void strata_resolve_status_year(strata_resolve *resolve, strata_status_year of);

/** Lets _finish list each result that does not stay, with its line and that of the one that took
 * its place; see strata_dropped_tell. rejects is borrowed; NULL, as without this call: no list. */
void strata_resolve_list(strata_resolve *resolve, strata_csv_writer *rejects);

/** Takes a record. One without a student (student 0) is kept as it is, never compared. */
strata_status strata_resolve_push(strata_resolve *resolve, const strata_record *record,
                                  strata_error *err) STRATA_NODISCARD;

/** Ends it: pushes every kept record (order unspecified) and fills kept, duplicate and superseded
 * of the accounts (record.file - 1 is the index). Of records with one key the one of the highest
 * file number stays; records of other files are duplicates if they say the same, else superseded.
 * Within one file: equal in all but the row number is a duplicate; otherwise the one with a score
 * stays, then the greater by content, so that the order of rows cannot matter, and the others are
 * superseded and counted under the rule "duplicate-conflict". */
strata_status strata_resolve_finish(strata_resolve *resolve, const strata_record_sink *out,
                                    const strata_dictionary *dictionary,
                                    strata_accounting *accounting, strata_issues *issues,
                                    strata_error *err) STRATA_NODISCARD;

void strata_resolve_free(strata_resolve *resolve); /* NULL is fine */

#endif
