/* The replaceable allocator. */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/checked.h"

static void *system_resize(void *context, void *old, size_t size)
{
    (void)context;
    return realloc(old, size);
}

static void system_release(void *context, void *block)
{
    (void)context;
    free(block);
}

/* Set once, before any thread and any allocation. The one piece of process-wide state in lib/: an
 * allocator has no owner to live in. */
/* NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables) */
static strata_allocator current = {system_resize, system_release, NULL};

void strata_allocator_set(const strata_allocator *allocator)
{
    const strata_allocator standard = {system_resize, system_release, NULL};
    current = allocator != NULL ? *allocator : standard;
}

void *strata_alloc(size_t size)
{
    return current.resize(current.context, NULL, size > 0 ? size : 1);
}

void *strata_alloc_zero(size_t count, size_t size)
{
    size_t total = 0;
    if (!strata_mul_size(count, size, &total)) {
        return NULL;
    }
    void *block = strata_alloc(total);
    if (block != NULL) {
        memset(block, 0, total);
    }
    return block;
}

void *strata_resize(void *block, size_t size)
{
    return current.resize(current.context, block, size > 0 ? size : 1);
}

void strata_free(void *block)
{
    current.release(current.context, block);
}

strata_status strata_reserve(void *block, size_t *room, size_t need, size_t size, strata_error *err)
{
    if (need <= *room) {
        return STRATA_OK;
    }
    size_t count = *room + *room / 2;
    count = count < 8 ? 8 : count;
    count = count < need ? need : count;
    size_t bytes = 0;
    if (!strata_mul_size(count, size, &bytes)) {
        return strata_fail_memory(err);
    }
    /* The pointer is read and written as bytes, since its type is the caller's. */
    void *moved = NULL;
    memcpy(&moved, block, sizeof moved);
    moved = strata_resize(moved, bytes);
    if (moved == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(block, &moved, sizeof moved);
    *room = count;
    return STRATA_OK;
}
