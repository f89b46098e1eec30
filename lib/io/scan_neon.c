/* Four quarters of 16 bytes; a mask of the lanes that are equal is added up from one bit each. */
#include "io/scan_block.h"

#if defined(__aarch64__)

#include <arm_neon.h>

typedef struct quarters {
    uint8x16_t bytes[4];
} quarters;

/* What the block is compared with, and the lowest byte seen in each lane, as a signed number. */
typedef struct needles {
    uint8x16_t delimiter;
    uint8x16_t quote;
    uint8x16_t cr;
    uint8x16_t lf;
    int8x16_t least;
} needles;

static STRATA_INLINE uint64_t equal(const quarters *block, uint8x16_t needle)
{
    static const uint8_t bits[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t bit = vld1q_u8(bits);
    const uint8x16_t a = vandq_u8(vceqq_u8(block->bytes[0], needle), bit);
    const uint8x16_t b = vandq_u8(vceqq_u8(block->bytes[1], needle), bit);
    const uint8x16_t c = vandq_u8(vceqq_u8(block->bytes[2], needle), bit);
    const uint8x16_t d = vandq_u8(vceqq_u8(block->bytes[3], needle), bit);
    const uint8x16_t pairs = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(pairs, pairs)), 0);
}

static STRATA_INLINE strata_scan_masks look(needles *with, const char *text)
{
    quarters block;
    for (unsigned i = 0; i < 4; i++) {
        block.bytes[i] = vld1q_u8((const uint8_t *)text + (size_t)16 * i);
        with->least = vminq_s8(with->least, vreinterpretq_s8_u8(block.bytes[i]));
    }
    return (strata_scan_masks){.len = STRATA_SCAN_BLOCK,
                               .delimiter = equal(&block, with->delimiter),
                               .quote = equal(&block, with->quote),
                               .cr = equal(&block, with->cr),
                               .lf = equal(&block, with->lf)};
}

void strata_scan_run_neon(strata_scan *scan, const char *text, uint32_t from, uint32_t to)
{
    strata_scan own = *scan;
    needles with = {.delimiter = vdupq_n_u8((uint8_t)own.delimiter),
                    .quote = vdupq_n_u8((uint8_t)own.quote),
                    .cr = vdupq_n_u8('\r'),
                    .lf = vdupq_n_u8('\n'),
                    .least = vdupq_n_s8(1)};
    while (to - from >= STRATA_SCAN_BLOCK && !own.is_odd) {
        strata_scan_masks masks = look(&with, text + from);
        strata_scan_block(&own, &masks, strata_scan_parity(masks.quote), text, from);
        from += STRATA_SCAN_BLOCK;
    }
    if (from < to && !own.is_odd) {
        char block[STRATA_SCAN_BLOCK];
        strata_scan_pad(block, text + from, to - from);
        strata_scan_masks masks = look(&with, block);
        strata_scan_cut(&masks, to - from);
        strata_scan_block(&own, &masks, strata_scan_parity(masks.quote), text, from);
    }
    own.is_suspect = own.is_suspect || vminvq_s8(with.least) < 1;
    *scan = own;
}

#endif
