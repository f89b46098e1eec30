/* Numbers as their fields say they are written. */
#include <string.h>

#include "record/decode_parts.h"

static bool is_sign(char c)
{
    return c == '%' || c == '$' || c == ' ';
}

/* Takes signs around a number away ("93 %", "$5") and what stands between its groups of digits;
 * never what would make it a range ("< 5", "GE95"). */
strata_slice strata_decode_bare(const strata_field *field, strata_slice text, char *out)
{
    size_t len = 0;
    if (field == NULL ||
        (!field->is_dressed && field->group_char == '\0' && field->decimal_char == '\0')) {
        return text;
    }
    while (field->is_dressed && text.len > 0 && is_sign(text.text[0])) {
        text.text++;
        text.len--;
    }
    while (field->is_dressed && text.len > 0 && is_sign(text.text[text.len - 1])) {
        text.len--;
    }
    for (size_t at = 0; at < text.len && len < STRATA_BARE_MAX; at++) {
        const char c = text.text[at];
        if (c == '\0' || (c != field->group_char && c != field->decimal_char)) {
            out[len] = c;
            if (c == '.' && field->decimal_char != '\0') {
                out[len] = '?'; /* a point where commas stand is no number */
            }
            len++;
        } else if (c == field->decimal_char) {
            out[len++] = '.';
        }
    }
    return (strata_slice){out, len};
}

/* With implied decimals a point that is written after all would mean another number. */
static bool parse(const strata_field *field, strata_slice text, strata_decimal *out)
{
    char bare[STRATA_BARE_MAX];
    text = strata_decode_bare(field, text, bare);
    if (field != NULL && field->is_float) {
        return strata_decimal_parse_float(text, field->decimals, out);
    }
    if (!strata_decimal_parse(text, out)) {
        return false;
    }
    if (field == NULL || field->implied_decimals == 0) {
        return true;
    }
    const bool is_whole = out->decimals == 0;
    out->decimals = (int)field->implied_decimals;
    return is_whole;
}

static bool is_within(const strata_field *field, strata_decimal number)
{
    return field == NULL ||
           ((!field->has_minimum || strata_decimal_double(number) >= field->minimum) &&
            (!field->has_maximum || strata_decimal_double(number) <= field->maximum));
}

/* Whether a text that cannot be read is a number all the same, of more digits than fit. */
static bool is_too_long(strata_slice text)
{
    enum {
        DIGITS_MAX = 18
    };
    size_t digits = 0;
    size_t others = 0;
    for (size_t at = 0; at < text.len; at++) {
        const char c = text.text[at];
        const bool is_first_sign = at == 0 && (c == '-' || c == '+');
        digits += strata_is_digit(c) ? 1 : 0;
        others += !strata_is_digit(c) && !is_first_sign ? 1 : 0;
    }
    const bool has_point = text.len > 0 && memchr(text.text, '.', text.len) != NULL;
    return digits > DIGITS_MAX && others == (has_point ? 1 : 0);
}

bool strata_decode_number(strata_decoder *decoder, const strata_value *value,
                          const char *range_rule, strata_reading *out)
{
    const strata_field *field = strata_decode_field(decoder, value);
    *out = (strata_reading){0};
    if (parse(field, value->text, &out->number)) {
        return is_within(field, out->number) ||
               strata_decode_judge(decoder, range_rule, value->field);
    }
    out->is_range = field != NULL &&
                    strata_blur_read(field->blurs, field->blur_count, value->text, &out->range);
    if (!out->is_range) {
        char bare[STRATA_BARE_MAX];
        const bool is_long = is_too_long(strata_decode_bare(field, value->text, bare));
        return strata_decode_reject(decoder, is_long ? "number-digits" : "number", value->field);
    }
    const bool is_inside = (!out->range.has_lo || is_within(field, out->range.lo)) &&
                           (!out->range.has_hi || is_within(field, out->range.hi));
    return is_inside || strata_decode_judge(decoder, range_rule, value->field);
}

bool strata_decode_decimal(strata_decoder *decoder, const strata_value *value,
                           const char *range_rule, strata_decimal *out)
{
    strata_reading reading;
    if (!strata_decode_number(decoder, value, range_rule, &reading)) {
        return false;
    }
    *out = reading.number;
    return !reading.is_range || strata_decode_reject(decoder, "number", value->field);
}
