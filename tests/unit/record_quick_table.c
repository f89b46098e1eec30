/* Numbers for sequences of words. */
#include "record/quick.h"
#include "record/quick_table.h"
#include "strata_test.h"

static uint32_t find(strata_quick_table *table, const uint64_t *words, uint32_t count)
{
    uint32_t number = 0;
    const strata_quick_words of = {words, count};
    assert_int_equal(strata_quick_table_find(table, of, &number, NULL), STRATA_OK);
    return number;
}

/* A sequence that begins like another, or ends like it, is another one. */
static void test_sequences(void **state)
{
    (void)state;
    static const uint64_t words[] = {1, 2, 1, 3};
    strata_quick_table table = {0};
    assert_int_equal(find(&table, words, 2), 0);
    assert_int_equal(find(&table, words, 3), 1);
    assert_int_equal(find(&table, words, 1), 2);
    assert_int_equal(find(&table, words + 2, 2), 3);
    assert_int_equal(find(&table, words + 2, 1), 2);
    assert_int_equal(find(&table, words, 2), 0);
    assert_int_equal(find(&table, words, 2), 0);
    assert_int_equal(find(&table, words, 0), 4);
    assert_int_equal(find(&table, words, 0), 4);
    assert_int_equal(table.count, 5);
    strata_quick_table_deinit(&table);
}

/* 2^18 numbers are given, in order; what is known is found afterwards, and nothing else is. */
static void test_many(void **state)
{
    (void)state;
    const uint32_t most = UINT32_C(1) << 18;
    strata_quick_table table = {0};
    for (uint32_t at = 0; at < most; at++) {
        const uint64_t words[] = {at % 512, at / 512};
        assert_int_equal(find(&table, words, 2), at);
    }
    for (uint32_t at = 0; at < most + 3; at += 1021) {
        const uint64_t words[] = {at % 512, at / 512};
        assert_int_equal(find(&table, words, 2), at);
    }
    const uint64_t more[] = {600, 1};
    assert_int_equal(find(&table, more, 2), STRATA_QUICK_ODD);
    assert_int_equal(table.count, most);
    strata_quick_table_deinit(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
