/* Eight bytes at a time in an ordinary register: for machines that no other kernel knows, and the
 * one that the others are tested against. */
#include "io/scan_block.h"

enum {
    WORD = 8
};

/* Byte 0 lowest, whatever the machine's order. */
static STRATA_INLINE uint64_t word_at(const char *bytes)
{
    uint64_t word = 0;
    for (unsigned i = 0; i < WORD; i++) {
        word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    }
    return word;
}

/* Bit i is set where byte i of both is the same. */
static STRATA_INLINE uint64_t equal(uint64_t word, char needle)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t low_bits = 0x7f * ones;
    const uint64_t differ = word ^ (unsigned char)needle * ones;
    const uint64_t high = ~(((differ & low_bits) + low_bits) | differ | low_bits);
    return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static STRATA_INLINE bool is_plain(uint64_t word)
{
    return ((word | (word - UINT64_C(0x0101010101010101))) & UINT64_C(0x8080808080808080)) == 0;
}

static STRATA_INLINE strata_scan_masks look(strata_scan *scan, const char *block)
{
    strata_scan_masks masks = {.len = STRATA_SCAN_BLOCK};
    for (unsigned i = 0; i < STRATA_SCAN_BLOCK; i += WORD) {
        const uint64_t word = word_at(block + i);
        scan->is_suspect = scan->is_suspect || !is_plain(word);
        masks.delimiter |= equal(word, scan->delimiter) << i;
        masks.quote |= equal(word, scan->quote) << i;
        masks.cr |= equal(word, '\r') << i;
        masks.lf |= equal(word, '\n') << i;
    }
    return masks;
}

void strata_scan_run_scalar(strata_scan *scan, const char *text, uint32_t from, uint32_t to)
{
    strata_scan own = *scan;
    while (to - from >= STRATA_SCAN_BLOCK && !own.is_odd) {
        strata_scan_masks masks = look(&own, text + from);
        strata_scan_block(&own, &masks, strata_scan_parity(masks.quote), text, from);
        from += STRATA_SCAN_BLOCK;
    }
    if (from < to && !own.is_odd) {
        char block[STRATA_SCAN_BLOCK];
        strata_scan_pad(block, text + from, to - from);
        strata_scan_masks masks = look(&own, block);
        strata_scan_cut(&masks, to - from);
        strata_scan_block(&own, &masks, strata_scan_parity(masks.quote), text, from);
    }
    *scan = own;
}
