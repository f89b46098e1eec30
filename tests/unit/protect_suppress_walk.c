/* Walks on a square of three rows and three columns with all totals: cells 0 to 8, rows 9 to 11,
 * columns 12 to 14. */
#include <math.h>

#include "protect/suppress_walk.h"
#include "strata_test.h"

enum {
    SIDE = 3,
    INNER = SIDE * SIDE,
    CELLS = INNER + 2 * SIDE,
    SUMS = 2 * SIDE,
    TOTAL_PRICE = 1000
};

static void make(strata_equations *of)
{
    assert_int_equal(strata_equations_init(of, CELLS, SUMS, SUMS * (SIDE + 1), NULL), STRATA_OK);
    uint32_t at = 0;
    for (uint32_t sum = 0; sum < SUMS; sum++) {
        of->start[sum] = at;
        for (uint32_t part = 0; part < SIDE; part++) {
            of->member[at] = sum < SIDE ? sum * SIDE + part : part * SIDE + sum - SIDE;
            of->sign[at++] = 1;
        }
        of->member[at] = INNER + sum;
        of->sign[at++] = -1;
    }
    of->start[SUMS] = at;
    strata_equations_index(of);
}

static double price_of(void *context, uint32_t cell, bool up)
{
    const double *prices = context;
    (void)up;
    return cell < INNER ? prices[cell] : TOTAL_PRICE;
}

/* Every sum stays, the cell goes up by one, and the cost is that of the cells on the way. */
static void expect_route(const strata_walk *walk, const strata_equations *of, const double *prices)
{
    int64_t x[CELLS] = {0};
    double cost = 0;
    for (uint32_t at = 0; at < walk->best_count; at++) {
        assert_int_equal(x[walk->best[at]], 0);
        x[walk->best[at]] = walk->best_step[at];
        cost += price_of((void *)(uintptr_t)prices, walk->best[at], true);
    }
    for (uint32_t sum = 0; sum < SUMS; sum++) {
        assert_int_equal(strata_equations_excess(of, sum, x), 0);
    }
    assert_int_equal(x[0], 1);
    assert_true(fabs(cost - (walk->best_cost)) < 1e-9);
}

/* Of the four squares through cell 0 the one by cells 2, 6 and 8 costs 1 + 1 + 1 + 1; any other has
 * a cell of 50. */
static void test_cheapest_square(void **state)
{
    (void)state;
    double prices[INNER] = {1, 50, 1, 50, 50, 50, 1, 50, 1};
    const strata_walk_terms terms = {NULL, price_of, prices};
    strata_equations of;
    strata_walk walk;
    make(&of);
    assert_int_equal(strata_walk_init(&walk, &of, NULL), STRATA_OK);
    strata_walk_terms with = terms;
    with.of = &of;
    assert_true(strata_walk_find(&walk, &with, 0, 1e9));
    assert_int_equal(walk.best_count, 4);
    assert_true(fabs(walk.best_cost - (4.0)) < 1e-9);
    expect_route(&walk, &of, prices);
    assert_false(strata_walk_find(&walk, &with, 0, 4.0)); /* nothing is cheaper */
    assert_int_equal(walk.best_count, 0);
    strata_walk_deinit(&walk);
    strata_equations_deinit(&of);
}

/* Cells that cannot be taken: then the way leads over the totals, or there is none. */
static void test_what_cannot_be_taken(void **state)
{
    (void)state;
    double prices[INNER] = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    strata_equations of;
    strata_walk walk;
    make(&of);
    const strata_walk_terms terms = {&of, price_of, prices};
    assert_int_equal(strata_walk_init(&walk, &of, NULL), STRATA_OK);
    assert_true(strata_walk_find(&walk, &terms, 0, 1e9)); /* with its row and its column */
    assert_true(fabs(walk.best_cost - (1.0 + 2.0 * TOTAL_PRICE)) < 1e-9);
    expect_route(&walk, &of, prices);
    prices[0] = 0;
    assert_false(strata_walk_find(&walk, &terms, 0, 1e9));
    strata_walk_deinit(&walk);
    strata_equations_deinit(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cheapest_square),
        cmocka_unit_test(test_what_cannot_be_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
