/* Sums that say when they would wrap, and the 256-bit difference behind a variance. */
#include <math.h>

#include "base/checked.h"
#include "strata_test.h"

/* 2^127 - 1 and -2^127 */
static const char max_text[] = "170141183460469231731687303715884105727";
static const char min_text[] = "-170141183460469231731687303715884105728";

static strata_int128 wide(const char *text)
{
    strata_int128 value = 0;
    assert_true(strata_int128_parse(text, strlen(text), &value));
    return value;
}

static void assert_wide(strata_int128 value, const char *expected)
{
    char text[STRATA_INT128_TEXT];
    assert_int_equal(strata_int128_format(value, text), strlen(expected));
    assert_string_equal(text, expected);
}

static void test_products_of_sizes(void **state)
{
    (void)state;
    size_t out = 5;
    assert_true(strata_mul_size(SIZE_MAX / 3, 3, &out));
    assert_int_equal(out, SIZE_MAX - SIZE_MAX % 3);
    assert_false(strata_mul_size(SIZE_MAX / 3 + 1, 3, &out));
    assert_int_equal(out, SIZE_MAX - SIZE_MAX % 3);
    assert_true(strata_mul_size(SIZE_MAX, 0, &out));
    assert_int_equal(out, 0);
}

static void test_counts_up_to_the_edge(void **state)
{
    (void)state;
    uint64_t sum = UINT64_MAX - 4;
    assert_true(strata_add_u64(&sum, 4));
    assert_false(strata_add_u64(&sum, 1));
    assert_true(sum == UINT64_MAX);
}

static void test_text_of_wide_integers(void **state)
{
    (void)state;
    assert_wide(0, "0");
    assert_wide(-7, "-7");
    assert_wide(wide(max_text), max_text);
    assert_wide(wide(min_text), min_text);
    assert_wide((strata_int128)INT64_MAX * 10, "92233720368547758070");
    assert_int_equal(sizeof min_text, STRATA_INT128_TEXT);
}

static void test_texts_that_are_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {"",
                                          "-",
                                          "+1",
                                          "-0",
                                          " 1",
                                          "1 ",
                                          "01",
                                          "-01",
                                          "00",
                                          "1.0",
                                          "1e3",
                                          "--1",
                                          "12a",
                                          "0x10",
                                          "170141183460469231731687303715884105728",
                                          "-170141183460469231731687303715884105729",
                                          "1701411834604692317316873037158841057270"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        strata_int128 value = 42;
        assert_false(strata_int128_parse(refused[i], strlen(refused[i]), &value));
        assert_true(value == 42);
    }
    strata_int128 value = 0;
    assert_true(strata_int128_parse("123456", 3, &value)); /* len, not NUL, ends the text */
    assert_true(value == 123);
}

static void test_sums_up_to_both_edges(void **state)
{
    (void)state;
    strata_int128 sum = wide(max_text);
    assert_false(strata_add_i128(&sum, 1));
    assert_wide(sum, max_text);
    assert_true(strata_add_i128(&sum, wide(min_text)));
    assert_true(sum == -1);
    assert_true(strata_add_i128(&sum, -wide(max_text)));
    assert_wide(sum, min_text);
    assert_false(strata_add_i128(&sum, -1));
    assert_true(strata_add_i128(&sum, 0));
    assert_wide(sum, min_text);
}

static void test_sums_of_squares(void **state)
{
    (void)state;
    strata_int128 sum = 1;
    assert_true(strata_add_square_i128(&sum, -2451));
    assert_true(sum == 6007402); /* 1 + 2451^2 = 1 + 6007401 */
    sum = 0;
    assert_true(strata_add_square_i128(&sum, INT64_MIN)); /* 2^126, which is half of the range */
    assert_wide(sum, "85070591730234615865843651857942052864");
    assert_false(strata_add_square_i128(&sum, INT64_MIN));
    assert_wide(sum, "85070591730234615865843651857942052864");
}

static void test_nearest_double(void **state)
{
    (void)state;
    const strata_int128 two53 = (strata_int128)1 << 53;
    assert_true(strata_int128_to_double(two53 + 1) == 0x1p53);     /* a tie goes to even */
    assert_true(strata_int128_to_double(two53 + 3) == 0x1p53 + 4); /* and so does this one */
    assert_true(strata_int128_to_double(wide(max_text)) == 0x1p127);
    assert_true(strata_int128_to_double(wide(min_text)) == -0x1p127);
}

/* Scores 2451 2388 2502 2467 2399: n 5, sum 12207, sum of squares 29811239;
 * 5 * 29811239 - 12207^2 = 149056195 - 149010849 = 45346. */
static void test_spread_of_scores(void **state)
{
    (void)state;
    assert_true(strata_spread(5, 12207, 29811239) == 45346.0);
    assert_true(strata_spread(5, -12207, 29811239) == 45346.0);
    assert_true(strata_spread(0, 0, 0) == 0.0);
    assert_true(strata_spread(1, 2451, 6007401) == 0.0);
}

/* 2^40 three times and 2^40 + 1 once: n = 4, sum = 2^42 + 1, sumsq = 2^82 + 2^41 + 1, so
 * n * sumsq - sum^2 = 2^84 + 2^43 + 4 - (2^84 + 2^43 + 1) = 3. Doubles would have lost it. */
static void test_spread_where_doubles_cancel(void **state)
{
    (void)state;
    const strata_int128 one = 1;
    assert_true(strata_spread(4, (one << 42) + 1, (one << 82) + (one << 41) + 1) == 3.0);
}

/* -7 / 2 = -3.5 lies between -4 and -3, 7 / 2 between 3 and 4; 6 / 2 = 3 is whole. */
static void test_quotients_between_whole_numbers(void **state)
{
    (void)state;
    assert_true(strata_floor_i128(7, 2) == 3 && strata_ceiling_i128(7, 2) == 4);
    assert_true(strata_floor_i128(-7, 2) == -4 && strata_ceiling_i128(-7, 2) == -3);
    assert_true(strata_floor_i128(6, 2) == 3 && strata_ceiling_i128(6, 2) == 3);
    assert_true(strata_floor_i128(-6, 2) == -3 && strata_ceiling_i128(-6, 2) == -3);
    assert_true(strata_floor_i128(0, 5) == 0 && strata_ceiling_i128(0, 5) == 0);
}

/* Products beyond 128 bits:
 * n 2^60, sum 0, sumsq 2^120: 2^180. With sum 2^59 it is 2^180 - 2^118, whose nearest double is
 * 2^180. (2^64 - 1) (2^127 - 1) = 2^191 (1 - 2^-64) (1 - 2^-127), nearest double 2^191. n 2^63,
 * sumsq 2^126: 2^189; a sum of 2^95 has the square 2^190 > 2^189; with 2^94 it is 2^188 left. */
static void test_spread_in_256_bits(void **state)
{
    (void)state;
    const strata_int128 one = 1;
    assert_true(strata_spread(UINT64_C(1) << 60, 0, one << 120) == 0x1p180);
    assert_true(strata_spread(UINT64_C(1) << 60, one << 59, one << 120) == 0x1p180);
    assert_true(strata_spread(UINT64_MAX, 0, wide(max_text)) == 0x1p191);
    assert_true(strata_spread(UINT64_C(1) << 63, one << 95, one << 126) == -1.0);
    assert_true(strata_spread(UINT64_C(1) << 63, one << 94, one << 126) == 0x1p188);
    assert_true(strata_spread(UINT64_C(1) << 63, -(one << 94), one << 126) == 0x1p188);
}

/* n = 10^18, sum = 3 * 10^18 + 7, sumsq = 2^127 - 1. With M =
 * 170141183460469231731687303715884105727: 10^18 M - (9 * 10^36 + 42 * 10^18 + 49) =
 * 170141183460469231731687303715884105727000000000000000000
 *                        - 9000000000000000042000000000000000049
 *   = 170141183460469231722687303715884105684999999999999999951.
 * Within 2^-52 of it, relatively; the decimal constant below is read as its nearest double. */
static void test_spread_is_within_its_bound(void **state)
{
    (void)state;
    const double expected = 170141183460469231722687303715884105684999999999999999951.0;
    const double got =
        strata_spread(UINT64_C(1000000000000000000), wide("3000000000000000007"), wide(max_text));
    assert_true(fabs(got - expected) <= expected * 0x1p-52);
}

static void test_sums_that_no_data_have(void **state)
{
    (void)state;
    assert_true(strata_spread(3, 10, 33) == -1.0); /* 99 < 100 */
    assert_true(strata_spread(3, 0, -1) == -1.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products_of_sizes),
        cmocka_unit_test(test_counts_up_to_the_edge),
        cmocka_unit_test(test_text_of_wide_integers),
        cmocka_unit_test(test_texts_that_are_refused),
        cmocka_unit_test(test_sums_up_to_both_edges),
        cmocka_unit_test(test_sums_of_squares),
        cmocka_unit_test(test_quotients_between_whole_numbers),
        cmocka_unit_test(test_nearest_double),
        cmocka_unit_test(test_spread_of_scores),
        cmocka_unit_test(test_spread_where_doubles_cancel),
        cmocka_unit_test(test_spread_in_256_bits),
        cmocka_unit_test(test_spread_is_within_its_bound),
        cmocka_unit_test(test_sums_that_no_data_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
