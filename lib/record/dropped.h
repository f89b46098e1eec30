/* Results that do not stay because another one of their key does: where each stood, and where the
 * one that took its place stands. Never an identifier or a value. */
#ifndef STRATA_RECORD_DROPPED_H
#define STRATA_RECORD_DROPPED_H

#include "io/csv_writer.h"
#include "record/accounting.h"
#include "record/issues.h"
#include "record/record.h"

typedef enum strata_dropped_reason {
    STRATA_DROPPED_DUPLICATE,  /* it says the same */
    STRATA_DROPPED_SUPERSEDED, /* a later file says something else */
    STRATA_DROPPED_CONFLICT    /* the same file says something else */
} strata_dropped_reason;

/** One result. Files are numbers of accounts, from 1, rows those of records. */
typedef struct strata_dropped_result { /* without padding: equal ones are equal bytes */
    uint32_t file;
    uint32_t row;
    uint32_t kept_file;
    uint32_t kept_row;
    uint16_t reason;     /* strata_dropped_reason */
    uint16_t is_in_leas; /* 1: they are of different districts */
} strata_dropped_result;

/** Takes results in any order and tells them in that of files and rows, whatever the order. Above a
 * limit they go to a private, unlinked file. */
typedef struct strata_dropped strata_dropped;

/** @param most    results kept in memory; 0: 262,144 (5 MiB)
 *  @param folder  where the file is made; NULL: TMPDIR or /tmp; borrowed
 *  @return        NULL when out of memory */
strata_dropped *strata_dropped_new(size_t most, const char *folder) STRATA_NODISCARD;
void strata_dropped_free(strata_dropped *dropped); /* NULL is fine */

/** STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk). */
strata_status strata_dropped_add(strata_dropped *dropped, const strata_dropped_result *result,
                                 strata_error *err) STRATA_NODISCARD;

/** Where they are told. */
typedef struct strata_dropped_report {
    const strata_accounting *accounting; /* names the files */
    strata_issues *issues;      /* "duplicate", "superseded", "duplicate-conflict", and beside the
                                   latter two "student-in-two-leas" */
    strata_csv_writer *rejects; /* as for ingest; NULL: no list */
} strata_dropped_report;

/** Writes the line of one result into the list of rejects: file and line, the rule, and file:line
 * of the one that stays. Without a list it does nothing.
 *  @return STRATA_OK, STRATA_E_INTERNAL (no account), what writing the list returned */
strata_status strata_dropped_list(const strata_dropped_report *report,
                                  const strata_dropped_result *result,
                                  strata_error *err) STRATA_NODISCARD;

/** Tells all of them: file and line of each, and in the list of rejects file:line of the one that
 * stays. A file that came through a stream of records is "STREAM#N", N being its number there.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk), STRATA_E_INTERNAL (no account),
 *          what writing the list returned */
strata_status strata_dropped_tell(strata_dropped *dropped, const strata_dropped_report *report,
                                  strata_error *err) STRATA_NODISCARD;

#endif
