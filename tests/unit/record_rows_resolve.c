/* Whatever the results, their order, the memory and the number of threads: what comes out is what
 * resolving record by record gives. */
#include "rows_fixture.h"

enum {
    MOST = 3000,
    SETS = 40
};

typedef struct scenario {
    uint64_t seed;
    size_t count;
    int64_t spread;
    strata_status_year year;
} scenario;

/* Both ways on one set of records, the rows once for each way of doing it. */
static void compare(const scenario *of, strata_record *records, rows_outcome *expected,
                    rows_outcome *seen)
{
    static const uint64_t memories[] = {0, 1, 4000, 60000, 400000};
    static const size_t threads[] = {1, 2, 7};
    rows_bench bench;
    rows_bench_open(&bench, of->seed);
    rows_make_all(&bench, of->seed, of->spread, records, of->count);
    rows_by_records(&bench, records, of->count, of->year, expected);
    rows_bench_close(&bench);
    for (size_t at = 0; at < sizeof memories / sizeof memories[0]; at++) {
        const rows_way way = {
            .memory = memories[at], .threads = threads[(at + of->seed) % 3], .year = of->year};
        rows_bench_open(&bench, of->seed + at);
        rows_make_all(&bench, of->seed, of->spread, records, of->count);
        rows_shuffle(records, of->count, of->seed + at);
        assert_int_equal(rows_by_rows(&bench, records, of->count, way, seen), STRATA_OK);
        rows_bench_close(&bench);
        assert_memory_equal(seen, expected, sizeof *seen);
    }
}

static void compare_sets(strata_status_year year)
{
    strata_record *records = malloc(MOST * sizeof *records);
    rows_outcome *outcomes = malloc(2 * sizeof *outcomes);
    assert_non_null(records);
    assert_non_null(outcomes);
    for (uint64_t seed = 1; seed <= SETS; seed++) {
        /* Scores that fit a code, some that do not, none that does. */
        static const int64_t spreads[] = {900, 12000000, INT64_C(1) << 62};
        const scenario of = {.seed = seed,
                             .count = 1 + (size_t)(seed * 977 % MOST),
                             .spread = spreads[seed % 3],
                             .year = year};
        compare(&of, records, &outcomes[0], &outcomes[1]);
        assert_true(of.count < 500 || outcomes[0].list_len > 0);
    }
    free(records);
    free(outcomes);
}

static void test_own_statuses(void **state)
{
    (void)state;
    compare_sets((strata_status_year){.rule = STRATA_STATUS_OWN});
}

static void test_statuses_of_a_year(void **state)
{
    (void)state;
    compare_sets((strata_status_year){.rule = STRATA_STATUS_FIRST});
    compare_sets((strata_status_year){.rule = STRATA_STATUS_LAST});
    compare_sets((strata_status_year){.rule = STRATA_STATUS_GIVEN, .year = 2019});
}

/* A file given twice: every result of the first is a duplicate, in memory that holds few of them.
 */
static void test_all_twice(void **state)
{
    (void)state;
    enum {
        STUDENTS = 60000
    };
    rows_bench bench;
    strata_rows *rows = NULL;
    rows_bench_open(&bench, 1);
    assert_int_equal(strata_rows_new(300000, NULL, &rows, NULL), STRATA_OK);
    for (uint32_t at = 0; at < 2 * STUDENTS; at++) {
        const strata_record record = {.student = 1 + at % STUDENTS,
                                      .file = 1 + at / STUDENTS,
                                      .row = 2 + at % STUDENTS,
                                      .school = bench.texts[at % 5],
                                      .level = 1};
        assert_int_equal(strata_rows_add_record(rows, &record, NULL), STRATA_OK);
    }
    const strata_rows_report report = {
        .dictionary = bench.dictionary, .accounting = &bench.accounting, .issues = bench.issues};
    assert_int_equal(strata_rows_resolve(rows, 2, &report, NULL), STRATA_OK);
    assert_int_equal(bench.accounting.files[0].kept, 0);
    assert_int_equal(bench.accounting.files[0].duplicate, STUDENTS);
    assert_int_equal(bench.accounting.files[1].kept, STUDENTS);
    assert_int_equal(bench.accounting.files[1].duplicate, 0);
    assert_int_equal(bench.accounting.files[0].superseded, 0);
    strata_rows_free(rows);
    rows_bench_close(&bench);
}

static void test_unknown_file(void **state)
{
    (void)state;
    static const uint32_t files[] = {0, ROWS_FILES + 1};
    for (size_t at = 0; at < 2; at++) {
        rows_bench bench;
        strata_error err = {0};
        strata_rows *rows = NULL;
        const strata_record record = {.student = 5, .file = files[at]};
        rows_bench_open(&bench, 1);
        const strata_rows_report report = {.dictionary = bench.dictionary,
                                           .accounting = &bench.accounting,
                                           .issues = bench.issues};
        assert_int_equal(strata_rows_new(0, NULL, &rows, NULL), STRATA_OK);
        assert_int_equal(strata_rows_add_record(rows, &record, NULL), STRATA_OK);
        assert_int_equal(strata_rows_resolve(rows, 1, &report, &err), STRATA_E_INTERNAL);
        assert_string_equal(err.rule, "record-file");
        strata_rows_free(rows);
        rows_bench_close(&bench);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_statuses),
        cmocka_unit_test(test_statuses_of_a_year),
        cmocka_unit_test(test_all_twice),
        cmocka_unit_test(test_unknown_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
