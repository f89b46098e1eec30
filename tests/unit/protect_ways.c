/* Lists of directions. */
#include "protect/ways.h"
#include "strata_test.h"

static void test_one_behind_the_other(void **state)
{
    (void)state;
    static const uint32_t cells[] = {3, 1, 4};
    static const int64_t deltas[] = {1, -2, 5};
    strata_ways ways = {0};
    assert_int_equal(strata_ways_add(&ways, cells, deltas, 2, NULL), STRATA_OK);
    assert_int_equal(strata_ways_add(&ways, NULL, NULL, 0, NULL), STRATA_OK);
    assert_int_equal(strata_ways_add(&ways, cells + 2, deltas + 2, 1, NULL), STRATA_OK);
    assert_int_equal(ways.count, 3);
    assert_int_equal(ways.start[1], 2);
    assert_int_equal(ways.start[2], 2);
    assert_int_equal(ways.start[3], 3);
    assert_int_equal(ways.cell[1], 1);
    assert_int_equal(ways.delta[1], -2);
    assert_int_equal(ways.cell[2], 4);
    assert_int_equal(ways.delta[2], 5);
    strata_ways_deinit(&ways);
    assert_null(ways.cell);
}

/* 12 = 2 * 2 * 3, 18 = 2 * 3 * 3, 30 = 2 * 3 * 5. */
static void test_divisor(void **state)
{
    (void)state;
    static const int64_t deltas[] = {-12, 0, 18, 30};
    assert_int_equal(strata_ways_divisor(deltas, 4), 6);
    assert_int_equal(strata_ways_divisor(deltas + 1, 1), 1);
    assert_int_equal(strata_ways_divisor(deltas, 1), 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_behind_the_other),
        cmocka_unit_test(test_divisor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
