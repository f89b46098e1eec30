/* The table of measures. */
#include "measure/measure.h"
#include "strata_test.h"

static void test_find(void **state)
{
    (void)state;
    static const char *const ids[] = {"pct", "share", "mean", "sd", "dfs", "index"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        assert_non_null(strata_measure_find(ids[i]));
        assert_string_equal(strata_measure_find(ids[i])->id, ids[i]);
    }
    assert_null(strata_measure_find("gap_pct"));
    assert_null(strata_measure_find(""));
}

/* Every measure says what it is and answers for a group of which nothing is known. */
static void test_all(void **state)
{
    (void)state;
    const strata_group_view nothing = {0};
    assert_int_equal(strata_measure_count(), 6);
    for (size_t i = 0; i < strata_measure_count(); i++) {
        const strata_measure *measure = strata_measure_at(i);
        assert_ptr_equal(strata_measure_find(measure->id), measure);
        assert_true(strlen(measure->unit) > 0 && strlen(measure->method) > 0);
        assert_true(strlen(measure->source) > 10 && strlen(measure->title) > 10);
        const strata_result_value result = measure->of(&nothing, 1);
        assert_int_equal(result.status, STRATA_ESTIMATE_UNDEFINED);
        assert_true(result.flags == strata_flag_group_missing);
        assert_false(result.has_n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find), cmocka_unit_test(test_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
