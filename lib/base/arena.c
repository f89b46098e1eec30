/* A chain of blocks, the newest first. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

enum {
    BLOCK_BYTES = 64 * 1024
};

typedef struct block {
    struct block *next;
    size_t used;
    size_t room;
    alignas(max_align_t) unsigned char bytes[];
} block;

struct strata_arena {
    block *blocks; /* in use, newest first */
    block *spare;  /* kept by strata_arena_reset */
};

strata_arena *strata_arena_new(void)
{
    return strata_alloc_zero(1, sizeof(strata_arena));
}

static void free_chain(block *chain)
{
    while (chain != NULL) {
        block *next = chain->next;
        strata_free(chain);
        chain = next;
    }
}

void strata_arena_free(strata_arena *arena)
{
    if (arena != NULL) {
        free_chain(arena->blocks);
        free_chain(arena->spare);
        strata_free(arena);
    }
}

void strata_arena_reset(strata_arena *arena)
{
    while (arena->blocks != NULL) {
        block *next = arena->blocks->next;
        arena->blocks->next = arena->spare;
        arena->spare = arena->blocks;
        arena->blocks = next;
    }
}

/* The first spare block with enough room, taken out of the chain; NULL if there is none. */
static block *take_spare(strata_arena *arena, size_t size)
{
    block **at = &arena->spare;
    while (*at != NULL && (*at)->room < size) {
        at = &(*at)->next;
    }
    block *got = *at;
    if (got != NULL) {
        *at = got->next;
    }
    return got;
}

static block *new_block(size_t size)
{
    const size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    block *got = room <= SIZE_MAX - sizeof(block) ? strata_alloc(sizeof(block) + room) : NULL;
    if (got != NULL) {
        got->room = room;
    }
    return got;
}

static block *take_block(strata_arena *arena, size_t size)
{
    block *got = take_spare(arena, size);
    if (got == NULL) {
        got = new_block(size);
    }
    if (got != NULL) {
        got->used = 0;
        got->next = arena->blocks;
        arena->blocks = got;
    }
    return got;
}

void *strata_arena_alloc(strata_arena *arena, size_t size)
{
    const size_t step = alignof(max_align_t);
    if (size > SIZE_MAX - step) {
        return NULL;
    }
    const size_t rounded = (size + step - 1) / step * step;
    block *into = arena->blocks;
    if (into == NULL || into->room - into->used < rounded) {
        into = take_block(arena, rounded);
        if (into == NULL) {
            return NULL;
        }
    }
    void *bytes = into->bytes + into->used;
    into->used += rounded;
    memset(bytes, 0, rounded);
    return bytes;
}

char *strata_arena_copy(strata_arena *arena, const char *text, size_t len)
{
    char *copy = len < SIZE_MAX ? strata_arena_alloc(arena, len + 1) : NULL;
    if (copy != NULL && len > 0) {
        memcpy(copy, text, len);
    }
    return copy;
}
