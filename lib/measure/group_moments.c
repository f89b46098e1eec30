/* Mean and variance of the scores of a group. */
#include <math.h>

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

/* True, with the reason in *out, if the cell tells nothing at all. */
static bool is_silent(const strata_cell *cell, strata_moments *out)
{
    if (cell->status == STRATA_CELL_SUPPRESSED) {
        *out =
            moments_without_value(STRATA_ESTIMATE_SUPPRESSED, cell->key.source == STRATA_PUBLISHED
                                                                  ? strata_flag_hidden_by_publisher
                                                                  : strata_flag_hidden_by_policy);
        return true;
    }
    if (cell->status == STRATA_CELL_UNDEFINED) {
        *out = moments_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_history_unknown);
        return true;
    }
    return false;
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
    strata_moments moments = {0};
    if (is_silent(cell, &moments)) {
        return moments;
    }
    const strata_students students = strata_cell_students(cell);
    moments = moments_without_value(STRATA_ESTIMATE_UNDEFINED, students.flags);
    moments.has_n = students.is_known;
    moments.n = students.n;
    const unsigned needed = STRATA_HAS_SCORED | STRATA_HAS_SCORES;
    if (moments.has_n && moments.n == 0) {
        moments.status = STRATA_ESTIMATE_NOT_TESTED;
    } else if ((cell->has & needed) != needed) {
        moments.flags |= strata_flag_no_scores;
    } else {
        moments.status = STRATA_ESTIMATE_OK;
        moments.mean = strata_weighted_mean(cell->score_sum, cell->n_scored, cell->decimals);
        moments.mean_lo = moments.mean;
        moments.mean_hi = moments.mean;
        moments.variance = variance_of_sums(cell);
    }
    return moments;
}

static double published_variance(const strata_group_view *view)
{
    const strata_cell *sd = strata_group_statistic(view, STRATA_STAT_SD, 0);
    if (sd == NULL || !strata_cell_is_shown(sd) || (sd->has & STRATA_HAS_VALUE) == 0) {
        return STRATA_NAN;
    }
    const double value = strata_cell_value(sd);
    return value * value;
}

static strata_moments moments_of_mean(const strata_group_view *view, const strata_cell *mean)
{
    strata_moments moments = {0};
    if (is_silent(mean, &moments)) {
        return moments;
    }
    const strata_cell *sized = (mean->has & STRATA_HAS_SCORED) != 0 ? mean : view->counts;
    const strata_students students = strata_cell_students(sized);
    moments =
        moments_without_value(STRATA_ESTIMATE_OK, strata_flag_from_published | students.flags);
    moments.has_n = students.is_known;
    moments.n = students.n;
    if (moments.has_n && moments.n == 0) {
        moments.status = STRATA_ESTIMATE_NOT_TESTED;
        moments.flags = 0;
        return moments;
    }
    const bool bounded = (mean->has & STRATA_HAS_BOUNDS) != 0;
    if ((mean->has & STRATA_HAS_VALUE) == 0) {
        moments.status = bounded ? STRATA_ESTIMATE_SUPPRESSED : STRATA_ESTIMATE_UNDEFINED;
        moments.flags = bounded ? strata_flag_blurred : strata_flag_n_unknown;
    } else {
        moments.mean = strata_cell_value(mean);
        moments.variance = published_variance(view);
    }
    moments.mean_lo = bounded ? strata_cell_lo(mean) : moments.mean;
    moments.mean_hi = bounded ? strata_cell_hi(mean) : moments.mean;
    moments.flags |= mean->status == STRATA_CELL_PARTIAL ? strata_flag_places_missing : 0;
    if ((mean->has & STRATA_HAS_SE) != 0) {
        moments.se_published = mean->se;
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
