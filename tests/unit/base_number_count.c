/* Whole numbers and their digits as text. */
#include <stdio.h>

#include "base/checked.h"
#include "base/number.h"
#include "strata_test.h"

static void assert_count(uint64_t x)
{
    char wanted[32];
    char got[STRATA_COUNT_TEXT];
    const int len = snprintf(wanted, sizeof wanted, "%llu", (unsigned long long)x);
    assert_int_equal(strata_count_format(x, got), len);
    assert_memory_equal(got, wanted, (size_t)len);
}

/* At every power of ten the number of digits changes. */
static void test_counts(void **state)
{
    (void)state;
    uint64_t power = 1;
    for (unsigned digits = 1; digits < STRATA_COUNT_TEXT; digits++) {
        assert_count(power - 1);
        assert_count(power);
        assert_count(power + 1);
        power *= 10;
    }
    assert_count(power);
    assert_count(UINT64_MAX);
}

/* All numbers of three digits, and what is longer by as many. */
static void test_threes(void **state)
{
    (void)state;
    for (uint32_t x = 0; x < 1000; x++) {
        char wanted[16];
        char got[STRATA_SMALL_COUNT_TEXT];
        const int len = snprintf(wanted, sizeof wanted, "%u", (unsigned)x);
        assert_int_equal(strata_small_count_format(x, got), len);
        assert_memory_equal(got, wanted, (size_t)len);
        (void)snprintf(wanted, sizeof wanted, "%03u", (unsigned)x);
        strata_three_digits_put(x, got);
        assert_memory_equal(got, wanted, 3);
        assert_count(1000 * (uint64_t)x + (999 - x));
        assert_count(1000000000 * (uint64_t)x + x);
    }
}

static void test_digits(void **state)
{
    (void)state;
    char got[8] = "xxxxxxx";
    strata_digits_format(12345, 3, got);
    assert_memory_equal(got, "345xxxx", 7);
    strata_digits_format(42, 6, got);
    assert_memory_equal(got, "000042x", 7);
    strata_digits_format(7, 0, got);
    assert_memory_equal(got, "000042x", 7);
}

/* 2^127 = 170141183460469231731687303715884105728; 10^19 is where the lower part begins. */
static void test_wide(void **state)
{
    (void)state;
    static const char *const texts[] = {"0",
                                        "-1",
                                        "9999999999999999999",
                                        "10000000000000000000",
                                        "18446744073709551615",
                                        "18446744073709551616",
                                        "100000000000000000000",
                                        "-12345678901234567890000000000000000001",
                                        "170141183460469231731687303715884105727",
                                        "-170141183460469231731687303715884105728"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char got[STRATA_INT128_TEXT];
        strata_int128 x = 5;
        assert_true(strata_int128_parse(texts[i], strlen(texts[i]), &x));
        assert_int_equal(strata_int128_format(x, got), strlen(texts[i]));
        assert_string_equal(got, texts[i]);
    }
}

static void test_no_wide(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "-",
                                        "-0",
                                        "00",
                                        "+1",
                                        "1 ",
                                        "123456789012345678x",
                                        "1234567890123456789x",
                                        "1234567890123456789/",
                                        "170141183460469231731687303715884105728",
                                        "-170141183460469231731687303715884105729"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        strata_int128 x = 5;
        assert_false(strata_int128_parse(texts[i], strlen(texts[i]), &x));
        assert_true(x == 5);
    }
}

/* (2^64)^2 = 2^100 * 2^28 = 2^128, one more than 128 bits hold. */
static void test_products(void **state)
{
    (void)state;
    const strata_uint128 one = 1;
    assert_int_equal(strata_compare_products(one << 64, one << 64, one << 100, one << 28), 0);
    assert_int_equal(strata_compare_products(one << 64, one << 64, (one << 100) + 1, one << 28),
                     -1);
    assert_int_equal(strata_compare_products((one << 64) + 1, one << 64, one << 100, one << 28), 1);
    assert_int_equal(strata_compare_products(6, 7, 2, 20), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),  cmocka_unit_test(test_threes),
        cmocka_unit_test(test_digits),  cmocka_unit_test(test_wide),
        cmocka_unit_test(test_no_wide), cmocka_unit_test(test_products)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
