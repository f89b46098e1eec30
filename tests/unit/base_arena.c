/* Memory freed as a whole. */
#include <stdalign.h>

#include "base/arena.h"
#include "strata_test.h"

static void test_blocks_are_zero_aligned_and_apart(void **state)
{
    (void)state;
    strata_arena *arena = strata_arena_new();
    assert_non_null(arena);
    unsigned char *previous_end = NULL;
    for (size_t size = 1; size < 200; size += 13) {
        unsigned char *block = strata_arena_alloc(arena, size);
        assert_non_null(block);
        assert_int_equal((uintptr_t)block % alignof(max_align_t), 0);
        assert_true(previous_end == NULL || block >= previous_end);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(block[i], 0);
            block[i] = 0xee;
        }
        previous_end = block + size;
    }
    strata_arena_free(arena);
    strata_arena_free(NULL);
}

static void test_a_block_larger_than_the_usual(void **state)
{
    (void)state;
    strata_arena *arena = strata_arena_new();
    unsigned char *large = strata_arena_alloc(arena, 1000000);
    assert_non_null(large);
    large[999999] = 1;
    assert_non_null(strata_arena_alloc(arena, 0));
    assert_null(strata_arena_alloc(arena, SIZE_MAX));
    strata_arena_free(arena);
}

static void test_copies_end_with_nul(void **state)
{
    (void)state;
    strata_arena *arena = strata_arena_new();
    assert_string_equal(strata_arena_copy(arena, "Lincoln High", 7), "Lincoln");
    assert_string_equal(strata_arena_copy(arena, NULL, 0), "");
    strata_arena_free(arena);
}

static void fill(strata_arena *arena)
{
    for (int i = 0; i < 100; i++) {
        unsigned char *block = strata_arena_alloc(arena, 3000);
        assert_non_null(block);
        assert_int_equal(block[0] + block[2999], 0); /* zero again after a reset */
        memset(block, 0xee, 3000);
    }
    assert_non_null(strata_arena_alloc(arena, 200000));
}

static void test_reset_keeps_the_memory(void **state)
{
    (void)state;
    test_allocator context = {0};
    const strata_allocator allocator = {test_resize, test_release, &context};
    strata_allocator_set(&allocator);
    strata_arena *arena = strata_arena_new();
    fill(arena);
    strata_arena_reset(arena);
    fill(arena);
    strata_arena_reset(arena);
    const uint64_t after_two = context.requests;
    for (int batch = 0; batch < 50; batch++) {
        fill(arena);
        strata_arena_reset(arena);
    }
    assert_int_equal(context.requests, after_two); /* the same batch again asks for nothing more */
    strata_arena_free(arena);
    assert_int_equal(context.live, 0);
    strata_allocator_set(NULL);
}

static void test_reset_finds_the_large_block_again(void **state)
{
    (void)state;
    test_allocator context = {0};
    const strata_allocator allocator = {test_resize, test_release, &context};
    strata_allocator_set(&allocator);
    strata_arena *arena = strata_arena_new();
    for (int batch = 0; batch < 20; batch++) {
        /* Before the large one in every other batch, behind it in the others. */
        assert_non_null(strata_arena_alloc(arena, batch % 2 == 0 ? 50000 : 200000));
        assert_non_null(strata_arena_alloc(arena, batch % 2 == 0 ? 200000 : 50000));
        strata_arena_reset(arena);
    }
    assert_in_range(context.requests, 3, 5); /* the arena, a usual block, one or two large ones */
    strata_arena_free(arena);
    strata_allocator_set(NULL);
}

static strata_status fill_and_free(void)
{
    strata_arena *arena = strata_arena_new();
    bool is_done = arena != NULL;
    for (int i = 0; is_done && i < 5; i++) {
        is_done = strata_arena_copy(arena, "2024,Lincoln", 12) != NULL &&
                  strata_arena_alloc(arena, 60000) != NULL;
    }
    strata_arena_free(arena);
    return is_done ? STRATA_OK : STRATA_E_MEMORY;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_int_equal(test_every_allocation(fill_and_free), 6); /* the arena and a block each time */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_are_zero_aligned_and_apart),
        cmocka_unit_test(test_a_block_larger_than_the_usual),
        cmocka_unit_test(test_copies_end_with_nul),
        cmocka_unit_test(test_reset_keeps_the_memory),
        cmocka_unit_test(test_reset_finds_the_large_block_again),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
