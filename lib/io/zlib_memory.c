/* Two functions of the shape that zlib wants. */
#include "io/zlib_memory.h"

#include "base/alloc.h"

static void *zlib_alloc(void *context, uInt count, uInt size)
{
    (void)context;
    return strata_alloc_zero(count, size);
}

static void zlib_free(void *context, void *block)
{
    (void)context;
    strata_free(block);
}

void strata_zlib_memory(z_stream *stream)
{
    stream->zalloc = zlib_alloc;
    stream->zfree = zlib_free;
}
