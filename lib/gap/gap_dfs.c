/* gap_dfs: scale score points between the distances from standard of reference and focal group. */
#include "gap/gap.h"
#include "gap/gap_result.h"

static strata_result_value gap_dfs_of(const strata_gap_view *view, unsigned cut)
{
    (void)cut;
    return strata_gap_of_figures(view, STRATA_FIGURE_DFS);
}

extern const strata_gap strata_gap_gap_dfs;
const strata_gap strata_gap_gap_dfs = {.id = "gap_dfs",
                                       .unit = "scale score points",
                                       .method = "independent_groups",
                                       .source = "difference of two independent published figures",
                                       .title =
                                           "Gap in distance from standard, reference minus focal",
                                       .digits = 1,
                                       .figure = STRATA_FIGURE_DFS,
                                       .of = gap_dfs_of};
