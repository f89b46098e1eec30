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

/** True if the text fits a pattern in which '*' stands for any bytes, also none. */
bool strata_slice_fits(strata_slice text, strata_slice glob);

/** The slice without white space (blank, tab, CR, LF, no-break space U+00A0) at both ends. */
strata_slice strata_slice_trim(strata_slice slice);

#endif
