/* Sums as means and back. */
#include <math.h>

#include "cube/cell_value.h"
#include "strata_test.h"

static void assert_text(strata_int128 sum, uint64_t weight, unsigned decimals, const char *expected)
{
    char text[STRATA_DOUBLE_TEXT];
    strata_int128 back = 0;
    const size_t len = strata_weighted_mean_format(sum, weight, decimals, text);
    assert_string_equal(text, expected);
    assert_int_equal(len, strlen(expected));
    assert_true(strata_weighted_mean_parse(strata_slice_of(text), weight, decimals, &back));
    assert_true(back == sum);
}

static void test_exact_texts(void **state)
{
    (void)state;
    assert_text(0, 7, 3, "0");
    assert_text(4310 * (strata_int128)7, 7, 2, "43.1");
    assert_text(-5, 1, 1, "-0.5");
    assert_text(5000, 1, 2, "50");
    /* 18 decimals of one student, more than a double holds */
    assert_text(243123456789012345, 1, 15, "243.123456789012345");
    assert_text(INT64_MAX, 1, 18, "9.223372036854775807");
    assert_text((strata_int128)INT64_MIN * 4000000000, 4000000000, 0, "-9223372036854775808");
}

static void test_means(void **state)
{
    (void)state;
    assert_text(1, 3, 0, "0.3333333333333333");
    assert_text(120500, 30, 2, "40.166666666666664");
    assert_text(-200, 3, 0, "-66.66666666666667");
    assert_true(strata_weighted_mean(1, 3, 0) == 1.0 / 3.0);
    assert_true(strata_weighted_mean(-2, 3, 0) == -2.0 / 3.0);
    assert_true(strata_weighted_mean(1, 1, 18) == 1e-18);
    assert_true(strata_weighted_mean((strata_int128)1 << 126, 1, 0) == ldexp(1.0, 126));
    /* 2^53 + 1 lies between two doubles: ties go to the even one; one more bit breaks the tie */
    const strata_int128 tie = ((strata_int128)1 << 53) + 1;
    assert_true(strata_weighted_mean(tie, 1, 0) == ldexp(1.0, 53));
    assert_true(strata_weighted_mean(tie * 1000 + 1, 1000, 0) == ldexp(1.0, 53) + 2.0);
}

/* Beyond 2^48 the sum need not be the same, but the text is: streams do not drift. */
static void test_large_sums(void **state)
{
    (void)state;
    for (int shift = 40; shift < 120; shift++) {
        const strata_int128 sum = ((strata_int128)1 << shift) + 12345;
        char first[STRATA_DOUBLE_TEXT];
        char second[STRATA_DOUBLE_TEXT];
        strata_int128 back = 0;
        (void)strata_weighted_mean_format(sum, 12347, 14, first);
        assert_true(strata_weighted_mean_parse(strata_slice_of(first), 12347, 14, &back));
        assert_true(shift >= 48 || back == sum);
        (void)strata_weighted_mean_format(back, 12347, 14, second);
        assert_string_equal(first, second);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "x", "1e300", "nan", "1.5 ", "--1"};
    strata_int128 sum = 0;
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        assert_false(strata_weighted_mean_parse(strata_slice_of(wrong[at]), 10, 2, &sum));
    }
}

static void test_cells(void **state)
{
    (void)state;
    strata_cell cell = {.has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS,
                        .decimals = 1,
                        .value_sum = 431,
                        .lo_sum = 430,
                        .hi_sum = 435};
    assert_int_equal(strata_cell_weight(&cell), 1);
    assert_true(strata_cell_value(&cell) == 43.1);
    assert_true(strata_cell_lo(&cell) == 43.0);
    assert_true(strata_cell_hi(&cell) == 43.5);
    cell.has = STRATA_HAS_VALUE | STRATA_HAS_SCORED;
    assert_true(isnan(strata_cell_value(&cell))); /* of no students */
    cell.n_scored = 10;
    assert_true(strata_cell_value(&cell) == 4.31);
    assert_true(isnan(strata_cell_lo(&cell)));
    assert_true(strata_unit(0) == 1.0);
    assert_true(strata_unit(2) == 0.01);
    assert_true(strata_unit(18) == 1e-18);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_texts), cmocka_unit_test(test_means),
        cmocka_unit_test(test_large_sums),  cmocka_unit_test(test_refused),
        cmocka_unit_test(test_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
