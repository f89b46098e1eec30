/* Percents are kept as fractions of a power of ten, so that a quantile of whole numbers ends after
 * a few decimals. */
#include "cube/quantile.h"

#include <stdio.h>

#include "cube/cell_figure.h"

/* ---- which are wanted ---- */

/* Takes zeros at the end away, of what stands behind the point. */
static strata_decimal shorten(strata_decimal percent)
{
    while (percent.decimals > 0 && percent.digits % 10 == 0) {
        percent.digits /= 10;
        percent.decimals--;
    }
    return percent;
}

static strata_quantile quantile_of(strata_decimal percent)
{
    strata_quantile quantile = {.over = (uint32_t)percent.digits,
                                .under =
                                    (uint32_t)strata_power_of_ten((unsigned)percent.decimals + 2),
                                .decimals = (uint32_t)percent.decimals + 2};
    char text[STRATA_DECIMAL_TEXT];
    const size_t len = strata_decimal_format(percent, text);
    (void)snprintf(quantile.name, sizeof quantile.name, "p%.*s", (int)len, text);
    while (quantile.over % 10 == 0) {
        quantile.over /= 10;
        quantile.under /= 10;
        quantile.decimals--;
    }
    return quantile;
}

static bool parse_one(strata_slice word, strata_quantile *out)
{
    strata_decimal percent;
    if (!strata_decimal_parse(word, &percent)) {
        return false;
    }
    percent = shorten(percent);
    if (percent.digits <= 0 || percent.decimals > STRATA_QUANTILE_DECIMALS ||
        percent.digits >= 100 * (int64_t)strata_power_of_ten((unsigned)percent.decimals)) {
        return false;
    }
    *out = quantile_of(percent);
    return true;
}

static bool is_among(const strata_quantiles *quantiles, const strata_quantile *one)
{
    bool is = false;
    for (unsigned at = 0; at < quantiles->count; at++) {
        is = is || strcmp(quantiles->of[at].name, one->name) == 0;
    }
    return is;
}

static strata_status add_one(strata_quantiles *quantiles, strata_slice word, strata_error *err)
{
    strata_quantile one;
    const int len = word.len < 40 ? (int)word.len : 40;
    if (!parse_one(word, &one)) {
        return strata_fail(err, STRATA_E_USAGE, "quantiles",
                           "\"%.*s\" is no percent between 0 and 100 with at most %d decimals; "
                           "give a list such as 10,25,50,75,90",
                           len, word.text, STRATA_QUANTILE_DECIMALS);
    }
    if (is_among(quantiles, &one)) {
        return strata_fail(err, STRATA_E_USAGE, "quantiles", "the quantile %.*s is there twice",
                           len, word.text);
    }
    if (quantiles->count == STRATA_QUANTILES_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "quantiles",
                           "more than %d quantiles; make the table in several runs",
                           STRATA_QUANTILES_MAX);
    }
    quantiles->of[quantiles->count++] = one;
    return STRATA_OK;
}

strata_status strata_quantiles_parse(const char *list, strata_quantiles *out, strata_error *err)
{
    strata_quantiles parsed = {.count = 0};
    const char *at = list;
    bool has_more = true;
    while (has_more) {
        const size_t len = strcspn(at, ",");
        STRATA_TRY(add_one(&parsed, strata_slice_trim((strata_slice){at, len}), err));
        has_more = at[len] == ',';
        at += len + (has_more ? 1 : 0);
    }
    *out = parsed;
    return STRATA_OK;
}

/* ---- as text ---- */

enum {
    EXACT_DECIMALS = 9
};

/* What is left of a whole number, over 100: one digit or two behind a point. */
static size_t format_hundredths(uint64_t rest, size_t len, char *out)
{
    out[len] = '.';
    strata_three_digits_put((uint32_t)rest * 10, out + len + 1);
    return rest == 0 ? len : len + (rest % 10 == 0 ? 2 : 3);
}

static size_t format_rest(uint64_t rest, unsigned decimals, size_t len, char *out)
{
    while (rest % 10 == 0 && decimals > 0) {
        rest /= 10;
        decimals--;
    }
    if (decimals == 0) {
        return len;
    }
    out[len++] = '.';
    strata_digits_format(rest, decimals, out + len);
    return len + decimals;
}

/* The same as strata_mean_figure of a value below 10^10, which has no digit to be rounded. */
static size_t format_exactly(uint64_t value, const strata_quantile *quantile, unsigned decimals,
                             char *out)
{
    if (decimals == 0 && quantile->under <= 100) {
        const uint64_t whole = strata_quantile_whole(quantile, value);
        const uint64_t rest = value - whole * quantile->under;
        return format_hundredths(quantile->under == 100 ? rest : rest * 10,
                                 strata_count_format(whole, out), out);
    }
    const uint64_t one = strata_power_of_ten(quantile->decimals + decimals);
    return format_rest(value % one, quantile->decimals + decimals,
                       strata_count_format(value / one, out), out);
}

size_t strata_quantile_figure(strata_int128 value, const strata_quantile *quantile,
                              unsigned decimals, char *out)
{
    static const strata_int128 ten_digits = INT64_C(10000000000);
    return value >= 0 && value < ten_digits && quantile->decimals + decimals <= EXACT_DECIMALS
               ? format_exactly((uint64_t)value, quantile, decimals, out)
               : strata_mean_figure(value, quantile->under, decimals, out);
}
