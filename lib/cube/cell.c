/* Merging two cells: exact integers, and nothing known that not both know. */
#include "cube/cell.h"

#include <assert.h>
#include <string.h>

static_assert(sizeof(strata_cell_key) == 52, "keys are compared and hashed as bytes");

enum {
    HAS_STATISTIC = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SE | STRATA_HAS_DF
};

#define INT128_MAX ((strata_int128)(~(strata_uint128)0 >> 1))

void strata_cell_forget(strata_cell *cell, unsigned bits)
{
    cell->has = (uint16_t)(cell->has & ~bits);
    cell->n_enrolled = (bits & STRATA_HAS_ENROLLED) != 0 ? 0 : cell->n_enrolled;
    cell->n_tested = (bits & STRATA_HAS_TESTED) != 0 ? 0 : cell->n_tested;
    cell->n_scored = (bits & STRATA_HAS_SCORED) != 0 ? 0 : cell->n_scored;
    if ((bits & STRATA_HAS_LEVELS) != 0) {
        memset(cell->levels, 0, sizeof cell->levels);
    }
    if ((bits & STRATA_HAS_SCORES) != 0) {
        cell->score_sum = 0;
        cell->score_sumsq = 0;
        cell->score_min = 0;
        cell->score_max = 0;
    }
    cell->value_sum = (bits & STRATA_HAS_VALUE) != 0 ? 0 : cell->value_sum;
    if ((bits & STRATA_HAS_BOUNDS) != 0) {
        cell->lo_sum = 0;
        cell->hi_sum = 0;
    }
    cell->se = (bits & STRATA_HAS_SE) != 0 ? 0.0 : cell->se;
    cell->df = (bits & STRATA_HAS_DF) != 0 ? 0.0 : cell->df;
}

void strata_cell_clear(strata_cell *cell, strata_cell_status status)
{
    strata_cell_forget(cell, STRATA_HAS_ALL);
    cell->decimals = 0; /* of what? a cell without numbers has no unit */
    cell->status = (uint8_t)status;
}

static bool are_counts_equal(const strata_cell *a, const strata_cell *b)
{
    return a->n_enrolled == b->n_enrolled && a->n_tested == b->n_tested &&
           a->n_scored == b->n_scored && memcmp(a->levels, b->levels, sizeof a->levels) == 0 &&
           a->score_sum == b->score_sum && a->score_sumsq == b->score_sumsq &&
           a->score_min == b->score_min && a->score_max == b->score_max;
}

static bool are_statistics_equal(const strata_cell *a, const strata_cell *b)
{
    return a->value_sum == b->value_sum && a->lo_sum == b->lo_sum && a->hi_sum == b->hi_sum &&
           a->se == b->se && a->df == b->df;
}

bool strata_cell_equal(const strata_cell *a, const strata_cell *b)
{
    return memcmp(&a->key, &b->key, sizeof a->key) == 0 && a->has == b->has &&
           a->status == b->status && a->level_count == b->level_count &&
           a->decimals == b->decimals && are_counts_equal(a, b) && are_statistics_equal(a, b);
}

static bool has_scores(const strata_cell *cell)
{
    return (cell->has & STRATA_HAS_SCORES) != 0 && cell->n_scored > 0;
}

static bool has_no_students(const strata_cell *cell)
{
    return (cell->has & STRATA_HAS_SCORED) != 0 && cell->n_scored == 0;
}

/* The unit of the merged scores; false if both have some, in different units. */
static bool meet_units(strata_cell *into, const strata_cell *from)
{
    if (has_scores(into) && has_scores(from)) {
        return into->decimals == from->decimals;
    }
    if (has_scores(from) || (!has_scores(into) && from->decimals > into->decimals)) {
        into->decimals = from->decimals;
    }
    return true;
}

/* To be called while n_scored still is that of `into` alone. */
static bool add_scores(strata_cell *into, const strata_cell *from)
{
    if (!has_scores(from)) {
        return true;
    }
    const bool is_first = !has_scores(into);
    if (is_first || from->score_min < into->score_min) {
        into->score_min = from->score_min;
    }
    if (is_first || from->score_max > into->score_max) {
        into->score_max = from->score_max;
    }
    return strata_add_i128(&into->score_sum, from->score_sum) &&
           strata_add_i128(&into->score_sumsq, from->score_sumsq);
}

static bool add_counts(strata_cell *into, const strata_cell *from)
{
    bool fits = strata_add_u64(&into->n_enrolled, from->n_enrolled) &&
                strata_add_u64(&into->n_tested, from->n_tested) &&
                strata_add_u64(&into->n_scored, from->n_scored);
    for (unsigned level = 0; level < from->level_count; level++) {
        fits = fits && strata_add_u64(&into->levels[level], from->levels[level]);
    }
    if (from->level_count > into->level_count) {
        into->level_count = from->level_count;
    }
    return fits;
}

static bool multiply_by_ten(strata_int128 *x, unsigned times)
{
    for (unsigned at = 0; at < times; at++) {
        if (*x > INT128_MAX / 10 || *x < -INT128_MAX / 10) {
            return false;
        }
        *x *= 10;
    }
    return true;
}

static bool rescale_statistic(strata_cell *cell, unsigned decimals)
{
    const unsigned times = decimals - cell->decimals;
    cell->decimals = (uint8_t)decimals;
    return multiply_by_ten(&cell->value_sum, times) && multiply_by_ten(&cell->lo_sum, times) &&
           multiply_by_ten(&cell->hi_sum, times);
}

static void copy_statistic(strata_cell *into, const strata_cell *from)
{
    into->has = (uint16_t)((into->has & ~HAS_STATISTIC) | (from->has & HAS_STATISTIC));
    into->decimals = from->decimals;
    into->value_sum = from->value_sum;
    into->lo_sum = from->lo_sum;
    into->hi_sum = from->hi_sum;
    into->se = from->se;
    into->df = from->df;
}

static bool can_be_averaged(const strata_cell *cell)
{
    return cell->key.stat != STRATA_STAT_SD && cell->key.stat != STRATA_STAT_ESTIMATE &&
           (cell->has & STRATA_HAS_SCORED) != 0;
}

/* To be called while n_scored still is that of `into` alone. */
static bool add_statistic(strata_cell *into, const strata_cell *from)
{
    const unsigned decimals = from->decimals > into->decimals ? from->decimals : into->decimals;
    if (has_no_students(from)) {
        into->decimals = has_no_students(into) ? (uint8_t)decimals : into->decimals;
        return true;
    }
    if (has_no_students(into)) {
        copy_statistic(into, from);
        return true;
    }
    const bool is_mean = can_be_averaged(into) && can_be_averaged(from);
    const unsigned kept =
        is_mean ? into->has & from->has & (STRATA_HAS_VALUE | STRATA_HAS_BOUNDS) : 0;
    strata_cell other = *from;
    strata_cell_forget(into, HAS_STATISTIC & ~kept);
    strata_cell_forget(&other, HAS_STATISTIC & ~kept);
    return rescale_statistic(into, decimals) && rescale_statistic(&other, decimals) &&
           strata_add_i128(&into->value_sum, other.value_sum) &&
           strata_add_i128(&into->lo_sum, other.lo_sum) &&
           strata_add_i128(&into->hi_sum, other.hi_sum);
}

bool strata_cell_sums_fit(const strata_cell *cell)
{
    return strata_sum_fits(cell->score_sum) && strata_sum_fits(cell->score_sumsq) &&
           strata_sum_fits(cell->value_sum) && strata_sum_fits(cell->lo_sum) &&
           strata_sum_fits(cell->hi_sum);
}

static strata_status merge_numbers(strata_cell *into, const strata_cell *from, strata_error *err)
{
    const unsigned known = into->has & from->has & STRATA_HAS_COUNTED;
    const bool is_counts = into->key.stat == STRATA_STAT_COUNTS;
    if (is_counts && !meet_units(into, from)) {
        return strata_fail(err, STRATA_E_INPUT, "unit-differs",
                           "scores of one test are in units of %g and of %g; give the schemas the "
                           "same decimals",
                           strata_unit(into->decimals), strata_unit(from->decimals));
    }
    const bool fits =
        (is_counts ? add_scores(into, from) : add_statistic(into, from)) && add_counts(into, from);
    if (!fits || !strata_cell_sums_fit(into)) {
        return strata_sum_fail(err);
    }
    strata_cell_forget(into, STRATA_HAS_COUNTED & ~known);
    return STRATA_OK;
}

strata_status strata_cell_merge(strata_cell *into, const strata_cell *from, strata_error *err)
{
    strata_cell merged = *into;
    merged.status = into->status > from->status ? into->status : from->status;
    if (strata_cell_is_shown(&merged)) {
        STRATA_TRY(merge_numbers(&merged, from, err));
    } else {
        /* What one of them hides must not be found in the sum. */
        strata_cell_clear(&merged, (strata_cell_status)merged.status);
        merged.level_count =
            from->level_count > into->level_count ? from->level_count : into->level_count;
    }
    *into = merged;
    return STRATA_OK;
}
