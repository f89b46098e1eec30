/* Percent at a cut or in a level, from what is known of a group. */
#include <math.h>

#include "measure/measure.h"

const strata_cell *strata_group_statistic(const strata_group_view *view, strata_stat stat,
                                          unsigned cut)
{
    for (size_t i = 0; i < view->statistic_count; i++) {
        const strata_cell *cell = view->statistics[i];
        if (cell->key.stat == stat && cell->key.cut == cut) {
            return cell;
        }
    }
    return NULL;
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
    if (cell->status == STRATA_CELL_PARTIAL) {
        students.flags |= strata_flag_places_missing;
    }
    return students;
}

static strata_share share_without_value(strata_estimate_status status, strata_flags flags)
{
    return (strata_share){.percent = STRATA_NAN,
                          .bound_lo = STRATA_NAN,
                          .bound_hi = STRATA_NAN,
                          .se_published = STRATA_NAN,
                          .status = status,
                          .flags = flags};
}

static strata_share hidden_share(const strata_cell *cell)
{
    return share_without_value(STRATA_ESTIMATE_SUPPRESSED, cell->key.source == STRATA_PUBLISHED
                                                               ? strata_flag_hidden_by_publisher
                                                               : strata_flag_hidden_by_policy);
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
    return fmin(100.0, fmax(0.0, x));
}

static strata_share printed_value(const strata_cell *cell)
{
    strata_share share = share_without_value(STRATA_ESTIMATE_OK, strata_flag_from_published);
    share.percent = clamp_percent(strata_cell_value(cell));
    share.bound_lo = share.percent;
    share.bound_hi = share.percent;
    if (cell->status == STRATA_CELL_PARTIAL) {
        share.bound_lo = STRATA_NAN; /* the places left out could hold anything */
        share.bound_hi = STRATA_NAN;
    } else if ((cell->has & STRATA_HAS_BOUNDS) != 0) {
        share.bound_lo = fmin(share.percent, clamp_percent(strata_cell_lo(cell)));
        share.bound_hi = fmax(share.percent, clamp_percent(strata_cell_hi(cell)));
    }
    if ((cell->has & STRATA_HAS_SE) != 0) {
        share.se_published = cell->se;
    }
    return share;
}

/* What one published statistic says. */
static strata_share share_of_statistic(const strata_group_view *view, const strata_cell *cell)
{
    if (cell->status == STRATA_CELL_SUPPRESSED) {
        return hidden_share(cell);
    }
    if (cell->status == STRATA_CELL_UNDEFINED) {
        return share_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_history_unknown);
    }
    const strata_cell *sized = (cell->has & STRATA_HAS_SCORED) != 0 ? cell : view->counts;
    const strata_students students = strata_cell_students(sized);
    strata_share share = share_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_n_unknown);
    if (students.is_known && students.n == 0) {
        share = share_without_value(STRATA_ESTIMATE_NOT_TESTED, 0);
    } else if ((cell->has & STRATA_HAS_VALUE) != 0) {
        share = printed_value(cell);
    } else if ((cell->has & STRATA_HAS_BOUNDS) != 0) {
        share = share_without_value(STRATA_ESTIMATE_SUPPRESSED, strata_flag_blurred);
        share.bound_lo = clamp_percent(strata_cell_lo(cell));
        share.bound_hi = clamp_percent(strata_cell_hi(cell));
    }
    share.flags |= cell->status == STRATA_CELL_PARTIAL ? strata_flag_places_missing : 0;
    return with_n(share, sized);
}

static unsigned level_count(const strata_group_view *view)
{
    if (view->test != NULL) {
        return view->test->levels;
    }
    return view->counts != NULL ? view->counts->level_count : 0;
}

/* Sum of the printed shares of levels cut to K. False if one of them is not there with a value. */
static bool sum_of_shares(const strata_group_view *view, unsigned cut, strata_share *out)
{
    const unsigned levels = level_count(view);
    strata_share sum = share_without_value(STRATA_ESTIMATE_OK, strata_flag_from_published);
    sum.percent = 0.0;
    sum.bound_lo = 0.0;
    sum.bound_hi = 0.0;
    for (unsigned level = cut; level <= levels; level++) {
        const strata_cell *cell = strata_group_statistic(view, STRATA_STAT_SHARE, level);
        const strata_share share =
            cell != NULL ? share_of_statistic(view, cell)
                         : share_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_no_levels);
        if (share.status != STRATA_ESTIMATE_OK) {
            return false;
        }
        sum.percent += share.percent;
        sum.bound_lo += share.bound_lo;
        sum.bound_hi += share.bound_hi;
        sum.has_n = share.has_n;
        sum.n = share.n;
        sum.flags |= share.flags;
    }
    sum.percent = clamp_percent(sum.percent);
    sum.bound_lo = clamp_percent(sum.bound_lo);
    sum.bound_hi = clamp_percent(sum.bound_hi);
    *out = sum;
    return cut >= 1 && cut <= levels;
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
    if (cell->status == STRATA_CELL_SUPPRESSED) {
        return hidden_share(cell);
    }
    if (cell->status == STRATA_CELL_UNDEFINED) {
        return share_without_value(STRATA_ESTIMATE_UNDEFINED, strata_flag_history_unknown);
    }
    if ((cell->has & STRATA_HAS_SCORED) != 0 && cell->n_scored == 0) {
        return with_n(share_without_value(STRATA_ESTIMATE_NOT_TESTED, 0), cell);
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
    strata_share share = share_without_value(STRATA_ESTIMATE_OK, 0);
    share.percent = 100.0 * (double)count / (double)cell->n_scored;
    share.bound_lo = share.percent;
    share.bound_hi = share.percent;
    return with_n(share, cell);
}

strata_share strata_share_at_cut(const strata_group_view *view, unsigned cut)
{
    strata_share printed = {0};
    const strata_cell *cell = strata_group_statistic(view, STRATA_STAT_PCT, cut);
    if (cell != NULL) {
        printed = share_of_statistic(view, cell);
        if (printed.status == STRATA_ESTIMATE_OK) {
            return printed;
        }
    }
    strata_share made = {0};
    if (sum_of_shares(view, cut, &made)) {
        return made;
    }
    made = share_of_counts(view, cut, view->counts != NULL ? view->counts->level_count : 0);
    return cell != NULL && made.status != STRATA_ESTIMATE_OK ? printed : made;
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
    const strata_share made = share_of_counts(view, level, level);
    return made.status == STRATA_ESTIMATE_OK ? made : printed;
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
    if (share.bound_lo < share.bound_hi) {
        result.bound_lo = share.bound_lo;
        result.bound_hi = share.bound_hi;
    }
    return result;
}
