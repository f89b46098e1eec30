/* A row with whole factors, and what it leaves to each of its cells. */
#include "protect/audit_proof.h"

#include <math.h>

#include "base/alloc.h"
#include "base/checked.h"

enum {
    UNIT = 720720,
    MULTIPLIER_MOST = 1000
};

/* The row while it is looked at: sums of factor * bound over the cells that have one. */
typedef struct row {
    strata_int128 right;
    strata_int128 least;
    strata_int128 most;
    uint32_t open_least; /* cells whose term has no lower bound */
    uint32_t open_most;
    uint32_t count;
} row;

/* One cell's term. */
typedef struct span {
    strata_int128 least;
    strata_int128 most;
    bool is_open_least;
    bool is_open_most;
} span;

strata_status strata_proof_init(strata_proof *proof, uint32_t cells, strata_error *err)
{
    *proof = (strata_proof){.factor = strata_alloc_zero(cells, sizeof(int64_t)),
                            .cell = strata_alloc_zero(cells, sizeof(uint32_t))};
    return proof->factor != NULL && proof->cell != NULL ? STRATA_OK : strata_fail_memory(err);
}

void strata_proof_deinit(strata_proof *proof)
{
    strata_free(proof->factor);
    strata_free(proof->cell);
    *proof = (strata_proof){0};
}

static void add_equation(strata_proof *proof, const strata_equations *of, uint32_t equation,
                         int64_t times)
{
    for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
        proof->factor[of->member[at]] += times * of->sign[at];
    }
}

static int64_t whole(double multiplier)
{
    const bool is_usable = fabs(multiplier) <= MULTIPLIER_MOST; /* not for a NaN either */
    return is_usable ? (int64_t)llround(multiplier * UNIT) : 0;
}

static row make_row(strata_proof *proof, const strata_equations *of, const double *multiplier)
{
    row made = {0};
    for (uint32_t equation = 0; equation < of->count; equation++) {
        const int64_t times = whole(multiplier[equation]);
        if (times != 0) {
            add_equation(proof, of, equation, times);
            made.right += (strata_int128)times * of->right[equation];
        }
    }
    for (uint32_t cell = 0; cell < of->cell_count; cell++) {
        if (proof->factor[cell] != 0) {
            proof->cell[made.count++] = cell;
        }
    }
    return made;
}

static span span_of(const strata_equations *of, uint32_t cell, int64_t factor)
{
    const bool is_up = factor > 0;
    const int64_t low = is_up ? of->lo[cell] : of->hi[cell];
    const int64_t high = is_up ? of->hi[cell] : of->lo[cell];
    const bool is_low_open = low == STRATA_BOUND_NONE || low == -STRATA_BOUND_NONE;
    const bool is_high_open = high == STRATA_BOUND_NONE || high == -STRATA_BOUND_NONE;
    return (span){
        .least = is_low_open ? 0 : (strata_int128)factor * low,
        .most = is_high_open ? 0 : (strata_int128)factor * high,
        .is_open_least = is_low_open,
        .is_open_most = is_high_open,
    };
}

static void add_up(row *made, const strata_proof *proof, const strata_equations *of)
{
    for (uint32_t at = 0; at < made->count; at++) {
        const span one = span_of(of, proof->cell[at], proof->factor[proof->cell[at]]);
        made->least += one.least;
        made->most += one.most;
        made->open_least += one.is_open_least ? 1 : 0;
        made->open_most += one.is_open_most ? 1 : 0;
    }
}

static int64_t limited(strata_int128 x)
{
    if (x > STRATA_NUMBER_MOST) {
        return STRATA_BOUND_NONE;
    }
    return x < -STRATA_NUMBER_MOST ? -STRATA_BOUND_NONE : (int64_t)x;
}

/* factor * x lies in least..most: what that leaves to x. */
static bool narrow_cell(strata_tighten *tighten, uint32_t cell, int64_t factor, const span *left)
{
    const strata_int128 size = factor > 0 ? factor : -(strata_int128)factor;
    /* size * y with y = x or -x */
    int64_t high =
        left->is_open_most ? STRATA_BOUND_NONE : limited(strata_floor_i128(left->most, size));
    int64_t low =
        left->is_open_least ? -STRATA_BOUND_NONE : limited(strata_ceiling_i128(left->least, size));
    if (low == STRATA_BOUND_NONE || high == -STRATA_BOUND_NONE) {
        return true; /* far outside of what is looked at: no use is made of it */
    }
    return factor > 0 ? strata_tighten_cell(tighten, cell, low, high)
                      : strata_tighten_cell(tighten, cell, -high, -low);
}

static bool narrow_all(const row *made, const strata_proof *proof, strata_tighten *tighten)
{
    for (uint32_t at = 0; at < made->count; at++) {
        const uint32_t cell = proof->cell[at];
        const int64_t factor = proof->factor[cell];
        const span own = span_of(tighten->of, cell, factor);
        const span left = {
            .least = made->right - (made->most - own.most),
            .most = made->right - (made->least - own.least),
            .is_open_least = made->open_most > (own.is_open_most ? 1 : 0),
            .is_open_most = made->open_least > (own.is_open_least ? 1 : 0),
        };
        if (!narrow_cell(tighten, cell, factor, &left)) {
            return false;
        }
    }
    return true;
}

bool strata_proof_narrow(strata_proof *proof, strata_tighten *tighten, const double *multiplier)
{
    row made = make_row(proof, tighten->of, multiplier);
    add_up(&made, proof, tighten->of);
    const bool is_left = narrow_all(&made, proof, tighten);
    for (uint32_t cell = 0; cell < tighten->of->cell_count; cell++) {
        proof->factor[cell] = 0;
    }
    return is_left;
}
