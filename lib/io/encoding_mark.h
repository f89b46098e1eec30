/* The byte order mark that text may begin with. */
#ifndef STRATA_IO_ENCODING_MARK_H
#define STRATA_IO_ENCODING_MARK_H

#include <stdbool.h>
#include <stddef.h>

enum {
    STRATA_MARK_MAX = 4 /* bytes that must be looked at */
};

/** Whether bytes[len], the start of a text, are a mark of UTF-8, UTF-16 or UTF-32.
 *
 *  @param encoding  set if they are: NULL for UTF-8, else a name iconv knows of an encoding in
 * which the mark itself is a character, so that it becomes the mark of UTF-8
 *  @source The Unicode Standard 15.0, table 23-4 */
bool strata_encoding_mark(const unsigned char *bytes, size_t len, const char **encoding);

#endif
