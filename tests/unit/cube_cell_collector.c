/* Parts that are filled at the same time stand in the set in the order in which they are taken. */
#include "cube/cell_collector.h"
#include "strata_test.h"

static void add(const strata_cell_sink *sink, size_t slot, uint64_t n, uint8_t levels)
{
    const strata_cell cell = {.n_tested = n, .level_count = levels};
    assert_int_equal(sink->add(sink->context, slot, &cell, NULL), STRATA_OK);
}

static void test_order_of_parts(void **state)
{
    (void)state;
    static const uint64_t expected[] = {1, 2, 3, 4};
    strata_cellset *set = strata_cellset_new();
    strata_cell_collector *collector = strata_cell_collector_new(set);
    assert_non_null(collector);
    const strata_cell_sink *sink = strata_cell_collector_sink(collector);
    add(sink, 1, 3, 5);
    add(sink, 0, 1, 4);
    add(sink, 0, 2, 4);
    assert_int_equal(sink->take(sink->context, 0, NULL), STRATA_OK);
    add(sink, 0, 4, 3);
    assert_int_equal(set->count, 2);
    assert_int_equal(set->level_columns, 4);
    assert_int_equal(sink->take(sink->context, 1, NULL), STRATA_OK);
    assert_int_equal(sink->take(sink->context, 0, NULL), STRATA_OK);
    assert_int_equal(sink->take(sink->context, 63, NULL), STRATA_OK); /* a part without cells */
    assert_int_equal(set->count, 4);
    for (size_t at = 0; at < 4; at++) {
        assert_int_equal(set->cells[at].n_tested, expected[at]);
    }
    assert_int_equal(set->level_columns, 5);
    strata_cell_collector_free(collector);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order_of_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
