/* Totals of rows, against sums by hand. */
#include "cube/cell_totals.h"
#include "strata_test.h"

static void assert_written(const strata_cell_totals *totals, unsigned levels, const char *expected)
{
    strata_sink *sink = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_cell_totals_write(totals, levels, ',', sink, NULL), STRATA_OK);
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(bytes, expected, len);
    strata_sink_discard(sink);
}

static const strata_cell first = {.has = STRATA_HAS_COUNTED,
                                  .level_count = 2,
                                  .n_enrolled = 12,
                                  .n_tested = 11,
                                  .n_scored = 10,
                                  .levels = {7, 3}};

/* 2400.5 + 2399.25 = 4799.75; 66.666666666667 to nine decimals 66.666666667, + 0.1 = 66.766666667
 */
static void test_sums(void **state)
{
    (void)state;
    strata_cell_totals totals = {.rows = 0};
    const strata_cell second = {.has = STRATA_HAS_SCORED | STRATA_HAS_LEVELS,
                                .level_count = 2,
                                .n_scored = 5,
                                .levels = {5}};
    strata_cell_totals_add(&totals, &first, &(strata_cell_figures){2400.5, 66.666666666667, 30.0});
    strata_cell_totals_add(&totals, &second, &(strata_cell_figures){2399.25, 0.1, 0.0});
    assert_written(&totals, 2,
                   "rows,n_enrolled,n_tested,n_scored,mean,sd,level_1,level_2,pct\n"
                   "2,12,11,15,4799.750000000,66.766666667,12,3,30.000000000\n");
}

/* A number behind a bit that is not set adds nothing. */
static void test_what_is_not_known(void **state)
{
    (void)state;
    strata_cell_totals totals = {.rows = 0};
    strata_cell unknown = first;
    unknown.has = 0;
    strata_cell_totals_add(&totals, &unknown, &(strata_cell_figures){0.0, 0.0, 0.0});
    assert_written(&totals, 0,
                   "rows,n_enrolled,n_tested,n_scored,mean,sd,pct\n"
                   "1,0,0,0,0.000000000,0.000000000,0.000000000\n");
}

/* -1.25 - 1.5 = -2.75 and -0.000000001 - 0 keep their signs; parts merged are as all at once. */
static void test_negative_and_merged(void **state)
{
    (void)state;
    strata_cell_totals one = {.rows = 0};
    strata_cell_totals other = {.rows = 0};
    strata_cell_totals_add(&one, &first, &(strata_cell_figures){-1.25, 1.0, -1e-9});
    strata_cell_totals_add(&other, &first, &(strata_cell_figures){-1.5, 2.0, 0.0});
    strata_cell_totals_merge(&one, &other);
    assert_written(&one, 2,
                   "rows,n_enrolled,n_tested,n_scored,mean,sd,level_1,level_2,pct\n"
                   "2,24,22,20,-2.750000000,3.000000000,14,6,-0.000000001\n");
}

/* Twice 2^63, 9223372036854775808, and 0.5 are 18446744073709551616.5; 9.5e9 + 0.5 = 9500000000.5.
 * So much has no room in a double, but in the sum; what 100 bits have no room for is refused. */
static void test_large(void **state)
{
    (void)state;
    strata_cell_totals totals = {.rows = 0};
    strata_cell_totals_add(&totals, &first, &(strata_cell_figures){0x1p63, 9.5e9, 0.0});
    strata_cell_totals_add(&totals, &first, &(strata_cell_figures){0x1p63, 0.5, 0.0});
    strata_cell_totals_add(&totals, &first, &(strata_cell_figures){0.5, 0.0, 0.0});
    assert_written(&totals, 0,
                   "rows,n_enrolled,n_tested,n_scored,mean,sd,pct\n"
                   "3,36,33,30,18446744073709551616.500000000,9500000000.500000000,0.000000000\n");
    strata_cell_totals larger = {.rows = 0};
    strata_error err = {0};
    strata_sink *sink = NULL;
    strata_cell_totals_add(&larger, &first, &(strata_cell_figures){1e22, 0.0, 0.0});
    strata_cell_totals_merge(&totals, &larger);
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_cell_totals_write(&totals, 0, ',', sink, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "totals-large");
    strata_sink_discard(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_what_is_not_known),
        cmocka_unit_test(test_negative_and_merged),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
