/* Wide integer arithmetic: 128-bit sums and the 256-bit difference behind a variance. */
#include "base/checked.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define INT128_MAX ((strata_int128)(~(strata_uint128)0 >> 1))
#define INT128_MIN (-INT128_MAX - 1)

bool strata_add_i128(strata_int128 *sum, strata_int128 x)
{
    if ((x > 0 && *sum > INT128_MAX - x) || (x < 0 && *sum < INT128_MIN - x)) {
        return false;
    }
    *sum += x;
    return true;
}

bool strata_add_square_i128(strata_int128 *sum, int64_t x)
{
    return strata_add_i128(sum, (strata_int128)x * x);
}

static strata_uint128 magnitude(strata_int128 x)
{
    return x < 0 ? (strata_uint128)0 - (strata_uint128)x : (strata_uint128)x;
}

enum {
    CHUNK_DIGITS = 19 /* as many as always fit 64 bits */
};

size_t strata_int128_format(strata_int128 x, char *out)
{
    const strata_uint128 chunk = UINT64_C(10000000000000000000); /* 10^CHUNK_DIGITS */
    const strata_uint128 size = magnitude(x);
    size_t len = 0;
    if (x < 0) {
        out[len++] = '-';
    }
    if (size <= UINT64_MAX) {
        len += strata_count_format((uint64_t)size, out + len);
    } else { /* the upper part is below 2^127 / 10^19, which fits 64 bits */
        len += strata_count_format((uint64_t)(size / chunk), out + len);
        strata_digits_format((uint64_t)(size % chunk), CHUNK_DIGITS, out + len);
        len += CHUNK_DIGITS;
    }
    out[len] = '\0';
    return len;
}

/* Digits of a number below 10^19; false if they are something else. */
static bool parse_chunk(const char *text, size_t len, uint64_t *out)
{
    uint64_t value = 0;
    for (size_t at = 0; at < len; at++) {
        const unsigned digit = (unsigned char)text[at] - (unsigned)'0';
        if (digit > 9) {
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

/* The digits behind the first CHUNK_DIGITS. The sum is kept negative: the negative range is the
 * longer one. */
static bool parse_rest(const char *text, size_t len, strata_int128 *sum)
{
    strata_int128 value = *sum;
    for (size_t at = 0; at < len; at++) {
        const int digit = text[at] - '0';
        if (digit < 0 || digit > 9 || value < (INT128_MIN + digit) / 10) {
            return false;
        }
        value = value * 10 - digit;
    }
    *sum = value;
    return true;
}

bool strata_int128_parse(const char *text, size_t len, strata_int128 *out)
{
    const bool negative = len > 0 && text[0] == '-';
    const char *digits = text + (negative ? 1 : 0);
    const size_t count = len - (negative ? 1 : 0);
    const size_t first = count < CHUNK_DIGITS ? count : CHUNK_DIGITS;
    uint64_t start = 0;
    if (count == 0 || (digits[0] == '0' && len > 1) || !parse_chunk(digits, first, &start)) {
        return false;
    }
    strata_int128 value = -(strata_int128)start;
    if (!parse_rest(digits + first, count - first, &value) || (!negative && value == INT128_MIN)) {
        return false;
    }
    *out = negative ? value : -value;
    return true;
}

double strata_int128_to_double(strata_int128 x)
{
    return (double)x; /* the compiler's conversion rounds to nearest, ties to even */
}

/* 256-bit unsigned number, least significant half first. */
typedef struct wide {
    strata_uint128 low;
    strata_uint128 high;
} wide;

static wide wide_multiply(strata_uint128 a, strata_uint128 b)
{
    const strata_uint128 a0 = (uint64_t)a;
    const strata_uint128 a1 = a >> 64;
    const strata_uint128 b0 = (uint64_t)b;
    const strata_uint128 b1 = b >> 64;
    const strata_uint128 low = a0 * b0;
    const strata_uint128 cross = a1 * b0 + (low >> 64);
    const strata_uint128 middle = a0 * b1 + (uint64_t)cross;
    return (wide){.low = (middle << 64) | (uint64_t)low,
                  .high = a1 * b1 + (cross >> 64) + (middle >> 64)};
}

static bool wide_less(wide a, wide b)
{
    return a.high < b.high || (a.high == b.high && a.low < b.low);
}

static wide wide_subtract(wide a, wide b)
{
    return (wide){.low = a.low - b.low, .high = a.high - b.high - (a.low < b.low ? 1 : 0)};
}

int strata_compare_products(strata_uint128 a, strata_uint128 b, strata_uint128 c, strata_uint128 d)
{
    const wide left = wide_multiply(a, b);
    const wide right = wide_multiply(c, d);
    return wide_less(left, right) ? -1 : (wide_less(right, left) ? 1 : 0);
}

double strata_spread(uint64_t n, strata_int128 sum, strata_int128 sumsq)
{
    const wide product = wide_multiply(n, magnitude(sumsq));
    const wide square = wide_multiply(magnitude(sum), magnitude(sum));
    if (sumsq < 0 || wide_less(product, square)) {
        return -1.0;
    }
    const wide difference = wide_subtract(product, square);
    return ldexp((double)difference.high, 128) + (double)difference.low;
}
