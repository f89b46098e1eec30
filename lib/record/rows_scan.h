/* All results of a store, one after the other: keys of many at once, the rest of one when asked
 * for.
 */
#ifndef STRATA_RECORD_ROWS_SCAN_H
#define STRATA_RECORD_ROWS_SCAN_H

#include "record/rows_store.h"

/** A result as it lies. */
typedef struct strata_stored_row {
    uint64_t key;
    uint64_t position;
    uint64_t code;
    int64_t score;
    uint32_t place;
    uint32_t number;
} strata_stored_row;

/** Results that lie side by side. */
typedef struct strata_rows_block {
    const uint64_t *keys; /* keys[count] */
    size_t count;
    uint64_t position; /* of the first */
} strata_rows_block;

/** Start with strata_rows_scan_init. */
typedef struct strata_rows_scan {
    const strata_rows_store *store;
    size_t run;                       /* of the next block, while there are runs left */
    uint32_t first;                   /* its first result in the run */
    uint32_t chunk;                   /* the one that was read last; 0: none */
    const strata_rows_run *block_run; /* NULL: the block is a chunk */
    uint32_t block_first;
    size_t piece; /* of the row of the block that was asked for last */
    strata_rows_block block;
    bool has_rest;                          /* the block's other columns are read, too */
    uint64_t *columns[STRATA_ROWS_COLUMNS]; /* of a block that is no chunk */
    uint64_t keys[STRATA_CHUNK_ROWS];       /* of one that is */
} strata_rows_scan;

/** @return STRATA_OK or STRATA_E_MEMORY; deinit is fine after either */
strata_status strata_rows_scan_init(strata_rows_scan *scan, const strata_rows_store *store,
                                    strata_error *err) STRATA_NODISCARD;
void strata_rows_scan_deinit(strata_rows_scan *scan);

/** Goes back to the first result. */
void strata_rows_scan_rewind(strata_rows_scan *scan);

/** The next block, valid until the next call; false behind the last. Blocks may be empty.
 *  @return STRATA_OK, STRATA_E_INPUT (the disk) */
strata_status strata_rows_scan_next(strata_rows_scan *scan, strata_rows_block *out, bool *more,
                                    strata_error *err) STRATA_NODISCARD;

/** A row of the block read last; rows are asked for in their order.
 *  @return STRATA_OK, STRATA_E_INPUT (the disk) */
strata_status strata_rows_scan_row(strata_rows_scan *scan, size_t at, strata_stored_row *out,
                                   strata_error *err) STRATA_NODISCARD;

#endif
