/* A set of cells: adding, sorting, finding. */
#include "cube/cellset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cell_history.h"
#include "cube/cell_meet.h"
#include "cube/cell_order.h"
#include "cube/cellset_overlap.h"

/* A cell's place in the order, so that sorting moves no cells. */
typedef struct sort_item {
    strata_cell_rank rank;
    size_t index;
} sort_item;

void strata_cellset_free(strata_cellset *set)
{
    if (set != NULL) {
        strata_dictionary_free(set->dictionary);
        strata_cell_order_free(set->order);
        strata_free(set->cells);
        strata_free(set->inputs);
        strata_free(set);
    }
}

strata_cellset *strata_cellset_new(void)
{
    strata_cellset *set = strata_alloc_zero(1, sizeof *set);
    if (set == NULL) {
        return NULL;
    }
    (void)snprintf(set->protection, sizeof set->protection, "unprotected");
    set->dictionary = strata_dictionary_new();
    if (set->dictionary == NULL) {
        strata_cellset_free(set);
        return NULL;
    }
    return set;
}

strata_status strata_cellset_add_all(strata_cellset *set, const strata_cell *cells, size_t count,
                                     strata_error *err)
{
    STRATA_TRY(
        strata_reserve(&set->cells, &set->room, set->count + count, sizeof *set->cells, err));
    for (size_t at = 0; at < count; at++) {
        set->cells[set->count++] = cells[at];
        if (cells[at].level_count > set->level_columns) {
            set->level_columns = cells[at].level_count;
        }
    }
    return STRATA_OK;
}

strata_status strata_cellset_add(strata_cellset *set, const strata_cell *cell, strata_error *err)
{
    return strata_cellset_add_all(set, cell, 1, err);
}

/* Index of the first input whose digest is not before `digest`. */
static size_t input_position(const strata_cellset *set, const char *digest)
{
    size_t low = 0;
    size_t high = set->input_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(set->inputs[middle].digest, digest) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

strata_status strata_cellset_add_input(strata_cellset *set, const char *digest, uint64_t rows,
                                       strata_error *err)
{
    const size_t at = input_position(set, digest);
    if (at < set->input_count && strcmp(set->inputs[at].digest, digest) == 0) {
        return strata_fail(err, STRATA_E_INPUT, "input-twice",
                           "the input with digest %s comes twice; its students would count double",
                           digest);
    }
    if (set->input_count == STRATA_MARKS_MAX) {
        return strata_fail(err, STRATA_E_INPUT, "inputs", "more than %d inputs", STRATA_MARKS_MAX);
    }
    STRATA_TRY(strata_reserve(&set->inputs, &set->input_room, set->input_count + 1,
                              sizeof *set->inputs, err));
    memmove(&set->inputs[at + 1], &set->inputs[at], (set->input_count - at) * sizeof *set->inputs);
    strata_input_mark *mark = &set->inputs[at];
    *mark = (strata_input_mark){.rows = rows};
    (void)snprintf(mark->digest, sizeof mark->digest, "%s", digest);
    set->input_count++;
    return STRATA_OK;
}

static int compare_items(const void *left, const void *right)
{
    const sort_item *a = left;
    const sort_item *b = right;
    return strata_cell_rank_compare(&a->rank, &b->rank);
}

/* A set on its way into its order. */
typedef struct sorting {
    const sort_item *items; /* items[set->count], in order */
    strata_cell *cells;     /* cells[count]: those of one key joined */
    bool *has_met;          /* has_met[count]: two of them, not both sums */
    size_t count;
} sorting;

static bool is_sum(const strata_cell *cell)
{
    return (cell->has & STRATA_IS_SUM) != 0;
}

static strata_status join_sorted(const strata_cellset *set, sorting *sorted, strata_error *err)
{
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[sorted->items[at].index];
        if (at > 0 && compare_items(&sorted->items[at - 1], &sorted->items[at]) == 0) {
            strata_cell *into = &sorted->cells[sorted->count - 1];
            sorted->has_met[sorted->count - 1] |= !is_sum(into) || !is_sum(cell);
            STRATA_TRY(strata_cell_meet(into, cell, err));
        } else {
            sorted->cells[sorted->count++] = *cell;
        }
    }
    return STRATA_OK;
}

/* The set as it was sorted; what it held before is freed. */
static void take_sorted(strata_cellset *set, sorting *sorted)
{
    strata_free(set->cells);
    set->room = set->count;
    set->cells = sorted->cells;
    set->count = sorted->count;
    sorted->cells = NULL;
}

static strata_status rank_cell(const strata_cellset *set, size_t at, strata_cell_rank *out,
                               strata_error *err)
{
    return strata_cell_order_rank(set->order, &set->cells[at].key, out)
               ? STRATA_OK
               : strata_fail(err, STRATA_E_INTERNAL, "cells-order",
                             "a cell names a text that its dictionary does not have");
}

/* Whether the cells, of which there are some, are in order already and no two of one key. */
static strata_status find_order(const strata_cellset *set, bool *is_sorted, strata_error *err)
{
    strata_cell_rank ranks[2];
    *is_sorted = true;
    STRATA_TRY(rank_cell(set, 0, &ranks[0], err));
    for (size_t at = 1; *is_sorted && at < set->count; at++) {
        STRATA_TRY(rank_cell(set, at, &ranks[at % 2], err));
        *is_sorted = strata_cell_rank_compare(&ranks[(at + 1) % 2], &ranks[at % 2]) < 0;
    }
    return STRATA_OK;
}

static strata_status sort_cells(strata_cellset *set, sort_item *items, strata_error *err)
{
    for (size_t at = 0; at < set->count; at++) {
        items[at].index = at;
        STRATA_TRY(rank_cell(set, at, &items[at].rank, err));
    }
    qsort(items, set->count, sizeof *items, compare_items);
    sorting sorted = {.items = items,
                      .cells = strata_alloc_zero(set->count, sizeof *sorted.cells),
                      .has_met = strata_alloc_zero(set->count, sizeof *sorted.has_met)};
    strata_status status = sorted.cells != NULL && sorted.has_met != NULL
                               ? join_sorted(set, &sorted, err)
                               : strata_fail_memory(err);
    if (status == STRATA_OK) {
        take_sorted(set, &sorted);
        status = strata_cellset_check_overlap(set, sorted.has_met, err);
    }
    strata_free(sorted.cells);
    strata_free(sorted.has_met);
    return status;
}

static strata_status put_in_order(strata_cellset *set, strata_error *err)
{
    sort_item *items = strata_alloc_zero(set->count, sizeof *items);
    if (items == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = sort_cells(set, items, err);
    strata_free(items);
    return status;
}

strata_status strata_cellset_order(strata_cellset *set, strata_error *err)
{
    strata_cell_order_free(set->order);
    set->order = NULL;
    STRATA_TRY(strata_cell_order_new(set->dictionary, set->cells, set->count, &set->order, err));
    if (set->count == 0) {
        return STRATA_OK;
    }
    bool is_sorted = false;
    STRATA_TRY(find_order(set, &is_sorted, err));
    return is_sorted ? STRATA_OK : put_in_order(set, err);
}

strata_status strata_cellset_sort(strata_cellset *set, strata_error *err)
{
    STRATA_TRY(strata_cellset_order(set, err));
    strata_cell_history_apply(set);
    return STRATA_OK;
}

const strata_cell *strata_cellset_find(const strata_cellset *set, const strata_cell_key *key)
{
    strata_cell_rank wanted;
    if (set->order == NULL || !strata_cell_order_rank(set->order, key, &wanted)) {
        return NULL;
    }
    size_t low = 0;
    size_t high = set->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        strata_cell_rank rank = {{0}};
        (void)!strata_cell_order_rank(set->order, &set->cells[middle].key, &rank);
        const int order = strata_cell_rank_compare(&rank, &wanted);
        if (order == 0) {
            return &set->cells[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const char *strata_cellset_text(const strata_cellset *set, uint32_t id)
{
    return strata_dictionary_text(set->dictionary, id);
}
