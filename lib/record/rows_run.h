/* Packed results on the disk, ordered by place: stripes of results, each column by column, each
 * column in as many bytes as its values need. */
#ifndef STRATA_RECORD_ROWS_RUN_H
#define STRATA_RECORD_ROWS_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "io/scratch.h"

struct strata_rows_store;

enum {
    STRATA_STRIPE_ROWS = 8192
};

typedef enum strata_rows_column {
    STRATA_ROWS_CODES,
    STRATA_ROWS_KEYS,
    STRATA_ROWS_NUMBERS,
    STRATA_ROWS_WIDES, /* scores of codes that have none, else anything; takes no bytes if there is
                          no such code */
    STRATA_ROWS_COLUMNS
} strata_rows_column;

/** The results of one place in a run: those from `first` to the next piece. */
typedef struct strata_rows_piece {
    uint32_t place;
    uint32_t first;
} strata_rows_piece;

/** What all codes of a run have in common is left out of them. */
typedef struct strata_rows_packing {
    unsigned person_bits;
    unsigned outcome_bits;
    uint32_t least_score; /* counted from the lowest number that a code can hold */
    uint32_t least_number;
} strata_rows_packing;

typedef struct strata_rows_run {
    uint64_t first_position; /* of its first result */
    uint32_t count;
    strata_rows_piece *pieces; /* pieces[piece_count + 1], by place; the last one ends the others */
    size_t piece_count;
    strata_rows_packing packing;
    uint64_t offset;                      /* in the scratch file */
    unsigned widths[STRATA_ROWS_COLUMNS]; /* bytes of a value */
} strata_rows_run;

/** Writes what the store has in memory to its scratch file.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk); run->pieces is the caller's to
 *          free in each case */
strata_status strata_rows_run_write(strata_rows_run *run, const struct strata_rows_store *store,
                                    strata_error *err) STRATA_NODISCARD;

/** Values of a column. */
typedef struct strata_rows_range {
    strata_rows_column column;
    uint32_t first;
    uint32_t count;
} strata_rows_range;

/** Reads values of a run.
 *  @param values  values[range.count + 1]: one more than is filled
 *  @return        STRATA_OK, STRATA_E_INPUT (the disk) */
strata_status strata_rows_run_read(const strata_rows_run *run, const strata_scratch *scratch,
                                   strata_rows_range range, uint64_t *values,
                                   strata_error *err) STRATA_NODISCARD;

/** The results of a place: the index of its piece; piece_count if it has none. */
size_t strata_rows_run_find(const strata_rows_run *run, uint32_t place);

#endif
