/* Each library tells a version with digits in it. */
#include "run/libraries.h"
#include "strata/version.h"
#include "strata_test.h"

static void test_versions(void **state)
{
    (void)state;
    assert_true(strata_library_count() >= 5);
    for (size_t i = 0; i < strata_library_count(); i++) {
        char version[64] = "";
        const char *name = strata_library_at(i, version, sizeof version);
        assert_true(strlen(name) > 2);
        assert_true(version[0] >= '0' && version[0] <= '9');
        assert_non_null(strchr(version, '.'));
    }
}

/* The text of the file VERSION. */
static void test_own_version(void **state)
{
    (void)state;
    char text[64];
    (void)test_file_read(STRATA_TEST_SOURCE "/VERSION", text, sizeof text);
    text[strcspn(text, "\n")] = '\0';
    assert_string_equal(strata_version(), text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_own_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
