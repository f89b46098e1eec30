/* Paths put together and taken apart. */
#include "run/path.h"
#include "strata_test.h"

static void test_join(void **state)
{
    (void)state;
    strata_arena *arena = strata_arena_new();
    assert_string_equal(strata_path_join(arena, "out", "tables/gaps.csv"), "out/tables/gaps.csv");
    assert_string_equal(strata_path_join(arena, "", "a"), "/a");
    assert_string_equal(strata_text_join(arena, "in/", "a.csv"), "in/a.csv");
    assert_string_equal(strata_text_join(arena, "", ""), "");
    strata_arena_free(arena);
}

static void test_base_name(void **state)
{
    (void)state;
    assert_string_equal(strata_base_name("in/2023/a.csv"), "a.csv");
    assert_string_equal(strata_base_name("a.csv"), "a.csv");
    assert_string_equal(strata_base_name("/a.csv"), "a.csv");
    assert_string_equal(strata_base_name("in/"), "");
}

static strata_status join_once(void)
{
    strata_arena *arena = strata_arena_new();
    const char *path = arena != NULL ? strata_path_join(arena, "out", "tables") : NULL;
    strata_arena_free(arena);
    return path != NULL ? STRATA_OK : STRATA_E_MEMORY;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(join_once) >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_join),
        cmocka_unit_test(test_base_name),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
