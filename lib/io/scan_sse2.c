/* Four quarters of 16 bytes, with what every x86-64 has. */
#include "io/scan_block.h"

#if defined(__x86_64__)

#include <emmintrin.h>

enum {
    QUARTERS = 4,
    QUARTER = 16
};

/* What the block is compared with, and in which lanes all bytes were from 01 to 7f. */
typedef struct needles {
    __m128i delimiter;
    __m128i quote;
    __m128i cr;
    __m128i lf;
    __m128i plain;
} needles;

static STRATA_INLINE uint64_t equal(__m128i bytes, __m128i needle, unsigned quarter)
{
    const uint32_t bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, needle));
    return (uint64_t)bits << (quarter * QUARTER);
}

static STRATA_INLINE strata_scan_masks look(needles *with, const char *block)
{
    strata_scan_masks masks = {.len = STRATA_SCAN_BLOCK};
    for (unsigned i = 0; i < QUARTERS; i++) {
        const void *at = block + (size_t)i * QUARTER;
        const __m128i bytes = _mm_loadu_si128((const __m128i_u *)at);
        with->plain = _mm_and_si128(with->plain, _mm_cmpgt_epi8(bytes, _mm_setzero_si128()));
        masks.delimiter |= equal(bytes, with->delimiter, i);
        masks.quote |= equal(bytes, with->quote, i);
        masks.cr |= equal(bytes, with->cr, i);
        masks.lf |= equal(bytes, with->lf, i);
    }
    return masks;
}

void strata_scan_run_sse2(strata_scan *scan, const char *text, uint32_t from, uint32_t to)
{
    strata_scan own = *scan;
    needles with = {.delimiter = _mm_set1_epi8(own.delimiter),
                    .quote = _mm_set1_epi8(own.quote),
                    .cr = _mm_set1_epi8('\r'),
                    .lf = _mm_set1_epi8('\n'),
                    .plain = _mm_set1_epi8(-1)};
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
    own.is_suspect = own.is_suspect || _mm_movemask_epi8(with.plain) != 0xffff;
    *scan = own;
}

#endif
