/* Two columns a cell, up and down, whose prices are positive: so a table that does not move is best
 * until a cell must, and the dual simplex has only that cell's sums to mend. Of GLPK's ways to end,
 * see audit_linear.c. */
#include "protect/suppress_route.h"

#ifdef STRATA_HAVE_GLPK
#include <glpk.h>
#include <math.h>
#include <setjmp.h>

enum {
    STEPS_MOST = 4000,
    DIVES = 30
};

static const double broken_least = 1e-6; /* anything less is the solver's rounding */

typedef struct asking {
    const strata_route *route;
    glp_prob *problem;
    double *step;
    double price;
    bool is_found;
} asking;

bool strata_route_is_there(void)
{
    return true;
}

static void lead_out(void *context)
{
    jmp_buf *back = context;
    longjmp(*back, 1);
}

/* Columns of a cell: up, then down. */
static int column_of(uint32_t cell, bool up)
{
    return (int)(2 * cell) + (up ? 1 : 2);
}

static void set_column(const asking *ask, uint32_t cell, bool up)
{
    const strata_route *route = ask->route;
    const double wanted = fabs((double)route->delta);
    const double most = up ? route->up[cell] : route->down[cell];
    const double carried = most < wanted ? most : wanted;
    const int column = column_of(cell, up);
    if (cell == route->cell) {
        const bool is_its = up == (route->delta > 0);
        glp_set_col_bnds(ask->problem, column, GLP_FX, is_its ? wanted : 0, 0);
    } else {
        glp_set_col_bnds(ask->problem, column, most > 0 ? GLP_DB : GLP_FX, 0, most);
    }
    glp_set_obj_coef(ask->problem, column, route->price[cell] / (carried > 0 ? carried : 1));
}

static void set_row(const asking *ask, uint32_t equation, int *index, double *value)
{
    const strata_equations *of = ask->route->of;
    int length = 0;
    for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
        index[++length] = column_of(of->member[at], true);
        value[length] = of->sign[at];
        index[++length] = column_of(of->member[at], false);
        value[length] = -of->sign[at];
    }
    glp_set_mat_row(ask->problem, (int)equation + 1, length, index, value);
    glp_set_row_bnds(ask->problem, (int)equation + 1, GLP_FX, 0, 0);
}

static void build(asking *ask)
{
    const strata_equations *of = ask->route->of;
    (void)glp_term_out(GLP_OFF);
    ask->problem = glp_create_prob();
    if (of->count > 0) {
        glp_add_rows(ask->problem, (int)of->count);
    }
    glp_add_cols(ask->problem, 2 * (int)of->cell_count);
    int *index = glp_alloc(2 * (int)of->cell_count + 1, sizeof(int));
    double *value = glp_alloc(2 * (int)of->cell_count + 1, sizeof(double));
    for (uint32_t equation = 0; equation < of->count; equation++) {
        set_row(ask, equation, index, value);
    }
    glp_free(index);
    glp_free(value);
    for (uint32_t cell = 0; cell < of->cell_count; cell++) {
        set_column(ask, cell, true);
        set_column(ask, cell, false);
    }
    glp_std_basis(ask->problem);
}

static bool solve(const asking *ask)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_DUALP;
    how.r_test = GLP_RT_FLIP; /* most columns have two bounds */
    how.obj_ul = ask->route->most > 0 ? ask->route->most : how.obj_ul;
    how.it_lim = glp_get_it_cnt(ask->problem) + STEPS_MOST;
    return glp_simplex(ask->problem, &how) == 0 && glp_get_status(ask->problem) == GLP_OPT;
}

/* The column that is nearest to a whole number that it is not; 0: all are whole. */
static int find_broken(const asking *ask)
{
    int best = 0;
    double most = 0;
    for (int column = 1; column <= glp_get_num_cols(ask->problem); column++) {
        const double x = glp_get_col_prim(ask->problem, column);
        const double over = x - floor(x + broken_least);
        if (over > broken_least && over > most) {
            most = over;
            best = column;
        }
    }
    return best;
}

/* Towards whole numbers: a broken column is made whole, upwards or else downwards. */
static bool dive(const asking *ask)
{
    int column = find_broken(ask);
    bool is_there = true;
    for (unsigned dives = 0; column != 0 && is_there && dives < DIVES; dives++) {
        const double x = glp_get_col_prim(ask->problem, column);
        const double most = glp_get_col_ub(ask->problem, column);
        glp_set_col_bnds(ask->problem, column, ceil(x) < most ? GLP_DB : GLP_FX, ceil(x), most);
        is_there = solve(ask);
        if (!is_there) {
            glp_set_col_bnds(ask->problem, column, floor(x) > 0 ? GLP_DB : GLP_FX, 0, floor(x));
            is_there = solve(ask);
        }
        column = is_there ? find_broken(ask) : 0;
    }
    return is_there && column == 0;
}

static void work(asking *ask)
{
    build(ask);
    ask->is_found = solve(ask) && dive(ask);
    for (uint32_t cell = 0; ask->is_found && cell < ask->route->of->cell_count; cell++) {
        ask->step[cell] = glp_get_col_prim(ask->problem, column_of(cell, true)) -
                          glp_get_col_prim(ask->problem, column_of(cell, false));
    }
    ask->price = ask->is_found ? glp_get_obj_val(ask->problem) : 0;
    glp_delete_prob(ask->problem);
}

strata_status strata_route_find(const strata_route *route, double *step, double *price, bool *found,
                                strata_error *err)
{
    asking ask = {.route = route};
    jmp_buf back;
    ask.step = step;
    *found = false;
    if (setjmp(back) != 0) {
        (void)glp_free_env();
        return strata_fail_memory(err); /* of all that it dies of, what can happen here */
    }
    glp_error_hook(lead_out, &back);
    work(&ask);
    glp_error_hook(NULL, NULL);
    *found = ask.is_found;
    *price = ask.price;
    return STRATA_OK;
}

#else

bool strata_route_is_there(void)
{
    return false;
}

strata_status strata_route_find(const strata_route *route, double *step, double *price, bool *found,
                                strata_error *err)
{
    (void)route;
    (void)step;
    (void)err;
    *price = 0;
    *found = false;
    return STRATA_OK;
}

#endif
