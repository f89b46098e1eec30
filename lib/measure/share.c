/* share: percent of the students with a result who are in a level. */
#include "measure/measure.h"

static strata_result_value share_of(const strata_group_view *view, unsigned level)
{
    return strata_share_result(strata_share_in_level(view, level));
}

extern const strata_measure strata_measure_share;
const strata_measure strata_measure_share = {
    .id = "share",
    .unit = "percent",
    .method = "wilson",
    .source = "Wilson (1927), J. Am. Stat. Assoc. 22, 209-212",
    .title = "Percent in each performance level, with Wilson's score interval",
    .digits = 1,
    .has_cuts = true,
    .each_level = true,
    .of = share_of};
