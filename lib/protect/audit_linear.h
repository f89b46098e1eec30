/* The greatest and least value of a sum of cells over all tables of real numbers that fit: GLPK's
 * simplex, which goes on from where the last question ended. */
#ifndef STRATA_PROTECT_AUDIT_LINEAR_H
#define STRATA_PROTECT_AUDIT_LINEAR_H

#include "protect/equations.h"

typedef struct strata_linear strata_linear;

/** What came of a question. */
typedef enum strata_linear_answer {
    STRATA_LINEAR_FOUND,    /* x and multiplier are filled, as exact as doubles are */
    STRATA_LINEAR_NO_TABLE, /* nothing fits */
    STRATA_LINEAR_GAVE_UP   /* numbers too bad, or more steps than it may take */
} strata_linear_answer;

/** True if strata was built with GLPK. */
bool strata_linear_is_there(void);

/** @param out  NULL without GLPK; yours to strata_linear_close
 *  @return     STRATA_OK, STRATA_E_MEMORY, STRATA_E_INTERNAL (GLPK failed) */
strata_status strata_linear_open(const strata_equations *equations, strata_linear **out,
                                 strata_error *err) STRATA_NODISCARD;
void strata_linear_close(strata_linear *linear); /* NULL is fine */

/** Takes over bounds of the equations that have been narrowed since. */
strata_status strata_linear_update(strata_linear *linear, strata_error *err) STRATA_NODISCARD;

/** Where an answer goes. */
typedef struct strata_linear_table {
    double *x;          /* x[cell_count], filled if found */
    double *multiplier; /* multiplier[count], filled if found: of each equation, so that the sum of
                           multiplier times equation bounds the weighted sum; see audit_proof.h */
    strata_linear_answer answer;
} strata_linear_table;

/** The table for which weight[cell_count] times the cells is greatest. A cell without a bound gets
 * one beyond all other numbers, so that there is such a table.
 *  @return STRATA_OK; STRATA_E_MEMORY: GLPK failed, and the problem is of no more use */
strata_status strata_linear_greatest(strata_linear *linear, const int8_t *weight,
                                     strata_linear_table *out, strata_error *err) STRATA_NODISCARD;

#endif
