/* One GLPK problem: a row for each equation, a column for each cell. GLPK ends the process when it
 * fails unless it is led out by a jump; after that its memory is given back as a whole, so no two
 * problems may be open at once. */
#include "protect/audit_linear.h"

#ifdef STRATA_HAVE_GLPK
#include <glpk.h>
#include <math.h>
#include <setjmp.h>

#include "base/alloc.h"

enum {
    STEPS_LEAST = 2000,
    STEPS_PER_SIZE = 20,
    ROOM_BEYOND = 1000000 /* no bound stands so far beyond all numbers that there are */
};

struct strata_linear {
    const strata_equations *of;
    glp_prob *problem; /* NULL once GLPK has failed */
    const int8_t *weight;
    strata_linear_table *out;
};

bool strata_linear_is_there(void)
{
    return true;
}

static void lead_out(void *context)
{
    jmp_buf *back = context;
    longjmp(*back, 1);
}

/* Lets GLPK work; if it fails, everything of it is gone. */
static strata_status guarded(void (*work)(strata_linear *), strata_linear *linear,
                             strata_error *err)
{
    jmp_buf back;
    if (setjmp(back) != 0) {
        (void)glp_free_env();
        linear->problem = NULL;
        return strata_fail_memory(err); /* of all that it dies of, what can happen here */
    }
    glp_error_hook(lead_out, &back);
    work(linear);
    glp_error_hook(NULL, NULL);
    return STRATA_OK;
}

static double larger(double x, double than)
{
    return fabs(x) > than ? fabs(x) : than;
}

/* Beyond all numbers that there are: so that every question has an answer that is a table. A proof
 * uses the bounds themselves. */
static double beyond(const strata_equations *of)
{
    double most = 0;
    for (uint32_t cell = 0; cell < of->cell_count; cell++) {
        most = of->lo[cell] != -STRATA_BOUND_NONE ? larger((double)of->lo[cell], most) : most;
        most = of->hi[cell] != STRATA_BOUND_NONE ? larger((double)of->hi[cell], most) : most;
    }
    for (uint32_t equation = 0; equation < of->count; equation++) {
        most = larger((double)of->right[equation], most);
    }
    return most + ROOM_BEYOND;
}

static void set_bounds(strata_linear *linear)
{
    const strata_equations *of = linear->of;
    const double most = beyond(of);
    for (uint32_t cell = 0; cell < of->cell_count; cell++) {
        const bool has_lo = of->lo[cell] != -STRATA_BOUND_NONE;
        const bool has_hi = of->hi[cell] != STRATA_BOUND_NONE;
        glp_set_col_bnds(
            linear->problem, (int)cell + 1, strata_equations_knows(of, cell) ? GLP_FX : GLP_DB,
            has_lo ? (double)of->lo[cell] : -most, has_hi ? (double)of->hi[cell] : most);
    }
}

static void set_row(strata_linear *linear, uint32_t equation, int *index, double *value)
{
    const strata_equations *of = linear->of;
    const uint32_t start = of->start[equation];
    const int length = (int)(of->start[equation + 1] - start);
    for (int at = 1; at <= length; at++) {
        index[at] = (int)of->member[start + (uint32_t)at - 1] + 1;
        value[at] = of->sign[start + (uint32_t)at - 1];
    }
    glp_set_mat_row(linear->problem, (int)equation + 1, length, index, value);
    glp_set_row_bnds(linear->problem, (int)equation + 1, GLP_FX, (double)of->right[equation], 0);
}

/* GLPK's arrays start at 1; x and multiplier serve as room for the longest row at first. */
static void build(strata_linear *linear)
{
    const strata_equations *of = linear->of;
    (void)glp_term_out(GLP_OFF);
    linear->problem = glp_create_prob();
    glp_set_obj_dir(linear->problem, GLP_MAX);
    if (of->count > 0) {
        glp_add_rows(linear->problem, (int)of->count);
    }
    glp_add_cols(linear->problem, (int)of->cell_count);
    int *index = glp_alloc((int)of->cell_count + 1, sizeof(int));
    double *value = glp_alloc((int)of->cell_count + 1, sizeof(double));
    for (uint32_t equation = 0; equation < of->count; equation++) {
        set_row(linear, equation, index, value);
    }
    glp_free(index);
    glp_free(value);
    set_bounds(linear);
    glp_adv_basis(linear->problem, 0);
}

strata_status strata_linear_open(const strata_equations *equations, strata_linear **out,
                                 strata_error *err)
{
    *out = NULL;
    strata_linear *linear = strata_alloc_zero(1, sizeof *linear);
    if (linear == NULL) {
        return strata_fail_memory(err);
    }
    linear->of = equations;
    const strata_status status = guarded(build, linear, err);
    if (status != STRATA_OK) {
        strata_linear_close(linear);
        return status;
    }
    *out = linear;
    return STRATA_OK;
}

void strata_linear_close(strata_linear *linear)
{
    if (linear != NULL) {
        if (linear->problem != NULL) {
            glp_delete_prob(linear->problem);
        }
        strata_free(linear);
    }
}

strata_status strata_linear_update(strata_linear *linear, strata_error *err)
{
    return guarded(set_bounds, linear, err);
}

static void set_weights(strata_linear *linear)
{
    for (uint32_t cell = 0; cell < linear->of->cell_count; cell++) {
        glp_set_obj_coef(linear->problem, (int)cell + 1, linear->weight[cell]);
    }
}

static bool run_simplex(strata_linear *linear)
{
    const uint32_t size = linear->of->cell_count + linear->of->count;
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_PRIMAL;
    how.it_lim = STEPS_LEAST + STEPS_PER_SIZE * (int)size;
    int code = glp_simplex(linear->problem, &how);
    if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND || code == GLP_EFAIL) {
        glp_std_basis(linear->problem);
        code = glp_simplex(linear->problem, &how);
    }
    return code == 0;
}

static void take_vertex(strata_linear *linear)
{
    for (uint32_t cell = 0; cell < linear->of->cell_count; cell++) {
        linear->out->x[cell] = glp_get_col_prim(linear->problem, (int)cell + 1);
    }
    for (uint32_t equation = 0; equation < linear->of->count; equation++) {
        linear->out->multiplier[equation] = glp_get_row_dual(linear->problem, (int)equation + 1);
    }
}

static void solve(strata_linear *linear)
{
    set_weights(linear);
    linear->out->answer = STRATA_LINEAR_GAVE_UP;
    if (!run_simplex(linear)) {
        return;
    }
    switch (glp_get_status(linear->problem)) {
    case GLP_OPT:
        linear->out->answer = STRATA_LINEAR_FOUND;
        take_vertex(linear);
        break;
    case GLP_NOFEAS:
        linear->out->answer = STRATA_LINEAR_NO_TABLE;
        break;
    default:
        break;
    }
}

strata_status strata_linear_greatest(strata_linear *linear, const int8_t *weight,
                                     strata_linear_table *out, strata_error *err)
{
    linear->weight = weight;
    linear->out = out;
    return guarded(solve, linear, err);
}

#else

bool strata_linear_is_there(void)
{
    return false;
}

strata_status strata_linear_open(const strata_equations *equations, strata_linear **out,
                                 strata_error *err)
{
    (void)equations;
    (void)err;
    *out = NULL;
    return STRATA_OK;
}

void strata_linear_close(strata_linear *linear)
{
    (void)linear;
}

strata_status strata_linear_update(strata_linear *linear, strata_error *err)
{
    (void)linear;
    (void)err;
    return STRATA_OK;
}

strata_status strata_linear_greatest(strata_linear *linear, const int8_t *weight,
                                     strata_linear_table *out, strata_error *err)
{
    (void)linear;
    (void)weight;
    (void)err;
    out->answer = STRATA_LINEAR_GAVE_UP;
    return STRATA_OK;
}

#endif
