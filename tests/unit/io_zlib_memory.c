/* zlib asks our allocator and nobody else. */
#include "io/zlib_memory.h"
#include "strata_test.h"

static void test_zlib_uses_the_allocator(void **state)
{
    (void)state;
    test_allocator context = {0};
    const strata_allocator allocator = {test_resize, test_release, &context};
    strata_allocator_set(&allocator);
    z_stream stream = {0};
    strata_zlib_memory(&stream);
    assert_int_equal(deflateInit(&stream, 6), Z_OK);
    assert_true(context.live > 0);
    assert_int_equal(deflateEnd(&stream), Z_OK);
    assert_int_equal(context.live, 0);

    context.fail_at = context.requests + 2;
    assert_int_equal(deflateInit(&stream, 6), Z_MEM_ERROR);
    assert_int_equal(context.live, 0);
    strata_allocator_set(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_zlib_uses_the_allocator)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
