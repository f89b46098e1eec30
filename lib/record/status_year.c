/* One year is chosen by what results there are, then its statuses are copied to all of them. */
#include "record/status_year.h"

#include <string.h>

strata_status strata_status_year_parse(const char *text, strata_status_year *out, strata_error *err)
{
    static const char *const words[] = {"own", "first", "last"};
    for (unsigned at = 0; at < sizeof words / sizeof words[0]; at++) {
        if (strcmp(text, words[at]) == 0) {
            *out = (strata_status_year){.rule = (strata_status_rule)at};
            return STRATA_OK;
        }
    }
    uint64_t year = 0;
    if (!strata_count_parse(strata_slice_of(text), &year) || year < STRATA_YEAR_MIN ||
        year > STRATA_YEAR_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "status-year",
                           "\"%.40s\" says no year of statuses, expected own, first, last or a "
                           "school year such as 2017",
                           text);
    }
    *out = (strata_status_year){.rule = STRATA_STATUS_GIVEN, .year = (int16_t)year};
    return STRATA_OK;
}

/* Whether year a does better than year b. */
static bool is_better(strata_status_year of, int a, int b)
{
    if (of.rule == STRATA_STATUS_FIRST) {
        return a < b;
    }
    if (of.rule == STRATA_STATUS_LAST) {
        return a > b;
    }
    const bool a_is_before = a <= of.year;
    if (a_is_before != (b <= of.year)) {
        return a_is_before;
    }
    return a_is_before ? a > b : a < b;
}

static int16_t choose_year(strata_status_year of, const strata_record *results, size_t count)
{
    int16_t best = results[0].year;
    for (size_t at = 1; at < count; at++) {
        if (is_better(of, results[at].year, best)) {
            best = results[at].year;
        }
    }
    return best;
}

/* By what makes two results of one student and year two. */
static bool is_before(const strata_record *a, const strata_record *b, const uint32_t *rank)
{
    const uint32_t texts_a[] = {a->assessment, a->subject, a->term};
    const uint32_t texts_b[] = {b->assessment, b->subject, b->term};
    for (size_t at = 0; at < sizeof texts_a / sizeof texts_a[0]; at++) {
        if (rank[texts_a[at]] != rank[texts_b[at]]) {
            return rank[texts_a[at]] < rank[texts_b[at]];
        }
    }
    return false;
}

/* The result of the year that says what a student is in a dimension, or NULL. */
static const strata_record *witness(const strata_record *results, size_t count, int16_t year,
                                    unsigned dim, const uint32_t *rank)
{
    const strata_record *first = NULL;
    for (size_t at = 0; at < count; at++) {
        const strata_record *one = &results[at];
        if (one->year == year && one->codes[dim] != 0 &&
            (first == NULL || is_before(one, first, rank))) {
            first = one;
        }
    }
    return first;
}

bool strata_status_year_apply(strata_status_year of, strata_record *results, size_t count,
                              const uint32_t *rank)
{
    if (of.rule == STRATA_STATUS_OWN) {
        return true;
    }
    const int16_t year = choose_year(of, results, count);
    strata_record statuses = {.race_mask = 0};
    for (unsigned dim = STRATA_DIM_ALL + 1; dim < STRATA_DIM_RECORDED; dim++) {
        const strata_record *from = witness(results, count, year, dim, rank);
        statuses.codes[dim] = from != NULL ? from->codes[dim] : 0;
        if (dim == STRATA_DIM_RACE) {
            statuses.race_mask = from != NULL ? from->race_mask : 0;
        }
    }
    for (size_t at = 0; at < count; at++) {
        statuses.codes[STRATA_DIM_ALL] = results[at].codes[STRATA_DIM_ALL];
        memcpy(results[at].codes, statuses.codes, sizeof statuses.codes);
        results[at].race_mask = statuses.race_mask;
    }
    return of.rule != STRATA_STATUS_GIVEN || year == of.year;
}
