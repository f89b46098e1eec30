#include "run/inputs.h"
#include "strata_test.h"

static void test_natural_order(void **state)
{
    (void)state;
    static const char *const sorted[] = {"",          "2022.csv",   "2023.csv",   "a.csv",
                                         "scores",    "scores-2",   "scores-02",  "scores-9.csv",
                                         "scores-10", "scores-10a", "scores-100", "scores.csv"};
    const size_t count = sizeof sorted / sizeof sorted[0];
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(strata_natural_compare(sorted[i], sorted[i]), 0);
        for (size_t later = i + 1; later < count; later++) {
            if (strcmp(sorted[i], "scores-2") == 0 && strcmp(sorted[later], "scores-02") == 0) {
                continue; /* the same number: any order, as long as it is always the same */
            }
            assert_true(strata_natural_compare(sorted[i], sorted[later]) < 0);
            assert_true(strata_natural_compare(sorted[later], sorted[i]) > 0);
        }
    }
    assert_int_not_equal(strata_natural_compare("scores-2", "scores-02"), 0);
    assert_true(strata_natural_compare("99999999999999999999998", "99999999999999999999999") < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_natural_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
