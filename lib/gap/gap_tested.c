/* Years in which another part of the enrolled students was tested than in a year before, back to
 * the last such year: their figures are of other students. So no two years of a series lie further
 * apart than one step may be, however slowly the share creeps. */
#include "gap/gap_panel.h"

enum {
    POINTS = 50, /* parts in 1 of 2 percentage points */
    FEWEST = 100 /* enrolled: among fewer, one or two who stay away would end every series */
};

/* The counts of all students, if they say how many of how many were tested. */
static const strata_cell *share_of(const strata_panels *panels, const strata_panel *panel)
{
    const unsigned needed = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED;
    strata_group_key all;
    const strata_slice word = strata_slice_of("all");
    const strata_panel_group *group =
        strata_group_key_parse(word, word, &all) ? strata_panel_find(panels, panel, all) : NULL;
    const strata_cell *counts = group != NULL ? group->view.counts : NULL;
    const bool is_known =
        counts != NULL && (counts->has & needed) == needed && counts->n_enrolled >= FEWEST;
    return is_known ? counts : NULL;
}

/* b.tested / b.enrolled - a.tested / a.enrolled > 1 / POINTS, in whole numbers: products of two
 * counts fit 128 bits, and a whole number is above a quotient if it is above its whole part. */
static bool is_far_above(const strata_cell *a, const strata_cell *b)
{
    const strata_uint128 low = (strata_uint128)a->n_tested * b->n_enrolled;
    const strata_uint128 high = (strata_uint128)b->n_tested * a->n_enrolled;
    const strata_uint128 whole = (strata_uint128)a->n_enrolled * b->n_enrolled;
    return high > low && high - low > whole / POINTS;
}

static bool is_below(const strata_cell *a, const strata_cell *b)
{
    return (strata_uint128)a->n_tested * b->n_enrolled <
           (strata_uint128)b->n_tested * a->n_enrolled;
}

/* The years since the last that was marked, by their lowest and highest shares; NULL: none yet. */
typedef struct stretch {
    const strata_cell *low;
    const strata_cell *high;
} stretch;

/* Adds a year; true if it is too far from one of the others and so begins a new stretch. */
static bool add_year(stretch *years, const strata_cell *share)
{
    if (years->low == NULL || is_far_above(years->low, share) || is_far_above(share, years->high)) {
        const bool is_first = years->low == NULL;
        *years = (stretch){share, share};
        return !is_first;
    }
    years->low = is_below(share, years->low) ? share : years->low;
    years->high = is_below(years->high, share) ? share : years->high;
    return false;
}

void strata_panels_mark_tested(strata_panels *panels)
{
    for (size_t series = 0; series < panels->series_count; series++) {
        stretch years = {NULL, NULL};
        for (size_t at = panels->series_first[series]; at < panels->series_first[series + 1];
             at++) {
            strata_panel *panel = &panels->panels[panels->by_series[at]];
            const strata_cell *share = share_of(panels, panel);
            panel->tested_moved = share != NULL && add_year(&years, share);
        }
    }
}
