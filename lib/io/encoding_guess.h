/* Which encoding text that is not UTF-8 is likely to be in. */
#ifndef STRATA_IO_ENCODING_GUESS_H
#define STRATA_IO_ENCODING_GUESS_H

#include "base/slice.h"

/** A guess from the bytes beyond ASCII and what stands around them: names of people and schools in
 *  Western European letters, quotes and dashes.
 *
 *  @param text  some text, from a little before its first strange byte on
 *  @return      a name that iconv knows: "windows-1252", "ISO-8859-1", "MACINTOSH", or for text
 *               with NUL bytes "UTF-16LE" or "UTF-16BE" */
const char *strata_encoding_guess(strata_slice text);

#endif
