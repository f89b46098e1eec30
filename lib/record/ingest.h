/* An extract becomes records, or a published file becomes group results. */
#ifndef STRATA_RECORD_INGEST_H
#define STRATA_RECORD_INGEST_H

#include "io/csv_writer.h"
#include "record/accounting.h"
#include "record/admission.h"
#include "record/control.h"
#include "record/issues.h"
#include "record/published.h"
#include "record/record.h"
#include "record/rows.h"
#include "schema/catalog.h"

typedef enum strata_on_error {
    STRATA_ON_ERROR_REJECT, /* the row is listed among the rejects, the rest goes on */
    STRATA_ON_ERROR_SKIP,   /* the same without a line in the list of rejects */
    STRATA_ON_ERROR_STOP    /* the first bad row ends the run with its place and rule */
} strata_on_error;

/** What holds for all files of a run. All pointers are borrowed. */
typedef struct strata_ingest_options {
    strata_catalog *catalog;
    const char *schema;          /* id or file; NULL or "auto": found from each file's header */
    const strata_choice *choice; /* the layout of the one file that is read, if it was found before;
                                  * NULL: to be found */
    strata_keyed_hash *key;      /* for pseudonyms; NULL only if no file has students */
    strata_on_error on_error;
    uint64_t max_errors;        /* rejected rows allowed in a run; UINT64_MAX = any number */
    strata_csv_writer *rejects; /* takes a row for every rejected one, see strata_rejects_add; the
                                 * header is the caller's; NULL: no list */
    strata_control *control;    /* what the files should hold; NULL: nothing says it */
    int16_t year;               /* for files that do not say; 0 = none */
    const char *term;           /* likewise; NULL = none */
    const char *assessment;     /* likewise */
    const char *subject;        /* likewise */
    const char *grade;          /* likewise, "03" */
    const char *encoding;       /* in place of the layout's; NULL = that */
    const strata_admission *admission; /* what results are filled in and chosen by; NULL: all as
                                          they are. Rows none of whose results has a part are out of
                                          scope */
    strata_csv_engine reader;          /* of delimited files */
    size_t threads; /* that read a file, 0 means 1; what comes of it does not depend on them */
    void (*progress)(void *context, uint64_t done,
                     uint64_t total); /* bytes of the file; may be NULL */
    void *progress_context;
} strata_ingest_options;

/** Where it all goes. Only the sink of the file's kind is called. */
typedef struct strata_ingest_target {
    strata_dictionary *dictionary;
    strata_rows *rows;          /* takes the results of students, packed; borrowed. NULL: ... */
    strata_record_sink records; /* ... this does, one by one */
    strata_published_sink published;
    strata_issues *issues;
    strata_accounting *accounting;
} strata_ingest_target;

/** Reads one file, whatever its kind, adds its account (number file_number, from 1), and stamps
 * file_number on what it pushes. An entities file is STRATA_E_USAGE.
 *
 *  @return STRATA_OK, also when rows were rejected; STRATA_E_LIMIT if more than max_errors were;
 * STRATA_E_INPUT for what makes the rest of the file unreadable, an empty file, a header without
 * rows and (with STRATA_ON_ERROR_STOP) the first bad row; STRATA_E_USAGE, STRATA_E_MEMORY; what a
 * sink returned */
strata_status strata_ingest_file(const char *path, uint32_t file_number,
                                 const strata_ingest_options *options, strata_ingest_target *target,
                                 strata_error *err) STRATA_NODISCARD;

/** The same from a source that is open already and at its beginning; the source stays the caller's.
 */
strata_status strata_ingest_source(strata_source *source, uint32_t file_number,
                                   const strata_ingest_options *options,
                                   strata_ingest_target *target,
                                   strata_error *err) STRATA_NODISCARD;

#endif
