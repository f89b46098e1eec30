/* Equations wait in a list until one unknown is left in them. */
#include "protect/peel.h"

#include "base/alloc.h"

typedef struct peeling {
    strata_equations *of;
    uint32_t *by;
    uint32_t *unknown; /* unknown[of->count]: cells not known yet */
    uint32_t *ready;   /* ready[of->count]: equations with one */
    uint32_t length;
} peeling;

static void count_unknown(peeling *peel)
{
    const strata_equations *of = peel->of;
    for (uint32_t equation = 0; equation < of->count; equation++) {
        for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
            peel->unknown[equation] += strata_equations_knows(of, of->member[at]) ? 0 : 1;
        }
        if (peel->unknown[equation] == 1) {
            peel->ready[peel->length++] = equation;
        }
    }
}

/* The place of the one cell that is not known, and what the known ones leave for its term. */
static uint32_t find_unknown(const strata_equations *of, uint32_t equation, int64_t *left)
{
    uint32_t found = UINT32_MAX;
    *left = of->right[equation];
    for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
        const uint32_t cell = of->member[at];
        if (strata_equations_knows(of, cell)) {
            *left -= of->sign[at] * of->lo[cell];
        } else {
            found = at;
        }
    }
    return found;
}

/* False: what is left does not fit the bounds of the cell. */
static bool solve(peeling *peel, uint32_t equation)
{
    strata_equations *of = peel->of;
    int64_t left = 0;
    const uint32_t at = find_unknown(of, equation, &left);
    const uint32_t cell = of->member[at];
    const int64_t value = of->sign[at] * left;
    if (value < of->lo[cell] || value > of->hi[cell] || !strata_number_fits(value)) {
        return false;
    }
    of->lo[cell] = value;
    of->hi[cell] = value;
    peel->by[cell] = equation;
    for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
        if (--peel->unknown[of->use[use]] == 1) {
            peel->ready[peel->length++] = of->use[use];
        }
    }
    return true;
}

static strata_status work_off(peeling *peel, uint32_t *broken)
{
    for (uint32_t next = 0; next < peel->length; next++) {
        const uint32_t equation = peel->ready[next];
        if (peel->unknown[equation] == 1 && !solve(peel, equation)) {
            *broken = equation;
            return STRATA_E_INPUT;
        }
    }
    return STRATA_OK;
}

strata_status strata_peel(strata_equations *equations, uint32_t *by, uint32_t *broken,
                          strata_error *err)
{
    peeling peel = {
        .of = equations,
        .unknown = strata_alloc_zero(equations->count, sizeof(uint32_t)),
        .ready = strata_alloc_zero(equations->count, sizeof(uint32_t)),
    };
    strata_status status = STRATA_OK;
    peel.by = by;
    if (peel.unknown == NULL || peel.ready == NULL) {
        status = strata_fail_memory(err);
    } else {
        count_unknown(&peel);
        status = work_off(&peel, broken);
    }
    strata_free(peel.unknown);
    strata_free(peel.ready);
    return status;
}
