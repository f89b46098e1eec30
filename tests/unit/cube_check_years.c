/* Groups and rows that a year has and the next has not. */
#include "cube/cube_check.h"
#include "cube_fixture.h"

typedef struct published_file {
    strata_cube *cube;
    strata_issues *issues;
} published_file;

static published_file open_file(void)
{
    strata_plan plan;
    strata_plan_default(&plan);
    const published_file file = {strata_cube_new(&plan, cube_dictionary()), strata_issues_new()};
    assert_non_null(file.cube);
    return file;
}

/* One result; lea "" is the state. */
static void add(const published_file *file, const char *lea, int year, const char *race, uint64_t n)
{
    strata_published published = cube_published(file->cube->dictionary, lea, n);
    published.year = (int16_t)year;
    published.group = cube_group("race", race);
    assert_int_equal(strata_cube_add_published(file->cube, &published, file->issues, NULL),
                     STRATA_OK);
}

static void finish(published_file *file)
{
    strata_cellset_free(cube_finish(file->cube, file->issues));
}

static void test_groups(void **state)
{
    (void)state;
    published_file file = open_file();
    add(&file, "", 2017, "asian", 30);
    add(&file, "", 2017, "white", 400);
    add(&file, "", 2017, "filipino", 29);  /* too few to be sure */
    add(&file, "", 2019, "white", 400);    /* the next year that there is */
    add(&file, "A", 2017, "hispanic", 90); /* only the coarsest places count */
    add(&file, "A", 2019, "asian", 31);
    finish(&file);
    assert_int_equal(cube_issue_count(file.issues, "group-vanished"), 1);
    assert_string_equal(strata_issues_at(file.issues, 0)->column,
                        "state, 2019 caaspp math, race=asian");
    strata_issues_free(file.issues);
}

/* Where one of two years has no state rows the leas are the coarsest places of both. */
static void test_levels(void **state)
{
    (void)state;
    published_file file = open_file();
    add(&file, "", 2018, "black", 500);
    add(&file, "A", 2018, "white", 400);
    add(&file, "A", 2018, "asian", 40);
    add(&file, "A", 2019, "white", 400);
    finish(&file);
    assert_int_equal(cube_issue_count(file.issues, "group-vanished"), 1);
    assert_string_equal(strata_issues_at(file.issues, 0)->column,
                        "every lea, 2019 caaspp math, race=asian");
    strata_issues_free(file.issues);
}

/* Adds so many rows of a lea: one for each grade. */
static void add_rows(const published_file *file, const char *lea, int year, unsigned count)
{
    for (unsigned at = 0; at < count; at++) {
        char grade[16];
        (void)snprintf(grade, sizeof grade, "%02u", at);
        strata_published published = cube_published(file->cube->dictionary, lea, 50);
        published.year = (int16_t)year;
        published.grade = cube_text(file->cube->dictionary, grade);
        assert_int_equal(strata_cube_add_published(file->cube, &published, file->issues, NULL),
                         STRATA_OK);
    }
}

static void test_rows(void **state)
{
    (void)state;
    published_file file = open_file();
    add_rows(&file, "A", 2018, 20); /* 9 of 20 are less than half */
    add_rows(&file, "A", 2019, 9);
    add_rows(&file, "B", 2018, 20);
    add_rows(&file, "B", 2019, 10);
    add_rows(&file, "C", 2018, 19);
    add_rows(&file, "C", 2019, 1);
    add_rows(&file, "D", 2018, 40); /* closed */
    finish(&file);
    assert_int_equal(cube_issue_count(file.issues, "rows-dropped"), 1);
    assert_string_equal(strata_issues_at(file.issues, 0)->column, "lea A, 2019 caaspp");
    strata_issues_free(file.issues);
}

/* Of students' files the students count: 30 of a lea, then 14. */
static void test_students(void **state)
{
    (void)state;
    published_file file = open_file();
    for (unsigned at = 0; at < 44; at++) {
        strata_record record = cube_record(file.cube->dictionary, "A", "A1", 2400, 2);
        record.student = at + 1;
        record.year = at < 30 ? 2018 : 2019;
        assert_int_equal(strata_cube_add_record(file.cube, &record, NULL), STRATA_OK);
    }
    finish(&file);
    assert_int_equal(cube_issue_count(file.issues, "rows-dropped"), 3); /* state, lea, school */
    assert_int_equal(cube_issue_count(file.issues, "group-vanished"), 0);
    strata_issues_free(file.issues);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_students),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
