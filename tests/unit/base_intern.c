/* Texts kept once and named by a number. */
#include "base/intern.h"
#include "strata_test.h"

static uint32_t add(strata_intern *set, const char *text)
{
    uint32_t id = UINT32_MAX;
    assert_int_equal(strata_intern_add(set, text, strlen(text), &id, NULL), STRATA_OK);
    return id;
}

static void test_numbers_in_order_of_first_use(void **state)
{
    (void)state;
    strata_intern *set = strata_intern_new();
    assert_non_null(set);
    assert_int_equal(strata_intern_count(set), 1);
    assert_int_equal(add(set, "ELA"), 1);
    assert_int_equal(add(set, "Mathematics"), 2);
    assert_int_equal(add(set, "ELA"), 1);
    assert_int_equal(add(set, ""), 0);
    assert_int_equal(strata_intern_count(set), 3);
    assert_string_equal(strata_intern_text(set, 2), "Mathematics");
    assert_int_equal(strata_intern_length(set, 2), 11);
    assert_string_equal(strata_intern_text(set, 0), "");
    strata_intern_free(set);
    strata_intern_free(NULL);
}

static void test_find_does_not_add(void **state)
{
    (void)state;
    strata_intern *set = strata_intern_new();
    add(set, "06");
    assert_int_equal(strata_intern_find(set, "06", 2), 1);
    assert_int_equal(strata_intern_find(set, "6", 1), UINT32_MAX); /* leading zeros count */
    assert_int_equal(strata_intern_find(set, NULL, 0), 0);
    assert_int_equal(strata_intern_count(set), 2);
    strata_intern_free(set);
}

static void test_texts_may_hold_nul(void **state)
{
    (void)state;
    strata_intern *set = strata_intern_new();
    uint32_t id = 0;
    assert_int_equal(strata_intern_add(set, "a\0b", 3, &id, NULL), STRATA_OK);
    assert_int_equal(id, 1);
    assert_int_equal(add(set, "a"), 2);
    assert_int_equal(strata_intern_length(set, 1), 3);
    assert_memory_equal(strata_intern_text(set, 1), "a\0b", 4);
    strata_intern_free(set);
}

static void test_texts_stay_where_they_are(void **state)
{
    (void)state;
    strata_intern *set = strata_intern_new();
    const uint32_t first = add(set, "19647330000000");
    const char *text = strata_intern_text(set, first);
    char code[16];
    for (unsigned i = 0; i < 20000; i++) {
        (void)snprintf(code, sizeof code, "%07u", i * 37U);
        assert_int_equal(add(set, code), i + 2);
    }
    assert_ptr_equal(strata_intern_text(set, first), text);
    for (unsigned i = 0; i < 20000; i++) {
        (void)snprintf(code, sizeof code, "%07u", i * 37U);
        assert_int_equal(strata_intern_find(set, code, strlen(code)), i + 2);
    }
    strata_intern_free(set);
}

static void test_ranks_are_byte_order(void **state)
{
    (void)state;
    static const char *const texts[] = {"white", "asian",  "as", "\xc3\xa9tat",
                                        "Black", "asian2", "az"};
    /* by bytes: "" < Black < as < asian < asian2 < az < white < \xc3... */
    static const uint32_t expected[] = {0, 6, 3, 2, 7, 1, 4, 5};
    strata_intern *set = strata_intern_new();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        add(set, texts[i]);
    }
    uint32_t rank[8] = {0};
    assert_int_equal(strata_intern_ranks(set, rank, NULL), STRATA_OK);
    assert_memory_equal(rank, expected, sizeof expected);
    strata_intern_free(set);
}

static strata_status fill_and_free(void)
{
    strata_intern *set = strata_intern_new();
    strata_status status = set != NULL ? STRATA_OK : STRATA_E_MEMORY;
    char code[16];
    for (unsigned i = 0; status == STRATA_OK && i < 300; i++) {
        uint32_t id = 7;
        (void)snprintf(code, sizeof code, "%u", i);
        status = strata_intern_add(set, code, strlen(code), &id, NULL);
        assert_int_equal(id, status == STRATA_OK ? i + 1 : 7); /* unchanged on failure */
    }
    uint32_t rank[301];
    if (status == STRATA_OK) {
        status = strata_intern_ranks(set, rank, NULL);
    }
    strata_intern_free(set);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_every_allocation(fill_and_free) > 8);
}

/* After a failure the set still holds what it held, and goes on when there is memory again. */
static void test_a_failed_add_leaves_the_set_whole(void **state)
{
    (void)state;
    test_allocator context = {0};
    const strata_allocator allocator = {test_resize, test_release, &context};
    strata_allocator_set(&allocator);
    strata_intern *set = strata_intern_new();
    char code[16];
    for (unsigned i = 0; i < 500; i++) {
        (void)snprintf(code, sizeof code, "%u", i);
        uint32_t id = 0;
        context.fail_at = 1;
        const strata_status status = strata_intern_add(set, code, strlen(code), &id, NULL);
        context.fail_at = 0;
        if (status != STRATA_OK) {
            assert_int_equal(strata_intern_find(set, code, strlen(code)), UINT32_MAX);
        }
        assert_int_equal(add(set, code), i + 1);
    }
    strata_intern_free(set);
    assert_int_equal(context.live, 0);
    strata_allocator_set(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_in_order_of_first_use),
        cmocka_unit_test(test_find_does_not_add),
        cmocka_unit_test(test_texts_may_hold_nul),
        cmocka_unit_test(test_texts_stay_where_they_are),
        cmocka_unit_test(test_ranks_are_byte_order),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_a_failed_add_leaves_the_set_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
