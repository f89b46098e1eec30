/* Years in which another part of the enrolled students was tested than in the year before: the
 * figures of such a year are of other students. */
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

/* |a.tested / a.enrolled - b.tested / b.enrolled| > 1 / POINTS, in whole numbers: products of two
 * counts fit 128 bits, and a whole number is above a quotient if it is above its whole part. */
static bool is_moved(const strata_cell *a, const strata_cell *b)
{
    const strata_uint128 left = (strata_uint128)a->n_tested * b->n_enrolled;
    const strata_uint128 right = (strata_uint128)b->n_tested * a->n_enrolled;
    const strata_uint128 whole = (strata_uint128)a->n_enrolled * b->n_enrolled;
    return (left > right ? left - right : right - left) > whole / POINTS;
}

void strata_panels_mark_tested(strata_panels *panels)
{
    for (size_t series = 0; series < panels->series_count; series++) {
        const strata_cell *before = NULL;
        for (size_t at = panels->series_first[series]; at < panels->series_first[series + 1];
             at++) {
            strata_panel *panel = &panels->panels[panels->by_series[at]];
            const strata_cell *share = share_of(panels, panel);
            panel->tested_moved = share != NULL && before != NULL && is_moved(before, share);
            before = share != NULL ? share : before;
        }
    }
}
