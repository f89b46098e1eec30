/* What a slice does that is longer than a few lines. */
#include "base/slice.h"

/* Bytes of white space at the start of text[len]: 0, 1, or 2 for a no-break space. */
static size_t space_at_start(const char *text, size_t len)
{
    if (len == 0) {
        return 0;
    }
    if (len >= 2 && text[0] == '\xc2' && text[1] == '\xa0') {
        return 2;
    }
    return text[0] == ' ' || text[0] == '\t' || text[0] == '\r' || text[0] == '\n' ? 1 : 0;
}

static size_t space_at_end(const char *text, size_t len)
{
    if (len >= 2 && space_at_start(text + len - 2, 2) == 2) {
        return 2;
    }
    return len > 0 ? space_at_start(text + len - 1, 1) : 0;
}

strata_slice strata_slice_trim(strata_slice slice)
{
    size_t space = space_at_start(slice.text, slice.len);
    while (space > 0) {
        slice.text += space;
        slice.len -= space;
        space = space_at_start(slice.text, slice.len);
    }
    space = space_at_end(slice.text, slice.len);
    while (space > 0) {
        slice.len -= space;
        space = space_at_end(slice.text, slice.len);
    }
    return slice;
}

bool strata_slice_word(strata_slice text, const char *const *words, size_t count, unsigned *out)
{
    for (unsigned at = 0; at < count; at++) {
        if (strata_slice_is(text, words[at])) {
            *out = at;
            return true;
        }
    }
    return false;
}

bool strata_slice_is_digits(strata_slice text)
{
    size_t at = 0;
    while (at < text.len && strata_is_digit(text.text[at])) {
        at++;
    }
    return at == text.len;
}

bool strata_slice_fits(strata_slice text, strata_slice glob)
{
    const size_t none = (size_t)-1;
    size_t star = none; /* the last '*' met, and where the text goes on behind what it took */
    size_t behind = 0;
    size_t t = 0;
    size_t g = 0;
    while (t < text.len) {
        if (g < glob.len && glob.text[g] == '*') {
            star = g++;
            behind = t;
        } else if (g < glob.len && glob.text[g] == text.text[t]) {
            g++;
            t++;
        } else if (star != none) {
            g = star + 1;
            t = ++behind;
        } else {
            return false;
        }
    }
    while (g < glob.len && glob.text[g] == '*') {
        g++;
    }
    return g == glob.len;
}
