/* Bounds of printed numbers, and the counts that percentages determine. */
#include "record/statistic.h"

#include "base/checked.h"

enum {
    PERCENT = 100,
    PRINTED_DECIMALS_MAX = 17 /* bounds take one more, and 18 is what a cell can say */
};

static bool times_ten(int64_t *x)
{
    if (*x > INT64_MAX / 10 || *x < INT64_MIN / 10) {
        return false;
    }
    *x *= 10;
    return true;
}

/* value, lo and hi in one unit finer; hi is the largest but for rounding, so it is tried first. */
static bool refine(strata_statistic *of)
{
    if (!times_ten(&of->hi) || !times_ten(&of->lo) || !times_ten(&of->value)) {
        return false;
    }
    of->decimals++;
    return true;
}

/* Unit 10^-decimals of the print becomes the unit that value, lo and hi are whole numbers of. */
static bool set_bounds(const strata_printed *printed, int64_t value, strata_statistic *of)
{
    if (printed->rounding == STRATA_ROUND_TRUNCATE) {
        if (value == INT64_MAX) {
            return false;
        }
        of->value = value;
        of->lo = value;
        of->hi = value + 1;
        of->is_hi_open = true;
        return true;
    }
    if (!times_ten(&value) || value > INT64_MAX - 5 || value < INT64_MIN + 5) {
        return false;
    }
    of->value = value;
    of->lo = value - 5;
    of->hi = value + 5;
    of->decimals++;
    return true;
}

/* A fraction times 100 has two decimals less. */
static bool make_percent(strata_statistic *of)
{
    while (of->decimals < 2) {
        if (!refine(of)) {
            return false;
        }
    }
    of->decimals = (uint8_t)(of->decimals - 2);
    return true;
}

/* 100 percent in the unit of a statistic. */
static bool find_whole(const strata_statistic *of, int64_t *out)
{
    *out = PERCENT;
    for (unsigned at = 0; at < of->decimals; at++) {
        if (!times_ten(out)) {
            return false;
        }
    }
    return true;
}

/* Takes off what of the bounds lies outside 0 to 100. */
static void clip(strata_statistic *of, int64_t whole)
{
    of->lo = of->lo < 0 ? 0 : of->lo;
    if (of->hi > whole) {
        of->hi = whole;
        of->is_hi_open = false;
    }
}

strata_printed_fault strata_statistic_read(const strata_printed *printed, strata_statistic *out)
{
    const int decimals = printed->decimals >= 0 ? printed->decimals : printed->number.decimals;
    strata_statistic made = *out;
    made.decimals = (uint8_t)decimals;
    made.is_hi_open = false;
    int64_t value = 0;
    if (decimals > PRINTED_DECIMALS_MAX ||
        !strata_decimal_scale(printed->number, decimals, &value) ||
        !set_bounds(printed, value, &made) || (printed->is_fraction && !make_percent(&made))) {
        return STRATA_PRINTED_DIGITS;
    }
    if (printed->is_percent) {
        int64_t whole = 0;
        if (!find_whole(&made, &whole) || made.value < 0 || made.value > whole) {
            return STRATA_PRINTED_RANGE;
        }
        clip(&made, whole);
    }
    made.has_value = true;
    made.has_bounds = true;
    *out = made;
    return STRATA_PRINTED_FINE;
}

/* An end in units of 10^-decimals, decimals being more than it has; rounding: what a closed end may
 * be off by, in halves of its last digit. */
static bool set_end(strata_decimal end, int rounding, int decimals, int64_t *out)
{
    int64_t half = 0;
    const strata_decimal of = {.digits = rounding, .decimals = end.decimals + 1};
    if (!strata_decimal_scale(end, decimals, out) || !strata_decimal_scale(of, decimals, &half) ||
        (half > 0 && *out > INT64_MAX - half) || (half < 0 && *out < INT64_MIN - half)) {
        return false;
    }
    *out += half;
    return true;
}

static bool set_ends(const strata_range_text *range, strata_statistic *of)
{
    enum {
        HALF = 5
    };
    const int lo = range->has_lo ? range->lo.decimals : 0;
    const int hi = range->has_hi ? range->hi.decimals : 0;
    const int decimals = 1 + (lo > hi ? lo : hi);
    of->value = 0;
    of->lo = 0;
    of->hi = 0;
    of->decimals = (uint8_t)decimals;
    return decimals <= PRINTED_DECIMALS_MAX &&
           (!range->has_lo ||
            set_end(range->lo, range->is_lo_open ? 0 : -HALF, decimals, &of->lo)) &&
           (!range->has_hi || set_end(range->hi, range->is_hi_open ? 0 : HALF, decimals, &of->hi));
}

/* -1, 0, 1: how a number as printed stands to a whole one. */
static int compare_whole(strata_decimal number, int64_t whole)
{
    for (int at = 0; at < number.decimals; at++) {
        if (!times_ten(&whole)) {
            return -1; /* whole is more than any number of so many decimals */
        }
    }
    return (number.digits > whole) - (number.digits < whole);
}

/* Whether the ends of a range are percents, and something can lie between them. */
static bool is_percent_range(const strata_printed *form, const strata_range_text *range)
{
    const int64_t whole = form->is_fraction ? 1 : PERCENT;
    const int lo = range->has_lo ? compare_whole(range->lo, whole) : -1;
    const int hi = range->has_hi ? compare_whole(range->hi, whole) : -1;
    const bool is_above = lo > 0 || hi > 0 || (lo == 0 && range->is_lo_open);
    const bool is_below =
        range->has_hi && !range->has_lo && range->is_hi_open && range->hi.digits == 0;
    return !range->is_signed && !is_above && !is_below;
}

/* Both ends are there, the same, and not both meant. */
static bool is_empty(const strata_range_text *range)
{
    const int decimals =
        range->lo.decimals > range->hi.decimals ? range->lo.decimals : range->hi.decimals;
    int64_t lo = 0;
    int64_t hi = 0;
    return range->has_lo && range->has_hi && (range->is_lo_open || range->is_hi_open) &&
           strata_decimal_scale(range->lo, decimals, &lo) &&
           strata_decimal_scale(range->hi, decimals, &hi) && lo >= hi;
}

strata_printed_fault strata_statistic_read_range(const strata_printed *form,
                                                 const strata_range_text *range,
                                                 strata_statistic *out)
{
    strata_statistic made = *out;
    made.is_hi_open = false;
    if (is_empty(range) || (form->is_percent && !is_percent_range(form, range))) {
        return STRATA_PRINTED_RANGE;
    }
    if (!set_ends(range, &made) || (form->is_fraction && !make_percent(&made))) {
        return STRATA_PRINTED_DIGITS;
    }
    if (form->is_percent) {
        int64_t whole = 0;
        if (!find_whole(&made, &whole)) {
            return STRATA_PRINTED_DIGITS;
        }
        made.hi = range->has_hi ? made.hi : whole;
        clip(&made, whole);
    }
    made.has_value = false;
    made.has_bounds = form->is_percent || (range->has_lo && range->has_hi);
    if (!made.has_bounds) {
        made.lo = 0;
        made.hi = 0;
        made.decimals = 0;
    }
    *out = made;
    return STRATA_PRINTED_FINE;
}

bool strata_statistic_count(const strata_statistic *percent, uint64_t n, uint64_t *out)
{
    if (!percent->has_bounds || percent->lo < 0) {
        return false;
    }
    /* 100 c / n in units of 10^-decimals is c * whole / n. */
    const strata_uint128 whole = (strata_uint128)PERCENT * strata_power_of_ten(percent->decimals);
    const strata_uint128 lo = (strata_uint128)percent->lo * n;
    const strata_uint128 hi = (strata_uint128)percent->hi * n;
    const strata_uint128 least = (lo + whole - 1) / whole;
    if (percent->is_hi_open && hi == 0) {
        return false;
    }
    const strata_uint128 most = percent->is_hi_open ? (hi - 1) / whole : hi / whole;
    if (least != most) {
        return false;
    }
    *out = (uint64_t)least;
    return true;
}
