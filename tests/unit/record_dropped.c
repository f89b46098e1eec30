/* Results that do not stay are told in the order of files and rows, from memory and from the disk.
 */
#include "record/dropped.h"
#include "strata_test.h"

enum {
    MANY = 3000,
    STEP = 7919, /* a prime, so that i * STEP mod MANY takes every number once */
    SOME = 600   /* five runs, each longer than what is read of it at once */
};

/* Accounts of a.csv, of the two inputs of r.rec, and of b.csv. */
static void open_accounts(strata_accounting *accounting)
{
    static const char *const names[] = {"a.csv", "r.rec", "r.rec", "b.csv"};
    strata_account *account = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_equal(strata_accounting_add(accounting, names[i], &account, NULL), STRATA_OK);
        if (strchr(names[i], 'c') == strrchr(names[i], '.') + 1) {
            account->schema[0] = 's'; /* an extract */
        }
    }
}

/* Tells what was added into a list in memory, which is the caller's to close. */
static const char *tell(strata_dropped *dropped, strata_issues *issues, strata_sink **sink)
{
    strata_accounting accounting = {0};
    strata_csv_writer rejects;
    const char *list = NULL;
    size_t len = 0;
    open_accounts(&accounting);
    assert_int_equal(strata_sink_memory(sink, NULL), STRATA_OK);
    strata_csv_writer_init(&rejects, *sink, ',', NULL);
    const strata_dropped_report report = {
        .accounting = &accounting, .issues = issues, .rejects = &rejects};
    assert_int_equal(strata_dropped_tell(dropped, &report, NULL), STRATA_OK);
    strata_accounting_deinit(&accounting);
    assert_int_equal(strata_sink_write(*sink, "", 1, NULL), STRATA_OK);
    strata_sink_bytes(*sink, &list, &len);
    return list;
}

static void test_what_is_told(void **state)
{
    (void)state;
    static const strata_dropped_result results[] = {
        {4, 9, 4, 2, STRATA_DROPPED_CONFLICT, 1},  {1, 12, 4, 2, STRATA_DROPPED_SUPERSEDED, 0},
        {1, 3, 1, 2, STRATA_DROPPED_DUPLICATE, 0}, {2, 5, 3, 7, STRATA_DROPPED_DUPLICATE, 0},
        {1, 5, 1, 2, STRATA_DROPPED_DUPLICATE, 0},
    };
    static const char expected[] = "a.csv,3,,duplicate,,a.csv:2\n"
                                   "a.csv,5,,duplicate,,a.csv:2\n"
                                   "a.csv,12,,superseded,,b.csv:2\n"
                                   "r.rec#1,5,,duplicate,,r.rec#2:7\n"
                                   "b.csv,9,,duplicate-conflict,,b.csv:2\n";
    strata_dropped *dropped = strata_dropped_new(0, NULL);
    strata_issues *issues = strata_issues_new();
    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        assert_int_equal(strata_dropped_add(dropped, &results[i], NULL), STRATA_OK);
    }
    strata_sink *sink = NULL;
    assert_string_equal(tell(dropped, issues, &sink), expected);
    strata_issues_sort(issues);
    assert_int_equal(strata_issues_count(issues), 5);
    const strata_issue *first = strata_issues_at(issues, 0);
    assert_string_equal(first->rule, "duplicate");
    assert_int_equal(first->count, 2);
    assert_int_equal(first->first_line, 3); /* although line 5 could have come first */
    strata_sink_discard(sink);
    strata_issues_free(issues);
    strata_dropped_free(dropped);
}

/* Rows 2 to MANY + 1 of one file, each replaced by the same row of another. */
static void tell_many(size_t most, const char *folder)
{
    strata_dropped *dropped = strata_dropped_new(most, folder);
    strata_issues *issues = strata_issues_new();
    strata_sink *sink = NULL;
    for (uint32_t i = 0; i < MANY; i++) {
        const uint32_t row = i * STEP % MANY + 2;
        const strata_dropped_result result = {1, row, 4, row, STRATA_DROPPED_SUPERSEDED, 0};
        assert_int_equal(strata_dropped_add(dropped, &result, NULL), STRATA_OK);
    }
    const char *at = tell(dropped, issues, &sink);
    for (int row = 2; row < MANY + 2; row++) {
        char expected[64];
        const int len =
            snprintf(expected, sizeof expected, "a.csv,%d,,superseded,,b.csv:%d\n", row, row);
        assert_memory_equal(at, expected, (size_t)len);
        at += len;
    }
    assert_int_equal(*at, '\0');
    assert_int_equal(strata_issues_count(issues), 1);
    assert_int_equal(strata_issues_at(issues, 0)->count, MANY);
    assert_int_equal(strata_issues_at(issues, 0)->first_line, 2);
    strata_sink_discard(sink);
    strata_issues_free(issues);
    strata_dropped_free(dropped);
}

static void test_order_from_the_disk(void **state)
{
    tell_many(0, *state);
    tell_many(SOME, *state);
    tell_many(MANY - 1, *state);
}

static void test_no_account(void **state)
{
    (void)state;
    const strata_dropped_result strange = {1, 2, 2, 2, STRATA_DROPPED_DUPLICATE, 0};
    const strata_accounting none = {0};
    const strata_dropped_report report = {.accounting = &none};
    strata_dropped *dropped = strata_dropped_new(0, NULL);
    assert_int_equal(strata_dropped_add(dropped, &strange, NULL), STRATA_OK);
    assert_int_equal(strata_dropped_tell(dropped, &report, NULL), STRATA_E_INTERNAL);
    strata_dropped_free(dropped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_told),
        cmocka_unit_test(test_order_from_the_disk),
        cmocka_unit_test(test_no_account),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
