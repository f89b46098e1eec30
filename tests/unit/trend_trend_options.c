/* Which trend models to fit. */
#include "strata_test.h"
#include "trend/trend.h"

static void test_default(void **state)
{
    (void)state;
    strata_trend_options options;
    strata_trend_options_default(&options);
    assert_int_equal(options.model_count, 2);
    assert_string_equal(options.models[0]->id, "slope");
}

static void test_models(void **state)
{
    (void)state;
    strata_trend_options options;
    strata_trend_options_default(&options);
    assert_int_equal(strata_trend_options_models(&options, " change,change", NULL), STRATA_OK);
    assert_int_equal(options.model_count, 1);
    assert_string_equal(options.models[0]->id, "change");
}

static void assert_refused(const char *text, const char *message)
{
    strata_trend_options options;
    strata_trend_options_default(&options);
    strata_error err = {0};
    assert_int_equal(strata_trend_options_models(&options, text, &err), STRATA_E_USAGE);
    assert_string_equal(err.text, message);
    assert_int_equal(options.model_count, 2);
}

static void test_wrong_models(void **state)
{
    (void)state;
    assert_refused("slop", "unknown trend model 'slop'; did you mean 'slope', among slope change");
    assert_refused("change,parabola", "unknown trend model 'parabola'; choose among slope change");
    assert_refused("", "unknown trend model ''; choose among slope change");
    char text[512];
    (void)memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    strata_trend_options options;
    assert_int_equal(strata_trend_options_models(&options, text, NULL), STRATA_E_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_default),
                                       cmocka_unit_test(test_models),
                                       cmocka_unit_test(test_wrong_models)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
