/* Points of distributions and Wilson's interval. R 4.2 computed the expected numbers. */
#include <math.h>

#include "measure/measure.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static void test_points(void **state)
{
    (void)state;
    assert_near(strata_z95(), 1.959963984540054, 1e-15);    /* qnorm(0.975) */
    assert_near(strata_t95(1), 12.70620473617471, 1e-9);    /* qt(0.975, 1) */
    assert_near(strata_t95(7), 2.364624251592784, 1e-12);   /* qt(0.975, 7) */
    assert_near(strata_t95(9999), 1.960201263621357, 1e-9); /* qt(0.975, 9999) */
}

static void test_p(void **state)
{
    (void)state;
    assert_near(strata_p_normal(0), 1.0, 0);
    assert_near(strata_p_normal(2), 0.04550026389635841, 1e-16); /* 2 * pnorm(-2) */
    assert_near(strata_p_normal(-2), strata_p_normal(2), 0);
    assert_near(strata_p_normal(10) / 1.523970604832105e-23, 1.0, 1e-12);
}

/* The limits are where a score test just rejects: (p - limit)^2 = z^2 limit (1 - limit) / n. */
static void test_wilson_inverts_the_score_test(void **state)
{
    (void)state;
    const double z = strata_z95();
    for (unsigned count = 1; count < 40; count++) {
        const double p = count / 40.0;
        double limits[2];
        strata_wilson(100.0 * p, 40, &limits[0], &limits[1]);
        for (size_t i = 0; i < 2; i++) {
            const double limit = limits[i] / 100.0;
            assert_near((p - limit) * (p - limit), z * z * limit * (1 - limit) / 40.0, 1e-14);
        }
        assert_true(limits[0] < 100.0 * p && 100.0 * p < limits[1]);
    }
}

static void test_wilson_at_the_ends(void **state)
{
    (void)state;
    for (uint64_t n = 1; n < 2000; n = n * 3 + 1) {
        double lo = -1;
        double hi = -1;
        strata_wilson(0.0, n, &lo, &hi);
        assert_true(lo == 0.0 && hi > 0.0 && hi < 100.0);
        strata_wilson(100.0, n, &lo, &hi);
        assert_true(hi == 100.0 && lo > 0.0 && lo < 100.0);
    }
}

static void test_wilson_of_a_state(void **state)
{
    (void)state;
    double lo = 0;
    double hi = 0;
    /* 100 * prop.test(1383115, 2943257, correct = FALSE)$conf.int */
    strata_wilson(100.0 * 1383115 / 2943257, 2943257, &lo, &hi);
    assert_near(lo, 46.93565362635623, 1e-9);
    assert_near(hi, 47.04969087636693, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_points), cmocka_unit_test(test_p),
                                       cmocka_unit_test(test_wilson_inverts_the_score_test),
                                       cmocka_unit_test(test_wilson_at_the_ends),
                                       cmocka_unit_test(test_wilson_of_a_state)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
