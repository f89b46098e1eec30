/* A double is right to 16 digits, of which ten are wanted: it decides nearly every rounding. Where
 * what follows the tenth digit is too near one half to say, the sums themselves are compared. */
#include "cube/cell_figure.h"

#include <assert.h>
#include <math.h>
#include <string.h>

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
static unsigned decimals_below_one(double x)
{
    unsigned decimals = DIGITS;
    for (unsigned at = 1; x * powers[at] < 1.0 && decimals < DECIMALS_MAX; at++) {
        decimals++;
    }
    return decimals;
}

/* Without a branch up to 10,000, as scores and percents are. */
static unsigned decimals_for(double x)
{
    if (x < 1.0) {
        return x > 0.0 ? decimals_below_one(x) : 0;
    }
    unsigned decimals =
        DIGITS - 1U - (x >= 10.0 ? 1U : 0U) - (x >= 100.0 ? 1U : 0U) - (x >= 1000.0 ? 1U : 0U);
    for (unsigned at = 4; at < DIGITS && x >= powers[at]; at++) {
        decimals--;
    }
    return decimals;
}

/* A fraction in units of 10^-decimals behind what is in out, without zeros at its end.
 * @return  the length with it */
static size_t format_fraction(uint64_t fraction, unsigned decimals, size_t len, char *out)
{
    const uint32_t nine = (uint32_t)(fraction * whole_powers[DIGITS - 1 - decimals]);
    if (nine == 0) {
        return len;
    }
    const uint32_t six = nine / 1000;
    out[len] = '.';
    strata_three_digits_put(six / 1000, out + len + 1);
    strata_three_digits_put(six % 1000, out + len + 4);
    strata_three_digits_put(nine % 1000, out + len + 7);
    len += decimals + 1;
    while (out[len - 1] == '0') {
        len--;
    }
    return len;
}

/* The same for more than nine decimals. */
static size_t format_long_fraction(uint64_t fraction, unsigned decimals, size_t len, char *out)
{
    if (fraction == 0) {
        return len;
    }
    out[len++] = '.';
    strata_digits_format(fraction, decimals, out + len);
    len += decimals;
    while (out[len - 1] == '0') {
        len--;
    }
    return len;
}

/* What is rounded: sums whose ratio, or the root of it, it is. */
typedef struct ratio {
    unsigned degree;     /* 1; 2: a square root */
    strata_uint128 over; /* value^degree is over / under, exactly */
    strata_uint128 under;
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

/* A double on its way to text. */
typedef struct rounding {
    unsigned decimals;
    uint64_t whole; /* the value without its fraction */
    uint64_t low;   /* the value in units of 10^-decimals, rounded down */
    bool is_upper;  /* rounded half up it is one more */
    bool is_unsure; /* the double does not tell which */
} rounding;

/* @param value  0 <= value < 10^DIGITS, off by a few of its last bits */
static rounding round_double(double value)
{
    const double noise = 1e-5; /* a few bits of 10^DIGITS, which has 20 of 53 to spare */
    const unsigned decimals = decimals_for(value);
    const double scaled = value * powers[decimals];
    const int64_t low = (int64_t)scaled;
    const double rest = scaled - (double)low;
    return (rounding){.decimals = decimals,
                      .whole = (uint64_t)(int64_t)value,
                      .low = (uint64_t)low,
                      .is_upper = rest >= 0.5,
                      .is_unsure = fabs(rest - 0.5) < noise};
}

static size_t format(const rounding *x, bool is_negative, char *out)
{
    const uint64_t rounded = x->low + (x->is_upper ? 1 : 0);
    const uint64_t one = whole_powers[x->decimals];
    const bool is_next = rounded - x->whole * one >= one; /* it was rounded up to a whole number */
    const uint64_t whole = x->whole + (is_next ? 1 : 0);
    const uint64_t fraction = rounded - whole * one;
    size_t len = 0;
    if (is_negative && rounded > 0) {
        out[len++] = '-';
    }
    len += strata_count_format(whole, out + len);
    return x->decimals < DIGITS ? format_fraction(fraction, x->decimals, len, out)
                                : format_long_fraction(fraction, x->decimals, len, out);
}

static strata_uint128 magnitude(strata_int128 x)
{
    return x < 0 ? (strata_uint128)0 - (strata_uint128)x : (strata_uint128)x;
}

static double to_double(strata_uint128 x)
{
    return x <= INT64_MAX ? (double)(int64_t)x : (double)x; /* the first is much faster */
}

static bool is_upper_mean(strata_uint128 sum, uint64_t n, unsigned decimals, const rounding *x)
{
    const ratio mean = {
        .degree = 1, .over = sum, .under = (strata_uint128)n * whole_powers[decimals]};
    return is_upper_half(&mean, x->low, x->decimals);
}

/* sum / (n * 10^decimals), within a few of its last bits. */
static double mean_of(strata_uint128 sum, uint64_t n, unsigned decimals)
{
    return to_double(sum) / (to_double(n) * powers[decimals]);
}

double strata_mean_near(strata_int128 sum, uint64_t n, unsigned decimals)
{
    assert(n > 0 && decimals <= DECIMALS_MAX);
    const double size = mean_of(magnitude(sum), n, decimals);
    return sum < 0 ? -size : size;
}

size_t strata_mean_figure(strata_int128 sum, uint64_t n, unsigned decimals, char *out)
{
    assert(n > 0 && decimals <= DECIMALS_MAX);
    const strata_uint128 size = magnitude(sum);
    const double value = mean_of(size, n, decimals);
    if (value >= powers[DIGITS]) {
        return strata_double_format(sum < 0 ? -value : value, out);
    }
    rounding x = round_double(value);
    if (x.is_unsure) {
        x.is_upper = is_upper_mean(size, n, decimals, &x);
    }
    return format(&x, sum < 0, out);
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

static bool is_upper_sd(uint64_t n, strata_uint128 spread, unsigned decimals, const rounding *x)
{
    const strata_uint128 pairs = (strata_uint128)n * (n - 1);
    const strata_uint128 unit = (strata_uint128)whole_powers[decimals] * whole_powers[decimals];
    const bool fits = pairs <= ~(strata_uint128)0 / unit;
    const ratio sd = {.degree = 2, .over = spread, .under = pairs * unit};
    return fits ? is_upper_half(&sd, x->low, x->decimals) : x->is_upper; /* as a double says */
}

/* The root of the variance; STRATA_NAN for a spread below 0. */
static double sd_of(double spread, uint64_t n, unsigned decimals)
{
    if (spread < 0.0) {
        return STRATA_NAN;
    }
    const double sd = sqrt(spread / to_double((strata_uint128)n * (n - 1)));
    return decimals > 0 ? sd / powers[decimals] : sd;
}

double strata_sd_near(uint64_t n, strata_int128 sum, strata_int128 sumsq, unsigned decimals)
{
    assert(n > 1 && decimals <= DECIMALS_MAX);
    strata_uint128 exact = 0;
    const bool is_exact = spread_of(n, sum, sumsq, &exact);
    return sd_of(is_exact ? to_double(exact) : strata_spread(n, sum, sumsq), n, decimals);
}

size_t strata_sd_figure(uint64_t n, strata_int128 sum, strata_int128 sumsq, unsigned decimals,
                        char *out)
{
    assert(n > 1 && decimals <= DECIMALS_MAX);
    strata_uint128 exact = 0;
    const bool is_exact = spread_of(n, sum, sumsq, &exact);
    const double spread = is_exact ? to_double(exact) : strata_spread(n, sum, sumsq);
    const double value = sd_of(spread, n, decimals);
    if (isnan(value)) {
        return 0;
    }
    if (value >= powers[DIGITS]) {
        return strata_double_format(value, out);
    }
    rounding x = round_double(value);
    if (x.is_unsure && is_exact) {
        x.is_upper = is_upper_sd(n, exact, decimals, &x);
    }
    return format(&x, false, out);
}
