/* Equations both ways round, and tables that fit them or do not. */
#include "protect/equations.h"
#include "strata_test.h"

/* x0 + x1 - x2 = 0 and x1 + x3 = 7. */
static void make(strata_equations *equations)
{
    static const uint32_t member[] = {2, 0, 1, 1, 3};
    static const int8_t sign[] = {-1, 1, 1, 1, 1};
    assert_int_equal(strata_equations_init(equations, 4, 2, 5, NULL), STRATA_OK);
    memcpy(equations->member, member, sizeof member);
    memcpy(equations->sign, sign, sizeof sign);
    equations->start[1] = 3;
    equations->start[2] = 5;
    equations->right[1] = 7;
    strata_equations_index(equations);
}

static void test_index(void **state)
{
    (void)state;
    strata_equations equations;
    make(&equations);
    assert_int_equal(equations.use_start[1], 1);
    assert_int_equal(equations.use_start[2], 3);
    assert_int_equal(equations.use_start[4], 5);
    assert_int_equal(equations.use[1], 0);
    assert_int_equal(equations.use[2], 1);
    assert_int_equal(equations.use_sign[equations.use_start[2]], -1);
    assert_int_equal(equations.lo[3], -STRATA_BOUND_NONE);
    assert_int_equal(equations.hi[3], STRATA_BOUND_NONE);
    strata_equations_deinit(&equations);
}

static void test_fit(void **state)
{
    (void)state;
    strata_equations equations;
    int64_t x[] = {4, 5, 9, 2};
    make(&equations);
    assert_int_equal(strata_equations_excess(&equations, 0, x), 0);
    assert_true(strata_equations_fit(&equations, x));
    equations.hi[3] = 1;
    assert_false(strata_equations_fit(&equations, x));
    equations.hi[3] = 2;
    equations.lo[3] = 2;
    assert_true(strata_equations_knows(&equations, 3));
    x[2] = 11; /* 4 + 5 - 11 = -2 */
    assert_int_equal(strata_equations_excess(&equations, 0, x), -2);
    assert_false(strata_equations_fit(&equations, x));
    strata_equations_deinit(&equations);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_index),
        cmocka_unit_test(test_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
