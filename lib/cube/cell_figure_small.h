/* Figures of the groups that most cells are of, those of few students: there are so few ratios of
 * small numbers that their digits are kept as text. */
#ifndef STRATA_CUBE_CELL_FIGURE_SMALL_H
#define STRATA_CUBE_CELL_FIGURE_SMALL_H

#include <string.h>

#include "base/number.h"

enum {
    STRATA_SMALL_GROUP = 32, /* students, at most */
    STRATA_SMALL_FIGURE_TEXT = 16
};

/** A text and its length, in one piece. */
typedef struct strata_small_text {
    char text[STRATA_SMALL_FIGURE_TEXT - 1];
    uint8_t len;
} strata_small_text;

/** What strata_percent_figure and strata_mean_figure give. Row n, then the part or the rest. */
typedef struct strata_small_figures {
    strata_small_text percents[STRATA_SMALL_GROUP + 1][STRATA_SMALL_GROUP + 1];
    /** What stands behind a whole number of three and of four digits, from the point on. */
    strata_small_text fractions[2][STRATA_SMALL_GROUP + 1][STRATA_SMALL_GROUP];
} strata_small_figures;

/** Fills all of it. */
void strata_small_figures_make(strata_small_figures *figures);

/** out[STRATA_DOUBLE_TEXT], which may all be written; returns the length. */
static inline size_t strata_small_text_put(const strata_small_text *from, char *out)
{
    memcpy(out, from, sizeof *from);
    return from->len;
}

/** 100 * part / n; part <= n, 1 <= n <= STRATA_SMALL_GROUP. */
static inline size_t strata_small_percent_put(const strata_small_figures *figures, uint64_t part,
                                              uint64_t n, char *out)
{
    return strata_small_text_put(&figures->percents[n][part], out);
}

/** sum / n, 1 <= n <= STRATA_SMALL_GROUP; 0 if the whole part has not three or four digits. */
static inline size_t strata_small_mean_put(const strata_small_figures *figures, uint64_t sum,
                                           uint64_t n, char *out)
{
    if (sum < 100 * n || sum >= 10000 * n) {
        return 0;
    }
    const uint32_t whole = (uint32_t)sum / (uint32_t)n;
    const uint32_t rest = (uint32_t)sum % (uint32_t)n;
    const size_t len = strata_count_format(whole, out);
    return len + strata_small_text_put(&figures->fractions[whole >= 1000][n][rest], out + len);
}

#endif
