/* The only place of lib/ that asks the system for memory, so that a test can make any request fail.
 */
#ifndef STRATA_BASE_ALLOC_H
#define STRATA_BASE_ALLOC_H

#include <stddef.h>

#include "base/status.h"

/** The three functions behind every allocation. */
typedef struct strata_allocator {
    void *(*resize)(void *context, void *old, size_t size); /* old NULL: new block; NULL: failed */
    void (*release)(void *context, void *block);            /* block may be NULL */
    void *context;
} strata_allocator;

/** Replaces the allocator of the whole process. Call it before anything else and never while blocks
 *  of the old one live. NULL brings back the system's. */
void strata_allocator_set(const strata_allocator *allocator);

/** A new block of size bytes, not cleared, or NULL. size 0 gives a block too. Yours to strata_free.
 */
void *strata_alloc(size_t size) STRATA_NODISCARD;

/** A new block of count * size bytes, all zero, or NULL, also when the product overflows. */
void *strata_alloc_zero(size_t count, size_t size) STRATA_NODISCARD;

/** Grows or shrinks; on failure returns NULL and the old block lives on. */
void *strata_resize(void *block, size_t size) STRATA_NODISCARD;

/** Gives a block back. NULL is fine. */
void strata_free(void *block);

/** Makes room for at least `need` elements of `size` bytes, growing by half, and moves *block.
 *
 *  @param block  address of the pointer to the first element, of any object type; it may be NULL
 *  @param room   in and out: elements that fit
 *  @return       STRATA_OK, or STRATA_E_MEMORY with the pointer and *room unchanged */
strata_status strata_reserve(void *block, size_t *room, size_t need, size_t size,
                             strata_error *err) STRATA_NODISCARD;

#endif
