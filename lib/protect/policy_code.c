/* Coding of percents. A percent is rounded once, half up, to the band's digits; the rounded percent
 * then falls into a tail, a range, or stands for itself. */
#include "protect/policy_code.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/checked.h"

enum {
    WHOLE = 100 /* percent */
};

uint32_t strata_percent_unit(unsigned digits)
{
    static const uint32_t units[STRATA_POLICY_DIGITS + 1] = {1, 10, 100};
    return units[digits];
}

/* 100 k / n percent in 1 / unit percent, half up. */
static uint32_t percent(uint64_t n, uint64_t k, uint32_t unit)
{
    assert(n > 0); /* no policy shows anything of nobody */
    const strata_uint128 twice = (strata_uint128)2 * WHOLE * unit * k;
    return (uint32_t)((twice + n) / ((strata_uint128)2 * n));
}

static strata_shown hidden(unsigned why)
{
    return (strata_shown){.kind = STRATA_SHOWN_HIDDEN, .why = (uint8_t)why};
}

static strata_shown in_range(const strata_policy_band *band, uint32_t value)
{
    for (uint32_t at = 0; at < band->range_count; at++) {
        const strata_policy_range range = band->ranges[at];
        if (range.lo <= value && value <= range.hi) {
            return (strata_shown){.kind = STRATA_SHOWN_RANGE, .lo = range.lo, .hi = range.hi};
        }
    }
    return hidden(STRATA_PRIMARY_SMALL); /* no checked policy comes here */
}

/* Before anything is hidden by its numerator. */
static strata_shown in_band(const strata_policy_band *band, uint64_t n, uint64_t k)
{
    const uint32_t unit = strata_percent_unit(band->digits);
    const uint32_t value = percent(n, k, unit);
    if (band->has_low && value <= band->low * unit) {
        return (strata_shown){
            .kind = STRATA_SHOWN_LOW, .digits = band->digits, .hi = band->low * unit};
    }
    if (band->has_high && value >= band->high * unit) {
        return (strata_shown){.kind = STRATA_SHOWN_HIGH,
                              .digits = band->digits,
                              .lo = band->high * unit,
                              .hi = WHOLE * unit};
    }
    return band->has_ranges
               ? in_range(band, value)
               : (strata_shown){
                     .kind = STRATA_SHOWN_NUMBER, .digits = band->digits, .lo = value, .hi = value};
}

strata_shown strata_policy_code(const strata_policy_rules *rules, uint64_t n, uint64_t k)
{
    assert(k <= n);
    const strata_policy_band *band = strata_policy_band_of(rules, n);
    if (band == NULL) {
        return hidden(STRATA_PRIMARY_SMALL);
    }
    if ((k == 0 && rules->hides_zeros) || (k == n && rules->hides_one_level)) {
        return hidden(k == 0 ? STRATA_PRIMARY_ZERO : STRATA_PRIMARY_ONE_LEVEL);
    }
    const strata_shown shown = in_band(band, n, k);
    const bool is_nearly_all = n - k < rules->min_numerator && shown.kind != STRATA_SHOWN_HIGH;
    return k < rules->min_numerator || is_nearly_all ? hidden(STRATA_PRIMARY_NUMERATOR) : shown;
}

/* The percent of the others. */
static strata_shown mirror(strata_shown shown)
{
    if (shown.kind == STRATA_SHOWN_HIDDEN) {
        return shown;
    }
    const uint32_t all = WHOLE * strata_percent_unit(shown.digits);
    strata_shown other = shown;
    other.lo = all - shown.hi;
    other.hi = all - shown.lo;
    other.is_mirrored = !shown.is_mirrored;
    if (shown.kind == STRATA_SHOWN_LOW) {
        other.kind = STRATA_SHOWN_HIGH;
    } else if (shown.kind == STRATA_SHOWN_HIGH) {
        other.kind = STRATA_SHOWN_LOW;
    }
    return other;
}

strata_shown strata_policy_code_below(const strata_policy_rules *rules, uint64_t n, uint64_t k)
{
    assert(k <= n);
    return mirror(strata_policy_code(rules, n, n - k));
}

/* ---- what a reader holds possible ---- */

static bool has_range(const strata_policy_band *band, strata_shown shown)
{
    for (uint32_t at = 0; at < band->range_count; at++) {
        if (band->ranges[at].lo == shown.lo && band->ranges[at].hi == shown.hi) {
            return true;
        }
    }
    return false;
}

/* Whether groups of the band are shown like this. */
static bool is_of_band(const strata_policy_band *band, strata_shown shown)
{
    const uint32_t unit = strata_percent_unit(band->digits);
    if (shown.digits != band->digits) {
        return false;
    }
    switch (shown.kind) {
    case STRATA_SHOWN_LOW:
        return band->has_low && shown.hi == band->low * unit;
    case STRATA_SHOWN_HIGH:
        return band->has_high && shown.lo == band->high * unit;
    case STRATA_SHOWN_RANGE:
        return band->has_ranges && has_range(band, shown);
    case STRATA_SHOWN_NUMBER:
        return !band->has_ranges && shown.lo == shown.hi &&
               !(band->has_low && shown.lo <= band->low * unit) &&
               !(band->has_high && shown.lo >= band->high * unit);
    case STRATA_SHOWN_HIDDEN:
    default:
        return false;
    }
}

/* The least k of n whose percent is at least `value` - 1/2, in units; value may be one above all.
 */
static uint64_t least_from(uint64_t n, uint32_t value, uint32_t unit)
{
    if (value == 0) {
        return 0;
    }
    const strata_uint128 all = (strata_uint128)2 * WHOLE * unit;
    return (uint64_t)(((strata_uint128)(2 * value - 1) * n + all - 1) / all);
}

static bool feasible_above(const strata_policy_rules *rules, uint64_t n, strata_shown shown,
                           uint64_t out[2])
{
    const strata_policy_band *band = strata_policy_band_of(rules, n);
    if (band == NULL || !is_of_band(band, shown)) {
        return false;
    }
    const uint32_t unit = strata_percent_unit(band->digits);
    uint64_t lo = least_from(n, shown.lo, unit);
    uint64_t end = least_from(n, shown.hi + 1, unit); /* the first that is not possible */
    end = end > n + 1 ? n + 1 : end;
    const uint64_t least = rules->hides_zeros ? 1 : 0;
    const uint64_t most = shown.kind != STRATA_SHOWN_HIGH ? rules->min_numerator : 0;
    const uint64_t beyond = rules->hides_one_level && most == 0 ? 1 : most;
    lo = lo < rules->min_numerator ? rules->min_numerator : lo;
    lo = lo < least ? least : lo;
    end = end > n + 1 - beyond ? n + 1 - beyond : end;
    if (lo >= end) {
        return false;
    }
    out[0] = lo;
    out[1] = end - 1;
    return true;
}

bool strata_policy_feasible(const strata_policy_rules *rules, uint64_t n, strata_shown shown,
                            uint64_t out[2])
{
    if (!shown.is_mirrored) {
        return feasible_above(rules, n, shown, out);
    }
    uint64_t others[2];
    if (!feasible_above(rules, n, mirror(shown), others)) {
        return false;
    }
    out[0] = n - others[1];
    out[1] = n - others[0];
    return true;
}

bool strata_policy_feasible_any(const strata_policy_rules *rules, const uint64_t n[2],
                                strata_shown shown, uint64_t out[2])
{
    bool is_any = false;
    for (uint64_t of = n[0] < rules->min_n ? rules->min_n : n[0]; of <= n[1]; of++) {
        uint64_t one[2];
        if (strata_policy_feasible(rules, of, shown, one)) {
            out[0] = !is_any || one[0] < out[0] ? one[0] : out[0];
            out[1] = !is_any || one[1] > out[1] ? one[1] : out[1];
            is_any = true;
        }
    }
    return is_any;
}

/* ---- text ---- */

static void number_text(uint32_t value, unsigned digits, char out[STRATA_SHOWN_TEXT])
{
    const uint32_t unit = strata_percent_unit(digits);
    if (digits == 0) {
        (void)snprintf(out, STRATA_SHOWN_TEXT, "%u", value);
    } else {
        (void)snprintf(out, STRATA_SHOWN_TEXT, "%u.%0*u", value / unit, (int)digits, value % unit);
    }
}

size_t strata_shown_text(const strata_policy_rules *rules, strata_shown shown, char *out)
{
    const uint32_t unit = strata_percent_unit(shown.digits);
    switch (shown.kind) {
    case STRATA_SHOWN_LOW:
        (void)snprintf(out, STRATA_SHOWN_TEXT, "<=%u", shown.hi / unit);
        break;
    case STRATA_SHOWN_HIGH:
        (void)snprintf(out, STRATA_SHOWN_TEXT, ">=%u", shown.lo / unit);
        break;
    case STRATA_SHOWN_RANGE:
        (void)snprintf(out, STRATA_SHOWN_TEXT, "%u-%u", shown.lo, shown.hi);
        break;
    case STRATA_SHOWN_NUMBER:
        number_text(shown.lo, shown.digits, out);
        break;
    case STRATA_SHOWN_HIDDEN:
    default:
        (void)snprintf(out, STRATA_SHOWN_TEXT, "%s", rules->symbol);
        break;
    }
    return strlen(out);
}
