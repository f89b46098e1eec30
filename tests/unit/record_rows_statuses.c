#include "record/rows.h"
#include "strata_test.h"

enum {
    RESULTS = 7,
    CURRENT = 1,
    OTHER = 9
};

/* One result; schools are texts whose numbers depend on the order of arrival. */
/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): in the order that tables are read */
typedef struct line {
    uint64_t student;
    int16_t year;
    const char *subject;
    strata_code el;
    int64_t score;
    uint32_t file;
} line;

/* Student 1 has two years and a correction of the first, student 2 only the second year, student 3
 * both; the last result is nobody's. */
static const line lines[RESULTS] = {
    {1, 2019, "math", CURRENT, 400, 1}, {1, 2019, "math", OTHER, 410, 2},
    {1, 2020, "ela", CURRENT, 450, 1},  {2, 2020, "ela", OTHER, 300, 1},
    {3, 2019, "ela", CURRENT, 310, 1},  {3, 2020, "ela", OTHER, 320, 1},
    {0, 2020, "ela", OTHER, 500, 1},
};

typedef struct outcome {
    strata_code el[4][2]; /* of student, in 2019 and 2020 */
    uint64_t count;
} outcome;

/* Each result has a score of its own. */
static uint64_t student_of(int64_t score)
{
    for (size_t at = 0; at < RESULTS; at++) {
        if (lines[at].score == score) {
            return lines[at].student;
        }
    }
    fail();
    return 0;
}

static void add(strata_rows *rows, strata_dictionary *dictionary, const line *from)
{
    strata_record record = {.student = from->student,
                            .year = from->year,
                            .score = from->score,
                            .has_score = true,
                            .file = from->file};
    record.codes[STRATA_DIM_ALL] = 1;
    record.codes[STRATA_DIM_EL] = from->el;
    assert_int_equal(strata_intern_add(strata_dictionary_texts(dictionary), from->subject,
                                       strlen(from->subject), &record.subject, NULL),
                     STRATA_OK);
    assert_int_equal(strata_rows_add_record(rows, &record, NULL), STRATA_OK);
}

static void take(const strata_rows *rows, outcome *seen)
{
    uint32_t place_count = 0;
    uint32_t count = 0;
    const strata_packed_place *places = strata_rows_places(rows, &place_count);
    const strata_packed_person *persons = strata_rows_persons(rows, &count);
    strata_rows_view view = {.count = 0};
    for (uint32_t place = 0; place < place_count; place++) {
        size_t wide = 0;
        assert_int_equal(strata_rows_read(rows, place, &view, NULL), STRATA_OK);
        for (size_t at = 0; at < view.count; at++) {
            const uint64_t student = student_of(strata_row_score_of(&view, view.codes[at], &wide));
            const uint32_t person = strata_row_person_of(view.codes[at]);
            seen->el[student][places[place].year - 2019] = persons[person].codes[STRATA_DIM_EL];
            seen->count++;
        }
    }
    strata_rows_view_deinit(&view);
}

/* Adds from `start` on, around the end, with so many bytes of memory; returns how many students
 * took the nearest year. */
static uint64_t run(strata_status_year of, size_t start, uint64_t memory, outcome *seen)
{
    strata_rows *rows = NULL;
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_issues *issues = strata_issues_new();
    *seen = (outcome){.count = 0};
    for (size_t at = 0; at < 2; at++) {
        assert_int_equal(strata_accounting_add(&accounting, "x.csv", &account, NULL), STRATA_OK);
    }
    assert_int_equal(strata_rows_new(memory, NULL, &rows, NULL), STRATA_OK);
    strata_rows_status_year(rows, of);
    for (size_t at = 0; at < RESULTS; at++) {
        add(rows, dictionary, &lines[(start + at) % RESULTS]);
    }
    const strata_rows_report report = {
        .dictionary = dictionary, .accounting = &accounting, .issues = issues};
    assert_int_equal(strata_rows_resolve(rows, 1, &report, NULL), STRATA_OK);
    take(rows, seen);
    assert_true(strata_rows_has_nameless(rows, 1)); /* this stays known */
    uint64_t nearest = 0;
    for (size_t at = 0; at < strata_issues_count(issues); at++) {
        const strata_issue *issue = strata_issues_at(issues, at);
        nearest += strcmp(issue->rule, "status-year-nearest") == 0 ? issue->count : 0;
    }
    strata_rows_free(rows);
    strata_accounting_deinit(&accounting);
    strata_issues_free(issues);
    strata_dictionary_free(dictionary);
    return nearest;
}

static void expect(const outcome *seen, const strata_code el[4][2])
{
    assert_int_equal(seen->count, 6); /* one of the seven is an older version */
    assert_memory_equal(seen->el, el, sizeof seen->el);
}

/* In every order, in memory and spilled at every record. The correction of 2019 is what counts. */
static void test_years(void **state)
{
    (void)state;
    static const strata_code own[4][2] = {
        {0, OTHER}, {OTHER, CURRENT}, {0, OTHER}, {CURRENT, OTHER}};
    static const strata_code first[4][2] = {
        {0, OTHER}, {OTHER, OTHER}, {0, OTHER}, {CURRENT, CURRENT}};
    static const strata_code last[4][2] = {
        {0, OTHER}, {CURRENT, CURRENT}, {0, OTHER}, {OTHER, OTHER}};
    outcome seen;
    for (size_t start = 0; start < RESULTS; start++) {
        for (uint64_t room = 0; room <= 1; room++) {
            assert_int_equal(run((strata_status_year){STRATA_STATUS_OWN, 0}, start, room, &seen),
                             0);
            expect(&seen, own);
            assert_int_equal(run((strata_status_year){STRATA_STATUS_FIRST, 0}, start, room, &seen),
                             0);
            expect(&seen, first);
            assert_int_equal(run((strata_status_year){STRATA_STATUS_LAST, 0}, start, room, &seen),
                             0);
            expect(&seen, last);
            /* Student 2 has nothing in 2019 and takes 2020. */
            assert_int_equal(
                run((strata_status_year){STRATA_STATUS_GIVEN, 2019}, start, room, &seen), 1);
            expect(&seen, first);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_years)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
