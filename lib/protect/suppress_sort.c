/* Cells by id and sums by their cells: what is done in this order does not depend on the order in
 * which a release was read. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/order.h"
#include "protect/suppress_parts.h"

/* A sum in the new order of cells. */
typedef struct sum {
    uint32_t total;
    uint32_t *parts; /* parts[count], ascending */
    uint32_t count;
    uint32_t from; /* number in the given release */
} sum;

typedef struct sorting {
    const strata_release *given;
    uint32_t *to;   /* to[cell_count]: new number of each cell */
    uint32_t *rank; /* rank[cell_count + 1] of ids */
    sum *sums;
    uint32_t *parts; /* of all sums */
    strata_release *out;
} sorting;

static int compare_numbers(const void *left, const void *right)
{
    const uint32_t *a = left;
    const uint32_t *b = right;
    return (*a > *b) - (*a < *b);
}

static int compare_sums(const void *left, const void *right)
{
    const sum *a = left;
    const sum *b = right;
    if (a->total != b->total || a->count != b->count) {
        const uint32_t first[] = {a->total, a->count};
        const uint32_t second[] = {b->total, b->count};
        return strata_order_numbers(first, second, 2);
    }
    return strata_order_numbers(a->parts, b->parts, a->count);
}

static void sort_sums(sorting *sort)
{
    const strata_equations *given = &sort->given->sums;
    for (uint32_t equation = 0; equation < given->count; equation++) {
        const uint32_t first = given->start[equation]; /* the total */
        sum *one = &sort->sums[equation];
        *one = (sum){sort->to[given->member[first]], sort->parts + first,
                     given->start[equation + 1] - first - 1, equation};
        for (uint32_t at = 0; at < one->count; at++) {
            one->parts[at] = sort->to[given->member[first + 1 + at]];
        }
        qsort(one->parts, one->count, sizeof *one->parts, compare_numbers);
    }
    if (given->count > 0) {
        qsort(sort->sums, given->count, sizeof *sort->sums, compare_sums);
    }
}

static strata_slice text_of(const strata_intern *set, uint32_t number)
{
    return (strata_slice){strata_intern_text(set, number), strata_intern_length(set, number)};
}

static strata_status add_cells(sorting *sort, const uint32_t *from, strata_error *err)
{
    const strata_release *given = sort->given;
    for (uint32_t at = 0; at < given->cell_count; at++) {
        strata_release_cell cell = given->cells[from[at]];
        const strata_slice part = text_of(given->parts, cell.part);
        STRATA_TRY(strata_intern_add(sort->out->parts, part.text, part.len, &cell.part, err));
        STRATA_TRY(
            strata_release_add_cell(sort->out, text_of(given->ids, from[at] + 1), &cell, err));
    }
    return STRATA_OK;
}

static strata_status add_sums(sorting *sort, const uint32_t *from, strata_error *err)
{
    const strata_intern *ids = sort->given->ids;
    for (uint32_t at = 0; at < sort->given->equation_count; at++) {
        const sum *one = &sort->sums[at];
        const strata_slice id = text_of(sort->given->equations, one->from + 1);
        for (uint32_t part = 0; part < one->count; part++) {
            STRATA_TRY(strata_release_add_link(sort->out, id, text_of(ids, from[one->total] + 1),
                                               text_of(ids, from[one->parts[part]] + 1), err));
        }
    }
    return strata_release_finish(sort->out, err);
}

static strata_status sort_all(sorting *sort, uint32_t *from, strata_error *err)
{
    const strata_release *given = sort->given;
    sort->to = strata_alloc_zero(given->cell_count, sizeof *sort->to);
    sort->rank = strata_alloc_zero((size_t)given->cell_count + 1, sizeof *sort->rank);
    sort->sums = strata_alloc_zero(given->equation_count, sizeof *sort->sums);
    sort->parts =
        strata_alloc_zero((size_t)given->link_count + given->equation_count, sizeof *sort->parts);
    sort->out = strata_release_new();
    if (sort->to == NULL || sort->rank == NULL || sort->sums == NULL || sort->parts == NULL ||
        sort->out == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_intern_ranks(given->ids, sort->rank, err));
    for (uint32_t cell = 0; cell < given->cell_count; cell++) {
        sort->to[cell] = sort->rank[cell + 1] - 1; /* the empty text is first */
        from[sort->to[cell]] = cell;
    }
    sort_sums(sort);
    STRATA_TRY(add_cells(sort, from, err));
    return add_sums(sort, from, err);
}

strata_status strata_suppress_sort(const strata_release *release, uint32_t *from,
                                   strata_release **out, strata_error *err)
{
    sorting sort = {.given = release};
    const strata_status status = sort_all(&sort, from, err);
    strata_free(sort.to);
    strata_free(sort.rank);
    strata_free(sort.sums);
    strata_free(sort.parts);
    if (status != STRATA_OK) {
        strata_release_free(sort.out);
        sort.out = NULL;
    }
    *out = sort.out;
    return status;
}
