/* What a published figure of a group says, and of how many students. */
#include <math.h>

#include "cube/cell_sum.h"
#include "cube/cell_value.h"
#include "measure/measure.h"

static bool is_dfs(const strata_group_view *view, const strata_cell *cell)
{
    return view->dfs != 0 && cell->key.variable == view->dfs;
}

static const strata_cell *find_statistic(const strata_group_view *view, strata_stat stat,
                                         unsigned cut, bool of_dfs)
{
    for (size_t i = 0; i < view->statistic_count; i++) {
        const strata_cell *cell = view->statistics[i];
        if (cell->key.stat == stat && cell->key.cut == cut && is_dfs(view, cell) == of_dfs) {
            return cell;
        }
    }
    return NULL;
}

const strata_cell *strata_group_statistic(const strata_group_view *view, strata_stat stat,
                                          unsigned cut)
{
    return find_statistic(view, stat, cut, false);
}

const strata_cell *strata_group_statistic_like(const strata_group_view *view,
                                               const strata_cell *cell)
{
    return find_statistic(view, (strata_stat)cell->key.stat, cell->key.cut, is_dfs(view, cell));
}

const strata_cell *strata_group_figure_cell(const strata_group_view *view, strata_figure_kind kind)
{
    return kind == STRATA_FIGURE_DFS ? find_statistic(view, STRATA_STAT_MEAN, 0, true)
                                     : find_statistic(view, STRATA_STAT_INDEX, 0, false);
}

strata_students strata_cell_students(const strata_cell *cell)
{
    strata_students students = {0};
    if (cell == NULL) {
        return students;
    }
    if ((cell->has & STRATA_HAS_SCORED) != 0) {
        students.is_known = true;
        students.n = cell->n_scored;
    } else if ((cell->has & STRATA_HAS_TESTED) != 0) {
        students.is_known = true;
        students.n = cell->n_tested;
        students.flags = strata_flag_n_is_tested;
    }
    const bool is_partial = cell->status == STRATA_CELL_PARTIAL;
    students.flags |= is_partial ? strata_flag_places_missing : 0;
    if (students.is_known && students.n == 0) {
        students.status = is_partial ? STRATA_ESTIMATE_SUPPRESSED : STRATA_ESTIMATE_NOT_TESTED;
        students.is_known = !is_partial;
    }
    return students;
}

/* What left a group without a meaning: of frl free meals for all, else missing history. */
static strata_flags undefined_flags(strata_group_key group)
{
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (group.dim[at] == STRATA_DIM_FRL) {
            return strata_flag_meal_program_universal;
        }
    }
    return strata_flag_history_unknown;
}

strata_estimate_status strata_cell_silence(const strata_cell *cell, strata_flags *flags)
{
    if (cell->status == STRATA_CELL_SUPPRESSED) {
        *flags = cell->key.source == STRATA_PUBLISHED ? strata_flag_hidden_by_publisher
                                                      : strata_flag_hidden_by_policy;
        return STRATA_ESTIMATE_SUPPRESSED;
    }
    if (cell->status == STRATA_CELL_UNDEFINED) {
        *flags = undefined_flags(cell->key.group);
        return STRATA_ESTIMATE_UNDEFINED;
    }
    return STRATA_ESTIMATE_OK;
}

static strata_figure figure_without_value(strata_estimate_status status, strata_flags flags)
{
    return (strata_figure){.value = STRATA_NAN,
                           .bound_lo = STRATA_NAN,
                           .bound_hi = STRATA_NAN,
                           .se_published = STRATA_NAN,
                           .status = status,
                           .flags = flags};
}

/* Value and bounds of a cell that shows, of students who were tested. */
static strata_figure read_figure(const strata_cell *cell)
{
    const bool bounded = (cell->has & STRATA_HAS_BOUNDS) != 0;
    const bool leaves_out = strata_cell_leaves_out(cell);
    strata_figure figure = figure_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_n_unknown);
    if ((cell->has & STRATA_HAS_VALUE) != 0) {
        figure.status = STRATA_ESTIMATE_OK;
        figure.flags = cell->key.source == STRATA_PUBLISHED ? strata_flag_from_published : 0;
        figure.value = strata_cell_value(cell);
    } else if (bounded) {
        figure.status = STRATA_ESTIMATE_SUPPRESSED;
        figure.flags = strata_flag_blurred;
    } else if (leaves_out) {
        figure.status = STRATA_ESTIMATE_SUPPRESSED;
        figure.flags = 0; /* what hides it is said by places_missing */
    }
    if (leaves_out) {
        return figure; /* the places left out could hold anything */
    }
    /* fmin and fmax pass over a value that is not there. */
    figure.bound_lo = bounded ? fmin(figure.value, strata_cell_lo(cell)) : figure.value;
    figure.bound_hi = bounded ? fmax(figure.value, strata_cell_hi(cell)) : figure.value;
    return figure;
}

strata_figure strata_figure_of(const strata_group_view *view, const strata_cell *cell)
{
    strata_flags flags = 0;
    const strata_estimate_status silence = strata_cell_silence(cell, &flags);
    if (silence != STRATA_ESTIMATE_OK) {
        return figure_without_value(silence, flags);
    }
    const strata_cell *sized = (cell->has & STRATA_HAS_SCORED) != 0 ? cell : view->counts;
    const strata_students students = strata_cell_students(sized);
    strata_figure figure = students.status != STRATA_ESTIMATE_OK
                               ? figure_without_value(students.status, 0)
                               : read_figure(cell);
    figure.flags |= students.flags;
    figure.flags |= cell->status == STRATA_CELL_PARTIAL ? strata_flag_places_missing : 0;
    figure.has_n = students.is_known;
    figure.n = students.n;
    if ((cell->has & STRATA_HAS_SE) != 0) {
        figure.se_published = cell->se;
    }
    return figure;
}

strata_figure strata_group_figure(const strata_group_view *view, strata_figure_kind kind)
{
    const strata_cell *cell = strata_group_figure_cell(view, kind);
    if (cell != NULL) {
        return strata_figure_of(view, cell);
    }
    if (view->counts == NULL && view->statistic_count == 0) {
        return figure_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_group_missing);
    }
    strata_flags flags = strata_flag_not_in_extract;
    const strata_estimate_status silence =
        view->counts != NULL ? strata_cell_silence(view->counts, &flags) : STRATA_ESTIMATE_OK;
    return figure_without_value(silence != STRATA_ESTIMATE_OK ? silence : STRATA_ESTIMATE_UNDEFINED,
                                flags);
}

strata_result_value strata_figure_result(const strata_figure *figure)
{
    strata_result_value result = strata_result_none();
    result.value = figure->value;
    result.n = figure->n;
    result.has_n = figure->has_n;
    result.status = figure->status;
    result.flags = figure->flags;
    strata_result_bound(&result, figure->bound_lo, figure->bound_hi);
    if (isnan(result.value)) {
        return result;
    }
    result.se = figure->se_published;
    result.lo = result.value - strata_z95() * result.se;
    result.hi = result.value + strata_z95() * result.se;
    result.flags |= isnan(result.se) ? strata_flag_se_unknown : 0;
    return result;
}
