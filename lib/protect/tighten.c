/* A list of equations to look at; whatever moves puts the equations of its cell on it again. */
#include "protect/tighten.h"

#include "base/alloc.h"

enum {
    PASSES_MOST = 200 /* bounds that creep, one by one, are left before they arrive */
};

/* What the members of an equation add up to, at least and at most, unbounded ones apart. */
typedef struct range {
    int64_t lo;
    int64_t hi;
    uint32_t open_lo; /* members without a lower bound of their term */
    uint32_t open_hi;
} range;

/* One member as a term of the sum: sign * x. */
typedef struct term {
    int64_t lo;
    int64_t hi;
} term;

strata_status strata_tighten_init(strata_tighten *tighten, strata_equations *of, strata_error *err)
{
    *tighten = (strata_tighten){
        .of = of,
        .queue = strata_alloc_zero(of->count, sizeof(uint32_t)),
        .is_queued = strata_alloc_zero(of->count, sizeof(bool)),
        .work_most = (uint64_t)PASSES_MOST * ((uint64_t)of->start[of->count] + 1),
        .broken = UINT32_MAX,
    };
    return tighten->queue != NULL && tighten->is_queued != NULL ? STRATA_OK
                                                                : strata_fail_memory(err);
}

void strata_tighten_deinit(strata_tighten *tighten)
{
    strata_free(tighten->queue);
    strata_free(tighten->is_queued);
    *tighten = (strata_tighten){0};
}

void strata_tighten_push(strata_tighten *tighten, uint32_t equation)
{
    if (!tighten->is_queued[equation]) {
        const uint64_t end = (uint64_t)tighten->head + tighten->length;
        tighten->queue[end % tighten->of->count] = equation;
        tighten->is_queued[equation] = true;
        tighten->length++;
    }
}

void strata_tighten_push_cell(strata_tighten *tighten, uint32_t cell)
{
    const strata_equations *of = tighten->of;
    for (uint32_t at = of->use_start[cell]; at < of->use_start[cell + 1]; at++) {
        strata_tighten_push(tighten, of->use[at]);
    }
}

void strata_tighten_push_all(strata_tighten *tighten)
{
    for (uint32_t equation = 0; equation < tighten->of->count; equation++) {
        strata_tighten_push(tighten, equation);
    }
}

static uint32_t pop(strata_tighten *tighten)
{
    const uint32_t equation = tighten->queue[tighten->head];
    tighten->head = tighten->head + 1 < tighten->of->count ? tighten->head + 1 : 0;
    tighten->length--;
    tighten->is_queued[equation] = false;
    return equation;
}

bool strata_tighten_cell(strata_tighten *tighten, uint32_t cell, int64_t lo, int64_t hi)
{
    int64_t *own_lo = &tighten->of->lo[cell];
    int64_t *own_hi = &tighten->of->hi[cell];
    const bool moves_lo = lo > *own_lo && lo >= -STRATA_NUMBER_MOST;
    const bool moves_hi = hi < *own_hi && hi <= STRATA_NUMBER_MOST;
    if (!moves_lo && !moves_hi) {
        return true;
    }
    *own_lo = moves_lo ? lo : *own_lo;
    *own_hi = moves_hi ? hi : *own_hi;
    tighten->has_moved = true;
    if (tighten->how != NULL) {
        tighten->how[cell] = tighten->mark;
    }
    strata_tighten_push_cell(tighten, cell);
    return *own_lo <= *own_hi;
}

static term term_of(const strata_equations *of, uint32_t at)
{
    const int64_t lo = of->lo[of->member[at]];
    const int64_t hi = of->hi[of->member[at]];
    return of->sign[at] > 0 ? (term){lo, hi} : (term){-hi, -lo};
}

static range range_of(const strata_equations *of, uint32_t equation)
{
    range sum = {0};
    for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
        const term one = term_of(of, at);
        if (one.lo == -STRATA_BOUND_NONE) {
            sum.open_lo++;
        } else {
            sum.lo += one.lo;
        }
        if (one.hi == STRATA_BOUND_NONE) {
            sum.open_hi++;
        } else {
            sum.hi += one.hi;
        }
    }
    return sum;
}

/* What the other members leave to one term. */
static term rest_for(const range *sum, int64_t right, term own)
{
    term left = {-STRATA_BOUND_NONE, STRATA_BOUND_NONE};
    const bool is_lo_open = own.lo == -STRATA_BOUND_NONE;
    const bool is_hi_open = own.hi == STRATA_BOUND_NONE;
    if (sum->open_lo == (is_lo_open ? 1 : 0)) {
        left.hi = right - (sum->lo - (is_lo_open ? 0 : own.lo));
    }
    if (sum->open_hi == (is_hi_open ? 1 : 0)) {
        left.lo = right - (sum->hi - (is_hi_open ? 0 : own.hi));
    }
    return left;
}

static bool look_at(strata_tighten *tighten, uint32_t equation)
{
    const strata_equations *of = tighten->of;
    const int64_t right = of->right[equation];
    const range sum = range_of(of, equation);
    if ((sum.open_lo == 0 && sum.lo > right) || (sum.open_hi == 0 && sum.hi < right)) {
        return false;
    }
    if (sum.open_lo > 1 && sum.open_hi > 1) {
        return true;
    }
    for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
        const term own = term_of(of, at);
        if (own.lo == own.hi) {
            continue;
        }
        const term left = rest_for(&sum, right, own);
        const bool is_left = of->sign[at] > 0
                                 ? strata_tighten_cell(tighten, of->member[at], left.lo, left.hi)
                                 : strata_tighten_cell(tighten, of->member[at], -left.hi, -left.lo);
        if (!is_left) {
            return false;
        }
    }
    return true;
}

void strata_tighten_forget(strata_tighten *tighten)
{
    while (tighten->length > 0) {
        (void)pop(tighten);
    }
}

bool strata_tighten_run(strata_tighten *tighten)
{
    const strata_equations *of = tighten->of;
    uint64_t work = 0;
    while (tighten->length > 0) {
        const uint32_t equation = pop(tighten);
        const uint32_t length = of->start[equation + 1] - of->start[equation];
        work += length;
        tighten->worked += length;
        if (!look_at(tighten, equation)) {
            tighten->broken = equation;
            strata_tighten_forget(tighten);
            return false;
        }
        if (work > tighten->work_most) {
            strata_tighten_forget(tighten);
        }
    }
    return true;
}
