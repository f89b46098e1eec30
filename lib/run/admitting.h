/* What a job says about who has a part and who the students are, opened for one run. */
#ifndef STRATA_RUN_ADMITTING_H
#define STRATA_RUN_ADMITTING_H

#include "record/admission.h"
#include "run/gather.h"

/** Start from {0}. */
typedef struct strata_admitting {
    strata_roster *roster;
    strata_successors *successors;
    strata_filter *filter;
    char roster_digest[STRATA_DIGEST_TEXT];    /* of the roster's bytes, "" without one */
    char successor_digest[STRATA_DIGEST_TEXT]; /* of the entities', "" without successors */
    strata_admission admission;
} strata_admitting;

/** What the results of a run go into. */
typedef struct strata_admitting_needs {
    strata_dictionary *dictionary;
    strata_keyed_hash *key;     /* NULL: no input has students */
    strata_csv_writer *rejects; /* for the rows of the roster; NULL: no list */
    strata_control *control;    /* may have a line for the roster; NULL: there is none */
} strata_admitting_needs;

/** Reads conditions, roster and successors.
 *  @return STRATA_OK; STRATA_E_USAGE (no condition, a roster without students, successors without
 *          entities); STRATA_E_INPUT; STRATA_E_MEMORY. _close is right after all of them */
strata_status strata_admitting_open(strata_admitting *admitting, strata_stages *stages,
                                    const strata_admitting_needs *needs,
                                    strata_error *err) STRATA_NODISCARD;

/** What ingest needs to know; NULL if all results are taken as they are. */
const strata_admission *strata_admitting_rules(const strata_admitting *admitting);

/** Counts what the roster has too much. */
strata_status strata_admitting_finish(const strata_admitting *admitting,
                                      strata_error *err) STRATA_NODISCARD;

void strata_admitting_close(strata_admitting *admitting);

/** A sink in front of another one that admits the records of a stream. The rows of a stream are
 * accounted for already; only its results become fewer. */
typedef struct strata_admitted_records {
    const strata_admission *admission;
    const strata_record_sink *out;
    const char *file;  /* the stream, for issues */
    uint64_t *dropped; /* dropped[room], by record.file - 1 */
    size_t room;
} strata_admitted_records;

strata_status strata_admitted_push(void *context, const strata_record *record,
                                   strata_error *err) STRATA_NODISCARD;

/** STRATA_E_USAGE ("status-year-late") if records were chosen by their own statuses, as the plan of
 * their stream says, and the job makes groups by those of another year. */
strata_status strata_admitting_check_plan(const strata_job *job, const char *plan, const char *path,
                                          strata_error *err) STRATA_NODISCARD;

/** STRATA_E_USAGE ("stage-order") if the job says anything of this about an input that has been
 * counted already. */
strata_status strata_admitting_refuse(const strata_job *job, const char *path,
                                      strata_error *err) STRATA_NODISCARD;

enum {
    STRATA_STATUS_WORD = 32
};

/** The rule of the statuses as a word of a plan, "status_year=first"; "" for each result's own.
 * Returns out. */
const char *strata_admitting_status_word(const strata_job *job, char out[STRATA_STATUS_WORD]);

/** Lines of a stream's header: roster, successors and conditions; the year of the statuses. */
void strata_provenance_admitting(strata_stream_header *header, const strata_job *job,
                                 const strata_admitting *admitting);
void strata_provenance_statuses(strata_stream_header *header, const strata_job *job);

#endif
