/* ISA-L's inflate with the gzip wrapper; it checks CRC and length of every member. */
#include "io/gunzip.h"

#ifdef STRATA_HAVE_ISAL
#include <isa-l/igzip_lib.h>
#include <stdint.h>

#include "base/alloc.h"

static void *open_isal(void)
{
    return strata_alloc_zero(1, sizeof(struct inflate_state)); /* damage reads the same each time */
}

static void start_isal(void *state)
{
    struct inflate_state *isal = state;
    isal_inflate_init(isal);
    isal->crc_flag = ISAL_GZIP;
}

static uint32_t limited(size_t len)
{
    return len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
}

static strata_gunzip_state step_isal(void *state, strata_gunzip_bytes *bytes)
{
    struct inflate_state *isal = state;
    const uint32_t in = limited(bytes->in_len);
    const uint32_t out = limited(bytes->out_len);
    /* The library reads only, but its structure does not say so. */
    isal->next_in = (uint8_t *)(uintptr_t)bytes->in;
    isal->avail_in = in;
    isal->next_out = bytes->out;
    isal->avail_out = out;
    const int code = isal_inflate(isal);
    bytes->in += in - isal->avail_in;
    bytes->in_len -= in - isal->avail_in;
    bytes->out += out - isal->avail_out;
    bytes->out_len -= out - isal->avail_out;
    if (code < ISAL_DECOMP_OK) {
        return STRATA_GUNZIP_DAMAGED;
    }
    return isal->block_state == ISAL_BLOCK_FINISH ? STRATA_GUNZIP_MEMBER_END
                                                  : STRATA_GUNZIP_GOES_ON;
}

static void close_isal(void *state)
{
    strata_free(state);
}

const strata_gunzip strata_gunzip_isal = {.name = "isa-l",
                                          .open = open_isal,
                                          .start = start_isal,
                                          .step = step_isal,
                                          .close = close_isal};

const strata_gunzip *strata_gunzip_best(void)
{
    return &strata_gunzip_isal;
}
#else
const strata_gunzip *strata_gunzip_best(void)
{
    return &strata_gunzip_zlib;
}
#endif
