/* A limit is the lowest number of digits on its upper side. */
#include "record/quick_limits.h"

#include <math.h>

#include "base/checked.h"
#include "base/number.h"

enum {
    DECIMALS_MAX = 9, /* 10^9 fits int32_t */
    DIGITS_MAX = 99999999
};

/* Leaves out the other side of a limit. */
static void narrow(strata_lesson_outcome *out, int32_t digits, int64_t limit)
{
    if (digits >= limit) {
        out->low = limit > out->low ? (int32_t)limit : out->low;
    } else {
        out->high = limit - 1 < out->high ? (int32_t)(limit - 1) : out->high;
    }
}

/* Whether digits are above a value of the field, or at it too: compared as decode_number.c does. */
static bool is_above(int64_t digits, unsigned decimals, double value, bool or_equal)
{
    const double number = strata_decimal_double((strata_decimal){digits, (int)decimals});
    return or_equal ? number >= value : number > value;
}

/* The lowest digits above a value: near where arithmetic says, exactly where the rule says. */
static int64_t first_above(double value, unsigned decimals, bool or_equal)
{
    const double guess = ceil(value * (double)strata_power_of_ten(decimals));
    if (!(guess > -DIGITS_MAX && guess < DIGITS_MAX)) {
        return guess > 0 ? (int64_t)DIGITS_MAX + 1 : -(int64_t)DIGITS_MAX;
    }
    int64_t limit = (int64_t)guess - 2;
    while (!is_above(limit, decimals, value, or_equal)) {
        limit++;
    }
    return limit;
}

static void narrow_by_field(strata_lesson_outcome *out, const strata_field *field,
                            unsigned decimals, int32_t digits)
{
    if (field->has_minimum) {
        narrow(out, digits, first_above(field->minimum, decimals, true));
    }
    if (field->has_maximum) {
        narrow(out, digits, first_above(field->maximum, decimals, false));
    }
}

/* The lowest digits that are a score of so much or more. */
static void narrow_by_score(strata_lesson_outcome *out, int32_t digits, strata_int128 score)
{
    const strata_int128 units = score * out->divide;
    strata_int128 limit = units / out->times;
    limit += limit * out->times < units ? 1 : 0;
    limit = limit > DIGITS_MAX ? (strata_int128)DIGITS_MAX + 1 : limit;
    limit = limit < -DIGITS_MAX ? -(strata_int128)DIGITS_MAX : limit;
    narrow(out, digits, (int64_t)limit);
}

static void narrow_by_scale(strata_lesson_outcome *out, const strata_scale *scale, unsigned cuts,
                            int32_t digits)
{
    if (scale->has_limits) {
        narrow_by_score(out, digits, scale->lowest);
        narrow_by_score(out, digits, (strata_int128)scale->highest + 1);
    }
    for (unsigned at = 0; scale->has_cuts && at < cuts; at++) {
        narrow_by_score(out, digits, scale->cuts[at]);
    }
}

bool strata_quick_limits(const strata_field *field, const strata_assessment *test,
                         const strata_scale *scale, const strata_quick_score *score,
                         strata_lesson_outcome *out)
{
    const unsigned decimals = score->decimals > 0 ? score->decimals : field->implied_decimals;
    const unsigned kept = test->has_scores ? test->decimals : decimals;
    if (decimals > DECIMALS_MAX || kept > DECIMALS_MAX) {
        return false;
    }
    out->low = -DIGITS_MAX;
    out->high = DIGITS_MAX;
    out->times = kept > decimals ? (int32_t)strata_power_of_ten(kept - decimals) : 1;
    out->divide = decimals > kept ? (int32_t)strata_power_of_ten(decimals - kept) : 1;
    narrow_by_field(out, field, decimals, score->digits);
    if (scale != NULL) {
        narrow_by_scale(out, scale, test->levels > 0 ? test->levels - 1U : 0, score->digits);
    }
    return true;
}
