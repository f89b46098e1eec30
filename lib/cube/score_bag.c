/* Which form is the smaller is asked when a list is full, and when a number comes that lies outside
 * of those that are counted. */
#include "cube/score_bag.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

enum {
    NARROW = 1024 /* so few are always counted where it is known what comes */
};

void strata_score_bag_deinit(strata_score_bag *bag)
{
    strata_free(bag->list);
    strata_free(bag->often);
    *bag = (strata_score_bag){.count = 0};
}

void strata_score_bag_clear(strata_score_bag *bag)
{
    bag->count = 0;
    bag->is_counted = false;
    bag->is_settled = false;
}

/* How far one number is above another; that need not fit an int64_t. */
static uint64_t above(int64_t number, int64_t low)
{
    return (uint64_t)number - (uint64_t)low;
}

/* Notes that there are more, from low to high. */
static void note(strata_score_bag *bag, int64_t low, int64_t high, uint32_t count)
{
    bag->low = bag->count == 0 || low < bag->low ? low : bag->low;
    bag->high = bag->count == 0 || high > bag->high ? high : bag->high;
    bag->count += count;
}

/* ---- counted ---- */

/* Nothing is counted yet from low to high, nor in some room on either side. */
static strata_status start_counting(strata_score_bag *bag, int64_t low, int64_t high,
                                    strata_error *err)
{
    const size_t width = (size_t)above(high, low) + 1;
    const size_t aside = width / 8;
    STRATA_TRY(
        strata_reserve(&bag->often, &bag->often_room, width + 2 * aside, sizeof *bag->often, err));
    bag->often_count = width + 2 * aside;
    bag->first = (int64_t)((uint64_t)low - aside); /* what is above it is right even if it wraps */
    memset(bag->often, 0, bag->often_count * sizeof *bag->often);
    bag->is_counted = true;
    return STRATA_OK;
}

/* Makes room for numbers from low to high around those that are counted. */
static strata_status widen(strata_score_bag *bag, int64_t low, int64_t high, strata_error *err)
{
    strata_score_bag wide = *bag;
    wide.often = NULL;
    wide.often_room = 0;
    STRATA_TRY(start_counting(&wide, low, high, err));
    memcpy(wide.often + above(bag->low, wide.first), bag->often + above(bag->low, bag->first),
           ((size_t)above(bag->high, bag->low) + 1) * sizeof *bag->often);
    strata_free(bag->often);
    *bag = wide;
    return STRATA_OK;
}

static strata_status count_list(strata_score_bag *bag, strata_error *err)
{
    STRATA_TRY(start_counting(bag, bag->low, bag->high, err));
    for (uint32_t at = 0; at < bag->count; at++) {
        bag->often[above(bag->list[at], bag->first)]++;
    }
    strata_free(bag->list);
    bag->list = NULL;
    bag->list_room = 0;
    return STRATA_OK;
}

/* The other way round: the numbers have become too different. */
static strata_status list_counted(strata_score_bag *bag, strata_error *err)
{
    size_t count = 0;
    STRATA_TRY(strata_reserve(&bag->list, &bag->list_room, (size_t)bag->count + 1,
                              sizeof *bag->list, err));
    for (size_t at = 0; at < bag->often_count; at++) {
        for (uint32_t left = bag->often[at]; left > 0; left--) {
            bag->list[count++] = (int64_t)((uint64_t)bag->first + at);
        }
    }
    strata_free(bag->often);
    bag->often = NULL;
    bag->often_room = 0;
    bag->is_counted = false;
    return STRATA_OK;
}

/* Whether counting takes no more than a list would. */
static bool is_narrow(int64_t low, int64_t high, uint32_t count)
{
    return above(high, low) / 2 < count;
}

static bool is_inside(const strata_score_bag *bag, int64_t number)
{
    return above(number, bag->first) < bag->often_count;
}

/* Makes room for a number outside of those that are counted, or a list of all. */
static strata_status reach(strata_score_bag *bag, int64_t number, strata_error *err)
{
    const int64_t low = number < bag->low ? number : bag->low;
    const int64_t high = number > bag->high ? number : bag->high;
    return above(high, low) / 4 < bag->count ? widen(bag, low, high, err) : list_counted(bag, err);
}

/* ---- adding ---- */

strata_status strata_score_bag_expect(strata_score_bag *bag, int64_t low, int64_t high,
                                      uint32_t count, strata_error *err)
{
    strata_score_bag_clear(bag);
    return above(high, low) < NARROW || is_narrow(low, high, count)
               ? start_counting(bag, low, high, err)
               : strata_reserve(&bag->list, &bag->list_room, count, sizeof *bag->list, err);
}

/* Chooses the form in which the number is added, and makes room for it. */
static strata_status prepare(strata_score_bag *bag, int64_t number, strata_error *err)
{
    const bool is_full = !bag->is_counted && bag->count > 0 && bag->count == bag->list_room;
    if (is_full && is_narrow(bag->low, bag->high, bag->count)) {
        STRATA_TRY(count_list(bag, err));
    }
    if (bag->is_counted && !is_inside(bag, number)) {
        STRATA_TRY(reach(bag, number, err));
    }
    return bag->is_counted ? STRATA_OK
                           : strata_reserve(&bag->list, &bag->list_room, (size_t)bag->count + 1,
                                            sizeof *bag->list, err);
}

static strata_status add_one(strata_score_bag *bag, int64_t number, strata_error *err)
{
    STRATA_TRY(prepare(bag, number, err));
    if (bag->is_counted) {
        bag->often[above(number, bag->first)]++;
    } else {
        bag->list[bag->count] = number;
    }
    note(bag, number, number, 1);
    return STRATA_OK;
}

/* Counts numbers[count] up to the first that there is no room for; returns how many. Nothing but
 * what is counted is written in between, so that the next one need not wait. */
static size_t count_some(strata_score_bag *bag, const int64_t *numbers, size_t count)
{
    int64_t low = numbers[0];
    int64_t high = numbers[0];
    size_t at = 0;
    for (; at < count && is_inside(bag, numbers[at]); at++) {
        bag->often[above(numbers[at], bag->first)]++;
        low = numbers[at] < low ? numbers[at] : low;
        high = numbers[at] > high ? numbers[at] : high;
    }
    if (at > 0) {
        note(bag, low, high, (uint32_t)at);
    }
    return at;
}

strata_status strata_score_bag_add(strata_score_bag *bag, const int64_t *numbers, size_t count,
                                   strata_error *err)
{
    assert(!bag->is_settled && count <= UINT32_MAX - bag->count);
    size_t at = 0;
    while (at < count) {
        at += bag->is_counted ? count_some(bag, numbers + at, count - at) : 0;
        if (at < count) {
            STRATA_TRY(add_one(bag, numbers[at++], err));
        }
    }
    return STRATA_OK;
}

static strata_status add_often(strata_score_bag *into, int64_t number, uint32_t often,
                               strata_error *err)
{
    for (uint32_t left = often; left > 0; left--) {
        STRATA_TRY(add_one(into, number, err));
    }
    return STRATA_OK;
}

/* Both are counted, and there is room for all. */
static void add_counted(strata_score_bag *into, const strata_score_bag *from)
{
    const size_t width = (size_t)above(from->high, from->low) + 1;
    const uint32_t *often = from->often + above(from->low, from->first);
    uint32_t *sums = into->often + above(from->low, into->first);
    for (size_t at = 0; at < width; at++) {
        sums[at] += often[at];
    }
    note(into, from->low, from->high, from->count);
}

strata_status strata_score_bag_add_all(strata_score_bag *into, const strata_score_bag *from,
                                       strata_error *err)
{
    assert(!into->is_settled && !from->is_settled && from->count <= UINT32_MAX - into->count);
    if (!from->is_counted) {
        return strata_score_bag_add(into, from->list, from->count, err);
    }
    if (from->count == 0) {
        return STRATA_OK;
    }
    if (into->is_counted && is_inside(into, from->low) && is_inside(into, from->high)) {
        add_counted(into, from);
        return STRATA_OK;
    }
    for (size_t at = 0; at < from->often_count; at++) {
        STRATA_TRY(add_often(into, (int64_t)((uint64_t)from->first + at), from->often[at], err));
    }
    return STRATA_OK;
}

/* ---- asking ---- */

static int compare(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

void strata_score_bag_settle(strata_score_bag *bag)
{
    uint32_t sum = 0;
    for (size_t at = 0; bag->is_counted && at < bag->often_count; at++) {
        sum += bag->often[at];
        bag->often[at] = sum;
    }
    if (!bag->is_counted && bag->count > 1) {
        qsort(bag->list, bag->count, sizeof *bag->list, compare);
    }
    bag->is_settled = true;
}

int64_t strata_score_bag_at(const strata_score_bag *bag, uint32_t rank)
{
    assert(bag->is_settled && rank < bag->count);
    if (!bag->is_counted) {
        return bag->list[rank];
    }
    size_t low = 0; /* the first with more than `rank` numbers that are not above it */
    size_t high = bag->often_count - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const bool is_below = bag->often[middle] <= rank;
        low = is_below ? middle + 1 : low;
        high = is_below ? high : middle;
    }
    return (int64_t)((uint64_t)bag->first + low);
}
