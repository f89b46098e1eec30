/* zlib's inflate with the gzip wrapper only; zlib checks CRC and length of every member. */
#include <limits.h>
#include <stdint.h>

#include <zlib.h>

#include "base/alloc.h"
#include "io/gunzip.h"
#include "io/zlib_memory.h"

enum {
    GZIP_ONLY = 15 + 16
};

static void *open_zlib(void)
{
    z_stream *zlib = strata_alloc_zero(1, sizeof *zlib);
    if (zlib == NULL) {
        return NULL;
    }
    strata_zlib_memory(zlib);
    if (inflateInit2(zlib, GZIP_ONLY) != Z_OK) {
        strata_free(zlib);
        return NULL;
    }
    return zlib;
}

static void start_zlib(void *state)
{
    (void)inflateReset(state); /* cannot fail: the state is ours and sound */
}

static uInt limited(size_t len)
{
    return len < UINT_MAX ? (uInt)len : UINT_MAX;
}

static strata_gunzip_state step_zlib(void *state, strata_gunzip_bytes *bytes)
{
    z_stream *zlib = state;
    const uInt in = limited(bytes->in_len);
    const uInt out = limited(bytes->out_len);
    /* The library reads only, but its structure does not say so. */
    zlib->next_in = (Bytef *)(uintptr_t)bytes->in;
    zlib->avail_in = in;
    zlib->next_out = bytes->out;
    zlib->avail_out = out;
    const int code = inflate(zlib, Z_NO_FLUSH);
    bytes->in += in - zlib->avail_in;
    bytes->in_len -= in - zlib->avail_in;
    bytes->out += out - zlib->avail_out;
    bytes->out_len -= out - zlib->avail_out;
    switch (code) {
    case Z_STREAM_END:
        return STRATA_GUNZIP_MEMBER_END;
    case Z_OK:
    case Z_BUF_ERROR:
        return STRATA_GUNZIP_GOES_ON;
    case Z_MEM_ERROR:
        return STRATA_GUNZIP_NO_MEMORY;
    default:
        return STRATA_GUNZIP_DAMAGED;
    }
}

static void close_zlib(void *state)
{
    (void)inflateEnd(state);
    strata_free(state);
}

const strata_gunzip strata_gunzip_zlib = {
    .name = "zlib", .open = open_zlib, .start = start_zlib, .step = step_zlib, .close = close_zlib};
