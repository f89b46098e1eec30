/* Witnesses of two cells of one part and one of another. */
#include "protect/audit_tables.h"
#include "strata_test.h"

static bool add(strata_tables *tables, const uint32_t *cell, const int64_t *value, uint32_t count)
{
    bool news = false;
    const strata_table_piece piece = {cell, value, count};
    assert_int_equal(strata_tables_add(tables, piece, &news, NULL), STRATA_OK);
    return news;
}

static void test_witnesses(void **state)
{
    (void)state;
    static const uint32_t both[] = {0, 1};
    static const uint32_t third[] = {2};
    strata_tables tables;
    assert_int_equal(strata_tables_init(&tables, 3, 4, NULL), STRATA_OK);
    assert_true(add(&tables, both, (const int64_t[]){3, 5}, 2));
    assert_int_equal(tables.count, 0); /* the base */
    assert_false(add(&tables, both, (const int64_t[]){3, 5}, 2));
    assert_true(add(&tables, both, (const int64_t[]){1, 5}, 2));
    assert_int_equal(tables.count, 1);
    assert_int_equal(tables.start[1], 1); /* only what differs */
    assert_false(strata_tables_settle(&tables, 0));
    assert_true(add(&tables, both, (const int64_t[]){5, 6}, 2));
    assert_true(strata_tables_settle(&tables, 0)); /* 1 and 5 */
    assert_false(strata_tables_settle(&tables, 1));
    assert_int_equal(tables.least_in[0], 1);
    assert_int_equal(tables.most_in[0], 2);
    assert_false(add(&tables, both, (const int64_t[]){9, 6}, 2)); /* settled is enough */
    assert_false(tables.has_base[2]);
    assert_true(add(&tables, third, (const int64_t[]){7}, 1));
    assert_true(tables.has_base[2]);
    tables.keeps_all = true;
    assert_true(add(&tables, both, (const int64_t[]){9, 6}, 2));
    assert_int_equal(tables.most[0], 9);
    strata_tables_deinit(&tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_witnesses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
