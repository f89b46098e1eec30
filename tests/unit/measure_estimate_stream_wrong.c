/* A stream of estimates with a field that is wrong. */
#include "unit/test_estimates.h"

/* Changes the first `from` into `to`, of the same length, and reads; the hash of the trailer does
 * not fit then either, but the field is told first. */
static void assert_refused(const char *from, const char *to, const char *message)
{
    strata_estimates *estimates = test_estimates();
    strata_sink *sink = NULL;
    assert_int_equal(test_estimates_write(estimates, false, &sink), STRATA_OK);
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    char copy[8192];
    assert_true(len < sizeof copy);
    (void)memcpy(copy, bytes, len);
    copy[len] = '\0';
    char *at = strstr(strstr(copy, "\n2023"), from);
    assert_non_null(at);
    assert_int_equal(strlen(from), strlen(to));
    (void)memcpy(at, to, strlen(to));
    strata_error err = {0};
    strata_estimates *again = NULL;
    assert_int_equal(test_estimates_read(copy, len, &again, NULL, &err), STRATA_E_INPUT);
    assert_null(again);
    assert_string_equal(err.text, message);
    strata_sink_discard(sink);
    strata_estimates_free(estimates);
}

static void test_wrong_fields(void **state)
{
    (void)state;
    assert_refused("2023", "20x3", "column \"year_from\": expected a year of four digits");
    assert_refused(",lea,", ",Lea,",
                   "column \"entity_level\": expected state, county, lea, school or set");
    assert_refused(",3,33.3", ",3,nan3", "column \"value\": expected a number or nothing");
    assert_refused(",361,", ",3.1,", "column \"n\": expected a whole number or nothing");
    assert_refused("superpop", "superpup",
                   "column \"inference\": expected superpopulation, descriptive or nothing");
    assert_refused(",ok,", ",OK,",
                   "column \"status\": expected the name of a status such as ok or suppressed");
    assert_refused("few_years", "few_yeaaa",
                   "column \"flags\": expected known flags separated by ;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wrong_fields)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
