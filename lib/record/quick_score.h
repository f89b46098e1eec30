/* Plain numbers of at most eight characters, without locale and without copies. */
#ifndef STRATA_RECORD_QUICK_SCORE_H
#define STRATA_RECORD_QUICK_SCORE_H

#include <stdbool.h>

#include "base/slice.h"
#include "record/quick_words.h"

/** digits * 10^-decimals */
typedef struct strata_quick_score {
    int32_t digits;
    uint32_t decimals; /* how many digits stand behind a point; 0: there is none */
} strata_quick_score;

/** Whether all eight bytes are '0' to '9': the high half is 3, and stays so if 6 is added. */
static inline bool strata_quick_are_digits(uint64_t word)
{
    const uint64_t high = UINT64_C(0xf0f0f0f0f0f0f0f0);
    const uint64_t zeros = UINT64_C(0x3030303030303030);
    return (word & high) == zeros && ((word + UINT64_C(0x0606060606060606)) & high) == zeros;
}

/** The number that eight digits are, the first one lowest: pairs, then fours, then all, by the
 * arithmetic of small numbers side by side. */
static inline uint32_t strata_quick_number(uint64_t word)
{
    word -= UINT64_C(0x3030303030303030);
    word = word * 10 + (word >> 8);
    word =
        (word & UINT64_C(0x00ff00ff00ff00ff)) * 100 + (word >> 16 & UINT64_C(0x00ff00ff00ff00ff));
    return (uint32_t)((word & UINT64_C(0x0000ffff0000ffff)) * 10000 +
                      (word >> 32 & UINT64_C(0x0000ffff)));
}

/** Reads digits alone. Zeros in front make them eight, and what stands behind them falls out.
 *  @param len  1 to 8
 *  @return     false if it is anything else */
static inline bool strata_quick_digits(uint64_t word, size_t len, int32_t *out)
{
    const size_t shift = STRATA_WORD_BYTES * (STRATA_WORD_BYTES - len); /* as many bits as bytes */
    if (shift > 0) {
        const uint64_t zeros = UINT64_C(0x3030303030303030);
        word = word << shift | zeros >> (STRATA_WORD_BYTES * len);
    }
    if (!strata_quick_are_digits(word)) {
        return false;
    }
    *out = (int32_t)strata_quick_number(word);
    return true;
}

/** As _read, of what is more than digits. */
bool strata_quick_score_dressed(uint64_t word, size_t len, strata_quick_score *out);

/** Reads [-]digits[.digits], blanks around it.
 *  @param word  its bytes, the first one lowest
 *  @param len   how many of them, at most 8
 *  @return      false if it is anything else */
static inline bool strata_quick_score_read(uint64_t word, size_t len, strata_quick_score *out)
{
    out->decimals = 0;
    return len > 0 && (strata_quick_digits(word, len, &out->digits) ||
                       strata_quick_score_dressed(word, len, out));
}

/** The same of a text behind which nothing may be read. */
bool strata_quick_score_of(strata_slice text, strata_quick_score *out);

#endif
