#include "record/control_sum.h"
#include "strata_test.h"

static void add(strata_control_sum *sum, const char *text)
{
    strata_decimal number = {0, 0};
    assert_true(strata_decimal_parse(strata_slice_of(text), &number));
    strata_control_sum_add(sum, number);
}

static void is_text(strata_control_sum sum, const char *expected)
{
    char text[STRATA_CONTROL_SUM_TEXT];
    assert_string_equal(strata_control_sum_format(sum, text), expected);
}

/* 2350 + 2412.5 - 0.05 + 0.049 = 4762.499 */
static void test_adding(void **state)
{
    (void)state;
    strata_control_sum sum = {0, 0, false};
    is_text(sum, "0");
    add(&sum, "2350");
    is_text(sum, "2350");
    add(&sum, "2412.5");
    add(&sum, "-0.05");
    add(&sum, "0.049");
    is_text(sum, "4762.499");
    add(&sum, "-4762.5");
    is_text(sum, "-0.001");
}

/* Ten thousand ids of 14 digits are beyond 2^53, where a double would round: 10000 times
 * 10621660119429 is 106216601194290000. */
static void test_exactness(void **state)
{
    (void)state;
    strata_control_sum sum = {0, 0, false};
    for (unsigned at = 0; at < 10000; at++) {
        add(&sum, "10621660119429");
    }
    add(&sum, "0.1");
    is_text(sum, "106216601194290000.1");
}

static void test_parsing(void **state)
{
    (void)state;
    strata_control_sum sum = {0, 0, false};
    assert_true(strata_control_sum_parse(strata_slice_of("123456789012345678901234.50"), &sum));
    is_text(sum, "123456789012345678901234.50");
    assert_true(strata_control_sum_parse(strata_slice_of("-007.5"), &sum));
    is_text(sum, "-7.5");
    assert_true(strata_control_sum_parse(strata_slice_of("0.00"), &sum));
    is_text(sum, "0.00");
    static const char *const wrong[] = {"",
                                        "-",
                                        "1,000",
                                        "1.",
                                        ".5",
                                        "1.2.3",
                                        "abc",
                                        "1e5",
                                        "--1",
                                        "1 2",
                                        "12a",
                                        "0x10",
                                        "999999999999999999999999999999999999999999"};
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        assert_false(strata_control_sum_parse(strata_slice_of(wrong[at]), &sum));
    }
}

static void test_equality(void **state)
{
    (void)state;
    const strata_control_sum a = {1250, 2, false};
    const strata_control_sum b = {125, 1, false};
    const strata_control_sum c = {126, 1, false};
    const strata_control_sum over = {125, 1, true};
    assert_true(strata_control_sum_equal(a, b));
    assert_true(strata_control_sum_equal(b, a));
    assert_false(strata_control_sum_equal(a, c));
    assert_false(strata_control_sum_equal(b, over));
}

/* The largest sum of 128 bits has 39 digits: with one decimal more it does not fit. */
static void test_overflow(void **state)
{
    (void)state;
    strata_control_sum sum = {0, 0, false};
    assert_true(
        strata_control_sum_parse(strata_slice_of("170141183460469231731687303715884105727"), &sum));
    is_text(sum, "170141183460469231731687303715884105727");
    add(&sum, "0.1");
    assert_true(sum.is_over);
    is_text(sum, "more than can be added up");
    assert_false(strata_control_sum_equal(sum, sum));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adding),   cmocka_unit_test(test_exactness),
        cmocka_unit_test(test_parsing),  cmocka_unit_test(test_equality),
        cmocka_unit_test(test_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
