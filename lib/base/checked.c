/* Wide integer arithmetic: 128-bit sums and the 256-bit difference behind a variance. */
#include "base/checked.h"

#include <math.h>
#include <string.h>

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

size_t strata_int128_format(strata_int128 x, char *out)
{
    char digits[STRATA_INT128_TEXT];
    size_t count = 0;
    strata_uint128 rest = magnitude(x);
    do {
        digits[count++] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest != 0);
    size_t len = 0;
    if (x < 0) {
        out[len++] = '-';
    }
    while (count > 0) {
        out[len++] = digits[--count];
    }
    out[len] = '\0';
    return len;
}

bool strata_int128_parse(const char *text, size_t len, strata_int128 *out)
{
    const bool negative = len > 0 && text[0] == '-';
    size_t at = negative ? 1 : 0;
    if (at == len || (text[at] == '0' && len > 1)) {
        return false;
    }
    strata_int128 value = 0; /* kept negative: the negative range is the longer one */
    for (; at < len; at++) {
        const int digit = text[at] - '0';
        if (digit < 0 || digit > 9 || value < (INT128_MIN + digit) / 10) {
            return false;
        }
        value = value * 10 - digit;
    }
    if (!negative && value == INT128_MIN) {
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
