/* Whole numbers but for the standard deviation, which has no exact one. */
#include "protect/shown.h"

#include <math.h>

#include "base/checked.h"
#include "base/number.h"
#include "cube/cell_figure.h"
#include "protect/equations.h"

static bool has(const strata_cell *cell, unsigned bits)
{
    return (cell->has & bits) == bits;
}

static bool keeps_any(const strata_policy_rules *rules, const char *const *measures, size_t count)
{
    bool keeps = false;
    for (size_t at = 0; at < count; at++) {
        keeps = keeps || strata_policy_keeps(rules, measures[at]);
    }
    return keeps;
}

#define KEEPS_ANY(rules, measures)                                                                 \
    keeps_any(rules, measures, sizeof(measures) / sizeof((measures)[0]))

static bool keeps_percents(const strata_policy_rules *rules)
{
    static const char *const made_of[] = {"pct", "share", "gap_pct"};
    return KEEPS_ANY(rules, made_of);
}

static bool keeps_means(const strata_policy_rules *rules)
{
    static const char *const made_of[] = {"mean", "dfs", "gap_mean", "gap_d", "gap_g", "gap_dfs"};
    return KEEPS_ANY(rules, made_of);
}

static bool keeps_sds(const strata_policy_rules *rules)
{
    static const char *const made_of[] = {"sd", "gap_d", "gap_g"};
    return KEEPS_ANY(rules, made_of);
}

uint64_t strata_count_at_cut(const strata_cell *cell, unsigned cut)
{
    uint64_t count = 0;
    for (unsigned level = cut; level <= cell->level_count; level++) {
        count += cell->levels[level - 1];
    }
    return count;
}

bool strata_shown_has_cuts(const strata_policy_rules *rules, const strata_cell *cell)
{
    return has(cell, STRATA_HAS_LEVELS | STRATA_HAS_SCORED) && cell->n_scored > 0 &&
           strata_count_at_cut(cell, 1) == cell->n_scored && keeps_percents(rules);
}

static strata_shown shown_percent(const strata_policy_rules *rules, const strata_cell *cell,
                                  unsigned cut)
{
    return strata_policy_code(rules, cell->n_scored, strata_count_at_cut(cell, cut));
}

bool strata_shown_has_counts(const strata_policy_rules *rules, const strata_cell *cell)
{
    bool all = rules->shows_n && rules->shows_counts && strata_shown_has_cuts(rules, cell);
    for (unsigned cut = 2; all && cut <= cell->level_count; cut++) {
        all = shown_percent(rules, cell, cut).kind == STRATA_SHOWN_NUMBER;
    }
    return all;
}

bool strata_shown_at_cut(const strata_policy_rules *rules, const strata_cell *cell, unsigned cut,
                         strata_shown_cut *out)
{
    if (!strata_shown_has_cuts(rules, cell)) {
        return false;
    }
    const strata_shown percent = shown_percent(rules, cell, cut);
    const uint64_t count = strata_count_at_cut(cell, cut);
    uint64_t possible[2] = {count, count};
    if (percent.kind == STRATA_SHOWN_HIDDEN ||
        (!strata_shown_has_counts(rules, cell) &&
         !strata_policy_feasible(rules, cell->n_scored, percent, possible)) ||
        possible[1] > (uint64_t)STRATA_NUMBER_MOST) {
        return false;
    }
    *out = (strata_shown_cut){
        .percent = percent, .lo = (int64_t)possible[0], .hi = (int64_t)possible[1]};
    return true;
}

/* ---- means ---- */

bool strata_shown_has_mean(const strata_policy_rules *rules, const strata_cell *cell)
{
    return has(cell, STRATA_HAS_SCORES | STRATA_HAS_SCORED) && keeps_means(rules) &&
           strata_number_fits(cell->score_sum) && cell->n_scored <= (uint64_t)STRATA_NUMBER_MOST;
}

bool strata_shown_mean_of(const strata_policy_rules *rules, const strata_cell *cell,
                          strata_shown_mean *out)
{
    if (!strata_shown_has_mean(rules, cell) || cell->n_scored < rules->min_n) {
        return false;
    }
    /* sum / (n unit) in 1 / digits, half up: from (2m - 1) n unit / 2 digits on, and below the same
     * with m + 1 */
    const strata_int128 unit = (strata_int128)strata_power_of_ten(cell->decimals);
    const strata_int128 digits = (strata_int128)strata_power_of_ten(rules->mean_digits);
    const strata_int128 all = (strata_int128)cell->n_scored * unit;
    const strata_int128 mean = strata_floor_i128(2 * cell->score_sum * digits + all, 2 * all);
    const strata_int128 lo = strata_ceiling_i128((2 * mean - 1) * all, 2 * digits);
    const strata_int128 hi = strata_ceiling_i128((2 * mean + 1) * all, 2 * digits) - 1;
    if (!strata_number_fits(mean) || !strata_number_fits(lo) || !strata_number_fits(hi)) {
        return false;
    }
    *out = (strata_shown_mean){.mean = (int64_t)mean, .lo = (int64_t)lo, .hi = (int64_t)hi};
    return true;
}

bool strata_shown_sd_of(const strata_policy_rules *rules, const strata_cell *cell, int64_t *out)
{
    strata_shown_mean mean;
    if (cell->n_scored < 2 || cell->n_scored < rules->detail_min_n || !keeps_sds(rules) ||
        !strata_shown_mean_of(rules, cell, &mean)) {
        return false;
    }
    const double sd =
        strata_sd_near(cell->n_scored, cell->score_sum, cell->score_sumsq, cell->decimals);
    const double units = sd * strata_percent_unit(rules->sd_digits);
    if (isnan(units) || units > (double)STRATA_NUMBER_MOST) {
        return false;
    }
    *out = (int64_t)floor(units + 0.5);
    return true;
}
