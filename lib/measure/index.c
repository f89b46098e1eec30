/* index: a performance index, as the publisher gives it. The interval is that of a normal value
 * with the publisher's standard error; without one there is none. */
#include "measure/measure.h"

static strata_result_value index_of(const strata_group_view *view, unsigned cut)
{
    (void)cut;
    const strata_figure figure = strata_group_figure(view, STRATA_FIGURE_INDEX);
    return strata_figure_result(&figure);
}

extern const strata_measure strata_measure_index;
const strata_measure strata_measure_index = {
    .id = "index",
    .unit = "index points",
    .method = "published",
    .source = "the publisher's figure; normal interval of the publisher's standard error",
    .title = "Performance index, as published",
    .digits = 1,
    .figure = STRATA_FIGURE_INDEX,
    .of = index_of};
