/* 64 bytes at once; the positions of the bits of a mask are the numbers 0 to 63, compressed. */
#include "io/scan_block.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX512 STRATA_TARGET("avx512f,avx512bw,avx512vbmi2,avx2,bmi,popcnt,pclmul")

enum {
    LANES = 16
};

/* What the block is compared with, and the lowest byte seen in each lane, as a signed number. */
typedef struct needles {
    __m512i delimiter;
    __m512i quote;
    __m512i cr;
    __m512i lf;
    __m512i numbers; /* 0 to 63 */
    __m512i least;
} needles;

AVX512 static STRATA_INLINE uint64_t parity(uint64_t bits)
{
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)bits), _mm_set1_epi8(-1), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

AVX512 static STRATA_INLINE strata_scan_masks look(needles *with, const char *block)
{
    const __m512i bytes = _mm512_loadu_si512(block);
    with->least = _mm512_min_epi8(with->least, bytes);
    return (strata_scan_masks){.len = STRATA_SCAN_BLOCK,
                               .delimiter = _mm512_cmpeq_epi8_mask(bytes, with->delimiter),
                               .quote = _mm512_cmpeq_epi8_mask(bytes, with->quote),
                               .cr = _mm512_cmpeq_epi8_mask(bytes, with->cr),
                               .lf = _mm512_cmpeq_epi8_mask(bytes, with->lf)};
}

/* Sixteen at a time, up to 15 more than there are. */
AVX512 static STRATA_INLINE void put(const needles *with, uint32_t *ends, uint64_t bits,
                                     uint32_t at)
{
    const uint32_t count = strata_scan_count(bits);
    const __m512i base = _mm512_set1_epi32((int32_t)at);
    const __m512i found = _mm512_maskz_compress_epi8(bits, with->numbers);
    const __m512i first = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found));
    _mm512_storeu_si512(ends, _mm512_add_epi32(base, first));
    char indices[STRATA_SCAN_BLOCK];
    if (count > LANES) {
        _mm512_storeu_si512(indices, found);
    }
    for (uint32_t done = LANES; done < count; done += LANES) {
        const __m128i next = _mm_loadu_si128((const __m128i_u *)(const void *)(indices + done));
        _mm512_storeu_si512(ends + done, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(next)));
    }
}

AVX512 static STRATA_INLINE void take(strata_scan *scan, const needles *with,
                                      const strata_scan_masks *masks, const char *text, uint32_t at)
{
    const strata_scan_found found = strata_scan_judge(scan, masks, parity(masks->quote));
    put(with, scan->ends + scan->end_count, found.fields, at);
    strata_scan_take(scan, &found, text, at);
}

AVX512 static STRATA_INLINE needles needles_of(const strata_scan *scan)
{
    char numbers[STRATA_SCAN_BLOCK];
    for (int i = 0; i < STRATA_SCAN_BLOCK; i++) {
        numbers[i] = (char)i;
    }
    return (needles){.delimiter = _mm512_set1_epi8(scan->delimiter),
                     .quote = _mm512_set1_epi8(scan->quote),
                     .cr = _mm512_set1_epi8('\r'),
                     .lf = _mm512_set1_epi8('\n'),
                     .numbers = _mm512_loadu_si512(numbers),
                     .least = _mm512_set1_epi8(1)};
}

AVX512 void strata_scan_run_avx512(strata_scan *scan, const char *text, uint32_t from, uint32_t to)
{
    strata_scan own = *scan;
    needles with = needles_of(scan);
    while (to - from >= STRATA_SCAN_BLOCK && !own.is_odd) {
        strata_scan_masks masks = look(&with, text + from);
        take(&own, &with, &masks, text, from);
        from += STRATA_SCAN_BLOCK;
    }
    if (from < to && !own.is_odd) {
        char block[STRATA_SCAN_BLOCK];
        strata_scan_pad(block, text + from, to - from);
        strata_scan_masks masks = look(&with, block);
        strata_scan_cut(&masks, to - from);
        take(&own, &with, &masks, text, from);
    }
    own.is_suspect = own.is_suspect || _mm512_cmplt_epi8_mask(with.least, _mm512_set1_epi8(1)) != 0;
    *scan = own;
}

#endif
