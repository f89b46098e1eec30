/* Whether bytes are text. */
#ifndef STRATA_IO_UTF8_H
#define STRATA_IO_UTF8_H

#include <stddef.h>

/** How many bytes at the start of text[len] are well-formed UTF-8 without NUL; len if all are.
 *  text may be NULL if len is 0.
 *  @source The Unicode Standard 15.0, table 3-7 (well-formed UTF-8 byte sequences) */
size_t strata_utf8_prefix(const char *text, size_t len);

#endif
