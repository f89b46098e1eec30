/* Equations as rows of members and, turned round, as the uses of each cell. */
#include "protect/equations.h"

#include <string.h>

#include "base/alloc.h"

strata_status strata_equations_init(strata_equations *equations, uint32_t cells, uint32_t count,
                                    uint32_t members, strata_error *err)
{
    *equations = (strata_equations){
        .cell_count = cells,
        .count = count,
        .start = strata_alloc_zero((size_t)count + 1, sizeof(uint32_t)),
        .member = strata_alloc_zero(members, sizeof(uint32_t)),
        .sign = strata_alloc_zero(members, sizeof(int8_t)),
        .right = strata_alloc_zero(count, sizeof(int64_t)),
        .use_start = strata_alloc_zero((size_t)cells + 1, sizeof(uint32_t)),
        .use = strata_alloc_zero(members, sizeof(uint32_t)),
        .use_sign = strata_alloc_zero(members, sizeof(int8_t)),
        .lo = strata_alloc_zero(cells, sizeof(int64_t)),
        .hi = strata_alloc_zero(cells, sizeof(int64_t)),
    };
    const bool has_all =
        equations->start != NULL && equations->member != NULL && equations->sign != NULL &&
        equations->right != NULL && equations->use_start != NULL && equations->use != NULL &&
        equations->use_sign != NULL && equations->lo != NULL && equations->hi != NULL;
    if (!has_all) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        equations->lo[cell] = -STRATA_BOUND_NONE;
        equations->hi[cell] = STRATA_BOUND_NONE;
    }
    return STRATA_OK;
}

void strata_equations_deinit(strata_equations *equations)
{
    strata_free(equations->start);
    strata_free(equations->member);
    strata_free(equations->sign);
    strata_free(equations->right);
    strata_free(equations->use_start);
    strata_free(equations->use);
    strata_free(equations->use_sign);
    strata_free(equations->lo);
    strata_free(equations->hi);
    *equations = (strata_equations){0};
}

void strata_equations_index(strata_equations *equations)
{
    uint32_t *start = equations->use_start;
    memset(start, 0, ((size_t)equations->cell_count + 1) * sizeof *start);
    for (uint32_t at = 0; at < equations->start[equations->count]; at++) {
        start[equations->member[at] + 1]++;
    }
    for (uint32_t cell = 0; cell < equations->cell_count; cell++) {
        start[cell + 1] += start[cell];
    }
    for (uint32_t equation = 0; equation < equations->count; equation++) {
        for (uint32_t at = equations->start[equation]; at < equations->start[equation + 1]; at++) {
            const uint32_t place = start[equations->member[at]]++;
            equations->use[place] = equation;
            equations->use_sign[place] = equations->sign[at];
        }
    }
    /* each start has moved to the next one's place */
    for (uint32_t cell = equations->cell_count; cell > 0; cell--) {
        start[cell] = start[cell - 1];
    }
    start[0] = 0;
}

int64_t strata_equations_excess(const strata_equations *equations, uint32_t equation,
                                const int64_t *x)
{
    int64_t sum = -equations->right[equation];
    for (uint32_t at = equations->start[equation]; at < equations->start[equation + 1]; at++) {
        sum += equations->sign[at] * x[equations->member[at]];
    }
    return sum;
}

bool strata_equations_fit(const strata_equations *equations, const int64_t *x)
{
    for (uint32_t cell = 0; cell < equations->cell_count; cell++) {
        if (x[cell] < equations->lo[cell] || x[cell] > equations->hi[cell]) {
            return false;
        }
    }
    for (uint32_t equation = 0; equation < equations->count; equation++) {
        if (strata_equations_excess(equations, equation, x) != 0) {
            return false;
        }
    }
    return true;
}
