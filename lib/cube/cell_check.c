/* Streams come from outside: nobody says that strata wrote them. */
#include "cube/cell_check.h"

#include <assert.h>
#include <math.h>

#include "cube/cell_value.h"

static bool has(const strata_cell *cell, unsigned bits)
{
    return (cell->has & bits) == bits;
}

/* Of a partial sum some levels may be hidden. */
static bool are_levels_whole(const strata_cell *cell)
{
    uint64_t total = 0;
    bool fits = true;
    for (unsigned level = 0; level < cell->level_count; level++) {
        fits = fits && strata_add_u64(&total, cell->levels[level]);
    }
    return !has(cell, STRATA_HAS_LEVELS | STRATA_HAS_SCORED) ||
           (fits && (cell->status == STRATA_CELL_PARTIAL ? total <= cell->n_scored
                                                         : total == cell->n_scored));
}

/* Not counting n, which tables often give beside a hidden figure. */
static bool hides_figures(const strata_cell *cell)
{
    const unsigned counts = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED;
    const bool is_of_students =
        cell->key.source == STRATA_COUNTED && (cell->has & (STRATA_IS_GIVEN | STRATA_IS_SUM)) == 0;
    const unsigned figures = is_of_students ? STRATA_HAS_ALL : STRATA_HAS_ALL & ~counts;
    return (cell->has & figures) == 0;
}

static bool is_percent(const strata_cell *cell)
{
    const bool is_of_percents =
        cell->key.stat == STRATA_STAT_PCT || cell->key.stat == STRATA_STAT_SHARE;
    const double numbers[] = {strata_cell_value(cell), strata_cell_lo(cell), strata_cell_hi(cell)};
    bool good = true;
    for (size_t at = 0; at < sizeof numbers / sizeof numbers[0] && is_of_percents; at++) {
        good = good && (isnan(numbers[at]) || (numbers[at] >= 0.0 && numbers[at] <= 100.0));
    }
    return good;
}

static_assert(STRATA_SUM_BITS == 124, "a message says it");

const char *strata_cell_check(const strata_cell *cell)
{
    if (!strata_cell_is_shown(cell) && !hides_figures(cell)) {
        return "a cell that hides its figures has some";
    }
    if (!strata_cell_sums_fit(cell)) {
        return "a sum is 2^124 or more";
    }
    if (!are_levels_whole(cell)) {
        return "the levels do not add up to n_scored";
    }
    if (has(cell, STRATA_HAS_SCORES) && cell->score_min > cell->score_max) {
        return "score_min is above score_max";
    }
    if (has(cell, STRATA_HAS_BOUNDS) && cell->lo_sum > cell->hi_sum) {
        return "value_lo is above value_hi";
    }
    if (!is_percent(cell)) {
        return "a percent is outside of 0 to 100";
    }
    return has(cell, STRATA_HAS_SE) && !(cell->se >= 0.0) ? "value_se is negative" : NULL;
}
