/* The kept texts are those of the exact functions, for every group small enough. */
#include "base/alloc.h"
#include "cube/cell_figure.h"
#include "cube/cell_figure_small.h"
#include "strata_test.h"

static int make(void **state)
{
    strata_small_figures *figures = strata_alloc(sizeof *figures);
    assert_non_null(figures);
    strata_small_figures_make(figures);
    *state = figures;
    return 0;
}

static int drop(void **state)
{
    strata_free(*state);
    return 0;
}

static void assert_percent(const strata_small_figures *figures, uint64_t part, uint64_t n,
                           const char *expected)
{
    char text[STRATA_DOUBLE_TEXT];
    const size_t len = strata_small_percent_put(figures, part, n, text);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(text, expected, len);
}

/* By hand: 2/3 = 0.66666666666..., 1/32 = 0.03125, 17/19 = 0.89473684210526... */
static void test_percents_by_hand(void **state)
{
    assert_percent(*state, 0, 1, "0");
    assert_percent(*state, 1, 1, "100");
    assert_percent(*state, 2, 3, "66.66666667");
    assert_percent(*state, 1, 32, "3.125");
    assert_percent(*state, 17, 19, "89.47368421");
}

static void assert_mean(const strata_small_figures *figures, uint64_t sum, uint64_t n,
                        const char *expected)
{
    char text[STRATA_DOUBLE_TEXT];
    const size_t len = strata_small_mean_put(figures, sum, n, text);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(text, expected, len);
}

/* By hand: 75001 / 31 = 2419.38709677..., 5000 / 32 = 156.25, 999 + 30/31 = 999.967741935...
 * Whole parts of two and of five digits are for others. */
static void test_means_by_hand(void **state)
{
    assert_mean(*state, 75001, 31, "2419.387097");
    assert_mean(*state, 5000, 32, "156.25");
    assert_mean(*state, 2500, 1, "2500");
    assert_mean(*state, 30999, 31, "999.9677419");
    assert_mean(*state, UINT64_C(699), 7, "");
    assert_mean(*state, UINT64_C(70000), 7, "");
}

static void test_all_percents(void **state)
{
    char expected[STRATA_DOUBLE_TEXT + 1];
    for (uint64_t n = 1; n <= STRATA_SMALL_GROUP; n++) {
        for (uint64_t part = 0; part <= n; part++) {
            expected[strata_percent_figure(part, n, expected)] = '\0';
            assert_percent(*state, part, n, expected);
        }
    }
}

static void test_means_of_all_rests(void **state)
{
    static const uint64_t wholes[] = {100, 101, 333, 999, 1000, 1001, 2487, 9999};
    char expected[STRATA_DOUBLE_TEXT + 1];
    for (uint64_t n = 1; n <= STRATA_SMALL_GROUP; n++) {
        for (uint64_t rest = 0; rest < n; rest++) {
            for (size_t at = 0; at < sizeof wholes / sizeof wholes[0]; at++) {
                const uint64_t sum = wholes[at] * n + rest;
                expected[strata_mean_figure((strata_int128)sum, n, 0, expected)] = '\0';
                assert_mean(*state, sum, n, expected);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percents_by_hand),
        cmocka_unit_test(test_means_by_hand),
        cmocka_unit_test(test_all_percents),
        cmocka_unit_test(test_means_of_all_rests),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
