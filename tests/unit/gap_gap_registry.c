/* The table of gaps. */
#include "gap/gap.h"
#include "strata_test.h"

static void test_find(void **state)
{
    (void)state;
    assert_string_equal(strata_gap_find("gap_pct")->unit, "percentage points");
    assert_string_equal(strata_gap_find("gap_g")->unit, "standard deviations");
    assert_true(strata_gap_find("gap_pct")->has_cuts);
    assert_true(strata_gap_find("gap_g")->pools_grades);
    assert_string_equal(strata_gap_find("gap_index")->unit, "index points");
    assert_string_equal(strata_gap_find("gap_dfs")->unit, "scale score points");
    assert_null(strata_gap_find("pct"));
}

/* Every gap says what it is and answers for groups of which nothing is known. */
static void test_all(void **state)
{
    (void)state;
    const strata_gap_view nothing = {0};
    assert_int_equal(strata_gap_count(), 4);
    for (size_t i = 0; i < strata_gap_count(); i++) {
        const strata_gap *gap = strata_gap_at(i);
        assert_ptr_equal(strata_gap_find(gap->id), gap);
        assert_true(strlen(gap->method) > 0 && strlen(gap->source) > 10 && strlen(gap->title) > 10);
        const strata_result_value result = gap->of(&nothing, 3);
        assert_int_equal(result.status, STRATA_ESTIMATE_UNDEFINED);
        assert_true(result.flags == strata_flag_group_missing);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find), cmocka_unit_test(test_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
