/* Cells by key while they are counted. */
#include "cube/cell_map.h"
#include "strata_test.h"

enum {
    KEYS = 5000
};

static strata_cell_key key_of(uint32_t number)
{
    return (strata_cell_key){.year = 2024, .lea = number % 100, .school = number / 100};
}

static void test_many_keys(void **state)
{
    (void)state;
    strata_cell_map map = {0};
    const strata_cell_key first = key_of(0);
    assert_null(strata_cell_map_find(&map, &first));
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t number = 0; number < KEYS; number++) {
            const strata_cell cell = {
                .key = key_of(number), .has = STRATA_HAS_TESTED, .n_tested = number};
            assert_int_equal(strata_cell_map_merge(&map, &cell, NULL), STRATA_OK);
        }
    }
    assert_int_equal(map.count, KEYS);
    for (uint32_t number = 0; number < KEYS; number++) {
        const strata_cell_key key = key_of(number);
        const strata_cell *cell = strata_cell_map_find(&map, &key);
        assert_non_null(cell);
        assert_int_equal(cell->n_tested, 2 * number);
    }
    const strata_cell_key other = key_of(KEYS);
    assert_null(strata_cell_map_find(&map, &other));
    strata_cell_map_deinit(&map);
}

static void test_new_or_not(void **state)
{
    (void)state;
    strata_cell_map map = {0};
    const strata_cell_key key = key_of(7);
    strata_cell *cell = NULL;
    bool is_new = false;
    assert_int_equal(strata_cell_map_get(&map, &key, &cell, &is_new, NULL), STRATA_OK);
    assert_true(is_new);
    assert_memory_equal(&cell->key, &key, sizeof key);
    assert_int_equal(cell->has, 0);
    assert_int_equal(strata_cell_map_get(&map, &key, &cell, &is_new, NULL), STRATA_OK);
    assert_false(is_new);
    strata_cell_map_deinit(&map);
}

static strata_status fill(void)
{
    strata_cell_map map = {0};
    strata_status status = STRATA_OK;
    for (uint32_t number = 0; number < 300 && status == STRATA_OK; number++) {
        const strata_cell cell = {.key = key_of(number)};
        status = strata_cell_map_merge(&map, &cell, NULL);
    }
    strata_cell_map_deinit(&map);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fill), 3, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_new_or_not),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
