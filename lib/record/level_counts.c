/* Three ways to the counts, from the plainest on. */
#include "record/level_counts.h"

#include <string.h>

#include "base/checked.h"
#include "record/statistic.h"

static bool sum_up(const uint64_t *n, unsigned count, uint64_t *sum)
{
    *sum = 0;
    for (unsigned at = 0; at < count; at++) {
        if (!strata_add_u64(sum, n[at])) {
            return false;
        }
    }
    return true;
}

static void set_levels(strata_published *out, const uint64_t *n)
{
    memcpy(out->levels, n, out->level_count * sizeof *n);
    out->has_levels = true;
}

static bool has_all(const strata_level_counts *printed, unsigned count)
{
    for (unsigned at = 0; at < count; at++) {
        if (!printed->has[at]) {
            return false;
        }
    }
    return count > 0;
}

static bool take_printed(const strata_level_counts *printed, strata_published *out)
{
    uint64_t sum = 0;
    if (!sum_up(printed->n, out->level_count, &sum) || (out->has_scored && sum != out->n_scored)) {
        return false;
    }
    out->n_scored = sum;
    out->has_scored = true;
    set_levels(out, printed->n);
    return true;
}

/* A level whose column hides the count is not worked out again: only one that has no column. */
static bool take_rest(const strata_level_counts *printed, unsigned known, strata_published *out)
{
    if (printed->n[known] > out->n_scored) {
        return false;
    }
    uint64_t n[2] = {printed->n[0], printed->n[1]};
    n[1 - known] = out->n_scored - n[known];
    set_levels(out, n);
    return true;
}

static const strata_statistic *find(const strata_published *of, strata_stat stat, unsigned cut)
{
    for (unsigned at = 0; at < of->statistic_count; at++) {
        if (of->statistics[at].stat == stat && of->statistics[at].cut == cut) {
            return &of->statistics[at];
        }
    }
    return NULL;
}

static bool count_at(const strata_published *of, strata_stat stat, unsigned cut, uint64_t *out)
{
    const strata_statistic *percent = find(of, stat, cut);
    return percent != NULL && percent->has_value &&
           strata_statistic_count(percent, of->n_scored, out);
}

static void take_shares(strata_published *out)
{
    uint64_t n[STRATA_LEVELS_MAX];
    uint64_t sum = 0;
    for (unsigned level = 1; level <= out->level_count; level++) {
        if (!count_at(out, STRATA_STAT_SHARE, level, &n[level - 1])) {
            return;
        }
    }
    if (sum_up(n, out->level_count, &sum) && sum == out->n_scored) {
        set_levels(out, n);
    }
}

static void take_percent(strata_published *out)
{
    uint64_t n[2] = {0, 0};
    if (count_at(out, STRATA_STAT_PCT, 2, &n[1]) && n[1] <= out->n_scored) {
        n[0] = out->n_scored - n[1];
        set_levels(out, n);
    }
}

bool strata_level_counts_fill(const strata_level_counts *printed, strata_published *out)
{
    const unsigned count = out->level_count;
    if (has_all(printed, count)) {
        return take_printed(printed, out);
    }
    if (!out->has_scored || count == 0) {
        return true;
    }
    for (unsigned known = 0; known < 2 && count == 2; known++) {
        if (printed->has[known] && !printed->is_bound[1 - known]) {
            return take_rest(printed, known, out);
        }
    }
    if (out->n_scored > 0) {
        take_shares(out);
    }
    if (out->n_scored > 0 && !out->has_levels && count == 2) {
        take_percent(out);
    }
    return true;
}
