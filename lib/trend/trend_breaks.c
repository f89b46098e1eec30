/* A sorted list of the flagged rows, searched for the first after a year. */
#include "trend/trend_breaks.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/order.h"

enum {
    PLACE_WORDS = 10
};

/* What all groups of one place, test, subject and grade share over the years, as numbers. */
static void place_of(const strata_estimate *row, uint32_t out[PLACE_WORDS])
{
    const uint32_t words[PLACE_WORDS] = {
        row->term,   row->population, row->entity_level, row->county,  row->lea,
        row->school, row->assessment, row->era,          row->subject, row->grade};
    memcpy(out, words, sizeof words);
}

static int compare_places(const strata_estimate *a, const strata_estimate *b)
{
    uint32_t left[PLACE_WORDS];
    uint32_t right[PLACE_WORDS];
    place_of(a, left);
    place_of(b, right);
    return strata_order_numbers(left, right, PLACE_WORDS);
}

static int compare_rows(const void *left, const void *right)
{
    const strata_estimate *a = *(const strata_estimate *const *)left;
    const strata_estimate *b = *(const strata_estimate *const *)right;
    const int order = compare_places(a, b);
    return order != 0 ? order : a->year_to - b->year_to;
}

static bool is_flagged(const strata_estimate *row)
{
    return row->year_from == row->year_to && (row->result.flags & strata_flag_tested_share) != 0;
}

strata_status strata_trend_breaks_init(strata_trend_breaks *out, const strata_estimates *estimates,
                                       strata_error *err)
{
    *out = (strata_trend_breaks){.rows = NULL};
    size_t count = 0;
    for (size_t i = 0; i < estimates->count; i++) {
        count += is_flagged(&estimates->rows[i]) ? 1 : 0;
    }
    out->rows = strata_alloc_zero(count, sizeof(strata_estimate *));
    if (out->rows == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t i = 0; i < estimates->count; i++) {
        if (is_flagged(&estimates->rows[i])) {
            out->rows[out->count++] = &estimates->rows[i];
        }
    }
    qsort(out->rows, out->count, sizeof(strata_estimate *), compare_rows);
    return STRATA_OK;
}

void strata_trend_breaks_deinit(strata_trend_breaks *breaks)
{
    strata_free(breaks->rows);
    *breaks = (strata_trend_breaks){.rows = NULL};
}

bool strata_trend_breaks_between(const strata_trend_breaks *breaks, const strata_estimate *from,
                                 const strata_estimate *until)
{
    size_t low = 0; /* rows before it are of places or years up to `from` */
    size_t high = breaks->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_rows(&breaks->rows[middle], &from) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < breaks->count && compare_places(breaks->rows[low], from) == 0 &&
           breaks->rows[low]->year_to <= until->year_to;
}
