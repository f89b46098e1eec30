/* Lists of numbers in order. */
#include "base/order.h"
#include "strata_test.h"

static void test_numbers(void **state)
{
    (void)state;
    static const uint32_t term[] = {3, 0, 17};
    static const uint32_t later[] = {3, 1, 0};
    static const uint32_t greatest[] = {UINT32_MAX, 0, 0};
    assert_int_equal(strata_order_numbers(term, term, 3), 0);
    assert_true(strata_order_numbers(term, later, 3) < 0);
    assert_true(strata_order_numbers(later, term, 3) > 0);
    assert_int_equal(strata_order_numbers(term, later, 1), 0); /* as far as they are looked at */
    assert_true(strata_order_numbers(later, greatest, 3) < 0); /* no difference of numbers */
    assert_int_equal(strata_order_numbers(NULL, NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
