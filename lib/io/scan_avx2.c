/* Two halves of 32 bytes. */
#include "io/scan_block.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX2 STRATA_TARGET("avx2,bmi,popcnt,pclmul")

/* What the block is compared with, and the lowest byte seen in each lane, as a signed number. */
typedef struct needles {
    __m256i delimiter;
    __m256i quote;
    __m256i cr;
    __m256i lf;
    __m256i least;
} needles;

AVX2 static STRATA_INLINE uint64_t equal(__m256i low, __m256i high, __m256i needle)
{
    const uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, needle));
    const uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, needle));
    return a | (uint64_t)b << 32;
}

AVX2 static STRATA_INLINE uint64_t parity(uint64_t bits)
{
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)bits), _mm_set1_epi8(-1), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

AVX2 static STRATA_INLINE strata_scan_masks look(needles *with, const char *block)
{
    const __m256i low = _mm256_loadu_si256((const __m256i_u *)(const void *)block);
    const __m256i high = _mm256_loadu_si256((const __m256i_u *)(const void *)(block + 32));
    with->least = _mm256_min_epi8(with->least, _mm256_min_epi8(low, high));
    return (strata_scan_masks){.len = STRATA_SCAN_BLOCK,
                               .delimiter = equal(low, high, with->delimiter),
                               .quote = equal(low, high, with->quote),
                               .cr = equal(low, high, with->cr),
                               .lf = equal(low, high, with->lf)};
}

AVX2 void strata_scan_run_avx2(strata_scan *scan, const char *text, uint32_t from, uint32_t to)
{
    strata_scan own = *scan;
    needles with = {.delimiter = _mm256_set1_epi8(own.delimiter),
                    .quote = _mm256_set1_epi8(own.quote),
                    .cr = _mm256_set1_epi8('\r'),
                    .lf = _mm256_set1_epi8('\n'),
                    .least = _mm256_set1_epi8(1)};
    while (to - from >= STRATA_SCAN_BLOCK && !own.is_odd) {
        strata_scan_masks masks = look(&with, text + from);
        strata_scan_block(&own, &masks, parity(masks.quote), text, from);
        from += STRATA_SCAN_BLOCK;
    }
    if (from < to && !own.is_odd) {
        char block[STRATA_SCAN_BLOCK];
        strata_scan_pad(block, text + from, to - from);
        strata_scan_masks masks = look(&with, block);
        strata_scan_cut(&masks, to - from);
        strata_scan_block(&own, &masks, parity(masks.quote), text, from);
    }
    const __m256i below_one = _mm256_cmpgt_epi8(_mm256_set1_epi8(1), with.least);
    own.is_suspect = own.is_suspect || _mm256_movemask_epi8(below_one) != 0;
    *scan = own;
}

#endif
