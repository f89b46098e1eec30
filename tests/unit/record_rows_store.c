/* A store of results that runs out of memory, of disk, or has no folder. */
#include <signal.h>
#include <sys/resource.h>

#include "record/rows_store.h"
#include "rows_fixture.h"

enum {
    PUSHED = 300
};

/* Two results of each of 150 students, in three files, with memory for some. Only nobody has one of
 * the year 2018. */
static strata_status whole(uint64_t memory, strata_status_rule rule)
{
    static const char *const texts[] = {"oak", "elm"};
    strata_error err = {0};
    strata_rows *rows = NULL;
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    strata_rows_view view = {.count = 0};
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_issues *issues = strata_issues_new();
    strata_status status = dictionary != NULL && issues != NULL ? STRATA_OK : STRATA_E_MEMORY;
    for (size_t at = 0; at < ROWS_FILES && status == STRATA_OK; at++) {
        uint32_t id = 0;
        status =
            strata_intern_add(strata_dictionary_texts(dictionary), texts[at % 2], 3, &id, &err);
        if (status == STRATA_OK) {
            status = strata_accounting_add(&accounting, "x.csv", &account, &err);
        }
    }
    if (status == STRATA_OK) {
        status = strata_rows_new(memory, NULL, &rows, &err);
    }
    if (status == STRATA_OK) {
        strata_rows_status_year(rows, (strata_status_year){.rule = rule, .year = 2018});
    }
    for (uint32_t at = 0; at < PUSHED && status == STRATA_OK; at++) {
        const strata_record record = {.student = at / 2,
                                      .file = 1 + at % 3,
                                      .row = at + 2,
                                      .school = at % 2,
                                      .year = at == 0 ? 2018 : 2019,
                                      .score = at % 7 == 0 ? INT64_C(1) << 50 : 0};
        status = strata_rows_add_record(rows, &record, &err);
    }
    if (status == STRATA_OK) {
        const strata_rows_report report = {
            .dictionary = dictionary, .accounting = &accounting, .issues = issues};
        status = strata_rows_resolve(rows, 1, &report, &err);
    }
    size_t kept = 0;
    for (uint32_t place = 0; place < 7 && status == STRATA_OK; place++) {
        status = strata_rows_read(rows, place, &view, &err);
        kept += view.count;
    }
    assert_true(status != STRATA_OK || kept == PUSHED / 2 + 1); /* nobody's two stay both */
    strata_rows_view_deinit(&view);
    strata_rows_free(rows);
    strata_accounting_deinit(&accounting);
    strata_issues_free(issues);
    strata_dictionary_free(dictionary);
    return status;
}

static strata_status in_memory(void)
{
    return whole(0, STRATA_STATUS_OWN);
}

static strata_status on_the_disk(void)
{
    return whole(3000, STRATA_STATUS_OWN);
}

static strata_status with_statuses(void)
{
    return whole(3000, STRATA_STATUS_GIVEN);
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(in_memory), 10, 10000);
    assert_in_range(test_every_allocation(on_the_disk), 10, 10000);
    assert_in_range(test_every_allocation(with_statuses), 10, 10000);
}

static void test_folder_missing(void **state)
{
    (void)state;
    strata_rows *rows = NULL;
    strata_error err = {0};
    strata_status status = STRATA_OK;
    assert_int_equal(strata_rows_new(1, "/nonexistent", &rows, NULL), STRATA_OK);
    for (uint32_t at = 0; at < 100 && status == STRATA_OK; at++) {
        const strata_record record = {.student = at, .school = at};
        status = strata_rows_add_record(rows, &record, &err);
    }
    assert_int_equal(status, STRATA_E_INPUT);
    test_error(&err, "/nonexistent: error: cannot make a temporary file in this folder: No such "
                     "file or directory (io)");
    strata_rows_free(rows);
}

/* A limit on the size of files is what a full disk looks like. */
static void test_full_disk(void **state)
{
    (void)state;
    struct rlimit kept;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    for (unsigned bytes = 0; bytes < 2400; bytes += 333) {
        const struct rlimit small = {.rlim_cur = bytes, .rlim_max = kept.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        const strata_status added = on_the_disk();
        const strata_status moved = with_statuses();
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
        assert_int_equal(added, STRATA_E_INPUT);
        assert_int_equal(moved, STRATA_E_INPUT);
    }
    assert_int_equal(on_the_disk(), STRATA_OK);
}

/* 6,000 places take 6,000 * 256 = 1,536,000 bytes of 4 MiB elsewhere, so 2,658,304 are left for
 * results; before there were so many places there were more. */
static void test_places_leave_less(void **state)
{
    (void)state;
    strata_rows_store store;
    strata_error err = {0};
    size_t most = 0;
    assert_int_equal(strata_rows_store_init(&store, 4 << 20, NULL, &err), STRATA_OK);
    for (uint32_t at = 0; at < 24000; at++) {
        const strata_rows_entry entry = {.place = at % 6000, .number = at, .key = at + 1};
        assert_int_equal(strata_rows_store_add(&store, &entry, &err), STRATA_OK);
        most = store.block_count > most ? store.block_count : most;
    }
    const size_t block = STRATA_BLOCK_CHUNKS * sizeof(strata_rows_chunk);
    assert_true(store.block_count * block < 2658304 + block); /* whole blocks */
    assert_true(most * block > 3000000);
    strata_rows_store_deinit(&store);
}

/* A run of n results behind it has n / 4 bytes, about n / 129 results of 32 bytes in chunks: the
 * number of runs grows by less than 129 each time n is e times as many. 50,000 = 32 * e^7.4. */
static void test_hardly_any_memory(void **state)
{
    (void)state;
    strata_rows_store store;
    strata_error err = {0};
    assert_int_equal(strata_rows_store_init(&store, 1, NULL, &err), STRATA_OK);
    for (uint32_t at = 0; at < 50000; at++) {
        const strata_rows_entry entry = {.place = at / 4000, .number = at, .key = at + 1};
        assert_int_equal(strata_rows_store_add(&store, &entry, &err), STRATA_OK);
    }
    assert_in_range(store.run_count, 100, 129 * 8);
    strata_rows_store_deinit(&store);
}

/* Results of two places in turn, a MiB of them: those of the first place are written first, and all
 * of them in stripes of which the last one is not full, by as many threads as there may be. */
static void test_threads(void **state)
{
    (void)state;
    for (size_t threads = 1; threads <= 3; threads++) {
        strata_rows_store store;
        strata_error err = {0};
        assert_int_equal(strata_rows_store_init(&store, 1 << 20, NULL, &err), STRATA_OK);
        store.threads = threads;
        for (uint32_t at = 0; store.run_count == 0; at++) {
            const strata_rows_entry entry = {.place = at % 2, .number = at, .key = at + 1};
            assert_int_equal(strata_rows_store_add(&store, &entry, &err), STRATA_OK);
        }
        const strata_rows_run *run = &store.runs[0];
        const strata_rows_range all = {.column = STRATA_ROWS_KEYS, .count = run->count};
        uint64_t *keys = strata_alloc(((size_t)run->count + 1) * sizeof *keys);
        assert_true(run->count > 2 * STRATA_STRIPE_ROWS);
        assert_int_equal(strata_rows_run_read(run, store.scratch, all, keys, &err), STRATA_OK);
        for (uint32_t at = 0; at < run->count; at++) {
            const uint32_t of_first = (run->count + 1) / 2;
            assert_int_equal(keys[at], at < of_first ? 2 * at + 1 : 2 * (at - of_first) + 2);
        }
        strata_free(keys);
        strata_rows_store_deinit(&store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads),           cmocka_unit_test(test_memory),
        cmocka_unit_test(test_folder_missing),    cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_places_leave_less), cmocka_unit_test(test_hardly_any_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
