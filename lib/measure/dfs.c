/* dfs: distance from standard, the mean of what the students' scores are above the standard of
 * their grade, as the publisher gives it. The interval is that of a normal value with the
 * publisher's standard error; without one there is none. */
#include "measure/measure.h"

static strata_result_value dfs_of(const strata_group_view *view, unsigned cut)
{
    (void)cut;
    const strata_figure figure = strata_group_figure(view, STRATA_FIGURE_DFS);
    return strata_figure_result(&figure);
}

extern const strata_measure strata_measure_dfs;
const strata_measure strata_measure_dfs = {
    .id = "dfs",
    .unit = "scale score points",
    .method = "published",
    .source = "the publisher's figure; normal interval of the publisher's standard error",
    .title = "Mean distance from standard (score minus the standard of the grade), as published",
    .digits = 1,
    .figure = STRATA_FIGURE_DFS,
    .of = dfs_of};
