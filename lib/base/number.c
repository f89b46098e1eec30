/* Decimals are read digit by digit and stay exact; doubles go through strtod and snprintf. */
#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DECIMALS_MAX = 18,
    EXPONENT_MAX = 9999, /* more is no number that a program wrote */
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

/* A number with an exponent, taken apart. */
typedef struct scientific {
    strata_slice mantissa; /* digits and at most one point, at least one digit */
    int64_t digits;        /* how many digits it has */
    int64_t whole;         /* how many of them stand before the point, the exponent counted in */
    bool is_negative;
} scientific;

static bool split_mantissa(strata_slice text, scientific *out)
{
    bool has_point = false;
    *out = (scientific){.mantissa = text};
    for (size_t at = 0; at < text.len; at++) {
        if (text.text[at] == '.' && !has_point) {
            has_point = true;
        } else if (is_digit(text.text[at])) {
            out->digits++;
            out->whole += has_point ? 0 : 1;
        } else {
            return false;
        }
    }
    return out->digits > 0 && is_digit(text.text[text.len - 1]);
}

static bool parse_exponent(strata_slice text, int64_t *out)
{
    const bool is_signed = text.len > 0 && (text.text[0] == '-' || text.text[0] == '+');
    const size_t skip = is_signed ? 1 : 0;
    uint64_t size = 0;
    if (!strata_count_parse((strata_slice){text.text + skip, text.len - skip}, &size) ||
        size > EXPONENT_MAX) {
        return false;
    }
    *out = is_signed && text.text[0] == '-' ? -(int64_t)size : (int64_t)size;
    return true;
}

static bool split_scientific(strata_slice text, scientific *out)
{
    int64_t exponent = 0;
    const bool is_signed = text.len > 0 && (text.text[0] == '-' || text.text[0] == '+');
    const size_t start = is_signed ? 1 : 0;
    size_t end = start;
    while (end < text.len && text.text[end] != 'e' && text.text[end] != 'E') {
        end++;
    }
    if (end < text.len &&
        !parse_exponent((strata_slice){text.text + end + 1, text.len - end - 1}, &exponent)) {
        return false;
    }
    if (text.len == 0 || !split_mantissa((strata_slice){text.text + start, end - start}, out)) {
        return false;
    }
    out->is_negative = is_signed && text.text[0] == '-';
    out->whole += exponent;
    return true;
}

/* The first `kept` digits and zeros behind them, rounded by the digit that follows. */
static bool take_digits(const scientific *from, int64_t kept, int64_t *out)
{
    int64_t seen = 0;
    int64_t value = 0;
    for (size_t at = 0; at < from->mantissa.len && seen <= kept; at++) {
        const char c = from->mantissa.text[at];
        if (c == '.') {
            continue;
        }
        if (seen < kept && !push_digit(&value, c - '0')) {
            return false;
        }
        if (seen == kept && c >= '5') {
            if (value == INT64_MIN) {
                return false;
            }
            value--;
        }
        seen++;
    }
    for (; seen < kept && value != 0; seen++) {
        if (!push_digit(&value, 0)) {
            return false;
        }
    }
    *out = value;
    return true;
}

bool strata_decimal_parse_float(strata_slice text, int decimals, strata_decimal *out)
{
    assert(decimals >= 0 && decimals <= DECIMALS_MAX);
    scientific number;
    int64_t value = 0;
    if (!split_scientific(text, &number) ||
        !take_digits(&number, number.whole + decimals, &value) ||
        (!number.is_negative && value == INT64_MIN)) {
        return false;
    }
    *out = (strata_decimal){.digits = number.is_negative ? value : -value, .decimals = decimals};
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

static unsigned digit_count(uint64_t x)
{
    unsigned count = 1;
    for (; x >= 10000; x /= 10000) {
        count += 4;
    }
    return count + (x >= 10 ? 1 : 0) + (x >= 100 ? 1 : 0) + (x >= 1000 ? 1 : 0);
}

/* Two digits at a time: half as many divisions. */
void strata_digits_format(uint64_t x, unsigned width, char *out)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    unsigned at = width;
    for (; at >= 2; at -= 2) {
        memcpy(out + at - 2, pairs + 2 * (x % 100), 2);
        x /= 100;
    }
    if (at == 1) {
        out[0] = (char)('0' + (int)(x % 10));
    }
}

size_t strata_count_format(uint64_t x, char *out)
{
    const unsigned width = digit_count(x);
    strata_digits_format(x, width, out);
    return width;
}

static uint64_t power_of_ten(int decimals)
{
    uint64_t power = 1;
    for (int at = 0; at < decimals; at++) {
        power *= 10;
    }
    return power;
}

size_t strata_decimal_format(strata_decimal x, char *out)
{
    assert(x.decimals >= 0 && x.decimals <= DECIMALS_MAX);
    const uint64_t size = x.digits < 0 ? UINT64_C(0) - (uint64_t)x.digits : (uint64_t)x.digits;
    const uint64_t one = power_of_ten(x.decimals);
    size_t len = 0;
    if (x.digits < 0) {
        out[len++] = '-';
    }
    len += strata_count_format(size / one, out + len);
    if (x.decimals > 0) {
        out[len++] = '.';
        strata_digits_format(size % one, (unsigned)x.decimals, out + len);
        len += (size_t)x.decimals;
    }
    out[len] = '\0';
    return len;
}

bool strata_count_parse(strata_slice text, uint64_t *out)
{
    enum {
        ALWAYS_FIT = 19 /* so many digits cannot overflow */
    };
    uint64_t value = 0;
    for (size_t at = 0; at < text.len; at++) {
        const unsigned digit = (unsigned char)text.text[at] - (unsigned)'0';
        if (digit > 9 || (at >= ALWAYS_FIT && value > (UINT64_MAX - digit) / 10)) {
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
