#include "record/rows_kinds.h"
#include "strata_test.h"

enum {
    MANY = 5000
};

/* Equal things have one number, in order of first use, however many there are. */
static void test_numbers(void **state)
{
    (void)state;
    strata_kinds kinds = {.size = sizeof(uint64_t), .most = UINT32_MAX};
    for (uint64_t round = 0; round < 2; round++) {
        for (uint64_t at = 0; at < MANY; at++) {
            const uint64_t item = at * at + 7;
            uint32_t number = UINT32_MAX;
            assert_int_equal(strata_kinds_add(&kinds, &item, &number, NULL), STRATA_OK);
            assert_int_equal(number, at);
        }
    }
    assert_int_equal(kinds.count, MANY);
    assert_int_equal(((const uint64_t *)kinds.items)[70], 70 * 70 + 7);
    strata_kinds_deinit(&kinds);
}

static void test_too_many(void **state)
{
    (void)state;
    strata_kinds kinds = {.size = 1, .most = 3};
    strata_error err = {0};
    uint32_t number = 0;
    for (size_t at = 0; at < 3; at++) {
        assert_int_equal(strata_kinds_add(&kinds, &"abc"[at], &number, NULL), STRATA_OK);
    }
    assert_int_equal(strata_kinds_add(&kinds, "d", &number, &err), STRATA_E_INPUT);
    test_error(&err,
               "error: the files have more than 3 different places, outcomes or persons; give "
               "them in several runs (kinds-many)");
    assert_int_equal(strata_kinds_add(&kinds, "b", &number, NULL), STRATA_OK); /* it has one */
    assert_int_equal(number, 1);
    strata_kinds_deinit(&kinds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
