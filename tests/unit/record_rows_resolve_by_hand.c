/* What stays, worked out by hand. */
#include "record/rows.h"
#include "strata_test.h"

enum {
    FILES = 3
};

typedef struct line {
    uint64_t student;
    const char *lea;
    const char *school;
    int64_t score;
    uint32_t file;
    uint32_t row;
} line;

typedef struct bench {
    strata_rows *rows;
    strata_dictionary *dictionary;
    strata_accounting accounting;
    strata_issues *issues;
} bench;

static uint32_t number_of(const bench *of, const char *text)
{
    uint32_t number = 0;
    assert_int_equal(strata_intern_add(strata_dictionary_texts(of->dictionary), text, strlen(text),
                                       &number, NULL),
                     STRATA_OK);
    return number;
}

static void resolve(bench *of, const line *lines, size_t count)
{
    strata_account *account = NULL;
    *of = (bench){.dictionary = strata_dictionary_new(), .issues = strata_issues_new()};
    for (size_t at = 0; at < FILES; at++) {
        assert_int_equal(strata_accounting_add(&of->accounting, "x.csv", &account, NULL),
                         STRATA_OK);
    }
    assert_int_equal(strata_rows_new(0, NULL, &of->rows, NULL), STRATA_OK);
    for (size_t at = 0; at < count; at++) {
        const line *from = &lines[at];
        const strata_record record = {.student = from->student,
                                      .year = 2019,
                                      .lea = number_of(of, from->lea),
                                      .school = number_of(of, from->school),
                                      .score = from->score,
                                      .has_score = from->score != 0,
                                      .file = from->file,
                                      .row = from->row};
        assert_int_equal(strata_rows_add_record(of->rows, &record, NULL), STRATA_OK);
    }
    const strata_rows_report report = {
        .dictionary = of->dictionary, .accounting = &of->accounting, .issues = of->issues};
    assert_int_equal(strata_rows_resolve(of->rows, 1, &report, NULL), STRATA_OK);
}

static void close_bench(bench *of)
{
    strata_rows_free(of->rows);
    strata_accounting_deinit(&of->accounting);
    strata_issues_free(of->issues);
    strata_dictionary_free(of->dictionary);
}

static uint64_t issues_of(const bench *of, const char *rule)
{
    uint64_t count = 0;
    for (size_t at = 0; at < strata_issues_count(of->issues); at++) {
        const strata_issue *issue = strata_issues_at(of->issues, at);
        const bool is_note =
            strcmp(issue->rule, "duplicate") == 0 || strcmp(issue->rule, "superseded") == 0;
        assert_int_equal(issue->severity, is_note ? STRATA_SEVERITY_NOTE : STRATA_SEVERITY_WARNING);
        count += strcmp(issue->rule, rule) == 0 ? issue->count : 0;
    }
    return count;
}

/* How many results of a school stay, and the sum of their scores. */
static void expect_school(const bench *of, const char *school, size_t count, int64_t sum)
{
    uint32_t place_count = 0;
    const uint32_t number = number_of(of, school);
    const strata_packed_place *places = strata_rows_places(of->rows, &place_count);
    strata_rows_view view = {.count = 0};
    for (uint32_t place = 0; place < place_count; place++) {
        size_t wide = 0;
        assert_int_equal(strata_rows_read(of->rows, place, &view, NULL), STRATA_OK);
        for (size_t at = 0; places[place].school == number && at < view.count; at++) {
            sum -= strata_row_score_of(&view, view.codes[at], &wide);
            count--;
        }
    }
    assert_int_equal(count, 0);
    assert_int_equal(sum, 0);
    strata_rows_view_deinit(&view);
}

/* Student 5: file 2 repeats one row of file 1, which has a version of its own besides. Student 6:
 * one file has a result, the same once more, another result and one without a score. */
static void test_by_hand(void **state)
{
    (void)state;
    static const line lines[] = {
        {5, "", "Oak", 400, 1, 2}, {5, "", "Oak", 450, 1, 3}, {5, "", "Oak", 400, 2, 2},
        {6, "", "Elm", 480, 3, 2}, {6, "", "Elm", 480, 3, 3}, {6, "", "Ash", 480, 3, 4},
        {6, "", "Oak", 0, 3, 5},   {0, "", "Oak", 480, 3, 6}, {0, "", "Oak", 480, 3, 7},
    };
    static const uint64_t kept[FILES] = {0, 1, 3};
    static const uint64_t duplicate[FILES] = {1, 0, 1};
    static const uint64_t superseded[FILES] = {1, 0, 2};
    bench of;
    resolve(&of, lines, sizeof lines / sizeof lines[0]);
    for (size_t at = 0; at < FILES; at++) {
        assert_int_equal(of.accounting.files[at].kept, kept[at]);
        assert_int_equal(of.accounting.files[at].duplicate, duplicate[at]);
        assert_int_equal(of.accounting.files[at].superseded, superseded[at]);
    }
    /* In file 3; what file 1 says does not matter any more. */
    assert_int_equal(issues_of(&of, "duplicate-conflict"), 2);
    expect_school(&of, "Elm", 1, 480); /* the greater text */
    expect_school(&of, "Ash", 0, 0);
    expect_school(&of, "Oak", 3, 400 + 480 + 480);
    close_bench(&of);
}

/* How often a rule is broken by two results of one student. */
static uint64_t issues_of_two(const char *lea, int64_t score, uint32_t file, const char *rule)
{
    const line lines[] = {{7, "01011", "Oak", 400, 1, 2}, {7, lea, "Oak", score, file, 3}};
    bench of;
    resolve(&of, lines, 2);
    const uint64_t count = issues_of(&of, rule);
    close_bench(&of);
    return count;
}

/* A student whose results come from two districts. */
static void test_two_leas(void **state)
{
    (void)state;
    static const char rule[] = "student-in-two-leas";
    assert_int_equal(issues_of_two("01012", 450, 1, rule), 1);
    assert_int_equal(issues_of_two("01012", 450, 1, "duplicate-conflict"), 1);
    assert_int_equal(issues_of_two("01012", 400, 2, rule), 1); /* also from file to file */
    assert_int_equal(issues_of_two("01011", 450, 1, rule), 0);
    assert_int_equal(issues_of_two("01011", 400, 2, rule), 0);
    assert_int_equal(issues_of_two("01012", 400, 2, "superseded"), 1);
    assert_int_equal(issues_of_two("01011", 400, 2, "duplicate"), 1);
    assert_int_equal(issues_of_two("01011", 400, 1, "duplicate"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_two_leas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
