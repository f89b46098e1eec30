/* Whatever the results, their order, the memory and the number of threads: what comes out is what
 * the rule says. */
#include "rows_oracle.h"

enum {
    MOST = 3000,
    SETS = 40,
    FEW = 400,   /* so many may go to the disk one by one */
    FEW_SETS = 6 /* where each takes many passes */
};

typedef struct scenario {
    uint64_t seed;
    size_t count;
    int64_t spread;
    strata_status_year year;
    bool current;  /* as in rows_way */
    bool constant; /* all are results of one student */
} scenario;

static void make(const scenario *of, const rows_bench *bench, strata_record *out)
{
    rows_make_all(bench, of->seed, of->spread, out, of->count);
    for (size_t at = 0; at < of->count && of->constant; at++) {
        out[at].student = 7;
    }
}

/* Both ways on one set of records, the rows once for each way of doing it. */
static void compare(const scenario *of, strata_record *records, rows_outcome *expected,
                    rows_outcome *seen)
{
    static const uint64_t memories[] = {0, 8000, 60000, 400000, 1};
    const size_t ways = sizeof memories / sizeof memories[0] - (of->count > FEW ? 1 : 0);
    static const size_t threads[] = {1, 2, 7};
    rows_bench bench;
    rows_bench_open(&bench, of->seed);
    make(of, &bench, records);
    rows_by_oracle(&bench, records, of->count, (rows_way){.year = of->year, .current = of->current},
                   expected);
    rows_bench_close(&bench);
    for (size_t at = 0; at < ways; at++) {
        const rows_way way = {.memory = memories[at],
                              .threads = threads[(at + of->seed) % 3],
                              .year = of->year,
                              .current = of->current};
        rows_bench_open(&bench, of->seed + at);
        make(of, &bench, records);
        rows_shuffle(records, of->count, of->seed + at);
        assert_int_equal(rows_by_rows(&bench, records, of->count, way, seen), STRATA_OK);
        rows_bench_close(&bench);
        assert_memory_equal(seen, expected, sizeof *seen);
    }
}

static void compare_sets(scenario of)
{
    strata_record *records = malloc(MOST * sizeof *records);
    rows_outcome *outcomes = malloc(2 * sizeof *outcomes);
    assert_non_null(records);
    assert_non_null(outcomes);
    for (uint64_t seed = 1;
         seed <= (of.year.rule == STRATA_STATUS_OWN && !of.constant ? SETS : FEW_SETS); seed++) {
        /* Scores that fit a code, some that do not, none that does. */
        static const int64_t spreads[] = {900, 12000000, INT64_C(1) << 62};
        of.seed = seed;
        of.count = 1 + (size_t)(seed * 977 % MOST);
        of.spread = spreads[seed % 3];
        compare(&of, records, &outcomes[0], &outcomes[1]);
        assert_true(of.count < 500 || outcomes[0].list_len > 0);
    }
    free(records);
    free(outcomes);
}

static const strata_status_year years[] = {
    {.rule = STRATA_STATUS_OWN},
    {.rule = STRATA_STATUS_FIRST},
    {.rule = STRATA_STATUS_LAST},
    {.rule = STRATA_STATUS_GIVEN, .year = 2019},
};

enum {
    YEARS = sizeof years / sizeof years[0]
};

static void test_own_statuses(void **state)
{
    (void)state;
    compare_sets((scenario){.year = years[0]});
}

static void test_statuses_of_a_year(void **state)
{
    (void)state;
    for (size_t at = 1; at < YEARS; at++) {
        compare_sets((scenario){.year = years[at]});
    }
}

static void test_conditions(void **state)
{
    (void)state;
    for (size_t at = 1; at < YEARS; at++) {
        compare_sets((scenario){.year = years[at], .current = true});
    }
}

static void test_one_student(void **state)
{
    (void)state;
    for (size_t at = 0; at < YEARS; at++) {
        compare_sets((scenario){.year = years[at], .constant = true});
    }
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
        cmocka_unit_test(test_own_statuses), cmocka_unit_test(test_statuses_of_a_year),
        cmocka_unit_test(test_conditions),   cmocka_unit_test(test_one_student),
        cmocka_unit_test(test_all_twice),    cmocka_unit_test(test_unknown_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
