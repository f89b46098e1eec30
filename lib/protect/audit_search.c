/* Depth first, with the bounds before every choice kept so that it can be taken back. */
#include "protect/audit_search.h"

#include <string.h>

#include "base/alloc.h"

enum {
    WORK_MOST = 1500000, /* members of equations looked at in one search, */
    WORK_EACH = 5000,    /* and for each member that there is: bounds can creep on and on */
    FIRST_STEP = 16      /* how far to look first where a cell has one bound or none */
};

/* One half of a cell's range was tried; the other is left. */
typedef struct strata_search_choice {
    uint32_t cell;
    int64_t lo; /* the other half */
    int64_t hi;
} strata_search_choice;

strata_status strata_search_init(strata_search *search, const strata_equations *equations,
                                 strata_error *err)
{
    *search = (strata_search){.own = *equations};
    search->own.lo = strata_alloc_zero(equations->cell_count, sizeof(int64_t));
    search->own.hi = strata_alloc_zero(equations->cell_count, sizeof(int64_t));
    if (search->own.lo == NULL || search->own.hi == NULL) {
        return strata_fail_memory(err);
    }
    return strata_tighten_init(&search->tighten, &search->own, err);
}

void strata_search_deinit(strata_search *search)
{
    strata_tighten_deinit(&search->tighten);
    strata_free(search->own.lo); /* the rest of own is borrowed */
    strata_free(search->own.hi);
    strata_free(search->saved);
    strata_free(search->choices);
    *search = (strata_search){0};
}

static size_t bytes_of_bounds(const strata_search *search)
{
    return search->own.cell_count * sizeof(int64_t);
}

void strata_search_start(strata_search *search, const strata_search_wish *wish)
{
    memcpy(search->own.lo, wish->lo, bytes_of_bounds(search));
    memcpy(search->own.hi, wish->hi, bytes_of_bounds(search));
    search->depth = 0;
    search->tighten.worked = 0;
    strata_tighten_forget(&search->tighten);
}

void strata_search_narrow(strata_search *search, uint32_t cell, int64_t lo, int64_t hi)
{
    search->own.lo[cell] = lo > search->own.lo[cell] ? lo : search->own.lo[cell];
    search->own.hi[cell] = hi < search->own.hi[cell] ? hi : search->own.hi[cell];
}

/* True if the range of `cell` is smaller than that of `than`. */
static bool is_smaller(const strata_equations *own, uint32_t cell, uint32_t than)
{
    const uint64_t one = (uint64_t)own->hi[cell] - (uint64_t)own->lo[cell];
    const uint64_t other = (uint64_t)own->hi[than] - (uint64_t)own->lo[than];
    return one < other;
}

/* The open cell with the smallest range; UINT32_MAX: all are known. */
static uint32_t choose(const strata_equations *own)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t cell = 0; cell < own->cell_count; cell++) {
        if (own->lo[cell] < own->hi[cell] && (best == UINT32_MAX || is_smaller(own, cell, best))) {
            best = cell;
        }
    }
    return best;
}

/* The last value of the lower half. */
static int64_t middle(int64_t lo, int64_t hi)
{
    if (lo == -STRATA_BOUND_NONE) {
        return hi == STRATA_BOUND_NONE ? 0 : hi - FIRST_STEP;
    }
    return hi == STRATA_BOUND_NONE ? lo + FIRST_STEP : lo + (hi - lo) / 2;
}

static strata_status save(strata_search *search, strata_error *err)
{
    const uint32_t cells = search->own.cell_count;
    const size_t at = search->depth * 2 * cells;
    STRATA_TRY(strata_reserve(&search->saved, &search->saved_room, at + (size_t)2 * cells,
                              sizeof *search->saved, err));
    STRATA_TRY(strata_reserve(&search->choices, &search->choice_room, search->depth + 1,
                              sizeof *search->choices, err));
    memcpy(search->saved + at, search->own.lo, bytes_of_bounds(search));
    memcpy(search->saved + at + cells, search->own.hi, bytes_of_bounds(search));
    return STRATA_OK;
}

/* Narrows the cell to one half and keeps the other for later. */
static strata_status branch(strata_search *search, uint32_t cell, const int64_t *near,
                            strata_error *err)
{
    const int64_t lo = search->own.lo[cell];
    const int64_t hi = search->own.hi[cell];
    const int64_t mid = middle(lo, hi);
    const bool is_upper_first = near != NULL && near[cell] > mid;
    STRATA_TRY(save(search, err));
    search->choices[search->depth++] = is_upper_first ? (strata_search_choice){cell, lo, mid}
                                                      : (strata_search_choice){cell, mid + 1, hi};
    (void)(is_upper_first ? strata_tighten_cell(&search->tighten, cell, mid + 1, hi)
                          : strata_tighten_cell(&search->tighten, cell, lo, mid));
    return STRATA_OK;
}

/* Takes the last choice back and takes its other half; false: none is left. */
static bool go_back(strata_search *search)
{
    if (search->depth == 0) {
        return false;
    }
    const uint32_t cells = search->own.cell_count;
    const strata_search_choice last = search->choices[--search->depth];
    const size_t at = search->depth * 2 * cells;
    memcpy(search->own.lo, search->saved + at, bytes_of_bounds(search));
    memcpy(search->own.hi, search->saved + at + cells, bytes_of_bounds(search));
    (void)strata_tighten_cell(&search->tighten, last.cell, last.lo, last.hi);
    return true;
}

static bool is_possible(const strata_equations *own)
{
    for (uint32_t cell = 0; cell < own->cell_count; cell++) {
        if (own->lo[cell] > own->hi[cell]) {
            return false;
        }
    }
    return true;
}

static uint64_t work_of(const strata_equations *own)
{
    const uint64_t work = (uint64_t)WORK_EACH * (own->start[own->count] + 1);
    return work < WORK_MOST ? work : WORK_MOST;
}

strata_status strata_search_run(strata_search *search, const strata_search_wish *wish,
                                strata_search_answer *answer, strata_error *err)
{
    *answer = STRATA_SEARCH_NONE;
    if (!is_possible(&search->own)) {
        return STRATA_OK;
    }
    const uint64_t most = work_of(&search->own);
    strata_tighten_push_all(&search->tighten);
    for (uint32_t step = 0; step < wish->steps && search->tighten.worked < most; step++) {
        if (!strata_tighten_run(&search->tighten)) {
            if (!go_back(search)) {
                return STRATA_OK;
            }
            continue;
        }
        const uint32_t cell = choose(&search->own);
        if (cell == UINT32_MAX && !strata_equations_fit(&search->own, search->own.lo)) {
            break; /* what follows was not worked out to its end */
        }
        if (cell == UINT32_MAX) {
            search->x = search->own.lo;
            *answer = STRATA_SEARCH_FOUND;
            return STRATA_OK;
        }
        STRATA_TRY(branch(search, cell, wish->near, err));
    }
    *answer = STRATA_SEARCH_GAVE_UP;
    return STRATA_OK;
}
