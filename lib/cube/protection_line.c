/* A word, a blank, a number. */
#include "cube/protection_line.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

strata_protection_line strata_protection_line_of(const char *text)
{
    strata_protection_line line = {.min_n = 0};
    const char *blank = strrchr(text, ' ');
    uint64_t min_n = 0;
    const bool has_n = blank != NULL && blank > text &&
                       strata_count_parse(strata_slice_of(blank + 1), &min_n) && min_n > 0 &&
                       min_n <= STRATA_LINE_MIN_N_MOST;
    const size_t len = has_n ? (size_t)(blank - text) : strlen(text);
    line.min_n = has_n ? (uint32_t)min_n : 0;
    (void)snprintf(line.word, sizeof line.word, "%.*s", (int)len, text);
    return line;
}

bool strata_protection_line_format(const char *word, uint32_t min_n,
                                   char out[STRATA_PROTECTION_TEXT])
{
    char number[16] = "";
    if (min_n > 0) {
        (void)snprintf(number, sizeof number, " %" PRIu32, min_n);
    }
    const int len = snprintf(out, STRATA_PROTECTION_TEXT, "%s%s", word, number);
    return len >= 0 && len < STRATA_PROTECTION_TEXT;
}
