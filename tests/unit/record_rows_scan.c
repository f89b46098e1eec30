/* What is added is found again, by place and one after the other, in memory and on the disk. */
#include "record/rows_parts.h"
#include "strata_test.h"

enum {
    COUNT = 20000, /* more than two stripes */
    PLACES = 37
};

/* Result number `at`; one in five has a score that fits no code. */
static strata_rows_entry entry_at(uint64_t at)
{
    const int64_t score = (int64_t)(at * 31 % 1000) - 300;
    const int64_t wide = (int64_t)at - (INT64_C(1) << 40);
    strata_rows_entry entry = strata_rows_entry_of((uint32_t)(at * 7 % 900), (uint32_t)(at % 50),
                                                   at % 5 == 0 ? wide : score);
    entry.key = at * UINT64_C(0x123456789abcd);
    entry.place = (uint32_t)(at * at % PLACES) * 2; /* some places have none */
    entry.number = (uint32_t)(at + 1000000);
    return entry;
}

static void fill(strata_rows_store *store, uint64_t memory)
{
    assert_int_equal(strata_rows_store_init(store, memory, NULL, NULL), STRATA_OK);
    for (uint64_t at = 0; at < COUNT; at++) {
        const strata_rows_entry entry = entry_at(at);
        assert_int_equal(strata_rows_store_add(store, &entry, NULL), STRATA_OK);
    }
}

/* Each is found once, as it was added, at a position of its own. */
static void expect_all(const strata_rows_store *store)
{
    strata_rows_scan scan;
    bool *seen = calloc(COUNT, sizeof *seen);
    bool *taken = calloc((size_t)strata_rows_store_positions(store), sizeof *taken);
    uint64_t count = 0;
    assert_non_null(seen);
    assert_non_null(taken);
    assert_int_equal(strata_rows_scan_init(&scan, store, NULL), STRATA_OK);
    for (bool more = true; more;) {
        strata_rows_block block;
        assert_int_equal(strata_rows_scan_next(&scan, &block, &more, NULL), STRATA_OK);
        for (size_t at = 0; at < block.count; at++) {
            strata_stored_row row;
            assert_int_equal(strata_rows_scan_row(&scan, at, &row, NULL), STRATA_OK);
            const strata_rows_entry expected = entry_at(row.number - 1000000);
            const bool is_new = !seen[row.number - 1000000] && !taken[row.position];
            assert_true(is_new);
            seen[row.number - 1000000] = true;
            taken[row.position] = true;
            assert_int_equal(row.key, expected.key);
            assert_int_equal(row.key, block.keys[at]);
            assert_int_equal(row.code, expected.code);
            assert_int_equal(row.score, expected.score);
            assert_int_equal(row.place, expected.place);
            count++;
        }
    }
    assert_int_equal(count, COUNT);
    strata_rows_scan_deinit(&scan);
    free(seen);
    free(taken);
}

static void test_everywhere(void **state)
{
    (void)state;
    static const uint64_t memories[] = {1 << 30, 400000, 30000};
    for (size_t at = 0; at < sizeof memories / sizeof memories[0]; at++) {
        strata_rows_store store;
        fill(&store, memories[at]);
        assert_int_equal(store.run_count > 0, at > 0);
        expect_all(&store);
        assert_int_equal(strata_rows_store_settle(&store, NULL), STRATA_OK);
        assert_int_equal(store.used, at > 0 ? 0 : store.used);
        expect_all(&store);
        strata_rows_store_deinit(&store);
    }
}

/* Nothing but what differs is written: keys take 8 bytes; 3 of a kind of 2^2 and 100 scores take 2
 * and 7 bits, so codes 2 bytes; 300 rows in succession take 2. */
static void test_bytes(void **state)
{
    (void)state;
    strata_rows_store store;
    assert_int_equal(strata_rows_store_init(&store, 1, NULL, NULL), STRATA_OK);
    for (uint32_t at = 0; at <= 300; at++) {
        strata_rows_entry entry = strata_rows_entry_of(at % 3, 0, 2300 + at % 100);
        entry.number = 4000000000U + at;
        store.memory = at < 300 ? 1 << 20 : 1;
        entry.place = at < 300 ? 5 : 6;
        assert_int_equal(strata_rows_store_add(&store, &entry, NULL), STRATA_OK);
    }
    const strata_rows_run *run = &store.runs[0];
    assert_int_equal(run->count, 300);
    assert_int_equal(run->widths[STRATA_ROWS_CODES], 2);
    assert_int_equal(run->widths[STRATA_ROWS_KEYS], 8);
    assert_int_equal(run->widths[STRATA_ROWS_NUMBERS], 2);
    assert_int_equal(run->widths[STRATA_ROWS_WIDES], 0);
    assert_int_equal(strata_rows_run_find(run, 5), 0);
    assert_int_equal(strata_rows_run_find(run, 4), 1); /* behind the last: none */
    assert_int_equal(strata_rows_run_find(run, 6), 1);
    strata_rows_store_deinit(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everywhere),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
