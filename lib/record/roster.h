/* Who the students are, from a file beside the results: joined by student and year. */
#ifndef STRATA_RECORD_ROSTER_H
#define STRATA_RECORD_ROSTER_H

#include "base/hash.h"
#include "io/csv_writer.h"
#include "record/accounting.h"
#include "record/control.h"
#include "record/issues.h"
#include "record/record.h"
#include "schema/catalog.h"

/** Places, grade, groups and answers by pseudonym and year; identifiers are not kept. About 40
 * bytes for each student and year. */
typedef struct strata_roster strata_roster;

/** What reading a roster needs. All pointers are borrowed; the dictionary as long as the roster. */
typedef struct strata_roster_options {
    strata_catalog *catalog;
    strata_keyed_hash *key; /* that of the results */
    strata_dictionary *dictionary;
    strata_issues *issues;         /* takes the faults of its rows, and "roster-conflict" */
    strata_csv_writer *rejects;    /* as for ingest; NULL: no list */
    strata_accounting *accounting; /* gets the account of its rows; NULL: nobody asks */
    strata_control
        *control; /* what the file should hold; NULL, or no line of it: nothing says it */
    bool stops;   /* the first bad row ends it; otherwise bad rows are left out */
    bool wins;    /* what it says replaces what a result says */
} strata_roster_options;

/** Reads a file, or the one roster in an archive, through a schema of kind "roster", found by its
 *  header among the schemas of that kind.
 *
 *  Rows of one student and year are put together. Where they contradict each other the student and
 *  year is counted under "roster-conflict", and the row that is greatest by place, grade and groups
 *  is right, so that the order of rows cannot matter.
 *
 *  @return STRATA_OK; STRATA_E_USAGE ("file-kind") if the file is no roster; STRATA_E_INPUT: cannot
 *          read, an archive without one roster ("roster-members"), no row that can be used
 *          ("roster-empty"), a bad row with options->stops;
 *          STRATA_E_MEMORY */
strata_status strata_roster_load(const char *path, const strata_roster_options *options,
                                 strata_roster **out, strata_error *err) STRATA_NODISCARD;
void strata_roster_free(strata_roster *roster); /* NULL is fine */

/** How many students and years it has. */
size_t strata_roster_count(const strata_roster *roster);

/** xxh3 digest of the bytes of its file, after inflating: the one of its account. */
const char *strata_roster_digest(const strata_roster *roster);

/** Fills what the record leaves open: county, lea and school as far as they agree with what it has,
 * grade, groups without a code, race mask, answers. With options->wins what the roster says
 * replaces what the record says; a place as a whole if the lea differs.
 *  @param line  of the record, 0 if unknown
 *  @return false, the record unchanged, if the roster does not have its student and year */
bool strata_roster_join(strata_roster *roster, strata_record *record, uint64_t line);

/** Notes how many results of a file found their student and year since the last call, and how many
 * did not: an error, unless the run says otherwise, if these are more than a fifth, since the
 * roster is then cut short or of other students. */
strata_status strata_roster_finish_file(strata_roster *roster, const char *file,
                                        strata_issues *issues, strata_error *err) STRATA_NODISCARD;

/** Counts the students and years that no record has asked for under "roster-unused". */
strata_status strata_roster_finish(const strata_roster *roster, strata_issues *issues,
                                   strata_error *err) STRATA_NODISCARD;

#endif
