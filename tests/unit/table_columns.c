/* The columns of a tidy table: their order, and the text of every kind of value. */
#include "table/columns.h"
#include "table_sample.h"

static void expect(const strata_tidy_row *row, size_t column, const char *wanted)
{
    const strata_slice field = row->fields[column];
    assert_int_equal(field.len, strlen(wanted));
    assert_memory_equal(field.text, wanted, field.len);
}

static void test_order_is_that_of_the_stream(void **state)
{
    (void)state;
    assert_int_equal(strata_estimate_column_count, STRATA_TIDY_COUNT);
    for (size_t i = 0; i < STRATA_TIDY_COUNT; i++) {
        assert_string_equal(strata_column_at(i)->id, strata_estimate_columns[i]);
        assert_true(strlen(strata_column_at(i)->description) > 5);
    }
}

static void test_one_group(void **state)
{
    strata_estimates *set = *state;
    strata_tidy_row row;
    strata_tidy_row_fill(&row, set, &set->rows[SAMPLE_PCT], STRATA_DIGITS_PRINTED);
    expect(&row, STRATA_TIDY_year_from, "2023");
    expect(&row, STRATA_TIDY_year_to, "2023");
    expect(&row, STRATA_TIDY_term, "");
    expect(&row, STRATA_TIDY_entity_level, "school");
    expect(&row, STRATA_TIDY_lea, "01011");
    expect(&row, STRATA_TIDY_group, "current");
    expect(&row, STRATA_TIDY_ref_group, "");
    expect(&row, STRATA_TIDY_cut, "3");
    expect(&row, STRATA_TIDY_value, "16.7");
    expect(&row, STRATA_TIDY_se, "4.8");
    expect(&row, STRATA_TIDY_hi, "28.1");
    expect(&row, STRATA_TIDY_bound_lo, "");
    expect(&row, STRATA_TIDY_n, "60");
    expect(&row, STRATA_TIDY_n_ref, "");
    expect(&row, STRATA_TIDY_p, "");
    expect(&row, STRATA_TIDY_m, "");
    expect(&row, STRATA_TIDY_inference, "superpopulation");
    expect(&row, STRATA_TIDY_status, "ok");
    expect(&row, STRATA_TIDY_flags, "");
}

static void test_gap(void **state)
{
    strata_estimates *set = *state;
    strata_tidy_row row;
    strata_tidy_row_fill(&row, set, &set->rows[SAMPLE_GAP], STRATA_DIGITS_PRINTED);
    expect(&row, STRATA_TIDY_value, "-3.3"); /* half away from zero */
    expect(&row, STRATA_TIDY_ref_group, "english_only");
    expect(&row, STRATA_TIDY_n_ref, "200");
    expect(&row, STRATA_TIDY_df, "57.0");
    expect(&row, STRATA_TIDY_p, "0.0005"); /* 0.00049: never 0 */
    expect(&row, STRATA_TIDY_flags, "from_published;overlap");
}

static void test_trend_has_a_digit_more(void **state)
{
    strata_estimates *set = *state;
    strata_tidy_row row;
    strata_tidy_row_fill(&row, set, &set->rows[SAMPLE_SLOPE], STRATA_DIGITS_PRINTED);
    expect(&row, STRATA_TIDY_year_from, "2021");
    expect(&row, STRATA_TIDY_term, "fall");
    expect(&row, STRATA_TIDY_value, "-3.25");
    expect(&row, STRATA_TIDY_se, "4.81");
}

static void test_hidden(void **state)
{
    strata_estimates *set = *state;
    strata_tidy_row row;
    strata_tidy_row_fill(&row, set, &set->rows[SAMPLE_HIDDEN], STRATA_DIGITS_PRINTED);
    expect(&row, STRATA_TIDY_value, "");
    expect(&row, STRATA_TIDY_n, "");
    expect(&row, STRATA_TIDY_cut, "");
    expect(&row, STRATA_TIDY_bound_lo, "0.12"); /* 0.125 down to two digits */
    expect(&row, STRATA_TIDY_bound_hi, "0.50");
    expect(&row, STRATA_TIDY_status, "suppressed");
}

static void test_full_digits(void **state)
{
    strata_estimates *set = *state;
    strata_tidy_row row;
    strata_tidy_row_fill(&row, set, &set->rows[SAMPLE_GAP], STRATA_DIGITS_FULL);
    expect(&row, STRATA_TIDY_value, "-3.25");
    expect(&row, STRATA_TIDY_se, "4.811252243246881");
    expect(&row, STRATA_TIDY_p, "0.00049");
    expect(&row, STRATA_TIDY_p_adj, "");
    expect(&row, STRATA_TIDY_n, "60");
}

/* Three decimals; where these are 0, the first that are not; 0.000001 for all that is less. */
static void test_p_is_never_zero(void **state)
{
    static const struct {
        double p;
        const char *printed;
    } wanted[] = {
        {1, "1.000"},           {0.04251, "0.043"},      {0.0005, "0.001"},
        {0.0004999, "0.0005"},  {0.00031, "0.0003"},     {0.00005, "0.0001"},
        {0.0000214, "0.00002"}, {0.0000014, "0.000001"}, {0.0000005, "0.000001"},
        {2.1e-17, "0.000001"},  {0, "0.000001"},
    };
    strata_estimates *set = *state;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        strata_estimate estimate = set->rows[SAMPLE_GAP];
        strata_tidy_row row;
        estimate.result.p = wanted[i].p;
        estimate.p_adj = wanted[i].p;
        strata_tidy_row_fill(&row, set, &estimate, STRATA_DIGITS_PRINTED);
        expect(&row, STRATA_TIDY_p, wanted[i].printed);
        expect(&row, STRATA_TIDY_p_adj, wanted[i].printed);
    }
}

static int set_up(void **state)
{
    *state = sample_estimates();
    return 0;
}

static int tear_down(void **state)
{
    strata_estimates_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_is_that_of_the_stream),
        cmocka_unit_test(test_one_group),
        cmocka_unit_test(test_gap),
        cmocka_unit_test(test_trend_has_a_digit_more),
        cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_full_digits),
        cmocka_unit_test(test_p_is_never_zero),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
