#include "record/status_year.h"
#include "strata_test.h"

enum {
    EL_CURRENT = 1,
    EL_RECLASSIFIED = 2,
    HISPANIC = 5,
    WHITE = 8
};

/* Ranks of texts 0..4 that are not their numbers: text 4 sorts before text 3. */
static const uint32_t rank[] = {0, 1, 2, 4, 3};

static strata_record result(int16_t year, uint32_t assessment, strata_code el)
{
    strata_record record = {.student = 77, .year = year, .assessment = assessment};
    record.codes[STRATA_DIM_ALL] = 1;
    record.codes[STRATA_DIM_EL] = el;
    return record;
}

static strata_status_year parsed(const char *text)
{
    strata_status_year of = {.rule = STRATA_STATUS_OWN};
    strata_error err = {0};
    assert_int_equal(strata_status_year_parse(text, &of, &err), STRATA_OK);
    return of;
}

static void expect_el(const char *text, bool is_exact, strata_code expected)
{
    strata_record all[] = {result(2021, 1, EL_RECLASSIFIED), result(2019, 1, EL_CURRENT),
                           result(2023, 1, 0)};
    assert_int_equal(strata_status_year_apply(parsed(text), all, 3, rank), is_exact);
    for (size_t at = 0; at < 3; at++) {
        assert_int_equal(all[at].codes[STRATA_DIM_EL], expected);
        assert_int_equal(all[at].codes[STRATA_DIM_ALL], 1);
    }
}

static void test_years(void **state)
{
    (void)state;
    expect_el("first", true, EL_CURRENT);
    expect_el("last", true, 0); /* the last year does not say */
    expect_el("2021", true, EL_RECLASSIFIED);
    expect_el("2022", false, EL_RECLASSIFIED); /* the nearest before it */
    expect_el("2020", false, EL_CURRENT);
    expect_el("2018", false, EL_CURRENT); /* none before it: the nearest behind it */
    strata_record own[] = {result(2021, 1, EL_RECLASSIFIED), result(2019, 1, EL_CURRENT)};
    assert_true(strata_status_year_apply(parsed("own"), own, 2, rank));
    assert_int_equal(own[0].codes[STRATA_DIM_EL], EL_RECLASSIFIED);
    assert_int_equal(own[1].codes[STRATA_DIM_EL], EL_CURRENT);
}

/* Two tests in one year disagree: the first by the text of the assessment, whatever the order; what
 * only the other records is taken from there, race with its mask. */
static void test_ties(void **state)
{
    (void)state;
    for (int swapped = 0; swapped < 2; swapped++) {
        strata_record all[] = {result(2022, 3, EL_CURRENT), result(2022, 4, EL_RECLASSIFIED)};
        all[0].codes[STRATA_DIM_RACE] = HISPANIC;
        all[0].race_mask = 1U << HISPANIC | 1U << WHITE;
        if (swapped == 1) {
            const strata_record first = all[0];
            all[0] = all[1];
            all[1] = first;
        }
        assert_true(strata_status_year_apply(parsed("last"), all, 2, rank));
        for (size_t at = 0; at < 2; at++) {
            assert_int_equal(all[at].codes[STRATA_DIM_EL], EL_RECLASSIFIED);
            assert_int_equal(all[at].codes[STRATA_DIM_RACE], HISPANIC);
            assert_int_equal(all[at].race_mask, 1U << HISPANIC | 1U << WHITE);
        }
    }
}

static void test_words(void **state)
{
    (void)state;
    static const char *const wrong[] = {"frist", "", "1899", "20-21"};
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        strata_status_year of = {.rule = STRATA_STATUS_LAST};
        strata_error err = {0};
        assert_int_equal(strata_status_year_parse(wrong[at], &of, &err), STRATA_E_USAGE);
        assert_string_equal(err.rule, "status-year");
        assert_int_equal(of.rule, STRATA_STATUS_LAST);
    }
    assert_int_equal(parsed("2017").year, 2017);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_years), cmocka_unit_test(test_ties),
                                       cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
