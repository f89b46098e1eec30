/* Decimals are read digit by digit and stay exact; doubles go through strtod and snprintf. */
#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DECIMALS_MAX = 18,
    DOUBLE_INPUT_MAX = 400
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* *value = *value * 10 - digit. Kept negative because the negative range is the longer one. */
static bool push_digit(int64_t *value, int digit)
{
    if (*value < (INT64_MIN + digit) / 10) {
        return false;
    }
    *value = *value * 10 - digit;
    return true;
}

bool strata_decimal_parse(strata_slice text, strata_decimal *out)
{
    const bool is_signed = text.len > 0 && (text.text[0] == '-' || text.text[0] == '+');
    const bool is_negative = is_signed && text.text[0] == '-';
    int64_t value = 0;
    int decimals = 0;
    bool has_point = false;
    for (size_t at = is_signed ? 1 : 0; at < text.len; at++) {
        if (text.text[at] == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (!is_digit(text.text[at]) || !push_digit(&value, text.text[at] - '0')) {
            return false;
        }
        decimals += has_point ? 1 : 0;
        if (decimals > DECIMALS_MAX) {
            return false;
        }
    }
    /* The last character is a digit unless the text is empty, a sign, a point or ends in a point.
     */
    if (text.len == 0 || !is_digit(text.text[text.len - 1]) ||
        (!is_negative && value == INT64_MIN)) {
        return false;
    }
    *out = (strata_decimal){.digits = is_negative ? value : -value, .decimals = decimals};
    return true;
}

bool strata_decimal_scale(strata_decimal x, int decimals, int64_t *out)
{
    int64_t value = x.digits;
    for (int at = x.decimals; at > decimals; at--) {
        if (value % 10 != 0) {
            return false;
        }
        value /= 10;
    }
    for (int at = x.decimals; at < decimals && value != 0; at++) {
        if (value > INT64_MAX / 10 || value < INT64_MIN / 10) {
            return false;
        }
        value *= 10;
    }
    *out = value;
    return true;
}

size_t strata_decimal_format(strata_decimal x, char *out)
{
    assert(x.decimals >= 0 && x.decimals <= DECIMALS_MAX);
    char reversed[STRATA_DECIMAL_TEXT];
    size_t count = 0;
    uint64_t rest = x.digits < 0 ? UINT64_C(0) - (uint64_t)x.digits : (uint64_t)x.digits;
    for (int at = 0; at <= x.decimals || rest != 0; at++) {
        if (at == x.decimals && at > 0) {
            reversed[count++] = '.';
        }
        reversed[count++] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    size_t len = 0;
    if (x.digits < 0) {
        out[len++] = '-';
    }
    while (count > 0) {
        out[len++] = reversed[--count];
    }
    out[len] = '\0';
    return len;
}

bool strata_count_parse(strata_slice text, uint64_t *out)
{
    uint64_t value = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (!is_digit(text.text[at])) {
            return false;
        }
        const uint64_t digit = (uint64_t)(text.text[at] - '0');
        if (value > (UINT64_MAX - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    if (text.len == 0) {
        return false;
    }
    *out = value;
    return true;
}

bool strata_double_parse(strata_slice text, double *out)
{
    char copy[DOUBLE_INPUT_MAX + 1];
    if (text.len == 0 || text.len > DOUBLE_INPUT_MAX) {
        return false;
    }
    memcpy(copy, text.text, text.len);
    copy[text.len] = '\0';
    /* strtod alone would also take blanks, "nan", "inf" and hexadecimal. */
    if (strspn(copy, "+-.0123456789eE") != text.len) {
        return false;
    }
    char *end = NULL;
    const double value = strtod(copy, &end);
    if (end != copy + text.len || !isfinite(value)) {
        return false;
    }
    *out = value;
    return true;
}

size_t strata_double_format(double x, char *out)
{
    assert(!isinf(x));
    if (isnan(x)) {
        out[0] = '\0';
        return 0;
    }
    const double value = x == 0.0 ? 0.0 : x; /* drops the sign of -0 */
    int len = 0;
    for (int digits = 15; digits <= 17; digits++) {
        len = snprintf(out, STRATA_DOUBLE_TEXT, "%.*g", digits, value);
        if (strtod(out, NULL) == value) {
            break;
        }
    }
    return (size_t)len;
}
