/* What reading extracts and records needs: schemas' tests, the key, the list of rejects, progress
 * over all files. Part of lib/run/gather.c and of nothing else. */
#ifndef STRATA_RUN_READING_H
#define STRATA_RUN_READING_H

#include "run/plan_words.h"

/** Where the rows of a run go while it reads. */
typedef struct strata_reading {
    strata_stages *stages;
    strata_dictionary *dictionary;     /* borrowed */
    strata_rows *rows;                 /* takes results of extracts; NULL: `records` does */
    strata_record_sink records;        /* takes the records */
    strata_published_sink published;   /* takes the group results */
    strata_keyed_hash *pseudonyms;     /* NULL: no extract has students */
    strata_control *control;           /* NULL: nothing says what the files should hold */
    strata_admitting admitting;        /* who has a part */
    char own_words[STRATA_PLAN_WORDS]; /* what it says, as words of a plan */
    char words[STRATA_PLAN_WORDS];     /* the same of all that was read, records in streams too */
    bool has_words;
    strata_sink *rejects_sink; /* NULL: no list */
    strata_csv_writer rejects;
    uint64_t bytes_before; /* of the files read so far, for progress */
} strata_reading;

/** Fills the dictionary with the tests of all schemas, prepares key and list of rejects, and puts
 * schemas and key into the header of the findings.
 *  @param reading  with stages, dictionary and sinks set; to be ended whatever is returned
 *  @return         STRATA_OK; STRATA_E_USAGE ("no-key": records leave the process, or a roster is
 *                  joined to a stream of records, and there is no key file); STRATA_E_INPUT;
 * STRATA_E_MEMORY */
strata_status strata_reading_start(strata_reading *reading, bool needs_key_file,
                                   strata_error *err) STRATA_NODISCARD;

/** The list of rejects, open between _start and _finish; NULL if nobody wants one, or bad rows are
 * left out without it. */
strata_csv_writer *strata_reading_rejects(strata_reading *reading);

/** Reads one extract or one stream of records to its end. */
strata_status strata_reading_file(strata_reading *reading, strata_run_input *input,
                                  strata_error *err) STRATA_NODISCARD;

/** Gives the list of rejects its name and compares rejects with the limit, and the files with the
 * lines of the control file: STRATA_E_INPUT if one is left. */
strata_status strata_reading_finish(strata_reading *reading, strata_error *err) STRATA_NODISCARD;

/** Frees what _start made; the list of rejects vanishes unless finished. */
void strata_reading_end(strata_reading *reading);

#endif
