/* Who is in no part of a sum: students without a value of the dimension, or without a school. A
 * sum that is shown whole tells how many they are. Those of a part are among those of its total:
 * 2 of the district without a value are at most 2 of each school, and 1 of a school at least 1 of
 * the district. Where nothing is told a reader takes the parts for all of it, but for details of a
 * status, which many students have not. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/order.h"
#include "protect/unknowns_parts.h"

/* What is told of one sum's rest, by the first number of students that all its cells have. */
typedef struct rest_of_sum {
    const strata_link *first; /* its links */
    unsigned slot;            /* SLOT_SUM: there is none */
    int64_t most;             /* STRATA_BOUND_NONE: nothing is told */
    bool has_some;            /* at least one student is in it */
} rest_of_sum;

struct strata_rests {
    const strata_links *links; /* of the work */
    bool everywhere;           /* where nothing is told of a rest there may be one */
    rest_of_sum *sums;         /* sums[count], by their links */
    size_t count;
    size_t room;
    uint32_t *around; /* around[links->count]: links by part */
};

void strata_rests_free(strata_rests *rests)
{
    if (rests != NULL) {
        strata_free(rests->sums);
        strata_free(rests->around);
        strata_free(rests);
    }
}

static rest_of_sum told(const strata_sum_of_cells *sum)
{
    rest_of_sum rest = {.first = sum->links, .slot = 0, .most = STRATA_BOUND_NONE};
    while (rest.slot < SLOT_SUM && (sum->rest.known >> rest.slot & 1) == 0) {
        rest.slot++;
    }
    if (rest.slot == SLOT_SUM) {
        return rest;
    }
    const int64_t least = sum->rest.least[rest.slot];
    rest.most = least == sum->rest.most[rest.slot] && least >= 0 ? least : STRATA_BOUND_NONE;
    rest.has_some = least > 0;
    return rest;
}

/* ---- which sums are around which ---- */

/* The sum with the same kind of parts of another total, or NULL. */
static rest_of_sum *find(const strata_rests *rests, uint32_t total, const rest_of_sum *like)
{
    strata_link wanted = *like->first;
    wanted.total = total;
    size_t lo = 0;
    for (size_t hi = rests->count; lo < hi;) {
        const size_t middle = lo + (hi - lo) / 2;
        if (strata_links_compare(rests->sums[middle].first, &wanted) < 0) {
            lo = middle + 1;
        } else {
            hi = middle;
        }
    }
    /* the first links of two sums may differ in kind and part: look at both sides of the place */
    for (size_t at = lo > 0 ? lo - 1 : 0; at <= lo && at < rests->count; at++) {
        if (strata_links_meet(rests->sums[at].first, &wanted)) {
            return &rests->sums[at];
        }
    }
    return NULL;
}

/* The first of the links by part that have this part. */
static size_t around_of(const strata_rests *rests, uint32_t part)
{
    size_t lo = 0;
    for (size_t hi = rests->links->count; lo < hi;) {
        const size_t middle = lo + (hi - lo) / 2;
        if (rests->links->links[rests->around[middle]].part < part) {
            lo = middle + 1;
        } else {
            hi = middle;
        }
    }
    return lo;
}

/* Those of the sum are among those of the sum around it. */
static bool pass_on(rest_of_sum *inner, rest_of_sum *outer)
{
    const bool is_less = outer->slot <= inner->slot && outer->most < inner->most;
    const bool is_new = inner->has_some && !outer->has_some && inner->slot >= outer->slot;
    inner->most = is_less ? outer->most : inner->most;
    outer->has_some = outer->has_some || is_new;
    return is_less || is_new;
}

static bool pass_all_on(strata_rests *rests, rest_of_sum *inner)
{
    const strata_links *links = rests->links;
    bool has_changed = false;
    for (size_t at = around_of(rests, inner->first->total);
         at < links->count && links->links[rests->around[at]].part == inner->first->total; at++) {
        rest_of_sum *outer = find(rests, links->links[rests->around[at]].total, inner);
        has_changed |= outer != NULL && outer->slot < SLOT_SUM && pass_on(inner, outer);
    }
    return has_changed;
}

/* ---- making ---- */

static strata_status add_sums(strata_rests *rests, const strata_unknowns_work *work)
{
    strata_sum_of_cells sum;
    for (size_t at = 0; strata_sum_next(rests->links, &at, &sum);) {
        STRATA_TRY(strata_reserve(&rests->sums, &rests->room, rests->count + 1, sizeof *rests->sums,
                                  work->err));
        strata_sum_subtract(work, &sum);
        rests->sums[rests->count++] = told(&sum);
    }
    return STRATA_OK;
}

/* A link's place among all by part. */
typedef struct by_part {
    uint32_t part;
    uint32_t link;
} by_part;

static int compare_parts(const void *left, const void *right)
{
    const by_part *a = left;
    const by_part *b = right;
    const uint32_t ours[] = {a->part, a->link};
    const uint32_t theirs[] = {b->part, b->link};
    return strata_order_numbers(ours, theirs, 2);
}

static strata_status sort_links(strata_rests *rests, strata_error *err)
{
    const size_t count = rests->links->count;
    by_part *order = strata_alloc_zero(count > 0 ? count : 1, sizeof *order);
    rests->around = strata_alloc_zero(count > 0 ? count : 1, sizeof *rests->around);
    if (order == NULL || rests->around == NULL) {
        strata_free(order);
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < count; at++) {
        order[at] = (by_part){rests->links->links[at].part, (uint32_t)at};
    }
    qsort(order, count, sizeof *order, compare_parts);
    for (size_t at = 0; at < count; at++) {
        rests->around[at] = order[at].link;
    }
    strata_free(order);
    return STRATA_OK;
}

static strata_status make(strata_rests *rests, const strata_unknowns_work *work)
{
    STRATA_TRY(add_sums(rests, work));
    STRATA_TRY(sort_links(rests, work->err));
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (size_t at = 0; at < rests->count; at++) {
            rest_of_sum *sum = &rests->sums[at];
            has_changed |= sum->slot < SLOT_SUM && pass_all_on(rests, sum);
        }
    }
    return STRATA_OK;
}

strata_status strata_rests_new(const strata_unknowns_work *work, strata_rests **out)
{
    *out = NULL;
    strata_rests *rests = strata_alloc_zero(1, sizeof *rests);
    if (rests == NULL) {
        return strata_fail_memory(work->err);
    }
    rests->links = &work->links;
    rests->everywhere = work->has_rests_anywhere;
    const strata_status status = make(rests, work);
    if (status != STRATA_OK) {
        strata_rests_free(rests);
        return status;
    }
    *out = rests;
    return STRATA_OK;
}

void strata_rests_settle(const strata_rests *rests, strata_sum_of_cells *sum, int64_t *most)
{
    const rest_of_sum like = {.first = sum->links};
    const rest_of_sum *rest = find(rests, sum->links[0].total, &like);
    *most = rest != NULL ? rest->most : STRATA_BOUND_NONE;
    if (rest == NULL || sum->has_rest || rest->slot == SLOT_SUM) {
        return;
    }
    const bool is_told = rest->most != STRATA_BOUND_NONE;
    const bool may_be = rests->everywhere || sum->links[0].kind == STRATA_LINK_DETAILS;
    sum->has_rest = is_told ? rest->most > 0 : rest->has_some || may_be;
}
