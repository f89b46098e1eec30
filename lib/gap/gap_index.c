/* gap_index: points between the performance indices of reference and focal group. */
#include "gap/gap.h"
#include "gap/gap_result.h"

static strata_result_value gap_index_of(const strata_gap_view *view, unsigned cut)
{
    (void)cut;
    return strata_gap_of_figures(view, STRATA_FIGURE_INDEX);
}

extern const strata_gap strata_gap_gap_index;
const strata_gap strata_gap_gap_index = {
    .id = "gap_index",
    .unit = "index points",
    .method = "independent_groups",
    .source = "difference of two independent published figures",
    .title = "Gap in the performance index, reference minus focal",
    .digits = 1,
    .figure = STRATA_FIGURE_INDEX,
    .of = gap_index_of};
