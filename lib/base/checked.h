/* Integer arithmetic that says when it would wrap, and the wide integers of exact sums. */
#ifndef STRATA_BASE_CHECKED_H
#define STRATA_BASE_CHECKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The one compiler extension of the project: exact sums of squares need more than 64 bits. */
__extension__ typedef __int128 strata_int128;
__extension__ typedef unsigned __int128 strata_uint128;

/** *out = a * b; false (and *out unchanged) if it does not fit. */
static inline bool strata_mul_size(size_t a, size_t b, size_t *out)
{
    if (b != 0 && a > SIZE_MAX / b) {
        return false;
    }
    *out = a * b;
    return true;
}

/** *sum += x; false (and *sum unchanged) if it does not fit. */
static inline bool strata_add_u64(uint64_t *sum, uint64_t x)
{
    if (x > UINT64_MAX - *sum) {
        return false;
    }
    *sum += x;
    return true;
}

/** *sum += x; false (and *sum unchanged) if it does not fit. */
bool strata_add_i128(strata_int128 *sum, strata_int128 x);

/** *sum += x * x; false (and *sum unchanged) if it does not fit. */
bool strata_add_square_i128(strata_int128 *sum, int64_t x);

/** The greatest whole number not above a / b; b > 0. */
static inline strata_int128 strata_floor_i128(strata_int128 a, strata_int128 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/** The least whole number not below a / b; b > 0. */
static inline strata_int128 strata_ceiling_i128(strata_int128 a, strata_int128 b)
{
    return a / b + (a % b > 0 ? 1 : 0);
}

/** Longest decimal text of a strata_int128, its sign and the closing NUL. */
enum {
    STRATA_INT128_TEXT = 41
};

/** Decimal text of x in out[STRATA_INT128_TEXT]; returns its length. */
size_t strata_int128_format(strata_int128 x, char *out);

/** Reads all of text[len] as a decimal integer with an optional minus sign. False, *out unchanged,
 * if it is anything else or does not fit. "+1", "", "-", " 1" and "-0" are refused; so is a leading
 * zero. */
bool strata_int128_parse(const char *text, size_t len, strata_int128 *out);

/** Nearest double (ties to even). */
double strata_int128_to_double(strata_int128 x);

/** Below, at or above 0 as a * b is less than, equal to or more than c * d, formed in 256 bits. */
int strata_compare_products(strata_uint128 a, strata_uint128 b, strata_uint128 c, strata_uint128 d);

/** n * sumsq - sum * sum, formed in 256 bits, as the nearest double or one beside it (relative
 * error below 2^-52). It is n (n - 1) times the variance of n integers with that sum and sum of
 * squares, so it cannot be negative for sums that came from data; a negative difference gives -1.
 *
 *  @param n      number of values
 *  @param sum    their sum
 *  @param sumsq  sum of their squares, >= 0 */
double strata_spread(uint64_t n, strata_int128 sum, strata_int128 sumsq);

#endif
