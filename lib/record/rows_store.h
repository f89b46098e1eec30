/* Packed results as they lie: in memory in chunks by place, and once memory is full on the disk,
 * all of them in one run, ordered by place. Each has a position, which tells it from all others. */
#ifndef STRATA_RECORD_ROWS_STORE_H
#define STRATA_RECORD_ROWS_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "io/scratch.h"
#include "record/rows_run.h"

enum {
    STRATA_CHUNK_ROWS = 32
};

/** One result in memory. */
typedef struct strata_rows_row {
    uint64_t code;   /* see strata_row_outcome_of and its like */
    uint64_t key;    /* 0: nobody's */
    uint32_t number; /* its row */
    uint32_t wide;   /* which of the store's wide scores it has, if the code says so */
} strata_rows_row;

/** Results of one place. Numbers of chunks are from 1; 0 is none. */
typedef struct strata_rows_chunk {
    strata_rows_row rows[STRATA_CHUNK_ROWS];
    uint32_t place;
    uint32_t next; /* chunk of the place; that of the last is the first */
} strata_rows_chunk;

/** The last chunk of a place: the only one that may have room. */
typedef struct strata_rows_tail {
    uint32_t chunk;
    uint32_t count; /* results in it; STRATA_CHUNK_ROWS if there is no chunk */
} strata_rows_tail;

typedef struct strata_rows_store {
    uint64_t memory;            /* bytes that may be used */
    size_t threads;             /* that may write what is in memory; 0 is like 1 */
    uint32_t used;              /* chunks in memory */
    strata_rows_chunk **blocks; /* blocks[block_count] of chunks */
    size_t block_count;
    size_t block_room;
    int64_t *wides; /* wides[wide_count]: scores that do not fit a code */
    size_t wide_count;
    size_t wide_room;
    strata_rows_tail *tails; /* tails[place_count] */
    size_t tail_room;
    uint32_t place_count;
    strata_rows_run *runs; /* runs[run_count] */
    size_t run_count;
    size_t run_room;
    uint64_t run_rows; /* results in runs */
    char *folder;      /* NULL: the usual one */
    strata_scratch *scratch;
} strata_rows_store;

/** One result, packed. */
typedef struct strata_rows_entry {
    uint64_t code;
    uint64_t key;
    int64_t score; /* used if is_wide */
    uint32_t place;
    uint32_t number;
    bool is_wide; /* the code has no room for the score and says so */
} strata_rows_entry;

/** @param memory  bytes; folder is copied
 *  @return        STRATA_OK or STRATA_E_MEMORY; deinit is fine after either */
strata_status strata_rows_store_init(strata_rows_store *store, uint64_t memory, const char *folder,
                                     strata_error *err) STRATA_NODISCARD;
void strata_rows_store_deinit(strata_rows_store *store);

/** @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk) */
strata_status strata_rows_store_add(strata_rows_store *store, const strata_rows_entry *entry,
                                    strata_error *err) STRATA_NODISCARD;

/** If some are on the disk already: puts the others there, too, and gives their memory back. */
strata_status strata_rows_store_settle(strata_rows_store *store,
                                       strata_error *err) STRATA_NODISCARD;

/** One more than the greatest position. Positions are given by run, then by chunk; a chunk has
 * STRATA_CHUNK_ROWS of them, used or not. */
uint64_t strata_rows_store_positions(const strata_rows_store *store);

enum {
    STRATA_BLOCK_CHUNKS = 512
};

/** Chunk of a number from 1 to used. */
static inline strata_rows_chunk *strata_rows_store_chunk(const strata_rows_store *store,
                                                         uint32_t number)
{
    return &store->blocks[(number - 1) / STRATA_BLOCK_CHUNKS][(number - 1) % STRATA_BLOCK_CHUNKS];
}

/** How many results the chunk has. */
static inline uint32_t strata_rows_store_count(const strata_rows_store *store, uint32_t number)
{
    const strata_rows_tail tail = store->tails[strata_rows_store_chunk(store, number)->place];
    return tail.chunk == number ? tail.count : STRATA_CHUNK_ROWS;
}

/** Position of the first result of a chunk. */
static inline uint64_t strata_rows_store_position(const strata_rows_store *store, uint32_t number)
{
    return store->run_rows + (uint64_t)(number - 1) * STRATA_CHUNK_ROWS;
}

/** The first chunk of a place, 0 if it has none in memory. */
static inline uint32_t strata_rows_store_first(const strata_rows_store *store, uint32_t place)
{
    const uint32_t last = place < store->place_count ? store->tails[place].chunk : 0;
    return last != 0 ? strata_rows_store_chunk(store, last)->next : 0;
}

/** The chunk of the place behind one of its chunks, 0 behind the last. */
static inline uint32_t strata_rows_store_next(const strata_rows_store *store, uint32_t number)
{
    const strata_rows_chunk *chunk = strata_rows_store_chunk(store, number);
    return store->tails[chunk->place].chunk != number ? chunk->next : 0;
}

#endif
