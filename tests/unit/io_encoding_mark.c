/* The marks, and what is almost one. */
#include "io/encoding_mark.h"
#include "strata_test.h"

static const char *mark_of(const char *bytes, size_t len)
{
    const char *encoding = NULL;
    const bool is_mark = strata_encoding_mark((const unsigned char *)bytes, len, &encoding);
    assert_true(is_mark || encoding == NULL);
    return is_mark && encoding == NULL ? "UTF-8" : encoding;
}

static void test_marks(void **state)
{
    (void)state;
    assert_string_equal(mark_of("\xef\xbb\xbf"
                                "a",
                                4),
                        "UTF-8");
    assert_string_equal(mark_of("\xff\xfe"
                                "a",
                                4),
                        "UTF-16LE");
    assert_string_equal(mark_of("\xfe\xff\0a", 4), "UTF-16BE");
    assert_string_equal(mark_of("\xff\xfe", 2), "UTF-16LE");
    assert_string_equal(mark_of("\xff\xfe\0\0", 4), "UTF-32LE");
    assert_string_equal(mark_of("\0\0\xfe\xff", 4), "UTF-32BE");
    assert_null(mark_of("\xef\xbb", 2));
    assert_null(mark_of("\xef\xbb"
                        "ab",
                        4));
    assert_null(mark_of("\xff", 1));
    assert_null(mark_of("year", 4));
    assert_null(mark_of(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
