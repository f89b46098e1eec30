/* The chunks of a place are a circle, so that one number finds both its ends. */
#include "record/rows_store.h"

#include <string.h>

#include "base/alloc.h"

enum {
    MOST_CHUNKS = 1 << 26, /* so that rows of a run can be numbered */
    PLACE_BYTES = 256      /* of a place: its tail, its pieces, its names; roughly */
};

static void free_blocks(strata_rows_store *store)
{
    for (size_t at = 0; at < store->block_count; at++) {
        strata_free(store->blocks[at]);
    }
    strata_free(store->blocks);
    store->blocks = NULL;
    store->block_count = 0;
    store->block_room = 0;
}

void strata_rows_store_deinit(strata_rows_store *store)
{
    for (size_t at = 0; at < store->run_count; at++) {
        strata_free(store->runs[at].pieces);
    }
    strata_free(store->runs);
    free_blocks(store);
    strata_free(store->tails);
    strata_free(store->wides);
    strata_free(store->folder);
    strata_scratch_close(store->scratch);
    *store = (strata_rows_store){.memory = 0};
}

strata_status strata_rows_store_init(strata_rows_store *store, uint64_t memory, const char *folder,
                                     strata_error *err)
{
    *store = (strata_rows_store){.memory = memory};
    if (folder != NULL) {
        const size_t size = strlen(folder) + 1;
        store->folder = strata_alloc(size);
        if (store->folder == NULL) {
            return strata_fail_memory(err);
        }
        memcpy(store->folder, folder, size);
    }
    return STRATA_OK;
}

uint64_t strata_rows_store_positions(const strata_rows_store *store)
{
    return strata_rows_store_position(store, store->used + 1);
}

static void forget_chunks(strata_rows_store *store)
{
    store->used = 0;
    store->wide_count = 0;
    for (uint32_t place = 0; place < store->place_count; place++) {
        store->tails[place] = (strata_rows_tail){.count = STRATA_CHUNK_ROWS};
    }
}

/* What places leave for chunks, which have half of all in any case, and two bits for each
 * result that there is: however little memory there may be, runs grow and do not become too many.
 */
static uint64_t memory_of_chunks(const strata_rows_store *store)
{
    const uint64_t places = (uint64_t)store->place_count * PLACE_BYTES;
    const uint64_t share = store->memory / 2;
    const uint64_t least = share > store->run_rows / 4 ? share : store->run_rows / 4;
    return store->memory > least + places ? store->memory - places : least;
}

/* Blocks that were filled when there were fewer places. */
static void free_surplus(strata_rows_store *store)
{
    const uint64_t block = (uint64_t)STRATA_BLOCK_CHUNKS * sizeof(strata_rows_chunk);
    while (store->block_count > 1 && store->block_count * block > memory_of_chunks(store)) {
        strata_free(store->blocks[--store->block_count]);
    }
}

/* Writes out all that is in memory. */
static strata_status spill(strata_rows_store *store, strata_error *err)
{
    if (store->scratch == NULL) {
        STRATA_TRY(strata_scratch_open(store->folder, &store->scratch, err));
    }
    STRATA_TRY(strata_reserve(&store->runs, &store->run_room, store->run_count + 1,
                              sizeof *store->runs, err));
    strata_rows_run *run = &store->runs[store->run_count];
    *run = (strata_rows_run){.first_position = store->run_rows};
    const strata_status status = strata_rows_run_write(run, store, err);
    if (status != STRATA_OK) {
        strata_free(run->pieces);
        return status;
    }
    store->run_count++;
    store->run_rows += run->count;
    forget_chunks(store);
    return STRATA_OK;
}

strata_status strata_rows_store_settle(strata_rows_store *store, strata_error *err)
{
    if (store->run_count == 0) {
        return STRATA_OK;
    }
    if (store->used > 0) {
        STRATA_TRY(spill(store, err));
    }
    free_blocks(store);
    return STRATA_OK;
}

static strata_status know_place(strata_rows_store *store, uint32_t place, strata_error *err)
{
    STRATA_TRY(strata_reserve(&store->tails, &store->tail_room, (size_t)place + 1,
                              sizeof *store->tails, err));
    for (; store->place_count <= place; store->place_count++) {
        store->tails[store->place_count] = (strata_rows_tail){.count = STRATA_CHUNK_ROWS};
    }
    return STRATA_OK;
}

/* Makes sure that there is memory for one more chunk. */
static strata_status make_room(strata_rows_store *store, strata_error *err)
{
    const uint64_t needed = (uint64_t)(store->used + 1) * sizeof(strata_rows_chunk) +
                            store->wide_count * sizeof *store->wides;
    if (store->used > 0 && (needed > memory_of_chunks(store) || store->used == MOST_CHUNKS)) {
        STRATA_TRY(spill(store, err));
        free_surplus(store);
    }
    if (store->used == store->block_count * STRATA_BLOCK_CHUNKS) {
        STRATA_TRY(strata_reserve(&store->blocks, &store->block_room, store->block_count + 1,
                                  sizeof(strata_rows_chunk *), err));
        strata_rows_chunk *block = strata_alloc(STRATA_BLOCK_CHUNKS * sizeof *block);
        if (block == NULL) {
            return strata_fail_memory(err);
        }
        store->blocks[store->block_count++] = block;
    }
    return STRATA_OK;
}

/* A new last chunk of the place. */
static strata_status add_chunk(strata_rows_store *store, uint32_t place, strata_error *err)
{
    STRATA_TRY(make_room(store, err));
    const uint32_t number = ++store->used;
    strata_rows_chunk *chunk = strata_rows_store_chunk(store, number);
    strata_rows_tail *tail = &store->tails[place];
    chunk->place = place;
    chunk->next = number;
    if (tail->chunk != 0) {
        strata_rows_chunk *before = strata_rows_store_chunk(store, tail->chunk);
        chunk->next = before->next;
        before->next = number;
    }
    *tail = (strata_rows_tail){.chunk = number};
    return STRATA_OK;
}

static strata_status add_wide(strata_rows_store *store, int64_t score, uint32_t *out,
                              strata_error *err)
{
    STRATA_TRY(strata_reserve(&store->wides, &store->wide_room, store->wide_count + 1,
                              sizeof *store->wides, err));
    *out = (uint32_t)store->wide_count;
    store->wides[store->wide_count++] = score;
    return STRATA_OK;
}

strata_status strata_rows_store_add(strata_rows_store *store, const strata_rows_entry *entry,
                                    strata_error *err)
{
    if (entry->place >= store->place_count) {
        STRATA_TRY(know_place(store, entry->place, err));
    }
    strata_rows_tail *tail = &store->tails[entry->place];
    if (tail->count == STRATA_CHUNK_ROWS) {
        STRATA_TRY(add_chunk(store, entry->place, err));
    }
    strata_rows_row row = {.code = entry->code, .key = entry->key, .number = entry->number};
    if (entry->is_wide) {
        STRATA_TRY(add_wide(store, entry->score, &row.wide, err));
    }
    strata_rows_store_chunk(store, tail->chunk)->rows[tail->count++] = row;
    return STRATA_OK;
}
