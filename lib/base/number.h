/* Numbers as text: exact decimals in, doubles out, never with a locale. */
#ifndef STRATA_BASE_NUMBER_H
#define STRATA_BASE_NUMBER_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/** "No number" in a double. NAN of math.h is a float, which -Wdouble-promotion minds. */
#define STRATA_NAN ((double)NAN)

/** A decimal number as written: value = digits * 10^-decimals. "12.30" is {1230, 2}. */
typedef struct strata_decimal {
    int64_t digits;
    int decimals; /* 0 to 18: how many digits stood behind the point */
} strata_decimal;

/** Reads all of text as [+-]digits[.digits] or .digits; no exponent, no blanks, no separators.
 *  @return false, *out unchanged, if it is anything else, has more than 18 decimals, or overflows
 */
bool strata_decimal_parse(strata_slice text, strata_decimal *out);

/** Reads all of text as a decimal that was written from a binary number: an exponent may follow
 * ("9.109E-3"), and what stands behind `decimals` digits is rounded away, half away from zero.
 *  @param decimals  0 to 18; *out has so many
 *  @return          false, *out unchanged, if it is anything else or overflows */
bool strata_decimal_parse_float(strata_slice text, int decimals, strata_decimal *out);

/** digits / 10^decimals: the double nearest to x if its digits are below 2^53, for the power is
 * exact; so a number at a limit written in decimals equals the limit. */
double strata_decimal_double(strata_decimal x);

/** 10^exponent; exponent 0 to 19. */
uint64_t strata_power_of_ten(unsigned exponent);

/** x in units of 10^-decimals. False, *out unchanged, if that is no whole number or overflows. */
bool strata_decimal_scale(strata_decimal x, int decimals, int64_t *out);

enum {
    STRATA_DECIMAL_TEXT = 24
};

/** x as text that strata_decimal_parse reads back to the same digits and decimals, 0 to 18 of them:
 * {1230, 2} is "12.30", {-5, 1} is "-0.5". out[STRATA_DECIMAL_TEXT]; returns the length. */
size_t strata_decimal_format(strata_decimal x, char *out);

enum {
    STRATA_COUNT_TEXT = 20
};

/** A whole number as digits, without a NUL: out[STRATA_COUNT_TEXT], which may all be written;
 * returns the length. */
size_t strata_count_format(uint64_t x, char *out);

/** The lowest `width` digits of x, zeros in front: out[width], no NUL. */
void strata_digits_format(uint64_t x, unsigned width, char *out);

/** "000001002" to "999", and some bytes behind that are none of them: three digits at a time. */
extern const char strata_three_digits[3 * 1000 + 4];

enum {
    STRATA_SMALL_COUNT = 1000,
    STRATA_SMALL_COUNT_TEXT = 4
};

/** x below STRATA_SMALL_COUNT with zeros in front; out[STRATA_SMALL_COUNT_TEXT], of which three are
 * its digits. */
static inline void strata_three_digits_put(uint32_t x, char *out)
{
    memcpy(out, strata_three_digits + (size_t)3 * x, STRATA_SMALL_COUNT_TEXT);
}

/** strata_count_format for x below STRATA_SMALL_COUNT, as most counts are; all of
 * out[STRATA_SMALL_COUNT_TEXT] may be written. */
static inline size_t strata_small_count_format(uint32_t x, char *out)
{
    const size_t zeros = (x < 10 ? 1U : 0U) + (x < 100 ? 1U : 0U);
    memcpy(out, strata_three_digits + (size_t)3 * x + zeros, STRATA_SMALL_COUNT_TEXT);
    return 3 - zeros;
}

/** Reads all of text as a whole number from 0 on, digits only, leading zeros allowed. */
bool strata_count_parse(strata_slice text, uint64_t *out);

/** Reads all of text as a double with strtod's rules in the C locale; refuses NaN and infinities.
 */
bool strata_double_parse(strata_slice text, double *out);

enum {
    STRATA_DOUBLE_TEXT = 32
};

/** The shortest text with at most 17 significant digits that reads back as x; "" for NaN;
 * infinities are a precondition violated. -0 is written as 0. out[STRATA_DOUBLE_TEXT]; returns the
 * length. */
size_t strata_double_format(double x, char *out);

#endif
