/* Names of members are cleaned: no way up, no control characters, no bytes that are not UTF-8. */
#include "io/archive_name.h"
#include "strata_test.h"

static void test_cleaned(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"a.csv", "z/a.csv"},
        {"2024/a b.csv", "z/2024/a b.csv"},
        {"./a.csv", "z/a.csv"},
        {"/etc/passwd", "z/etc/passwd"},
        {"../../a", "z/a"},
        {"a//b/./../c", "z/a/b/c"},
        {"...", "z/..."},
        {"folder/", "z/folder"},
        {"", "z/member"},
        {"..", "z/member"},
        {"/", "z/member"},
        {"a\x1b[31m\n.csv", "z/a_[31m_.csv"},
        {"Pe\xf1"
         "asco\x7f.csv",
         "z/Pe_asco_.csv"},
        {"Pe\xc3\xb1"
         "asco\xc3",
         "z/Pe\xc3\xb1"
         "asco_"},
    };
    strata_arena *arena = strata_arena_new();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_string_equal(strata_archive_name(arena, "z", names[i][0]), names[i][1]);
    }
    strata_arena_free(arena);
}

static void test_hidden(void **state)
{
    (void)state;
    static const char *const hidden[] = {".DS_Store", "a/._a.csv", "__MACOSX/a.csv", "a/__MACOSX/b",
                                         ".git/a.csv"};
    static const char *const shown[] = {"a.csv", "a/b.c", "__MACOSX2/a.csv", "a..csv", "M__MACOSX"};
    for (size_t i = 0; i < 5; i++) {
        assert_true(strata_archive_name_is_hidden(hidden[i]));
        assert_false(strata_archive_name_is_hidden(shown[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cleaned),
        cmocka_unit_test(test_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
