/* Bytes in words of eight, for comparing them quickly. */
#ifndef STRATA_RECORD_QUICK_WORDS_H
#define STRATA_RECORD_QUICK_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    STRATA_WORD_BYTES = 8
};

/** Whether the first byte of a word in memory is its lowest; compilers know. */
static inline bool strata_word_is_little(void)
{
    const uint16_t one = 1;
    unsigned char first = 0;
    memcpy(&first, &one, sizeof first);
    return first == 1;
}

/** Eight bytes, the first one lowest, on every machine. */
static inline uint64_t strata_word_load(const char *bytes)
{
    uint64_t word = 0;
    memcpy(&word, bytes, sizeof word);
    if (!strata_word_is_little()) {
        word =
            (word & UINT64_C(0x00ff00ff00ff00ff)) << 8 | (word >> 8 & UINT64_C(0x00ff00ff00ff00ff));
        word = (word & UINT64_C(0x0000ffff0000ffff)) << 16 |
               (word >> 16 & UINT64_C(0x0000ffff0000ffff));
        word = word << 32 | word >> 32;
    }
    return word;
}

/** The first len bytes of a word, zeros behind them; len < 8. */
static inline uint64_t strata_word_head(uint64_t word, size_t len)
{
    return word & ((UINT64_C(1) << (STRATA_WORD_BYTES * len)) - 1);
}

/** The same for every len, without a jump: all of the word if len >= 8. */
static inline uint64_t strata_word_upto(uint64_t word, size_t len)
{
    const size_t half = STRATA_WORD_BYTES / 2 * (len < STRATA_WORD_BYTES ? len : STRATA_WORD_BYTES);
    return word & ((UINT64_C(1) << half << half) - 1);
}

#endif
