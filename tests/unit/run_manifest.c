/* Times of a manifest; its content is tested in tests/golden/run/manifest. */
#include "run/publication.h"
#include "strata_test.h"

/* 1,000,000,000 s is 2001-09-09 01:46:40 UTC; 951,782,400 s is 29 February 2000, 366 - 31 - 29 =
 * 306 days before the end of that year. */
static void test_time(void **state)
{
    (void)state;
    char text[32];
    strata_time_format(1000000000, false, text);
    assert_string_equal(text, "2001-09-09T01:46:40Z");
    strata_time_format(951782400, true, text);
    assert_string_equal(text, "20000229T000000Z");
    strata_time_format(0, false, text);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
