/* Division with one rounding, and its way back. */
#include "cube/cell_value.h"

#include <assert.h>
#include <math.h>

double strata_unit(unsigned decimals)
{
    return 1.0 / (double)strata_power_of_ten(decimals);
}

uint64_t strata_cell_weight(const strata_cell *cell)
{
    return (cell->has & STRATA_HAS_SCORED) != 0 ? cell->n_scored : 1;
}

/* Long division to at least 55 bits; what is left over stands in the lowest of them, where it can
 * only decide ties. */
double strata_weighted_mean(strata_int128 sum, uint64_t weight, unsigned decimals)
{
    assert(weight > 0);
    const strata_uint128 enough = (strata_uint128)1 << 54;
    const strata_uint128 by = (strata_uint128)weight * strata_power_of_ten(decimals);
    const strata_uint128 size =
        sum < 0 ? (strata_uint128)0 - (strata_uint128)sum : (strata_uint128)sum;
    strata_uint128 quotient = size / by;
    strata_uint128 rest = size % by;
    int shift = 0;
    for (; quotient < enough && rest != 0; shift++) {
        rest <<= 1; /* by is below 2^124 */
        quotient = quotient << 1 | (rest >= by ? 1 : 0);
        rest -= rest >= by ? by : 0;
    }
    const double mean = ldexp((double)(quotient | (rest != 0 ? 1 : 0)), -shift);
    return sum < 0 ? -mean : mean;
}

static double mean_of(const strata_cell *cell, strata_int128 sum, unsigned bit)
{
    const uint64_t weight = strata_cell_weight(cell);
    return (cell->has & bit) != 0 && weight > 0 ? strata_weighted_mean(sum, weight, cell->decimals)
                                                : (double)NAN;
}

double strata_cell_value(const strata_cell *cell)
{
    return mean_of(cell, cell->value_sum, STRATA_HAS_VALUE);
}

double strata_cell_lo(const strata_cell *cell)
{
    return mean_of(cell, cell->lo_sum, STRATA_HAS_BOUNDS);
}

double strata_cell_hi(const strata_cell *cell)
{
    return mean_of(cell, cell->hi_sum, STRATA_HAS_BOUNDS);
}

size_t strata_weighted_mean_format(strata_int128 sum, uint64_t weight, unsigned decimals, char *out)
{
    static_assert((int)STRATA_DECIMAL_TEXT <= (int)STRATA_DOUBLE_TEXT, "either form fits");
    const strata_int128 mean = sum / (strata_int128)weight;
    if (mean * (strata_int128)weight != sum || mean > INT64_MAX || mean < INT64_MIN) {
        return strata_double_format(strata_weighted_mean(sum, weight, decimals), out);
    }
    strata_decimal exact = {(int64_t)mean, (int)decimals};
    while (exact.decimals > 0 && exact.digits % 10 == 0) {
        exact.digits /= 10;
        exact.decimals--;
    }
    return strata_decimal_format(exact, out);
}

/* A sum whose mean is x: near x * weight * 10^decimals, whose rounding may be a few units off. */
static bool find_sum(double x, uint64_t weight, unsigned decimals, strata_int128 *out)
{
    enum {
        STEPS = 16
    };
    const double near = nearbyint(x * (double)weight * (double)strata_power_of_ten(decimals));
    if (!(fabs(near) < ldexp(1.0, 126))) {
        return false;
    }
    const strata_int128 start = (strata_int128)near;
    const strata_int128 step = (start < 0 ? -start : start) / ((strata_int128)1 << 54) + 1;
    *out = start;
    for (int at = 0; at < STEPS; at++) {
        const strata_int128 away = step * ((at + 1) / 2) * (at % 2 == 0 ? 1 : -1);
        if (strata_weighted_mean(start + away, weight, decimals) == x) {
            *out = start + away;
            break;
        }
    }
    return true;
}

bool strata_weighted_mean_parse(strata_slice text, uint64_t weight, unsigned decimals,
                                strata_int128 *out)
{
    strata_decimal exact = {0, 0};
    int64_t mean = 0;
    double x = 0.0;
    if (strata_decimal_parse(text, &exact) && strata_decimal_scale(exact, (int)decimals, &mean)) {
        *out = (strata_int128)mean * (strata_int128)weight;
        return true;
    }
    return strata_double_parse(text, &x) && find_sum(x, weight, decimals, out);
}
