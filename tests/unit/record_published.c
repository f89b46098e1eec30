#include "record/published.h"
#include "strata_test.h"

static void test_level_names(void **state)
{
    (void)state;
    for (unsigned level = 0; level < STRATA_LEVEL_COUNT; level++) {
        strata_entity_level found = STRATA_LEVEL_COUNT;
        const char *name = strata_entity_level_name((strata_entity_level)level);
        assert_true(strata_entity_level_find(strata_slice_of(name), &found));
        assert_int_equal(found, level);
    }
    assert_string_equal(strata_entity_level_name(STRATA_LEVEL_LEA), "lea");
    strata_entity_level untouched = STRATA_LEVEL_SCHOOL;
    assert_false(strata_entity_level_find(strata_slice_of("district"), &untouched));
    assert_false(strata_entity_level_find(strata_slice_of(""), &untouched));
    assert_int_equal(untouched, STRATA_LEVEL_SCHOOL);
}

static void test_stat_names(void **state)
{
    (void)state;
    for (unsigned stat = 0; stat < STRATA_STAT_KINDS; stat++) {
        strata_stat found = STRATA_STAT_KINDS;
        const char *name = strata_stat_name((strata_stat)stat);
        assert_true(strata_stat_find(strata_slice_of(name), &found));
        assert_int_equal(found, stat);
    }
    assert_string_equal(strata_stat_name(STRATA_STAT_COUNTS), "");
    assert_string_equal(strata_stat_name(STRATA_STAT_PCT), "pct");
    strata_stat untouched = STRATA_STAT_SD;
    assert_false(strata_stat_find(strata_slice_of("median"), &untouched));
    assert_int_equal(untouched, STRATA_STAT_SD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_level_names),
        cmocka_unit_test(test_stat_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
