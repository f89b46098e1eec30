/* Exact sums of decimals as files write them: hash totals. */
#ifndef STRATA_RECORD_CONTROL_SUM_H
#define STRATA_RECORD_CONTROL_SUM_H

#include "base/checked.h"
#include "base/number.h"

/** digits * 10^-decimals; {0} is zero. */
typedef struct strata_control_sum {
    strata_int128 digits;
    int decimals; /* 0 to 18: of the finest number in it */
    bool is_over; /* it does not fit; digits mean nothing */
} strata_control_sum;

/** Adds a number; the unit becomes the finer of the two. */
void strata_control_sum_add(strata_control_sum *sum, strata_decimal number);

/** Reads all of text as [-]digits[.digits], of any size that fits. False, *out unchanged, if it is
 * anything else. */
bool strata_control_sum_parse(strata_slice text, strata_control_sum *out);

/** True if both are the same number: 12.50 is 12.5. */
bool strata_control_sum_equal(strata_control_sum a, strata_control_sum b);

enum {
    STRATA_CONTROL_SUM_TEXT = STRATA_INT128_TEXT + 20
};

/** The sum as text with all its decimals in out[STRATA_CONTROL_SUM_TEXT]; returns out. */
const char *strata_control_sum_format(strata_control_sum sum, char *out);

#endif
