/* A student whose results come from two districts. */
#include "record/resolve.h"
#include "strata_test.h"

static strata_status drop(void *context, const strata_record *record, strata_error *err)
{
    (void)context;
    (void)record;
    (void)err;
    return STRATA_OK;
}

/* How often a rule is broken by two results of one student. */
static uint64_t issues_of(const char *lea, int64_t score, uint32_t file, const char *rule)
{
    strata_resolve *resolve = NULL;
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_issues *issues = strata_issues_new();
    strata_record record = {.student = 7, .score = 400, .has_score = true, .file = 1, .row = 2};
    const strata_record_sink sink = {NULL, drop};
    uint64_t count = 0;
    assert_int_equal(strata_accounting_add(&accounting, "a.csv", &account, NULL), STRATA_OK);
    assert_int_equal(strata_accounting_add(&accounting, "b.csv", &account, NULL), STRATA_OK);
    assert_int_equal(
        strata_intern_add(strata_dictionary_texts(dictionary), "01011", 5, &record.lea, NULL),
        STRATA_OK);
    assert_int_equal(strata_resolve_new(0, NULL, &resolve, NULL), STRATA_OK);
    assert_int_equal(strata_resolve_push(resolve, &record, NULL), STRATA_OK);
    record.score = score;
    record.file = file;
    record.row = 3;
    assert_int_equal(
        strata_intern_add(strata_dictionary_texts(dictionary), lea, strlen(lea), &record.lea, NULL),
        STRATA_OK);
    assert_int_equal(strata_resolve_push(resolve, &record, NULL), STRATA_OK);
    assert_int_equal(strata_resolve_finish(resolve, &sink, dictionary, &accounting, issues, NULL),
                     STRATA_OK);
    for (size_t at = 0; at < strata_issues_count(issues); at++) {
        const strata_issue *issue = strata_issues_at(issues, at);
        const bool is_note =
            strcmp(issue->rule, "duplicate") == 0 || strcmp(issue->rule, "superseded") == 0;
        assert_int_equal(issue->severity, is_note ? STRATA_SEVERITY_NOTE : STRATA_SEVERITY_WARNING);
        count += strcmp(issue->rule, rule) == 0 ? issue->count : 0;
    }
    strata_resolve_free(resolve);
    strata_accounting_deinit(&accounting);
    strata_issues_free(issues);
    strata_dictionary_free(dictionary);
    return count;
}

static void test_two_leas(void **state)
{
    (void)state;
    static const char rule[] = "student-in-two-leas";
    assert_int_equal(issues_of("01012", 450, 1, rule), 1);
    assert_int_equal(issues_of("01012", 450, 1, "duplicate-conflict"), 1);
    assert_int_equal(issues_of("01012", 400, 2, rule), 1); /* also from file to file */
    assert_int_equal(issues_of("01011", 450, 1, rule), 0);
    assert_int_equal(issues_of("01011", 400, 2, rule), 0);
    assert_int_equal(issues_of("01012", 400, 2, "superseded"), 1);
    assert_int_equal(issues_of("01011", 400, 2, "duplicate"), 1);
    assert_int_equal(issues_of("01011", 400, 1, "duplicate"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_leas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
