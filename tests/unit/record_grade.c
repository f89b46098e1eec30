#include "record/grade.h"
#include "strata_test.h"

static void expect(const char *text, const char *word)
{
    const char *found = NULL;
    strata_error err = {0};
    assert_int_equal(strata_grade_find(text, &found, &err), STRATA_OK);
    assert_string_equal(found, word);
}

static void test_words(void **state)
{
    (void)state;
    expect("3", "03");
    expect("03", "03");
    expect("11", "11");
    expect("K", "K");
    expect("all", "all");
    const char *found = NULL;
    strata_error err = {0};
    assert_int_equal(strata_grade_find("al", &found, &err), STRATA_E_USAGE);
    assert_non_null(strstr(err.text, "did you mean 'all'"));
    assert_null(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
