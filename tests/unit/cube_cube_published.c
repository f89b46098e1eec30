/* Published results as cells, and results that come twice. */
#include "cube_fixture.h"

static strata_cube *new_cube(strata_dictionary *dictionary)
{
    strata_plan plan;
    strata_plan_default(&plan);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    return cube;
}

static void add(strata_cube *cube, const strata_published *published, strata_issues *issues)
{
    assert_int_equal(strata_cube_add_published(cube, published, issues, NULL), STRATA_OK);
}

static void test_cells(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_published published = cube_published(dictionary, "0001-01", 604);
    cube_pct(&published, 5662);
    published.has_levels = true;
    published.levels[0] = 100;
    published.levels[2] = 504;
    strata_cube *cube = new_cube(dictionary);
    add(cube, &published, NULL);
    strata_cellset *set = cube_finish(cube, NULL);
    assert_int_equal(set->count, 2);
    const strata_cell *counts = cube_find(set, (cube_where){.lea = "0001-01"});
    assert_int_equal(counts->has, STRATA_HAS_TESTED | STRATA_HAS_SCORED | STRATA_HAS_LEVELS);
    assert_int_equal(counts->levels[2], 504);
    assert_int_equal(counts->key.source, STRATA_PUBLISHED);
    assert_string_equal(strata_cellset_text(set, counts->key.population), "all_tested");
    const strata_cell *pct =
        cube_find(set, (cube_where){.lea = "0001-01", .stat = STRATA_STAT_PCT, .cut = 3});
    assert_int_equal(pct->has,
                     STRATA_HAS_TESTED | STRATA_HAS_SCORED | STRATA_HAS_VALUE | STRATA_HAS_BOUNDS);
    assert_true(strata_cell_value(pct) == 56.62);
    assert_true(strata_cell_lo(pct) == 56.615);
    assert_true(strata_cell_hi(pct) == 56.625);
    assert_true(pct->value_sum == (strata_int128)56620 * 604);
    strata_cellset_free(set);
}

static void test_hidden_and_unknown(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_published hidden = cube_published(dictionary, "A", 0);
    hidden.has_tested = false;
    hidden.has_scored = false;
    hidden.is_suppressed = true;
    hidden.statistics[hidden.statistic_count++] =
        (strata_statistic){.stat = STRATA_STAT_PCT, .cut = 3, .is_hidden = true};
    strata_published blurred = cube_published(dictionary, "B", 0);
    blurred.has_tested = false;
    blurred.has_scored = false;
    blurred.statistics[blurred.statistic_count++] = (strata_statistic){
        .stat = STRATA_STAT_PCT, .cut = 3, .has_bounds = true, .lo = 95, .hi = 100};
    strata_cube *cube = new_cube(dictionary);
    add(cube, &hidden, NULL);
    add(cube, &blurred, NULL);
    strata_cellset *set = cube_finish(cube, NULL);
    assert_int_equal(cube_find(set, (cube_where){.lea = "A"})->status, STRATA_CELL_SUPPRESSED);
    const strata_cell *pct =
        cube_find(set, (cube_where){.lea = "A", .stat = STRATA_STAT_PCT, .cut = 3});
    assert_int_equal(pct->status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(pct->has, 0);
    pct = cube_find(set, (cube_where){.lea = "B", .stat = STRATA_STAT_PCT, .cut = 3});
    assert_int_equal(pct->status, STRATA_CELL_OK);
    assert_int_equal(pct->has, STRATA_HAS_BOUNDS);
    assert_true(strata_cell_lo(pct) == 95.0 && strata_cell_hi(pct) == 100.0);
    strata_cellset_free(set);
}

static void test_twice(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_issues *issues = strata_issues_new();
    strata_published published = cube_published(dictionary, "A", 604);
    cube_pct(&published, 5662);
    strata_cube *cube = new_cube(dictionary);
    add(cube, &published, issues);
    assert_int_equal(strata_issues_count(issues), 0);
    published.row = 99; /* where it stands does not matter */
    add(cube, &published, issues);
    assert_int_equal(cube_issue_count(issues, "duplicate"), 1);
    published.n_tested = 605;
    add(cube, &published, issues);
    published.n_tested = 604;
    published.statistics[0].value += 10;
    add(cube, &published, issues);
    assert_int_equal(cube_issue_count(issues, "duplicate-conflict"), 2);
    assert_int_equal(strata_issues_at(issues, 1)->severity, STRATA_SEVERITY_WARNING);
    /* a statistic that the first row did not have is welcome */
    published.statistics[0].value -= 10;
    published.n_tested = 605; /* the greater row stands */
    published.statistics[published.statistic_count] = published.statistics[0];
    published.statistics[published.statistic_count++].cut = 2;
    add(cube, &published, issues);
    assert_int_equal(strata_issues_count(issues), 2);
    assert_int_equal(cube_issue_count(issues, "duplicate"), 1);
    strata_cellset *set = cube_finish(cube, issues);
    assert_int_equal(set->count, 3);
    assert_int_equal(cube_find(set, (cube_where){.lea = "A"})->n_tested, 605);
    assert_true(strata_cell_value(cube_find(
                    set, (cube_where){.lea = "A", .stat = STRATA_STAT_PCT, .cut = 3})) == 56.62);
    strata_cellset_free(set);
    strata_issues_free(issues);
}

static void add_line(strata_cube *cube, strata_published *published, uint64_t line, uint64_t n)
{
    published->line = line;
    published->n_tested = n;
    add(cube, published, NULL);
}

/* The greater of two stays, whichever comes first; no line says a number of them. */
static void test_the_list(void **state)
{
    (void)state;
    static const char expected[] = "a.csv,3,,duplicate,,a.csv:2\n"
                                   "a.csv,2,,duplicate-conflict,,a.csv:5\n"
                                   "b.csv,9,,duplicate-conflict,,a.csv:5\n";
    strata_dictionary *dictionary = cube_dictionary();
    strata_account files[2] = {{.file = "a.csv", .schema = "x"}, {.file = "b.csv", .schema = "x"}};
    strata_accounting accounting = {.files = files, .count = 2};
    strata_sink *sink = NULL;
    strata_csv_writer list;
    const char *bytes = NULL;
    size_t len = 0;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    strata_csv_writer_init(&list, sink, ',', NULL);
    strata_published published = cube_published(dictionary, "A", 604);
    strata_cube *cube = new_cube(dictionary);
    published.file = 1;
    strata_cube_account(cube, &accounting);
    strata_cube_list(cube, &list);
    add_line(cube, &published, 2, 604);
    add_line(cube, &published, 3, 604);
    add_line(cube, &published, 5, 605);
    published.file = 2;
    add_line(cube, &published, 9, 603);
    cube_pct(&published, 5662);
    add_line(cube, &published, 10, 605); /* something of it is new: it stays */
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(bytes, expected, len);
    strata_sink_discard(sink);
    strata_cube_free(cube);
}

/* Rows of a gathering file that come back to a result are parts of it: no duplicate, no older
 * version, even if they say the same of the counts. Those of another file are one of both. */
static void test_rows_apart(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_issues *issues = strata_issues_new();
    strata_account files[2] = {{.results = 1}, {.results = 0}};
    strata_accounting accounting = {.files = files, .count = 2};
    strata_published part = cube_published(dictionary, "A", 604);
    part.is_gathered = true;
    part.file = 1;
    strata_cube *cube = new_cube(dictionary);
    strata_cube_account(cube, &accounting);
    add(cube, &part, issues);
    assert_int_equal(strata_issues_count(issues), 0);
    cube_pct(&part, 5662);
    add(cube, &part, issues);
    part.has_scored = false;
    add(cube, &part, issues);
    assert_int_equal(cube_issue_count(issues, "rows-not-together"), 2);
    assert_int_equal(strata_issues_count(issues), 1);
    assert_int_equal(strata_issues_at(issues, 0)->severity, STRATA_SEVERITY_ERROR);
    assert_non_null(strata_issues_holding(issues));
    assert_int_equal(files[0].results, UINT64_MAX); /* 1 - 2; ingest adds one for each push */
    assert_int_equal(files[0].superseded + files[0].duplicate, 0);
    part.file = 2;
    add(cube, &part, issues);
    assert_int_equal(cube_issue_count(issues, "rows-not-together"), 2);
    assert_int_equal(files[1].superseded + files[1].duplicate, 1);
    strata_cube_free(cube);
    strata_issues_free(issues);
}

/* Whichever of three rows of one key comes first: the same one stands, and what hides wins. */
static void test_any_order(void **state)
{
    (void)state;
    for (unsigned first = 0; first < 3; first++) {
        strata_dictionary *dictionary = cube_dictionary();
        strata_cube *cube = new_cube(dictionary);
        for (unsigned at = first; at < first + 3; at++) {
            strata_published published = cube_published(dictionary, "A", 600 + at % 3);
            cube_pct(&published, 5000 + at % 3);
            published.statistics[0].is_hidden = at % 3 == 1;
            add(cube, &published, NULL);
        }
        strata_cellset *set = cube_finish(cube, NULL);
        assert_int_equal(set->count, 2);
        assert_int_equal(cube_find(set, (cube_where){.lea = "A"})->n_tested, 602);
        assert_int_equal(
            cube_find(set, (cube_where){.lea = "A", .stat = STRATA_STAT_PCT, .cut = 3})->status,
            STRATA_CELL_SUPPRESSED);
        strata_cellset_free(set);
    }
}

/* Level counts that are not all students are no distribution. */
static void test_levels_that_do_not_add_up(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_issues *issues = strata_issues_new();
    strata_published published = cube_published(dictionary, "A", 10);
    published.has_levels = true;
    published.levels[0] = 4;
    published.levels[3] = 5;
    strata_cube *cube = new_cube(dictionary);
    add(cube, &published, issues);
    assert_int_equal(cube_issue_count(issues, "levels-differ-from-n"), 1);
    strata_cellset *set = cube_finish(cube, issues);
    const strata_cell *counts = cube_find(set, (cube_where){.lea = "A"});
    assert_int_equal(counts->has, STRATA_HAS_TESTED | STRATA_HAS_SCORED);
    assert_int_equal(counts->levels[0], 0);
    strata_cellset_free(set);
    strata_issues_free(issues);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_rows_apart),
        cmocka_unit_test(test_hidden_and_unknown),
        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_the_list),
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_levels_that_do_not_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
