/* zlib's memory comes from base/alloc.h too. */
#ifndef STRATA_IO_ZLIB_MEMORY_H
#define STRATA_IO_ZLIB_MEMORY_H

#include <zlib.h>

/** Sets the allocation functions of a stream that is all zero; to be called before its Init. */
void strata_zlib_memory(z_stream *stream);

#endif
