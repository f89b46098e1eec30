/* Mean and variance of the scores of a group. */
#include <math.h>

#include "cube/cell_sum.h"
#include "cube/cell_value.h"
#include "measure/measure.h"

static strata_moments moments_without_value(strata_estimate_status status, strata_flags flags)
{
    return (strata_moments){.mean = STRATA_NAN,
                            .mean_lo = STRATA_NAN,
                            .mean_hi = STRATA_NAN,
                            .variance = STRATA_NAN,
                            .se_published = STRATA_NAN,
                            .status = status,
                            .flags = flags};
}

/* Variance from exact sums, NAN below two scores or where the sums contradict each other. */
static double variance_of_sums(const strata_cell *cell)
{
    if (cell->n_scored < 2) {
        return STRATA_NAN;
    }
    const double n = (double)cell->n_scored;
    const double spread = strata_spread(cell->n_scored, cell->score_sum, cell->score_sumsq);
    const double unit = strata_unit(cell->decimals);
    return spread < 0.0 ? STRATA_NAN : spread / n / (n - 1.0) * unit * unit;
}

static strata_moments moments_of_counts(const strata_group_view *view)
{
    const strata_cell *cell = view->counts;
    if (cell == NULL) {
        return moments_without_value(STRATA_ESTIMATE_UNDEFINED, view->statistic_count == 0
                                                                    ? strata_flag_group_missing
                                                                    : strata_flag_no_scores);
    }
    strata_flags silent = 0;
    const strata_estimate_status silence = strata_cell_silence(cell, &silent);
    if (silence != STRATA_ESTIMATE_OK) {
        return moments_without_value(silence, silent);
    }
    const strata_students students = strata_cell_students(cell);
    strata_moments moments = moments_without_value(STRATA_ESTIMATE_UNDEFINED, students.flags);
    moments.has_n = students.is_known;
    moments.n = students.n;
    const unsigned needed = STRATA_HAS_SCORED | STRATA_HAS_SCORES;
    if (students.status != STRATA_ESTIMATE_OK) {
        moments.status = students.status;
    } else if ((cell->has & needed) != needed) {
        moments.flags |= strata_flag_no_scores;
    } else {
        moments.status = STRATA_ESTIMATE_OK;
        moments.mean = strata_weighted_mean(cell->score_sum, cell->n_scored, cell->decimals);
        moments.mean_lo = strata_cell_leaves_out(cell) ? STRATA_NAN : moments.mean;
        moments.mean_hi = moments.mean_lo;
        moments.variance = variance_of_sums(cell);
    }
    return moments;
}

/* Adds the variance that the group's published sd gives. */
static void add_published_variance(const strata_group_view *view, strata_moments *moments)
{
    const strata_cell *sd = strata_group_statistic(view, STRATA_STAT_SD, 0);
    if (sd == NULL || !strata_cell_is_shown(sd) || (sd->has & STRATA_HAS_VALUE) == 0) {
        return;
    }
    const double value = strata_cell_value(sd);
    const strata_students students = strata_cell_students(sd);
    const bool is_same = students.is_known && moments->has_n && students.n == moments->n;
    moments->variance = value * value;
    moments->is_other_spread = strata_cell_leaves_out(sd) && !is_same;
}

static strata_moments moments_of_mean(const strata_group_view *view, const strata_cell *mean)
{
    const strata_figure figure = strata_figure_of(view, mean);
    strata_moments moments = {.mean = figure.value,
                              .mean_lo = figure.bound_lo,
                              .mean_hi = figure.bound_hi,
                              .variance = STRATA_NAN,
                              .se_published = figure.se_published,
                              .n = figure.n,
                              .has_n = figure.has_n,
                              .is_figure = true,
                              .status = figure.status,
                              .flags = figure.flags};
    if (figure.status == STRATA_ESTIMATE_OK) {
        add_published_variance(view, &moments);
    }
    return moments;
}

strata_moments strata_score_moments(const strata_group_view *view)
{
    const strata_cell *mean = strata_group_statistic(view, STRATA_STAT_MEAN, 0);
    if (mean == NULL) {
        return moments_of_counts(view);
    }
    const strata_moments printed = moments_of_mean(view, mean);
    if (printed.status == STRATA_ESTIMATE_OK) {
        return printed;
    }
    const strata_moments made = moments_of_counts(view);
    return made.status == STRATA_ESTIMATE_OK ? made : printed;
}

strata_estimate_status strata_moments_point_status(const strata_moments *moments)
{
    return (moments->flags & strata_flag_blurred) != 0 ? STRATA_ESTIMATE_UNDEFINED
                                                       : moments->status;
}
