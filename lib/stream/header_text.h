/* Text inside the # lines of a stream: anything in, one line of CSV-safe text out. */
#ifndef STRATA_STREAM_HEADER_TEXT_H
#define STRATA_STREAM_HEADER_TEXT_H

#include <stdbool.h>

#include "base/slice.h"
#include "io/sink.h"

enum {
    STRATA_HEADER_TEXT = 4096
};

/** Writes text with control characters, '"' and '%' as %XX; a blank too if it has to stay one word.
 */
strata_status strata_header_escape(strata_sink *sink, const char *text, bool is_word,
                                   strata_error *err) STRATA_NODISCARD;

/** Takes %XX back and cuts what is too long between two characters of UTF-8.
 *  @param out   out[size], NUL behind it, size from 1 to STRATA_HEADER_TEXT
 *  @return      false, *out unspecified, if a '%' stands before anything that need not be escaped
 */
bool strata_header_unescape(strata_slice text, char *out, size_t size) STRATA_NODISCARD;

#endif
