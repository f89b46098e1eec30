/* A double is right to 16 digits, of which ten are wanted: it decides nearly every rounding. Where
 * what follows the tenth digit is too near one half to say, the sums themselves are compared. */
#include "cube/cell_figure.h"

#include <assert.h>
#include <math.h>

enum {
    DIGITS = 10,
    DECIMALS_MAX = 18
};

#define POWERS_OF_TEN                                                                              \
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,        \
        100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,            \
        10000000000000000, 100000000000000000, 1000000000000000000

static const double powers[DECIMALS_MAX + 1] = {POWERS_OF_TEN};
static const uint64_t whole_powers[DECIMALS_MAX + 1] = {POWERS_OF_TEN};

/* How many decimals leave DIGITS significant digits; more than DECIMALS_MAX: so small that it makes
 * no difference. */
static unsigned decimals_for(double x)
{
    unsigned decimals = DIGITS - 1;
    for (unsigned at = 1; at < DIGITS && x >= powers[at]; at++) {
        decimals--;
    }
    for (unsigned at = 0; x * powers[at] < 1.0 && decimals < DECIMALS_MAX; at++) {
        decimals++;
    }
    return decimals;
}

/* rounded * 10^-decimals without zeros at its end. */
static size_t format(uint64_t rounded, unsigned decimals, bool is_negative, char *out)
{
    const uint64_t one = whole_powers[decimals];
    uint64_t fraction = rounded % one;
    size_t len = 0;
    if (is_negative && rounded > 0) {
        out[len++] = '-';
    }
    len += strata_count_format(rounded / one, out + len);
    if (fraction == 0) {
        return len;
    }
    for (; fraction % 10000 == 0; decimals -= 4) {
        fraction /= 10000;
    }
    for (; fraction % 10 == 0; decimals--) {
        fraction /= 10;
    }
    out[len++] = '.';
    strata_digits_format(fraction, decimals, out + len);
    return len + decimals;
}

/* What is rounded. */
typedef struct ratio {
    double value;         /* off by a few of its last bits */
    unsigned degree;      /* 1; 2: value is a square root */
    strata_uint128 over;  /* value^degree is over / under, exactly */
    strata_uint128 under; /* 0: they do not fit */
} ratio;

/* Whether the value is (low + 1/2) * 10^-decimals or more. */
static bool is_upper_half(const ratio *x, uint64_t low, unsigned decimals)
{
    strata_uint128 scale = 2 * (strata_uint128)whole_powers[decimals];
    strata_uint128 half = 2 * (strata_uint128)low + 1;
    if (x->degree == 2) {
        scale *= scale;
        half *= half;
    }
    return strata_compare_products(x->over, scale, half, x->under) >= 0;
}

static size_t round_ratio(const ratio *x, bool is_negative, char *out)
{
    const double noise = 1e-5; /* a few bits of 10^DIGITS, which has 20 of 53 to spare */
    if (x->value >= powers[DIGITS]) {
        return strata_double_format(is_negative ? -x->value : x->value, out);
    }
    const unsigned decimals = decimals_for(x->value);
    const double scaled = x->value * powers[decimals];
    const double low = floor(scaled);
    const double rest = scaled - low;
    uint64_t rounded = (uint64_t)low + (rest >= 0.5 ? 1 : 0);
    if (fabs(rest - 0.5) < noise && x->under != 0) {
        rounded = (uint64_t)low + (is_upper_half(x, (uint64_t)low, decimals) ? 1 : 0);
    }
    return format(rounded, decimals, is_negative, out);
}

static strata_uint128 magnitude(strata_int128 x)
{
    return x < 0 ? (strata_uint128)0 - (strata_uint128)x : (strata_uint128)x;
}

static double to_double(strata_uint128 x)
{
    return x <= UINT64_MAX ? (double)(uint64_t)x : (double)x; /* the first is much faster */
}

size_t strata_mean_figure(strata_int128 sum, uint64_t n, unsigned decimals, char *out)
{
    assert(n > 0 && decimals <= DECIMALS_MAX);
    const ratio mean = {.value = to_double(magnitude(sum)) / (double)n / powers[decimals],
                        .degree = 1,
                        .over = magnitude(sum),
                        .under = (strata_uint128)n * whole_powers[decimals]};
    return round_ratio(&mean, sum < 0, out);
}

size_t strata_percent_figure(uint64_t part, uint64_t n, char *out)
{
    assert(part <= n);
    return strata_mean_figure((strata_int128)part * 100, n, 0, out);
}

/* n * sumsq - sum * sum in 128 bits; false if it takes more, or is negative. */
static bool spread_of(uint64_t n, strata_int128 sum, strata_int128 sumsq, strata_uint128 *out)
{
    const strata_uint128 size = magnitude(sum);
    const bool fits =
        sumsq >= 0 && (sumsq <= UINT64_MAX || (strata_uint128)sumsq <= ~(strata_uint128)0 / n);
    if (size > UINT64_MAX || !fits) {
        return false;
    }
    const strata_uint128 squares = n * (strata_uint128)sumsq;
    const strata_uint128 square = size * size;
    *out = squares - square;
    return squares >= square;
}

size_t strata_sd_figure(uint64_t n, strata_int128 sum, strata_int128 sumsq, unsigned decimals,
                        char *out)
{
    assert(n > 1 && decimals <= DECIMALS_MAX);
    const strata_uint128 pairs = (strata_uint128)n * (n - 1);
    const strata_uint128 unit = (strata_uint128)whole_powers[decimals] * whole_powers[decimals];
    ratio sd = {.degree = 2};
    const bool is_exact = spread_of(n, sum, sumsq, &sd.over);
    const double spread = is_exact ? to_double(sd.over) : strata_spread(n, sum, sumsq);
    if (spread < 0.0) {
        return 0;
    }
    sd.value = sqrt(spread / to_double(pairs)) / powers[decimals];
    sd.under = is_exact && pairs <= ~(strata_uint128)0 / unit ? pairs * unit : 0;
    return round_ratio(&sd, false, out);
}
