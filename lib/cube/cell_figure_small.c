#include "cube/cell_figure_small.h"

#include <assert.h>

#include "cube/cell_figure.h"

static void keep(strata_small_text *out, const char *text, size_t len)
{
    assert(len <= sizeof out->text);
    memcpy(out->text, text, len);
    out->len = (uint8_t)len;
}

/* Rounding is exact, so the fraction of a mean depends on the rest and on how many decimals its
 * whole part leaves, and not on the whole part itself. No rest of so small a group rounds up to 1.
 */
static void keep_fraction(strata_small_figures *figures, bool has_four, uint32_t n, uint32_t rest)
{
    char text[STRATA_DOUBLE_TEXT];
    const uint32_t whole = has_four ? 1000 : 100;
    const size_t digits = has_four ? 4 : 3;
    const size_t len = strata_mean_figure((strata_int128)whole * n + rest, n, 0, text);
    keep(&figures->fractions[has_four][n][rest], text + digits, len - digits);
}

void strata_small_figures_make(strata_small_figures *figures)
{
    char text[STRATA_DOUBLE_TEXT];
    memset(figures, 0, sizeof *figures);
    for (uint32_t n = 1; n <= STRATA_SMALL_GROUP; n++) {
        for (uint32_t part = 0; part <= n; part++) {
            keep(&figures->percents[n][part], text, strata_percent_figure(part, n, text));
        }
        for (uint32_t rest = 0; rest < n; rest++) {
            keep_fraction(figures, false, n, rest);
            keep_fraction(figures, true, n, rest);
        }
    }
}
