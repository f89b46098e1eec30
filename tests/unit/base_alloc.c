/* The replaceable allocator and the growing block. */
#include "base/alloc.h"
#include "strata_test.h"

static void test_zeroed_and_never_null_for_nothing(void **state)
{
    (void)state;
    unsigned char *block = strata_alloc_zero(3, 7);
    assert_non_null(block);
    for (size_t i = 0; i < 21; i++) {
        assert_int_equal(block[i], 0);
    }
    strata_free(block);
    void *nothing = strata_alloc(0);
    assert_non_null(nothing);
    strata_free(nothing);
    strata_free(NULL);
}

static void test_a_product_that_overflows_is_refused(void **state)
{
    (void)state;
    assert_null(strata_alloc_zero(SIZE_MAX / 2, 3));
    void *block = NULL;
    size_t room = 0;
    strata_error err = {0};
    assert_int_equal(strata_reserve(&block, &room, SIZE_MAX / 2, 3, &err), STRATA_E_MEMORY);
    assert_null(block);
    assert_int_equal(room, 0);
    test_error(&err, "error: out of memory (memory)");
}

static void test_reserve_grows_by_half_and_keeps_the_contents(void **state)
{
    (void)state;
    void *block = NULL;
    size_t room = 0;
    assert_int_equal(strata_reserve(&block, &room, 1, sizeof(int), NULL), STRATA_OK);
    assert_int_equal(room, 8); /* the smallest */
    int *numbers = block;
    for (int i = 0; i < 8; i++) {
        numbers[i] = i * i;
    }
    const void *before = block;
    assert_int_equal(strata_reserve(&block, &room, 8, sizeof(int), NULL), STRATA_OK);
    assert_ptr_equal(block, before);
    assert_int_equal(strata_reserve(&block, &room, 9, sizeof(int), NULL), STRATA_OK);
    assert_int_equal(room, 12); /* 8 + 8 / 2 */
    assert_int_equal(strata_reserve(&block, &room, 1000, sizeof(int), NULL), STRATA_OK);
    assert_int_equal(room, 1000);
    numbers = block;
    assert_int_equal(numbers[7], 49);
    strata_free(block);
}

static void test_a_failed_reserve_changes_nothing(void **state)
{
    (void)state;
    test_allocator context = {.fail_at = 2};
    const strata_allocator allocator = {test_resize, test_release, &context};
    strata_allocator_set(&allocator);
    void *block = NULL;
    size_t room = 0;
    assert_int_equal(strata_reserve(&block, &room, 4, 1, NULL), STRATA_OK);
    memcpy(block, "2024", 4);
    strata_error err = {0};
    assert_int_equal(strata_reserve(&block, &room, 100, 1, &err), STRATA_E_MEMORY);
    assert_int_equal(err.status, STRATA_E_MEMORY);
    assert_int_equal(room, 8);
    assert_memory_equal(block, "2024", 4);
    strata_free(block);
    assert_int_equal(context.live, 0);
    strata_allocator_set(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zeroed_and_never_null_for_nothing),
        cmocka_unit_test(test_a_product_that_overflows_is_refused),
        cmocka_unit_test(test_reserve_grows_by_half_and_keeps_the_contents),
        cmocka_unit_test(test_a_failed_reserve_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
