/* A whole number of 128 bits and where its point stands. */
#include "record/control_sum.h"

#include <stdio.h>
#include <string.h>

enum {
    DECIMALS_MAX = 18
};

static bool times_ten(strata_int128 *x)
{
    strata_int128 sum = 0;
    for (int at = 0; at < 10; at++) {
        if (!strata_add_i128(&sum, *x)) {
            return false;
        }
    }
    *x = sum;
    return true;
}

/* x of `decimals` in the unit of more of them. */
static bool refine(strata_int128 *x, int decimals, int finer)
{
    for (; decimals < finer; decimals++) {
        if (!times_ten(x)) {
            return false;
        }
    }
    return true;
}

void strata_control_sum_add(strata_control_sum *sum, strata_decimal number)
{
    strata_int128 digits = number.digits;
    const int finest = number.decimals > sum->decimals ? number.decimals : sum->decimals;
    const bool fits = refine(&sum->digits, sum->decimals, finest) &&
                      refine(&digits, number.decimals, finest) &&
                      strata_add_i128(&sum->digits, digits);
    sum->decimals = finest;
    sum->is_over = sum->is_over || !fits;
}

/* Without the zeros in front, of which at least one digit is left. */
static size_t skip_zeros(const char *digits, size_t len)
{
    size_t zeros = 0;
    while (zeros + 1 < len && digits[zeros] == '0') {
        zeros++;
    }
    return zeros;
}

bool strata_control_sum_parse(strata_slice text, strata_control_sum *out)
{
    char digits[STRATA_CONTROL_SUM_TEXT];
    size_t len = 0;
    int decimals = -1;
    const bool is_negative = text.len > 0 && text.text[0] == '-';
    if (text.len >= sizeof digits) {
        return false;
    }
    for (size_t at = is_negative ? 1 : 0; at < text.len; at++) {
        if (text.text[at] == '.' && decimals < 0 && len > 0) {
            decimals = 0;
            continue;
        }
        digits[len++] = text.text[at];
        decimals += decimals >= 0 ? 1 : 0;
    }
    strata_int128 whole = 0;
    const size_t zeros = skip_zeros(digits, len);
    if (len == 0 || digits[0] == '-' || decimals == 0 || decimals > DECIMALS_MAX ||
        !strata_int128_parse(digits + zeros, len - zeros, &whole)) {
        return false;
    }
    *out = (strata_control_sum){.digits = is_negative ? -whole : whole,
                                .decimals = decimals > 0 ? decimals : 0};
    return true;
}

bool strata_control_sum_equal(strata_control_sum a, strata_control_sum b)
{
    const int finest = a.decimals > b.decimals ? a.decimals : b.decimals;
    return !a.is_over && !b.is_over && refine(&a.digits, a.decimals, finest) &&
           refine(&b.digits, b.decimals, finest) && a.digits == b.digits;
}

const char *strata_control_sum_format(strata_control_sum sum, char *out)
{
    char digits[STRATA_INT128_TEXT];
    if (sum.is_over) {
        (void)snprintf(out, STRATA_CONTROL_SUM_TEXT, "more than can be added up");
        return out;
    }
    const size_t len = strata_int128_format(sum.digits, digits);
    const size_t sign = digits[0] == '-' ? 1 : 0;
    const size_t decimals = (size_t)sum.decimals;
    const size_t size = len - sign;
    const size_t missing = size <= decimals ? decimals + 1 - size : 0; /* zeros in front */
    const size_t before = size + missing - decimals;
    char *to = out;
    if (sign > 0) {
        *to++ = '-';
    }
    memset(to, '0', missing);
    memcpy(to + missing, digits + sign, size);
    if (decimals > 0) {
        memmove(to + before + 1, to + before, decimals);
        to[before] = '.';
    }
    to[size + missing + (decimals > 0 ? 1 : 0)] = '\0';
    return out;
}
