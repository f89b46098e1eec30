/* Plain numbers in a word, and what is none. */
#include "record/quick_score.h"
#include "strata_test.h"

static void reads(const char *text, int32_t digits, uint32_t decimals)
{
    strata_quick_score score = {0};
    assert_true(strata_quick_score_of(strata_slice_of(text), &score));
    assert_int_equal(score.digits, digits);
    assert_int_equal(score.decimals, decimals);
}

static void refuses(const char *text)
{
    strata_quick_score score = {0};
    assert_false(strata_quick_score_of(strata_slice_of(text), &score));
}

static void test_whole(void **state)
{
    (void)state;
    reads("0", 0, 0);
    reads("7", 7, 0);
    reads("2412", 2412, 0);
    reads("0473", 473, 0);
    reads("12345678", 12345678, 0);
    reads("99999999", 99999999, 0);
    reads(" 473 ", 473, 0);
    reads("-45", -45, 0);
}

static void test_decimals(void **state)
{
    (void)state;
    reads("2412.5", 24125, 1);
    reads("-0.25", -25, 2);
    reads("123456.7", 1234567, 1);
    reads("1.000000", 1000000, 6);
    reads(" 12.50 ", 1250, 2);
}

static void test_others(void **state)
{
    (void)state;
    refuses("");
    refuses("   ");
    refuses("-");
    refuses(".");
    refuses("473.");
    refuses(".5");
    refuses("-.5");
    refuses("1.2.3");
    refuses("+473");
    refuses("--4");
    refuses("4 7");
    refuses("NS");
    refuses("47O");
    refuses("4:3"); /* ':' follows '9' */
    refuses("4/3"); /* '/' stands before '0' */
    refuses("\xb4\xb7");
    refuses("123456789");
    refuses("1\t");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
