/* The inputs of a run in their order, what each of them is, and the schema of each extract: known
 * before a single row is read. An archive is as many inputs as it has members. */
#ifndef STRATA_RUN_INPUTS_H
#define STRATA_RUN_INPUTS_H

#include "io/archive.h"
#include "run/pipeline.h"

typedef struct strata_run_input {
    const char *path;              /* borrowed from the job; of a member "archive.zip/member.csv" */
    const strata_archive *archive; /* it is a member of this one; NULL: a file of its own */
    size_t member;                 /* number in the archive */
    strata_stream_kind kind;
    strata_file_rule said;        /* by all rules that mean this file; the first one wins */
    const strata_file_rule *rule; /* the same */
    const char *schema_word;      /* what was asked for; NULL: found by the header */
    const strata_schema *schema;  /* of an extract */
    strata_choice choice;         /* its layout, and why; {0}: to be found when it is read */
    strata_source *held;          /* a pipe stays open: it cannot be opened again */
    uint64_t bytes;               /* as it lies on the disk, 0 if unknown */
} strata_run_input;

typedef struct strata_inputs {
    strata_run_input *items; /* items[count], in natural order of their base names */
    size_t count;
    strata_archive **archives; /* archives[archive_count] */
    size_t archive_count;
    const char **skipped; /* skipped[skipped_count]: paths of what the job leaves out */
    size_t skipped_count;
    bool *rule_used;           /* rule_used[rule_count + skip_count of the job]: it means a file */
    strata_catalog *catalog;   /* NULL if no file needs one */
    strata_entities *entities; /* NULL if nobody asked for them */
    strata_entities *names;    /* of places, as published files give them; NULL: none was read */
    uint64_t bytes;            /* of all files together */
} strata_inputs;

/** Refuses a job without files, and one that names a file twice, by whatever names, or standard
 * input twice.
 *  @return STRATA_OK, STRATA_E_USAGE ("no-input", "input-twice"), STRATA_E_MEMORY */
strata_status strata_inputs_check(const strata_job *job, strata_error *err) STRATA_NODISCARD;

/** Looks at the beginning of every file of the job.
 *  @param out  to be closed whatever is returned
 *  @return     STRATA_OK; STRATA_E_USAGE (strata_inputs_check, all left out, unknown schema);
 *              STRATA_E_INPUT (cannot read, no schema fits); STRATA_E_MEMORY */
strata_status strata_inputs_open(const strata_job *job, strata_inputs *out,
                                 strata_error *err) STRATA_NODISCARD;
void strata_inputs_close(strata_inputs *inputs);

/** Counts what is not read: "file-skipped" by the job, "member-skipped" of archives; and rules and
 * globs of the job that mean no file, "file-rule-unused". */
strata_status strata_inputs_note(const strata_inputs *inputs, const strata_job *job,
                                 strata_issues *issues, strata_error *err) STRATA_NODISCARD;

/** The catalog of schemas, opened when it is first needed; borrowed. */
strata_status strata_inputs_catalog(strata_inputs *inputs, const strata_job *job,
                                    strata_catalog **out, strata_error *err) STRATA_NODISCARD;

/** The places that the entity files of the job name, read when they are first needed; borrowed
 * until the inputs are closed. */
strata_status strata_inputs_entities(strata_inputs *inputs, const strata_job *job,
                                     strata_entities **out, strata_error *err) STRATA_NODISCARD;

/** An input at its beginning; the source is the caller's to close. Once for each input. */
strata_status strata_run_input_source(strata_run_input *input, strata_source **out,
                                      strata_error *err) STRATA_NODISCARD;

/** How many inputs are of a kind. */
size_t strata_inputs_of_kind(const strata_inputs *inputs, strata_stream_kind kind);

/** Order of texts in which "scores-9" stands before "scores-10": runs of digits compare as numbers,
 * all else as bytes. Negative, 0 or positive. */
int strata_natural_compare(const char *a, const char *b);

#endif
