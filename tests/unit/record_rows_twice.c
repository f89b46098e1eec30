/* No key that is there twice may be missed; few others are taken for one. */
#include "record/rows_parts.h"
#include "record/rows_twice.h"
#include "strata_test.h"

enum {
    KEYS = 200000,
    TWICE = 500 /* every so manieth key comes again at the end */
};

static void fill(strata_rows_store *store, uint64_t memory)
{
    assert_int_equal(strata_rows_store_init(store, memory, NULL, NULL), STRATA_OK);
    for (uint64_t at = 0; at < KEYS + KEYS / TWICE; at++) {
        const uint64_t student = at < KEYS ? at : (at - KEYS) * TWICE;
        const strata_rows_entry entry = {.key = student + 1, .place = (uint32_t)(at % 11)};
        assert_int_equal(strata_rows_store_add(store, &entry, NULL), STRATA_OK);
    }
    const strata_rows_entry nobodys = {.key = 0};
    for (int at = 0; at < 1000; at++) {
        assert_int_equal(strata_rows_store_add(store, &nobodys, NULL), STRATA_OK);
    }
    assert_int_equal(strata_rows_store_settle(store, NULL), STRATA_OK);
}

static uint64_t count_found(const strata_rows_set *set)
{
    const strata_rows_span all = strata_rows_span_at(set, 0, 1);
    uint64_t found = 0;
    for (uint64_t at = 0; at < KEYS; at++) {
        const bool is_found = strata_rows_span_has(set, all, strata_rows_hash(at + 1));
        assert_true(is_found || at % TWICE != 0);
        found += is_found ? 1 : 0;
    }
    return found;
}

static void test_twice(void **state)
{
    (void)state;
    static const struct {
        uint64_t memory;
        uint64_t most; /* that may be found of 400 */
        size_t threads;
    } ways[] = {{1 << 26, 5000, 1}, {1 << 22, 5000, 3}, {1 << 20, 5000, 2}, {4096, KEYS, 2}};
    for (size_t at = 0; at < sizeof ways / sizeof ways[0]; at++) {
        const strata_rows_effort effort = {.threads = ways[at].threads, .memory = ways[at].memory};
        strata_rows_store store;
        strata_rows_set set = {.words = NULL};
        uint64_t likely = 0;
        fill(&store, ways[at].memory);
        assert_int_equal(strata_rows_twice(&store, effort, &set, &likely, NULL), STRATA_OK);
        const uint64_t found = count_found(&set);
        assert_in_range(found, KEYS / TWICE, ways[at].most);
        assert_true(likely + likely / 4 >= found); /* about */
        strata_free(set.words);
        strata_rows_store_deinit(&store);
    }
}

/* Parts of the words cover each of them once. */
static void test_spans(void **state)
{
    (void)state;
    const strata_rows_set set = {.word_bits = 6};
    for (uint64_t parts = 1; parts <= 64; parts++) {
        uint64_t next = 0;
        for (uint64_t at = 0; at < parts; at++) {
            const strata_rows_span span = strata_rows_span_at(&set, at, parts);
            assert_int_equal(span.first, next);
            assert_true(span.count > 0);
            next += span.count;
        }
        assert_int_equal(next, 64);
    }
    const strata_rows_effort effort = {.threads = 4, .memory = 4000};
    assert_int_equal(strata_rows_parts(&set, effort, 100, 8), 1);      /* 800 bytes of 1000 */
    assert_int_equal(strata_rows_parts(&set, effort, 1000, 8), 8);     /* 8000 of 1001 */
    assert_int_equal(strata_rows_parts(&set, effort, 1000000, 8), 64); /* no more than words */
    const strata_rows_effort much = {.threads = 4, .memory = UINT64_C(1) << 40};
    assert_int_equal(strata_rows_parts(&set, much, 1000000, 8), 4); /* one a thread */
}

/* Ten million bytes of results in 100,000 bytes of memory are 101 parts for one thread and 8 times
 * as many for eight, of which each reads all results: one thread does it. In 1,000,000 bytes they
 * are 11 for one, 21 for two, 31 for three. With enough memory every thread has its part. */
static void test_threads(void **state)
{
    (void)state;
    const strata_rows_set set = {.word_bits = 12};
    strata_rows_effort effort = {.threads = 8, .memory = 100000};
    assert_int_equal(strata_rows_threads(&set, effort, 100000, 100), 1);
    effort.memory = 1000000;
    assert_int_equal(strata_rows_threads(&set, effort, 100000, 100), 3);
    effort.memory = UINT64_C(1) << 40;
    assert_int_equal(strata_rows_threads(&set, effort, 100000, 100), 8);
    effort.threads = 100;
    assert_int_equal(strata_rows_threads(&set, effort, 100000000, 100), 100);
    effort = (strata_rows_effort){.threads = 1, .memory = 1};
    assert_int_equal(strata_rows_threads(&set, effort, 100000, 100), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
