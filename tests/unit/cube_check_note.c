/* The words for a cell, and findings as issues. */
#include "cube/cube_check.h"
#include "cube_fixture.h"

static void test_names(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    char name[STRATA_CELL_NAME];
    strata_cell_key key = {.year = 2019,
                           .entity_level = STRATA_LEVEL_SCHOOL,
                           .stat = STRATA_STAT_PCT,
                           .cut = 3,
                           .group = cube_group("race*frl", "white*yes"),
                           .county = cube_text(dictionary, "01"),
                           .lea = cube_text(dictionary, "10017"),
                           .school = cube_text(dictionary, "0130419"),
                           .term = cube_text(dictionary, "spring"),
                           .assessment = cube_text(dictionary, "caaspp"),
                           .subject = cube_text(dictionary, "math"),
                           .grade = cube_text(dictionary, "05")};
    assert_string_equal(
        strata_cell_name(dictionary, &key, name),
        "school 01/10017/0130419, 2019 spring caaspp math 05, race*frl=white*yes, pct 3");
    key = (strata_cell_key){.year = 2019,
                            .entity_level = STRATA_LEVEL_STATE,
                            .group = cube_group("all", "all"),
                            .assessment = key.assessment,
                            .subject = key.subject};
    assert_string_equal(strata_cell_name(dictionary, &key, name),
                        "state, 2019 caaspp math, all=all");
    strata_dictionary_free(dictionary);
}

/* Names of any length stay within their room. */
static void test_long_names(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    char word[400];
    char name[STRATA_CELL_NAME];
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    const uint32_t text = cube_text(dictionary, word);
    const strata_cell_key key = {.year = 2019,
                                 .entity_level = STRATA_LEVEL_SCHOOL,
                                 .group = cube_group("all", "all"),
                                 .county = text,
                                 .lea = text,
                                 .school = text,
                                 .term = text,
                                 .assessment = text,
                                 .subject = text,
                                 .grade = text};
    assert_in_range(strlen(strata_cell_name(dictionary, &key, name)), 7 * 80, STRATA_CELL_NAME - 1);
    strata_dictionary_free(dictionary);
}

static strata_cube *new_cube(void)
{
    strata_plan plan;
    strata_plan_default(&plan);
    strata_cube *cube = strata_cube_new(&plan, cube_dictionary());
    assert_non_null(cube);
    return cube;
}

/* A result given twice is taken from the kept ones of its file, and its issue names file and line.
 */
static void test_files(void **state)
{
    (void)state;
    strata_cube *cube = new_cube();
    strata_issues *issues = strata_issues_new();
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    assert_int_equal(strata_accounting_add(&accounting, "a.csv", &account, NULL), STRATA_OK);
    strata_cube_account(cube, &accounting);
    strata_published published = cube_published(cube->dictionary, "A", 450);
    published.file = 1;
    for (unsigned at = 0; at < 3; at++) {
        published.line = 2 + at;
        published.n_scored = at == 2 ? 449 : 450;
        assert_int_equal(strata_cube_add_published(cube, &published, issues, NULL), STRATA_OK);
    }
    assert_int_equal(account->duplicate, 1);
    assert_int_equal(account->superseded, 1);
    assert_int_equal(strata_issues_count(issues), 2);
    const strata_issue *issue = strata_issues_at(issues, 0);
    assert_string_equal(issue->rule, "duplicate");
    assert_string_equal(issue->file, "a.csv");
    assert_string_equal(issue->column, "lea A, 2019 caaspp math all, all=all");
    assert_int_equal(issue->first_line, 3);
    assert_int_equal(issue->severity, STRATA_SEVERITY_NOTE);
    assert_string_equal(strata_issues_at(issues, 1)->rule, "duplicate-conflict");
    strata_accounting_deinit(&accounting);
    strata_issues_free(issues);
    strata_cube_free(cube);
}

/* A hundred cells of a rule get their names; the others are counted together. */
static void test_many(void **state)
{
    (void)state;
    strata_cube *cube = new_cube();
    strata_issues *issues = strata_issues_new();
    for (int16_t year = 1900; year < 2020; year++) {
        const strata_cell_key key = {.year = year, .group = cube_group("all", "all")};
        const strata_cube_finding finding = {.rule = "scale-jump", .key = &key};
        assert_int_equal(strata_cube_note(cube, issues, &finding, NULL), STRATA_OK);
    }
    assert_int_equal(strata_issues_count(issues), 101);
    assert_string_equal(strata_issues_at(issues, 100)->column, "");
    assert_int_equal(strata_issues_at(issues, 100)->count, 20);
    const strata_cube_finding finding = {.rule = "scale-jump"};
    assert_int_equal(strata_cube_note(cube, NULL, &finding, NULL), STRATA_OK);
    strata_issues_free(issues);
    strata_cube_free(cube);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
