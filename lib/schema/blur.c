/* Ranges in place of numbers: a form taken apart, and texts read by it. */
#include "schema/blur.h"

#include <ctype.h>
#include <string.h>

/* A word in braces and what it does to a form. */
typedef struct word {
    const char *text;
    bool is_lower; /* a lower bound, else an upper one */
    bool is_open;
} word;

static const word words[] = {{"{lo}", true, false},
                             {"{above}", true, true},
                             {"{hi}", false, false},
                             {"{below}", false, true}};

/* The word that text begins with, or NULL. */
static const word *find_word(strata_slice text)
{
    for (size_t at = 0; at < sizeof words / sizeof words[0]; at++) {
        const size_t len = strlen(words[at].text);
        if (text.len >= len && memcmp(text.text, words[at].text, len) == 0) {
            return &words[at];
        }
    }
    return NULL;
}

/* Takes the text up to the next brace from the front of *rest. */
static strata_slice take_literal(strata_slice *rest)
{
    const char *brace = rest->len > 0 ? memchr(rest->text, '{', rest->len) : NULL;
    const size_t len = brace != NULL ? (size_t)(brace - rest->text) : rest->len;
    const strata_slice literal = {rest->text, len};
    rest->text += len;
    rest->len -= len;
    return literal;
}

/* Puts the side of a word into the form; false if it has one already, or has the other way round.
 */
static bool add_word(const word *found, strata_blur *form)
{
    bool *has = found->is_lower ? &form->has_lo : &form->has_hi;
    if (*has || (found->is_lower && form->has_hi)) {
        return false;
    }
    *has = true;
    *(found->is_lower ? &form->is_lo_open : &form->is_hi_open) = found->is_open;
    return true;
}

bool strata_blur_parse(strata_slice form, strata_blur *out, const char **why)
{
    strata_blur parsed = {.between = {"", 0}, .after = {"", 0}};
    strata_slice *const literals[] = {&parsed.before, &parsed.between, &parsed.after};
    strata_slice rest = form;
    size_t found = 0;
    parsed.before = take_literal(&rest);
    while (rest.len > 0) {
        const word *one = find_word(rest);
        if (one == NULL) {
            *why = "has a word in braces that is none of {lo}, {above}, {hi} and {below}";
            return false;
        }
        if (!add_word(one, &parsed)) {
            *why = "must have one lower bound, one upper bound, or a lower one before an upper one";
            return false;
        }
        rest.text += strlen(one->text);
        rest.len -= strlen(one->text);
        *literals[++found] = take_literal(&rest);
    }
    if (found == 0) {
        *why = "has no {lo}, {above}, {hi} or {below}";
        return false;
    }
    if (found == 1) {
        parsed.after = parsed.between;
        parsed.between = (strata_slice){"", 0};
    } else if (strata_slice_trim(parsed.between).len == 0) {
        *why = "needs a text between its two numbers";
        return false;
    }
    *out = parsed;
    return true;
}

/* Takes a literal text from the front of *text, both without the blanks around them. */
static bool take_text(strata_slice literal, strata_slice *text)
{
    const strata_slice wanted = strata_slice_trim(literal);
    const strata_slice at = strata_slice_trim(*text);
    if (wanted.len > at.len) {
        return false;
    }
    for (size_t i = 0; i < wanted.len; i++) {
        if (tolower((unsigned char)wanted.text[i]) != tolower((unsigned char)at.text[i])) {
            return false;
        }
    }
    *text = strata_slice_trim((strata_slice){at.text + wanted.len, at.len - wanted.len});
    return true;
}

/* Takes the decimal number at the front of *text. */
static bool take_number(strata_slice *text, bool *is_signed, strata_decimal *out)
{
    size_t len = text->len > 0 && (text->text[0] == '-' || text->text[0] == '+') ? 1 : 0;
    *is_signed = *is_signed || len > 0;
    while (len < text->len &&
           (isdigit((unsigned char)text->text[len]) != 0 || text->text[len] == '.')) {
        len++;
    }
    if (!strata_decimal_parse((strata_slice){text->text, len}, out)) {
        return false;
    }
    *text = strata_slice_trim((strata_slice){text->text + len, text->len - len});
    return true;
}

/* False if lo is above hi, or if that cannot be said. */
static bool is_in_order(strata_decimal lo, strata_decimal hi)
{
    const int decimals = lo.decimals > hi.decimals ? lo.decimals : hi.decimals;
    int64_t low = 0;
    int64_t high = 0;
    return strata_decimal_scale(lo, decimals, &low) && strata_decimal_scale(hi, decimals, &high) &&
           low <= high;
}

static bool read_form(const strata_blur *form, strata_slice text, strata_range_text *out)
{
    *out = (strata_range_text){.has_lo = form->has_lo,
                               .has_hi = form->has_hi,
                               .is_lo_open = form->is_lo_open,
                               .is_hi_open = form->is_hi_open};
    const bool has_both = form->has_lo && form->has_hi;
    strata_slice rest = text;
    if (!take_text(form->before, &rest) ||
        !take_number(&rest, &out->is_signed, form->has_lo ? &out->lo : &out->hi)) {
        return false;
    }
    if (has_both &&
        (!take_text(form->between, &rest) || !take_number(&rest, &out->is_signed, &out->hi) ||
         !is_in_order(out->lo, out->hi))) {
        return false;
    }
    return take_text(form->after, &rest) && rest.len == 0;
}

bool strata_blur_read(const strata_blur *forms, uint32_t count, strata_slice text,
                      strata_range_text *out)
{
    for (uint32_t at = 0; at < count; at++) {
        strata_range_text read;
        if (read_form(&forms[at], text, &read)) {
            *out = read;
            return true;
        }
    }
    return false;
}
