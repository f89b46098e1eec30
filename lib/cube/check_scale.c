/* Figures a hundred times off. Suspicious cells are few, so only what lies around them is looked
 * at: the same cell in other years; where there is none, the same group in other places. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "cube/cell_value.h"
#include "cube/cube_check.h"

enum {
    YEARS_MAX = 64,
    PLACES_MIN = 8 /* fewer places say little about one more */
};

static const double percent_small = 1.5; /* a fraction of 1, taken for a percent */
static const double median_least = 10.0; /* below, a small percent is nothing strange */
static const double factor_least = 50.0; /* of a hundred, with room for what changes in a year */
static const double factor_most = 200.0;

/* A year and era that a test has cells in, and the smallest and largest mean above 0. */
typedef struct test_time {
    uint32_t assessment;
    uint32_t era;
    int16_t year;
    double least;
    double most;
} test_time;

/* A value of a group in a place; `group` counts the sets of places. */
typedef struct value_in_group {
    uint32_t group;
    double value;
} value_in_group;

typedef struct looking {
    const strata_cube *cube;
    strata_issues *issues;
    test_time times[YEARS_MAX];
    size_t time_count;
    strata_cell_map around; /* one for each group of places with a suspicious cell */
    value_in_group *values; /* values[count], sorted by group, then value */
    size_t count;
    size_t room;
} looking;

static bool is_percent(const strata_cell *cell)
{
    return cell->key.stat == STRATA_STAT_PCT || cell->key.stat == STRATA_STAT_SHARE;
}

/* Whether there is a value that can be 100 times off: distances from a standard lie around 0. */
static bool has_scale(const strata_cube *cube, const strata_cell *cell)
{
    const bool is_mean =
        cell->key.stat == STRATA_STAT_MEAN && cell->key.variable == cube->scale_score;
    return (is_percent(cell) || is_mean) && (cell->has & STRATA_HAS_VALUE) != 0 &&
           strata_cell_weight(cell) > 0;
}

/* Whether some means of the test are 50 times as large as others. */
static bool has_wide_means(const looking *look, uint32_t assessment)
{
    double least = (double)INFINITY;
    double most = 0.0;
    for (size_t at = 0; at < look->time_count; at++) {
        const test_time *time = &look->times[at];
        if (time->assessment == assessment && time->most > 0.0) {
            least = fmin(least, time->least);
            most = fmax(most, time->most);
        }
    }
    return most >= factor_least * least;
}

static bool may_be_off(const looking *look, const strata_cell *cell)
{
    if (!has_scale(look->cube, cell)) {
        return false;
    }
    const double value = strata_cell_value(cell);
    return value > 0.0 &&
           (is_percent(cell) ? value < percent_small : has_wide_means(look, cell->key.assessment));
}

/* The same group, test and statistic in any place of the level. */
static strata_cell_key without_place(const strata_cell_key *key)
{
    strata_cell_key any = *key;
    any.county = 0;
    any.lea = 0;
    any.school = 0;
    return any;
}

static bool is_off(const strata_cell *cell, double median)
{
    const double value = strata_cell_value(cell);
    const double factor = median / value;
    if (is_percent(cell)) {
        return median > median_least && factor >= factor_least && factor <= factor_most;
    }
    return median > 0.0 && (factor >= factor_least || factor <= 1.0 / factor_least);
}

static int compare_doubles(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

static int compare_values(const void *left, const void *right)
{
    const value_in_group *a = left;
    const value_in_group *b = right;
    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    return compare_doubles(&a->value, &b->value);
}

/* Adds the shares of levels from..K beside a cell; false if one of them is not known. */
static bool add_shares(const strata_cube *cube, const strata_cell *cell, unsigned from, double *lo,
                       double *hi)
{
    strata_cell_key key = cell->key;
    key.stat = STRATA_STAT_SHARE;
    *lo = 0.0;
    *hi = 0.0;
    for (unsigned level = from; level <= cell->level_count; level++) {
        key.cut = (uint8_t)level;
        const strata_cell *share = strata_cell_map_find(&cube->published, &key);
        if (share == NULL || (share->has & STRATA_HAS_BOUNDS) == 0 ||
            strata_cell_weight(share) == 0) {
            return false;
        }
        *lo += strata_cell_lo(share);
        *hi += strata_cell_hi(share);
    }
    return cell->level_count >= from;
}

/* Whether the shares beside a percent say that it is right: a share that adds up to 100 with the
 * others, a percent that is the sum of the shares it is about. */
static bool is_backed(const strata_cube *cube, const strata_cell *cell)
{
    double lo = 0.0;
    double hi = 0.0;
    if (cell->key.stat == STRATA_STAT_SHARE) {
        return add_shares(cube, cell, 1, &lo, &hi) && lo <= 100.0 && hi >= 100.0;
    }
    return cell->key.stat == STRATA_STAT_PCT && cell->key.cut > 0 &&
           add_shares(cube, cell, cell->key.cut, &lo, &hi) && lo <= strata_cell_value(cell) &&
           hi >= strata_cell_value(cell);
}

/* ---- the same cell in other years ---- */

/* The time of a key, made at its first use; the last one if there are too many. */
static test_time *time_of(looking *look, const strata_cell_key *key)
{
    for (size_t at = look->time_count; at-- > 0;) {
        test_time *time = &look->times[at];
        if (time->assessment == key->assessment && time->era == key->era &&
            time->year == key->year) {
            return time;
        }
    }
    if (look->time_count < YEARS_MAX) {
        look->times[look->time_count++] =
            (test_time){key->assessment, key->era, key->year, (double)INFINITY, 0.0};
    }
    return &look->times[look->time_count - 1];
}

static void add_time(looking *look, const strata_cell *cell)
{
    test_time *time = time_of(look, &cell->key);
    const double value =
        has_scale(look->cube, cell) && !is_percent(cell) ? strata_cell_value(cell) : 0.0;
    if (value > 0.0) {
        time->least = fmin(time->least, value);
        time->most = fmax(time->most, value);
    }
}

/* False if the cell is in no other year. */
static bool median_of_years(const looking *look, const strata_cell *cell, double *out)
{
    double values[YEARS_MAX];
    size_t count = 0;
    for (size_t at = 0; at < look->time_count; at++) {
        const test_time *time = &look->times[at];
        if (time->assessment != cell->key.assessment || time->year == cell->key.year) {
            continue;
        }
        strata_cell_key key = cell->key;
        key.year = time->year;
        key.era = time->era;
        const strata_cell *other = strata_cell_map_find(&look->cube->published, &key);
        if (other != NULL && has_scale(look->cube, other)) {
            values[count++] = strata_cell_value(other);
        }
    }
    qsort(values, count, sizeof *values, compare_doubles);
    *out = count > 0 ? values[count / 2] : 0.0;
    return count > 0;
}

/* ---- the same group in other places ---- */

static uint32_t group_of(const looking *look, const strata_cell *cell)
{
    const strata_cell_key any = without_place(&cell->key);
    const strata_cell *group = strata_cell_map_find(&look->around, &any);
    return group != NULL ? (uint32_t)(group - look->around.cells) + 1 : 0;
}

/* Puts down the groups of places around suspicious cells, then the values in them. */
static strata_status gather(looking *look, strata_error *err)
{
    const strata_cell_map *cells = &look->cube->published;
    for (size_t at = 0; at < cells->count; at++) {
        add_time(look, &cells->cells[at]);
    }
    for (size_t at = 0; at < cells->count; at++) {
        const strata_cell_key any = without_place(&cells->cells[at].key);
        strata_cell *group = NULL;
        bool is_new = false;
        if (may_be_off(look, &cells->cells[at])) {
            STRATA_TRY(strata_cell_map_get(&look->around, &any, &group, &is_new, err));
        }
    }
    for (size_t at = 0; look->around.count > 0 && at < cells->count; at++) {
        const strata_cell *cell = &cells->cells[at];
        const uint32_t group = has_scale(look->cube, cell) ? group_of(look, cell) : 0;
        if (group > 0) {
            STRATA_TRY(strata_reserve(&look->values, &look->room, look->count + 1,
                                      sizeof *look->values, err));
            look->values[look->count++] = (value_in_group){group, strata_cell_value(cell)};
        }
    }
    if (look->count > 1) {
        qsort(look->values, look->count, sizeof *look->values, compare_values);
    }
    return STRATA_OK;
}

/* The first value of a group of places at or behind it. */
static size_t first_of(const looking *look, uint32_t group)
{
    size_t low = 0;
    size_t high = look->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (look->values[middle].group < group) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool median_of_places(const looking *look, const strata_cell *cell, double *out)
{
    const uint32_t group = group_of(look, cell);
    const size_t first = first_of(look, group);
    const size_t count = first_of(look, group + 1) - first;
    *out = count > 0 ? look->values[first + count / 2].value : 0.0;
    return count >= PLACES_MIN;
}

static strata_status check_cell(const looking *look, const strata_cell *cell, strata_error *err)
{
    double median = 0.0;
    const bool has_median =
        median_of_years(look, cell, &median) || median_of_places(look, cell, &median);
    const strata_cube_finding finding = {.rule = "scale-jump", .key = &cell->key};
    return has_median && is_off(cell, median) && !is_backed(look->cube, cell)
               ? strata_cube_note(look->cube, look->issues, &finding, err)
               : STRATA_OK;
}

static strata_status check_cells(looking *look, strata_error *err)
{
    STRATA_TRY(gather(look, err));
    const strata_cell_map *cells = &look->cube->published;
    for (size_t at = 0; look->around.count > 0 && at < cells->count; at++) {
        if (may_be_off(look, &cells->cells[at])) {
            STRATA_TRY(check_cell(look, &cells->cells[at], err));
        }
    }
    return STRATA_OK;
}

strata_status strata_cube_check_scale(const strata_cube *cube, strata_issues *issues,
                                      strata_error *err)
{
    if (issues == NULL) {
        return STRATA_OK;
    }
    looking look = {.cube = cube, .issues = issues};
    const strata_status status = check_cells(&look, err);
    strata_cell_map_deinit(&look.around);
    strata_free(look.values);
    return status;
}
