/* What a set of cells says of its protection, as in the line #protection of its stream: a word, and
 * of a policy that is a file the smallest n as well ("generic-10 10"), since whoever reads the
 * stream may not have the file. */
#ifndef STRATA_CUBE_PROTECTION_LINE_H
#define STRATA_CUBE_PROTECTION_LINE_H

#include "cube/cellset.h"

typedef struct strata_protection_line {
    char word[STRATA_PROTECTION_TEXT]; /* "unprotected", a policy's id */
    uint32_t min_n;                    /* 0: none is given, and the word is all of it */
} strata_protection_line;

enum {
    STRATA_LINE_MIN_N_MOST = 9999
};

/** Splits at the last blank, if a whole number from 1 to STRATA_LINE_MIN_N_MOST is behind it.
 *  @param text  of STRATA_PROTECTION_TEXT bytes at most, its NUL included */
strata_protection_line strata_protection_line_of(const char *text);

/** The line of a word and a smallest n; 0: of the word alone.
 *  @return false: it is too long, and was cut */
bool strata_protection_line_format(const char *word, uint32_t min_n,
                                   char out[STRATA_PROTECTION_TEXT]);

#endif
