/* Rounding on decimal digits, so that what is printed never depends on binary fractions: 0.125
 * becomes 0.13 because its shortest text says so. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "table/table.h"

enum {
    WHOLE_DIGITS = 15,    /* beyond, a double's digits are no decimals to round */
    SIGNIFICANT_MAX = 17, /* of a double's text */
    NOISE_DIGITS = 9      /* so far behind the printed digits a bound is noise of its computation */
};

/* A number as 0.d1 d2 d3 ... times 10^point. */
typedef struct decimal_text {
    bool negative;
    int point;
    int count;
    char digits[SIGNIFICANT_MAX + 1]; /* one more for a carry */
} decimal_text;

/* Reads what strata_double_format writes: [-]digits[.digits][e[+-]digits]. */
static decimal_text read_digits(const char *text)
{
    decimal_text x = {.negative = text[0] == '-'};
    bool behind_point = false;
    const char *c = text + (x.negative ? 1 : 0);
    for (; *c != '\0' && *c != 'e'; c++) {
        if (*c == '.') {
            behind_point = true;
            continue;
        }
        if (x.count > 0 || *c != '0') {
            x.digits[x.count++] = *c;
            x.point += behind_point ? 0 : 1;
        } else if (behind_point) {
            x.point--;
        }
    }
    if (*c == 'e') {
        int exponent = 0;
        const bool down = c[1] == '-';
        for (c += 2; *c != '\0'; c++) {
            exponent = exponent * 10 + (*c - '0');
        }
        x.point += down ? -exponent : exponent;
    }
    return x;
}

/* Adds one to the last of the first `keep` digits; 99 becomes 100. */
static void carry(decimal_text *x, int keep)
{
    int at = keep - 1;
    while (at >= 0 && x->digits[at] == '9') {
        x->digits[at--] = '0';
    }
    if (at >= 0) {
        x->digits[at] = (char)(x->digits[at] + 1);
        return;
    }
    memmove(x->digits + 1, x->digits, (size_t)keep);
    x->digits[0] = '1';
    x->point++;
    x->count++;
}

/* Leaves `keep` digits, and makes them one more if asked to. */
static void cut_digits(decimal_text *x, int keep, bool up)
{
    if (keep < 0 && up) {
        x->point -= keep; /* 0.0001 becomes 0.1: the unit itself stands in the place kept */
    }
    x->count = keep > 0 ? keep : 0;
    if (up) {
        carry(x, x->count);
    }
    if (x->count == 0) {
        x->negative = false;
        x->point = 0;
    }
}

/* Leaves `decimals` digits behind the point, half away from zero. */
static void round_digits(decimal_text *x, int decimals)
{
    const int keep = x->point + decimals;
    if (keep < x->count) {
        cut_digits(x, keep, keep >= 0 && x->digits[keep] >= '5');
    }
}

/* The same, away from zero if anything is cut off, or towards it. */
static void round_digits_to(decimal_text *x, int decimals, bool away)
{
    round_digits(x, decimals + NOISE_DIGITS);
    const int keep = x->point + decimals;
    bool is_exact = true;
    for (int i = keep > 0 ? keep : 0; i < x->count; i++) {
        is_exact = is_exact && x->digits[i] == '0';
    }
    if (keep < x->count) {
        cut_digits(x, keep, away && !is_exact);
    }
}

static char digit_at(const decimal_text *x, int place)
{
    if (place < 0 || place >= x->count) {
        return '0';
    }
    return x->digits[place];
}

/* A direction as strata_round_format and its kin have it. */
typedef enum direction {
    NEAREST,
    DOWN,
    UP
} direction;

static size_t write_digits(const decimal_text *number, int decimals, char *out)
{
    size_t at = 0;
    if (number->negative && number->count > 0) {
        out[at++] = '-';
    }
    for (int place = number->point > 0 ? 0 : number->point - 1; place < number->point; place++) {
        out[at++] = digit_at(number, place);
    }
    if (decimals > 0) {
        out[at++] = '.';
    }
    for (int place = number->point; place < number->point + decimals; place++) {
        out[at++] = digit_at(number, place);
    }
    out[at] = '\0';
    return at;
}

static size_t format(double x, unsigned digits, direction to, char out[64])
{
    out[0] = '\0';
    if (!isfinite(x)) {
        return 0;
    }
    char text[STRATA_DOUBLE_TEXT];
    const size_t len = strata_double_format(x, text);
    decimal_text number = read_digits(text);
    const int decimals = digits < WHOLE_DIGITS ? (int)digits : WHOLE_DIGITS;
    if (number.point > WHOLE_DIGITS) {
        memcpy(out, text, len + 1);
        return len;
    }
    if (to == NEAREST) {
        round_digits(&number, decimals);
    } else {
        round_digits_to(&number, decimals, number.negative == (to == DOWN));
    }
    return write_digits(&number, decimals, out);
}

size_t strata_round_format(double x, unsigned digits, char out[64])
{
    return format(x, digits, NEAREST, out);
}

size_t strata_round_down_format(double x, unsigned digits, char out[64])
{
    return format(x, digits, DOWN, out);
}

size_t strata_round_up_format(double x, unsigned digits, char out[64])
{
    return format(x, digits, UP, out);
}
