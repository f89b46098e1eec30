/* Years from one on and until another. */
#include "schema/years.h"
#include "strata_test.h"

static void test_hold(void **state)
{
    (void)state;
    static const struct {
        strata_years years;
        bool holds[3]; /* in 2018, 2019 and 2020 */
    } cases[] = {
        {{0, 0}, {true, true, true}},          {{2019, 0}, {false, true, true}},
        {{0, 2019}, {true, true, false}},      {{2019, 2019}, {false, true, false}},
        {{2020, 2018}, {false, false, false}}, {{2021, 0}, {false, false, false}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int at = 0; at < 3; at++) {
            assert_int_equal(strata_years_hold(cases[i].years, 2018 + at), cases[i].holds[at]);
        }
    }
}

static void test_meet(void **state)
{
    (void)state;
    static const struct {
        strata_years a;
        strata_years b;
        bool meet;
    } cases[] = {
        {{0, 0}, {2019, 2019}, true},     {{2015, 2018}, {2018, 2020}, true},
        {{2015, 2018}, {2019, 0}, false}, {{0, 2018}, {0, 2003}, true},
        {{0, 2018}, {2019, 2020}, false}, {{2015, 2020}, {2017, 2018}, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(strata_years_meet(cases[i].a, cases[i].b), cases[i].meet);
        assert_int_equal(strata_years_meet(cases[i].b, cases[i].a), cases[i].meet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hold), cmocka_unit_test(test_meet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
