/* Extracts with one thing changed by chance: what became of them, and what a rule could have known.
 */
#ifndef MUTANTS_H
#define MUTANTS_H

#include "base/arena.h"
#include "random_records.h"
#include "record/extract.h"
#include "record/ingest.h"

enum {
    MUTANT_NAME_SIZE = 128,
    MUTANT_WHY_SIZE = 512
};

/** What holds for all extracts. */
typedef struct mutant_run {
    strata_catalog *catalog;
    strata_keyed_hash *key;
    char folder[TEST_PATH_SIZE]; /* for control files */
} mutant_run;

/** Bytes that a test owns. */
typedef struct mutant_bytes {
    unsigned char *bytes;
    size_t len;
    size_t room;
} mutant_bytes;

/** What came of reading an extract. Start from {0}. */
typedef struct mutant_outcome {
    strata_status status;
    strata_error err;
    strata_account account;
    bool balances;
    uint64_t digest;    /* of all results that came out, row numbers left out */
    uint64_t *rejected; /* rejected[rejected_count]: lines in the list of rejects, ascending */
    size_t rejected_count;
    bool has_odd_reject; /* a line of that list without a rule of the table */
    strata_issues *issues;
} mutant_outcome;

/** An extract that nothing is wrong with. */
typedef struct mutant_sample {
    char name[MUTANT_NAME_SIZE];
    mutant_bytes file;
    const strata_schema *schema;
    const strata_layout *layout;
    mutant_outcome outcome;
    strata_arena *arena;
    bool *is_bound;        /* is_bound[layout->field_count]: the file has the column */
    uint32_t column_count; /* that the layout's families read */
    strata_csv_row *rows;  /* rows[row_count]: the data */
    size_t row_count;
    strata_control *control; /* rows, sums and SHA-256 */
    strata_control *sums;    /* rows and sums */
} mutant_sample;

/** What changed in a mutant that reads as if nothing was wrong, as bits. */
typedef enum mutant_change {
    MUTANT_NUMBER = 1, /* another number within the limits */
    MUTANT_CODE = 2,   /* another code of the map */
    MUTANT_TEXT = 4,   /* an identifier or a name */
    MUTANT_GONE = 8,   /* a value that is missing or hidden now, or was */
    MUTANT_ROWS = 16,  /* whole rows gone, doubled or moved */
    MUTANT_COLUMN = 32 /* a column that may be absent has a name that nobody knows */
} mutant_change;

/** 0 to count - 1; 0 if count is 0. */
static inline size_t mutant_pick(random_state *random, size_t count)
{
    return count > 0 ? random_below(random, (uint32_t)count) : 0;
}

/** Reads bytes as the file `name`, with a control or without (NULL). */
void mutant_ingest(const mutant_run *run, const char *name, const mutant_bytes *file,
                   strata_control *control, mutant_outcome *out);
void mutant_outcome_deinit(mutant_outcome *outcome);

/** Warnings and notes about the columns and rows of a file, errors left out. */
uint64_t mutant_warnings(const mutant_outcome *outcome);

/** Writes the control file of a sample and loads it: what its columns of numbers add up to is
 * counted here, not by the library. */
void mutant_control(const mutant_run *run, mutant_sample *sample);

/** Number of ways to change a file, and their names. */
size_t mutant_way_count(void);
const char *mutant_way_name(size_t way);

/** Changes a copy of the sample's bytes in one way. *out may come out unchanged. */
void mutant_make(const mutant_sample *sample, size_t way, random_state *random, mutant_bytes *out);

/** What one finds who looks at a mutant that was read. */
typedef struct mutant_verdict {
    unsigned changes;          /* bits of mutant_change */
    char why[MUTANT_WHY_SIZE]; /* what a rule could have known */
} mutant_verdict;

/** Whether every row that was accepted is one that the schema allows, field by field, by a reading
 * of its own that does not use the decoder. */
bool mutant_is_sound(const mutant_run *run, const mutant_sample *sample, const mutant_bytes *file,
                     const mutant_outcome *outcome, mutant_verdict *out);

/** Keeps the columns and rows of a sample that was read. */
void mutant_remember(const mutant_run *run, mutant_sample *sample);

#endif
