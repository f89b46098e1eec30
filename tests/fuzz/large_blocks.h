/* An allocator that keeps large blocks for the next one of the same size: sanitizers map and unmap
 * each of them otherwise, which takes most of the time of a run. */
#ifndef LARGE_BLOCKS_H
#define LARGE_BLOCKS_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

enum {
    LARGE_BLOCK = 32 * 1024,
    LARGE_BLOCKS = 64
};

typedef struct large_block {
    void *bytes;
    size_t size; /* exact, so that sanitizers see a byte too far */
    bool is_used;
} large_block;

typedef struct large_blocks {
    large_block blocks[LARGE_BLOCKS];
    size_t count;
} large_blocks;

static inline large_block *large_block_of(large_blocks *of, const void *bytes)
{
    for (size_t at = 0; at < of->count; at++) {
        if (of->blocks[at].bytes == bytes) {
            return &of->blocks[at];
        }
    }
    return NULL;
}

static inline void *large_block_new(large_blocks *of, size_t size)
{
    for (size_t at = 0; at < of->count; at++) {
        large_block *block = &of->blocks[at];
        if (!block->is_used && block->size == size) {
            block->is_used = true;
            return block->bytes;
        }
    }
    void *bytes = malloc(size);
    if (bytes != NULL && of->count < LARGE_BLOCKS) {
        of->blocks[of->count++] = (large_block){bytes, size, true};
    }
    return bytes;
}

static inline void *large_blocks_resize(void *context, void *old, size_t size)
{
    large_blocks *of = context;
    if (old == NULL) {
        return size >= LARGE_BLOCK ? large_block_new(of, size) : malloc(size);
    }
    large_block *block = large_block_of(of, old);
    if (block == NULL) {
        return realloc(old, size);
    }
    void *bytes = malloc(size);
    if (bytes != NULL) {
        memcpy(bytes, old, size < block->size ? size : block->size);
        block->is_used = false;
    }
    return bytes;
}

static inline void large_blocks_release(void *context, void *bytes)
{
    large_block *block = large_block_of(context, bytes);
    if (block != NULL && bytes != NULL) {
        block->is_used = false;
    } else {
        free(bytes);
    }
}

/** From here on strata's large blocks are kept. To be called first by every run. */
static inline void large_blocks_use(void)
{
    /* NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): a fuzzer has no caller */
    static large_blocks the;
    static const strata_allocator allocator = {large_blocks_resize, large_blocks_release, &the};
    /* NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables) */
    strata_allocator_set(&allocator);
}

#endif
