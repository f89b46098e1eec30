#include "record/issues.h"
#include "strata_test.h"

static strata_status add(strata_issues *issues, const char *rule, const char *file, uint64_t line,
                         const char *column)
{
    const strata_place_in_file at = {.file = file, .line = line, .column = 5};
    return strata_issues_add(issues, STRATA_SEVERITY_WARNING, rule, at, column, NULL);
}

static void test_counting(void **state)
{
    (void)state;
    strata_issues *issues = strata_issues_new();
    assert_int_equal(add(issues, "number", "b.csv", 7, "score"), STRATA_OK);
    assert_int_equal(add(issues, "number", "b.csv", 9, "score"), STRATA_OK);
    assert_int_equal(add(issues, "number", "b.csv", 3, "level"), STRATA_OK);
    assert_int_equal(add(issues, "code-unknown", "b.csv", 4, "race"), STRATA_OK);
    assert_int_equal(add(issues, "number", "a.csv", 2, "score"), STRATA_OK);
    const strata_place_in_file nowhere = {0};
    assert_int_equal(
        strata_issues_add(issues, STRATA_SEVERITY_ERROR, "number", nowhere, NULL, NULL), STRATA_OK);
    assert_int_equal(strata_issues_count(issues), 5);
    const strata_issue *first = strata_issues_at(issues, 0);
    assert_string_equal(first->rule, "number");
    assert_string_equal(first->file, "b.csv");
    assert_string_equal(first->column, "score");
    assert_int_equal(first->count, 2);
    assert_int_equal(first->first_line, 7);
    assert_int_equal(first->first_column, 5);
    strata_issues_free(issues);
}

/* After sorting: by file, rule, column; later ones are found again all the same. */
static void test_order(void **state)
{
    (void)state;
    strata_issues *issues = strata_issues_new();
    static const char *const expected[][3] = {{"a.csv", "number", "score"},
                                              {"b.csv", "code-unknown", "race"},
                                              {"b.csv", "number", "level"},
                                              {"b.csv", "number", "score"}};
    assert_int_equal(add(issues, "number", "b.csv", 1, "score"), STRATA_OK);
    assert_int_equal(add(issues, "number", "b.csv", 2, "level"), STRATA_OK);
    assert_int_equal(add(issues, "code-unknown", "b.csv", 3, "race"), STRATA_OK);
    assert_int_equal(add(issues, "number", "a.csv", 4, "score"), STRATA_OK);
    strata_issues_sort(issues);
    assert_int_equal(add(issues, "code-unknown", "b.csv", 5, "race"), STRATA_OK);
    assert_int_equal(strata_issues_count(issues), 4);
    for (size_t at = 0; at < 4; at++) {
        const strata_issue *issue = strata_issues_at(issues, at);
        assert_string_equal(issue->file, expected[at][0]);
        assert_string_equal(issue->rule, expected[at][1]);
        assert_string_equal(issue->column, expected[at][2]);
        assert_int_equal(issue->count, at == 1 ? 2 : 1);
    }
    strata_issues_free(issues);
}

/* A warning and an error of one rule and column are two issues. */
static void test_severity(void **state)
{
    (void)state;
    strata_issues *issues = strata_issues_new();
    const strata_place_in_file at = {.file = "a.csv", .line = 2};
    assert_int_equal(
        strata_issues_add(issues, STRATA_SEVERITY_ERROR, "code-unknown", at, "race", NULL),
        STRATA_OK);
    assert_int_equal(add(issues, "code-unknown", "a.csv", 3, "race"), STRATA_OK);
    strata_issues_sort(issues);
    assert_int_equal(strata_issues_count(issues), 2);
    assert_int_equal(strata_issues_at(issues, 0)->severity, STRATA_SEVERITY_WARNING);
    assert_int_equal(strata_issues_at(issues, 1)->severity, STRATA_SEVERITY_ERROR);
    strata_issues_free(issues);
}

/* What the run makes of a rule holds for issues to come; an error stays one. */
static void test_checks(void **state)
{
    (void)state;
    strata_issues *issues = strata_issues_new();
    strata_checks checks = {{0}};
    assert_int_equal(strata_checks_set(&checks, "sum-differs=error", NULL), STRATA_OK);
    assert_int_equal(strata_checks_set(&checks, "code-unknown=ignore", NULL), STRATA_OK);
    strata_issues_use(issues, &checks);
    const strata_place_in_file at = {.file = "a.csv", .line = 2};
    assert_int_equal(
        strata_issues_add(issues, STRATA_SEVERITY_ERROR, "code-unknown", at, "race", NULL),
        STRATA_OK);
    assert_int_equal(add(issues, "code-unknown", "a.csv", 3, "race"), STRATA_OK);
    assert_null(strata_issues_holding(issues)); /* a rejected row holds nothing */
    assert_int_equal(add(issues, "sum-differs", "a.csv", 0, "lea 1"), STRATA_OK);
    assert_int_equal(strata_issues_at(issues, 0)->severity, STRATA_SEVERITY_ERROR);
    assert_int_equal(strata_issues_at(issues, 1)->severity, STRATA_SEVERITY_IGNORE);
    assert_ptr_equal(strata_issues_holding(issues), strata_issues_at(issues, 2));
    assert_int_equal(strata_issues_of_rule(issues, strata_rule_find("code-unknown")), 2);
    strata_issues_free(issues);
}

static strata_status fill(void)
{
    strata_issues *issues = strata_issues_new();
    if (issues == NULL) {
        return STRATA_E_MEMORY;
    }
    strata_status status = add(issues, "number", "in.csv", 1, "score");
    for (unsigned at = 0; at < 40 && status == STRATA_OK; at++) {
        char column[8];
        (void)snprintf(column, sizeof column, "c%u", at);
        status = add(issues, "code-unknown", "in.csv", at, column);
    }
    if (status == STRATA_OK) {
        assert_int_equal(strata_issues_count(issues), 41);
    }
    strata_issues_free(issues);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fill), 6, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counting), cmocka_unit_test(test_order),
        cmocka_unit_test(test_severity), cmocka_unit_test(test_checks),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
