/* A piece of text that somebody else owns. */
#ifndef STRATA_BASE_SLICE_H
#define STRATA_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct strata_slice {
    const char *text; /* not ended with NUL; may be NULL if len is 0 */
    size_t len;
} strata_slice;

/** The slice of a text that ends with NUL. */
static inline strata_slice strata_slice_of(const char *text)
{
    return (strata_slice){text, strlen(text)};
}

/** True if both hold the same bytes. */
static inline bool strata_slice_equal(strata_slice a, strata_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

/** True if the slice holds exactly the NUL-ended text. */
static inline bool strata_slice_is(strata_slice slice, const char *text)
{
    return strata_slice_equal(slice, strata_slice_of(text));
}

/** By bytes, as memcmp has them; a text stands before those that begin with it. Less than, equal to
 * or greater than 0. */
static inline int strata_slice_compare(strata_slice a, strata_slice b)
{
    const size_t shorter = a.len < b.len ? a.len : b.len;
    const int order = shorter > 0 ? memcmp(a.text, b.text, shorter) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

/** True if list[count] has the text. */
static inline bool strata_slice_is_among(strata_slice text, const strata_slice *list, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        if (strata_slice_equal(list[at], text)) {
            return true;
        }
    }
    return false;
}

/** Which of words[count] the text is.
 *  @param out  its index; unchanged if it is none of them
 *  @return     whether it is one */
bool strata_slice_word(strata_slice text, const char *const *words, size_t count, unsigned *out);

/** '0' to '9', in every locale. */
static inline bool strata_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/** True if nothing but digits is in the text, which may be empty. */
bool strata_slice_is_digits(strata_slice text);

/** True if the text fits a pattern in which '*' stands for any bytes, also none. */
bool strata_slice_fits(strata_slice text, strata_slice glob);

/** The slice without white space (blank, tab, CR, LF, no-break space U+00A0) at both ends. */
strata_slice strata_slice_trim(strata_slice slice);

#endif
