/* What all kernels do with a block of 64 bytes once they have turned it into masks, in which bit i
 * stands for byte i. Inlined into each of them, so that it is compiled for their instruction set.
 */
#ifndef STRATA_IO_SCAN_BLOCK_H
#define STRATA_IO_SCAN_BLOCK_H

#include <string.h>

#include "io/scan_kernel.h"

#if defined(__GNUC__)
#define STRATA_TARGET(features) __attribute__((target(features)))
#define STRATA_INLINE           inline __attribute__((always_inline))
#else
#define STRATA_TARGET(features)
#define STRATA_INLINE inline
#endif

/** Which bytes of a block are what; bits beyond its end are 0. */
typedef struct strata_scan_masks {
    uint64_t delimiter;
    uint64_t quote;
    uint64_t cr;
    uint64_t lf;
    unsigned len; /* bytes in the block, 1 to 64 */
} strata_scan_masks;

/** What ends in a block. */
typedef struct strata_scan_found {
    uint64_t fields;    /* the delimiter or line end behind a field */
    uint64_t rows;      /* those of them that end a row too; the CR of a CRLF */
    uint64_t line_ends; /* the same, with those in quotes */
} strata_scan_found;

static STRATA_INLINE uint32_t strata_scan_count(uint64_t bits)
{
    return (uint32_t)__builtin_popcountll(bits);
}

/** Index of the lowest bit; 63 if there is none. */
static STRATA_INLINE uint32_t strata_scan_lowest(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
}

/** Bit i of the result is the parity of bits 0 to i. */
static STRATA_INLINE uint64_t strata_scan_parity(uint64_t bits)
{
    for (unsigned by = 1; by < STRATA_SCAN_BLOCK; by *= 2) {
        bits ^= bits << by;
    }
    return bits;
}

/* Toggle is the parity of the quotes, which each kernel makes as it can.
 *
 * A quote opens a field behind a delimiter, a line end or another quote (which it doubles), and is
 * closed in front of one of them. Anything else is odd: the scan ends before it. */
static STRATA_INLINE void strata_scan_stop(strata_scan *scan, strata_scan_found *found,
                                           uint64_t odd)
{
    const uint64_t before = (odd & (0 - odd)) - 1;
    found->fields &= before;
    found->rows &= before;
    found->line_ends &= before;
    scan->is_odd = true;
}

static STRATA_INLINE strata_scan_found strata_scan_judge(strata_scan *scan,
                                                         const strata_scan_masks *masks,
                                                         uint64_t toggle)
{
    const unsigned last = masks->len - 1;
    const uint64_t inside = toggle ^ scan->inside;
    const uint64_t opens = masks->quote & inside;
    const uint64_t closes = masks->quote & ~inside;
    const uint64_t edges = masks->delimiter | masks->cr | masks->lf | masks->quote;
    const uint64_t odd = (opens & ~(edges << 1 | scan->edge)) |
                         ((closes << 1 | scan->closed) & ~edges & (UINT64_MAX >> (63 - last)));
    const uint64_t line_ends = masks->cr | (masks->lf & ~(masks->cr << 1 | scan->returned));
    strata_scan_found found = {.fields = (masks->delimiter | line_ends) & ~inside,
                               .rows = line_ends & ~inside,
                               .line_ends = line_ends};
    scan->inside = 0 - (inside >> 63);
    scan->edge = edges >> last & 1;
    scan->closed = closes >> last & 1;
    scan->returned = masks->cr >> last & 1;
    if (odd != 0) {
        strata_scan_stop(scan, &found, odd);
    }
    return found;
}

/** Writes the positions of the set bits, up to 7 more than there are. */
static STRATA_INLINE void strata_scan_put(uint32_t *ends, uint64_t bits, uint32_t at)
{
    const uint32_t count = strata_scan_count(bits);
    for (uint32_t done = 0; done < count; done += 8) {
        for (uint32_t i = 0; i < 8; i++) {
            ends[done + i] = at + strata_scan_lowest(bits);
            bits &= bits - 1;
        }
    }
}

/** Ends the row that is being read at `at` and starts the next one at `next`. */
static STRATA_INLINE void strata_scan_close(strata_scan *scan, uint32_t at, uint32_t next,
                                            uint32_t end_count)
{
    strata_batch_row *row = &scan->row;
    row->count = end_count - row->first;
    row->raw_end = at;
    const bool is_blank = row->count == 1 && row->start == at;
    scan->rows[scan->row_count] = *row;
    scan->row_count += is_blank ? 0 : 1;
    row->start = next;
    row->raw = next;
    row->first = end_count;
}

/** Takes note of what ends in the block at `at`, whose fields' ends were put behind end_count. */
static STRATA_INLINE void strata_scan_take(strata_scan *scan, const strata_scan_found *found,
                                           const char *text, uint32_t at)
{
    for (uint64_t rows = found->rows; rows != 0; rows &= rows - 1) {
        const uint64_t upto = rows ^ (rows - 1); /* the row's end and everything below it */
        const uint32_t end = at + strata_scan_lowest(rows);
        const uint32_t pair = text[end] == '\r' && text[end + 1] == '\n' ? 1 : 0;
        strata_scan_close(scan, end, end + 1 + pair,
                          scan->end_count + strata_scan_count(found->fields & upto));
        scan->row.line = scan->line + strata_scan_count(found->line_ends & upto);
    }
    scan->end_count += strata_scan_count(found->fields);
    scan->line += strata_scan_count(found->line_ends);
}

/** Takes the block at `at`.
 *  @param toggle  parity of masks->quote, as strata_scan_parity gives it */
static STRATA_INLINE void strata_scan_block(strata_scan *scan, const strata_scan_masks *masks,
                                            uint64_t toggle, const char *text, uint32_t at)
{
    const strata_scan_found found = strata_scan_judge(scan, masks, toggle);
    strata_scan_put(scan->ends + scan->end_count, found.fields, at);
    strata_scan_take(scan, &found, text, at);
}

/** The bytes of a block that is not full, with blanks behind them. */
static STRATA_INLINE void strata_scan_pad(char block[STRATA_SCAN_BLOCK], const char *text,
                                          size_t len)
{
    memset(block, ' ', STRATA_SCAN_BLOCK);
    memcpy(block, text, len);
}

/** Takes away the bits beyond the end of a block that is not full. */
static STRATA_INLINE void strata_scan_cut(strata_scan_masks *masks, unsigned len)
{
    const uint64_t within = UINT64_MAX >> (STRATA_SCAN_BLOCK - len);
    masks->delimiter &= within;
    masks->quote &= within;
    masks->len = len;
}

#endif
