/* Percent at a cut or in a level, from what is known of a group. */
#include <math.h>

#include "cube/cell_sum.h"
#include "measure/measure.h"

/* Beyond this two sums of percents contradict each other, within it they differ by their last bits.
 */
#define PERCENT_NOISE 1e-9

static strata_share share_without_value(strata_estimate_status status, strata_flags flags)
{
    return (strata_share){.percent = STRATA_NAN,
                          .bound_lo = STRATA_NAN,
                          .bound_hi = STRATA_NAN,
                          .se_published = STRATA_NAN,
                          .status = status,
                          .flags = flags};
}

static strata_share with_n(strata_share share, const strata_cell *cell)
{
    const strata_students students = strata_cell_students(cell);
    share.has_n = students.is_known;
    share.n = students.n;
    share.flags |= students.flags;
    return share;
}

static double clamp_percent(double x)
{
    return isnan(x) ? x : fmin(100.0, fmax(0.0, x));
}

/* What one published statistic says. */
static strata_share share_of_statistic(const strata_group_view *view, const strata_cell *cell)
{
    const strata_figure figure = strata_figure_of(view, cell);
    return (strata_share){.percent = clamp_percent(figure.value),
                          .bound_lo = clamp_percent(figure.bound_lo),
                          .bound_hi = clamp_percent(figure.bound_hi),
                          .n = figure.n,
                          .has_n = figure.has_n,
                          .status = figure.status,
                          .flags = figure.flags,
                          .se_published = figure.se_published};
}

static unsigned level_count(const strata_group_view *view)
{
    if (view->test != NULL) {
        return view->test->levels;
    }
    return view->counts != NULL ? view->counts->level_count : 0;
}

/* What is published of one level. */
static strata_share share_of_level(const strata_group_view *view, unsigned level)
{
    const strata_cell *cell = strata_group_statistic(view, STRATA_STAT_SHARE, level);
    return cell != NULL ? share_of_statistic(view, cell)
                        : share_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_no_levels);
}

/* Adds everything but the bounds, which hidden levels do not have. */
static void add_level(strata_share *sum, const strata_share *level)
{
    sum->percent += level->percent;
    sum->flags |= level->flags;
    if (level->has_n) {
        sum->has_n = true;
        sum->n = level->n;
    }
}

typedef struct range {
    double lo;
    double hi;
} range;

/* What the shares of levels first to last can add up to. One of which nothing is known may be
 * anything. */
static range range_of_levels(const strata_group_view *view, unsigned first, unsigned last)
{
    range sum = {0.0, 0.0};
    for (unsigned level = first; level <= last; level++) {
        const strata_share share = share_of_level(view, level);
        sum.lo += isnan(share.bound_lo) ? 0.0 : share.bound_lo;
        sum.hi += isnan(share.bound_hi) ? 100.0 : share.bound_hi;
    }
    return sum;
}

/* What is possible at a cut: what the levels above it add up to, and what those below it leave of
 * 100. Where the two contradict each other (percents of different students) the levels above it
 * count. */
static range range_at_cut(const strata_group_view *view, unsigned cut)
{
    const range above = range_of_levels(view, cut, level_count(view));
    const range below = range_of_levels(view, 1, cut - 1);
    range both = {fmax(above.lo, 100.0 - below.hi), fmin(above.hi, 100.0 - below.lo)};
    if (both.lo > both.hi + PERCENT_NOISE) {
        both = above;
    }
    return (range){clamp_percent(fmin(both.lo, both.hi)), clamp_percent(fmax(both.lo, both.hi))};
}

/* Sum of the printed shares of levels cut to K, as tight as the shares below the cut make it, but
 * never without the sum itself. False if one of them is not there with a value. */
static bool sum_of_shares(const strata_group_view *view, unsigned cut, strata_share *out)
{
    const unsigned levels = level_count(view);
    bool is_bounded = true;
    strata_share sum = share_without_value(STRATA_ESTIMATE_OK, 0);
    sum.percent = 0.0;
    for (unsigned level = cut; level <= levels; level++) {
        const strata_share share = share_of_level(view, level);
        if (share.status != STRATA_ESTIMATE_OK) {
            return false;
        }
        add_level(&sum, &share);
        is_bounded = is_bounded && !isnan(share.bound_lo) && !isnan(share.bound_hi);
    }
    sum.percent = clamp_percent(sum.percent);
    if (is_bounded) {
        const range bounds = range_at_cut(view, cut);
        sum.bound_lo = fmin(bounds.lo, sum.percent);
        sum.bound_hi = fmax(bounds.hi, sum.percent);
    }
    *out = sum;
    return cut >= 1 && cut <= levels;
}

/* The same where some levels are ranges or hidden, so that there is no sum; a level that has no
 * answer for another reason is the answer. False if one was not published at all. */
static bool range_of_shares(const strata_group_view *view, unsigned cut, strata_share *out)
{
    const unsigned levels = level_count(view);
    strata_share sum = share_without_value(STRATA_ESTIMATE_SUPPRESSED, 0);
    if (cut < 1 || cut > levels) {
        return false;
    }
    for (unsigned level = cut; level <= levels; level++) {
        const strata_share share = share_of_level(view, level);
        if (share.status != STRATA_ESTIMATE_OK && share.status != STRATA_ESTIMATE_SUPPRESSED) {
            *out = share;
            return share.flags != strata_flag_no_levels;
        }
        add_level(&sum, &share);
    }
    sum.percent = STRATA_NAN;
    const range bounds = range_at_cut(view, cut);
    if (bounds.lo > 0.0 || bounds.hi < 100.0) {
        sum.bound_lo = bounds.lo;
        sum.bound_hi = bounds.hi;
        sum.flags |= strata_flag_blurred;
    }
    *out = sum;
    return true;
}

/* The share of `count` students, and of any in hidden levels. */
static strata_share share_of_known(const strata_cell *cell, uint64_t count)
{
    const uint64_t hidden = strata_cell_hidden_levels(cell);
    strata_share share = share_without_value(STRATA_ESTIMATE_OK, 0);
    share.bound_lo = 100.0 * (double)count / (double)cell->n_scored;
    share.bound_hi = 100.0 * (double)(count + hidden) / (double)cell->n_scored;
    share.percent = share.bound_lo;
    if (strata_cell_leaves_out(cell)) {
        share.bound_lo = STRATA_NAN;
        share.bound_hi = STRATA_NAN;
    } else if (hidden > 0) {
        share.percent = STRATA_NAN;
        share.status = STRATA_ESTIMATE_SUPPRESSED;
        share.flags = strata_flag_blurred;
    }
    return share;
}

/* From level counts; levels first to last count. */
static strata_share share_of_counts(const strata_group_view *view, unsigned first, unsigned last)
{
    const strata_cell *cell = view->counts;
    if (cell == NULL) {
        return share_without_value(STRATA_ESTIMATE_UNDEFINED, view->statistic_count == 0
                                                                  ? strata_flag_group_missing
                                                                  : strata_flag_levels_incomplete);
    }
    strata_flags silent = 0;
    const strata_estimate_status silence = strata_cell_silence(cell, &silent);
    if (silence != STRATA_ESTIMATE_OK) {
        return share_without_value(silence, silent);
    }
    if ((cell->has & STRATA_HAS_SCORED) != 0 && cell->n_scored == 0) {
        return with_n(share_without_value(strata_cell_students(cell).status, 0), cell);
    }
    if ((cell->has & STRATA_HAS_LEVELS) == 0 || first == 0 || last > cell->level_count) {
        const bool none = cell->level_count == 0 || first == 0;
        return with_n(
            share_without_value(STRATA_ESTIMATE_UNDEFINED,
                                none ? strata_flag_no_levels : strata_flag_levels_incomplete),
            cell);
    }
    uint64_t count = 0;
    for (unsigned level = first; level <= last; level++) {
        count += cell->levels[level - 1];
    }
    return with_n(share_of_known(cell, count), cell);
}

strata_share strata_share_at_cut(const strata_group_view *view, unsigned cut)
{
    const strata_cell *cell = strata_group_statistic(view, STRATA_STAT_PCT, cut);
    strata_share printed = share_without_value(STRATA_ESTIMATE_UNDEFINED, 0);
    if (cell != NULL) {
        printed = share_of_statistic(view, cell);
    }
    strata_share sum = {0};
    if (printed.status == STRATA_ESTIMATE_OK) {
        return printed;
    }
    if (sum_of_shares(view, cut, &sum)) {
        return sum;
    }
    const strata_share counted =
        share_of_counts(view, cut, view->counts != NULL ? view->counts->level_count : 0);
    if (counted.status == STRATA_ESTIMATE_OK) {
        return counted;
    }
    if (cell != NULL) {
        return printed;
    }
    return range_of_shares(view, cut, &sum) ? sum : counted;
}

strata_share strata_share_in_level(const strata_group_view *view, unsigned level)
{
    const strata_cell *cell = strata_group_statistic(view, STRATA_STAT_SHARE, level);
    if (cell == NULL) {
        return share_of_counts(view, level, level);
    }
    const strata_share printed = share_of_statistic(view, cell);
    if (printed.status == STRATA_ESTIMATE_OK) {
        return printed;
    }
    const strata_share counted = share_of_counts(view, level, level);
    return counted.status == STRATA_ESTIMATE_OK ? counted : printed;
}

void strata_share_interval(const strata_share *share, double *se, double *lo, double *hi)
{
    const double percent = share->percent;
    *se = STRATA_NAN;
    *lo = STRATA_NAN;
    *hi = STRATA_NAN;
    if (isnan(percent)) {
        return;
    }
    if (!isnan(share->se_published)) {
        *se = share->se_published;
        *lo = clamp_percent(percent - strata_z95() * *se);
        *hi = clamp_percent(percent + strata_z95() * *se);
    } else if (share->has_n && share->n > 0) {
        *se = sqrt(percent * (100.0 - percent) / (double)share->n);
        strata_wilson(percent, share->n, lo, hi);
    }
}

strata_result_value strata_share_result(strata_share share)
{
    strata_result_value result = strata_result_none();
    result.value = share.percent;
    result.n = share.n;
    result.has_n = share.has_n;
    result.status = share.status;
    result.flags = share.flags;
    strata_share_interval(&share, &result.se, &result.lo, &result.hi);
    if (!isnan(share.percent) && !share.has_n) {
        result.flags |= strata_flag_n_unknown;
    }
    strata_result_bound(&result, share.bound_lo, share.bound_hi);
    return result;
}
