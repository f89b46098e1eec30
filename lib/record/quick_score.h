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

/** Reads [-]digits[.digits], blanks around it.
 *  @param word  its bytes, the first one lowest
 *  @param len   how many of them, at most 8
 *  @return      false if it is anything else */
bool strata_quick_score_read(uint64_t word, size_t len, strata_quick_score *out);

/** The same of a text behind which nothing may be read. */
bool strata_quick_score_of(strata_slice text, strata_quick_score *out);

#endif
