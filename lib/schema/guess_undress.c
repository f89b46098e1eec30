/* Numbers as people write them. */
#include <ctype.h>
#include <string.h>

#include "schema/guess_parts.h"

enum {
    GROUP = 3 /* digits between two commas */
};

/* Whether digits with commas are groups: one to three, then three each. */
static bool are_groups(strata_slice text)
{
    size_t digits = 0;
    size_t commas = 0;
    for (size_t i = 0; i < text.len && text.text[i] != '.'; i++) {
        if (text.text[i] != ',') {
            digits += isdigit((unsigned char)text.text[i]) != 0 ? 1 : 0;
            continue;
        }
        if (digits == 0 || digits > GROUP || (commas > 0 && digits != GROUP)) {
            return false;
        }
        commas++;
        digits = 0;
    }
    return commas > 0 && digits == GROUP;
}

static bool is_plain(strata_slice text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        const bool is_digit = isdigit((unsigned char)text.text[i]) != 0;
        const bool is_sign = i == 0 && (text.text[i] == '-' || text.text[i] == '+');
        if (!is_digit && !is_sign && text.text[i] != '.' && text.text[i] != ',') {
            return false;
        }
        digits += is_digit ? 1 : 0;
    }
    return digits > 0;
}

bool strata_guess_undress(strata_slice text, strata_number_dress *out)
{
    *out = (strata_number_dress){.text = {"", 0}};
    strata_slice number = text;
    if (number.len > 0 && number.text[number.len - 1] == '%') {
        number.len--;
        number = strata_slice_trim(number);
        out->has_sign = true;
    }
    if (!is_plain(number) || number.len >= sizeof out->room) {
        return false;
    }
    const bool has_comma = memchr(number.text, ',', number.len) != NULL;
    const bool has_point = memchr(number.text, '.', number.len) != NULL;
    out->has_groups = has_comma && are_groups(number);
    out->has_decimal_comma = has_comma && !out->has_groups && !has_point;
    size_t len = 0;
    for (size_t i = 0; i < number.len; i++) {
        const bool is_comma = number.text[i] == ',';
        if (!is_comma || !out->has_groups) {
            out->room[len++] = (char)(is_comma ? '.' : number.text[i]);
        }
    }
    out->room[len] = '\0';
    out->text = (strata_slice){out->room, len};
    return out->has_sign || has_comma;
}
