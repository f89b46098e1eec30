/* pct: percent of the students with a result who are at or above a cut. */
#include "measure/measure.h"

static strata_result_value pct_of(const strata_group_view *view, unsigned cut)
{
    return strata_share_result(strata_share_at_cut(view, cut));
}

extern const strata_measure strata_measure_pct;
const strata_measure strata_measure_pct = {
    .id = "pct",
    .unit = "percent",
    .method = "wilson",
    .source = "Wilson (1927), J. Am. Stat. Assoc. 22, 209-212",
    .title = "Percent at or above each cut, with Wilson's score interval",
    .digits = 1,
    .has_cuts = true,
    .of = pct_of};
