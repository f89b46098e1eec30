/* Whole numbers of which sums are known: what a reader of published tables can write down. */
#ifndef STRATA_PROTECT_EQUATIONS_H
#define STRATA_PROTECT_EQUATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/checked.h"
#include "base/status.h"

/** A bound that is none: hi above, lo below. */
#define STRATA_BOUND_NONE INT64_MAX

/** Numbers further from 0 are refused, or taken for no bound; so sums of a whole equation fit. */
#define STRATA_NUMBER_MOST INT64_C(1000000000000)

/** True of numbers up to STRATA_NUMBER_MOST. */
static inline bool strata_number_fits(strata_int128 number)
{
    return number <= STRATA_NUMBER_MOST && number >= -STRATA_NUMBER_MOST;
}

enum {
    STRATA_EQUATION_MOST = 1000000 /* cells of one equation */
};

/** Equations sum of sign * x = right over cells x with bounds, all in plain arrays. */
typedef struct strata_equations {
    uint32_t cell_count;
    uint32_t count;
    uint32_t *start;     /* start[count + 1], into member and sign */
    uint32_t *member;    /* cells of equation e: member[start[e]] to member[start[e + 1] - 1] */
    int8_t *sign;        /* 1 or -1 */
    int64_t *right;      /* right[count] */
    uint32_t *use_start; /* use_start[cell_count + 1], into use */
    uint32_t *use;       /* equations of a cell, ascending */
    int8_t *use_sign;    /* the cell's sign in them */
    int64_t *lo;         /* lo[cell_count]; -STRATA_BOUND_NONE: none */
    int64_t *hi;         /* hi[cell_count]; STRATA_BOUND_NONE: none; hi == lo: known */
} strata_equations;

/** Room for `cells` cells, `count` equations and `members` members in all; right is 0, and there
 * are no bounds until they are set.
 *  @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_equations_init(strata_equations *equations, uint32_t cells, uint32_t count,
                                    uint32_t members, strata_error *err) STRATA_NODISCARD;
void strata_equations_deinit(strata_equations *equations);

/** Fills use_start, use and use_sign from start and member. */
void strata_equations_index(strata_equations *equations);

/** True if nothing is left to know about a cell. */
static inline bool strata_equations_knows(const strata_equations *equations, uint32_t cell)
{
    return equations->lo[cell] == equations->hi[cell];
}

/** Sum of sign * x - right of one equation, for x[cell_count] within STRATA_NUMBER_MOST. */
int64_t strata_equations_excess(const strata_equations *equations, uint32_t equation,
                                const int64_t *x);

/** True if x[cell_count] fits every equation and every bound. */
bool strata_equations_fit(const strata_equations *equations, const int64_t *x);

#endif
