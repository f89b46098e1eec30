/* Sums of published places and grades: only where the schema says so, and never over a figure that
 * was published. */
#include "cube_fixture.h"

typedef struct sums {
    strata_dictionary *dictionary;
    strata_issues *issues;
    strata_cube *cube;
    strata_cellset *set;
} sums;

static void start(sums *s, strata_additive additive)
{
    strata_plan plan;
    strata_plan_default(&plan);
    s->dictionary = cube_dictionary();
    s->issues = strata_issues_new();
    s->cube = strata_cube_new(&plan, s->dictionary);
    assert_non_null(s->cube);
    assert_int_equal(
        strata_cube_declare(s->cube, cube_text(s->dictionary, "caaspp"), additive, NULL),
        STRATA_OK);
}

static void add(sums *s, const strata_published *published)
{
    assert_int_equal(strata_cube_add_published(s->cube, published, s->issues, NULL), STRATA_OK);
}

/* A place with n students of whom so many hundredths of a percent are proficient. */
static void add_pct(sums *s, const char *lea, uint64_t n, int64_t hundredths)
{
    strata_published published = cube_published(s->dictionary, lea, n);
    cube_pct(&published, hundredths);
    add(s, &published);
}

static void finish(sums *s)
{
    s->set = cube_finish(s->cube, s->issues);
}

static void end(sums *s)
{
    strata_cellset_free(s->set);
    strata_issues_free(s->issues);
}

/* A place with n students that hides what they reach. */
static void add_hidden(sums *s, const char *lea, uint64_t n)
{
    strata_published hidden = cube_published(s->dictionary, lea, n);
    hidden.is_suppressed = true;
    hidden.statistics[hidden.statistic_count++] =
        (strata_statistic){.stat = STRATA_STAT_PCT, .cut = 3, .is_hidden = true};
    add(s, &hidden);
}

static const cube_where state_pct = {.stat = STRATA_STAT_PCT, .cut = 3};

static void test_state_from_districts(void **state)
{
    (void)state;
    sums s;
    start(&s, (strata_additive){.lea_to_state = true});
    add_pct(&s, "A", 100, 5000);
    add_pct(&s, "B", 300, 7000);
    finish(&s);
    const strata_cell *counts = cube_find(s.set, (cube_where){0});
    assert_int_equal(counts->n_scored, 400);
    assert_int_equal(counts->status, STRATA_CELL_OK);
    assert_int_equal(counts->key.entity_level, STRATA_LEVEL_STATE);
    /* (100 * 50 + 300 * 70) / 400 */
    assert_true(strata_cell_value(cube_find(s.set, state_pct)) == 65.0);
    end(&s);
}

static void test_nothing_declared(void **state)
{
    (void)state;
    sums s;
    start(&s, (strata_additive){0});
    add_pct(&s, "A", 100, 5000);
    finish(&s);
    assert_null(cube_find(s.set, (cube_where){0}));
    end(&s);
}

/* The row that was published stands; that its parts say something else is a warning. */
static void test_published_total(void **state)
{
    (void)state;
    sums s;
    start(&s, (strata_additive){.lea_to_state = true});
    add_pct(&s, "A", 100, 5000);
    add_pct(&s, "B", 300, 7000);
    add_pct(&s, "", 401, 6400);
    finish(&s);
    assert_int_equal(cube_find(s.set, (cube_where){0})->n_scored, 401);
    assert_true(strata_cell_value(cube_find(s.set, state_pct)) == 64.0);
    assert_int_equal(cube_issue_count(s.issues, "sum-differs"), 1);
    end(&s);
    start(&s, (strata_additive){.lea_to_state = true});
    add_pct(&s, "A", 100, 5000);
    add_pct(&s, "", 100, 5000);
    finish(&s);
    assert_int_equal(strata_issues_count(s.issues), 0);
    end(&s);
}

/* A place that gives its figure without n is left out, and the sum says that it is partial. With a
 * hidden one of known n beside it the students are all that is known. */
static void check_partial(bool with_hidden)
{
    sums s;
    start(&s, (strata_additive){.lea_to_state = true});
    add_pct(&s, "A", 100, 5000);
    strata_published without_n = cube_published(s.dictionary, "B", 0);
    without_n.has_tested = false;
    without_n.has_scored = false;
    cube_pct(&without_n, 9000);
    add(&s, &without_n);
    if (with_hidden) {
        add_hidden(&s, "C", 12);
    }
    finish(&s);
    const strata_cell *pct = cube_find(s.set, state_pct);
    assert_int_equal(pct->status, STRATA_CELL_PARTIAL);
    assert_int_equal(pct->n_scored, with_hidden ? 112 : 100);
    assert_true(with_hidden ? (pct->has & STRATA_HAS_VALUE) == 0 : strata_cell_value(pct) == 50.0);
    assert_true((pct->has & STRATA_HAS_BOUNDS) == 0);
    assert_int_equal(cube_find(s.set, (cube_where){0})->status, STRATA_CELL_PARTIAL);
    assert_int_equal(strata_issues_count(s.issues), 0);
    end(&s);
}

static void test_without_n_beside(void **state)
{
    (void)state;
    check_partial(false);
    check_partial(true);
}

/* A hidden percent of 12 students is 0 to 100, whatever the 100 others have. */
static void test_hidden_place(void **state)
{
    (void)state;
    sums s;
    start(&s, (strata_additive){.lea_to_state = true});
    add_pct(&s, "A", 100, 5000);
    add_hidden(&s, "C", 12);
    finish(&s);
    const strata_cell *pct = cube_find(s.set, state_pct);
    assert_int_equal(pct->status, STRATA_CELL_PARTIAL);
    assert_int_equal(pct->n_scored, 112);
    assert_true((pct->has & STRATA_HAS_VALUE) == 0);
    /* cube_pct rounds to hundredths: 49.995 to 50.005 */
    assert_true(strata_cell_lo(pct) == 4999.5 / 112);
    assert_true(strata_cell_hi(pct) == (5000.5 + 1200) / 112);
    assert_int_equal(cube_find(s.set, (cube_where){0})->n_scored, 112);
    end(&s);
}

/* Where every part is hidden so is the sum, but for its students. */
static void test_all_hidden(void **state)
{
    (void)state;
    sums s;
    start(&s, (strata_additive){.lea_to_state = true});
    add_hidden(&s, "C", 12);
    add_hidden(&s, "D", 7);
    finish(&s);
    const strata_cell *counts = cube_find(s.set, (cube_where){0});
    assert_int_equal(counts->status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(counts->has, STRATA_IS_SUM | STRATA_HAS_TESTED | STRATA_HAS_SCORED);
    assert_int_equal(counts->n_scored, 19);
    const strata_cell *pct = cube_find(s.set, state_pct);
    assert_int_equal(pct->status, STRATA_CELL_SUPPRESSED);
    assert_true((pct->has & (STRATA_HAS_VALUE | STRATA_HAS_BOUNDS)) == 0);
    end(&s);
}

/* Where every part gives its figure without n there is no sum, and the row says so. */
static void test_without_n(void **state)
{
    (void)state;
    sums s;
    start(&s, (strata_additive){.lea_to_state = true});
    strata_published without_n = cube_published(s.dictionary, "B", 0);
    without_n.has_tested = false;
    without_n.has_scored = false;
    cube_pct(&without_n, 9000);
    add(&s, &without_n);
    finish(&s);
    const strata_cell *pct = cube_find(s.set, state_pct);
    assert_int_equal(pct->status, STRATA_CELL_PARTIAL);
    assert_int_equal(pct->has, STRATA_IS_SUM);
    assert_int_equal(pct->decimals, 0); /* a cell without numbers has no unit */
    end(&s);
}

/* School to lea to county to state; a lea without a county goes to the state directly. */
static void test_by_county(void **state)
{
    (void)state;
    sums s;
    start(&s,
          (strata_additive){.school_to_lea = true, .lea_to_county = true, .lea_to_state = true});
    strata_published school = cube_published(s.dictionary, "A", 30);
    school.entity_level = STRATA_LEVEL_SCHOOL;
    school.county = cube_text(s.dictionary, "01");
    school.school = cube_text(s.dictionary, "a1");
    add(&s, &school);
    school.school = cube_text(s.dictionary, "a2");
    school.n_scored = 50;
    add(&s, &school);
    add_pct(&s, "B", 7, 5000);
    finish(&s);
    assert_int_equal(cube_find(s.set, (cube_where){.lea = "A"})->n_scored, 80);
    uint64_t county = 0;
    uint64_t whole = 0;
    for (size_t at = 0; at < s.set->count; at++) {
        const strata_cell *cell = &s.set->cells[at];
        const bool is_counts = cell->key.stat == STRATA_STAT_COUNTS;
        county += is_counts && cell->key.entity_level == STRATA_LEVEL_COUNTY ? cell->n_scored : 0;
        whole += is_counts && cell->key.entity_level == STRATA_LEVEL_STATE ? cell->n_scored : 0;
    }
    assert_int_equal(county, 80);
    assert_int_equal(whole, 87);
    end(&s);
}

static void test_grades(void **state)
{
    (void)state;
    sums s;
    start(&s, (strata_additive){.grades_to_all = true});
    strata_published third = cube_published(s.dictionary, "A", 30);
    third.grade = cube_text(s.dictionary, "03");
    cube_pct(&third, 4000);
    add(&s, &third);
    third.grade = cube_text(s.dictionary, "04");
    third.n_scored = 10;
    third.statistics[0].value = 80000;
    add(&s, &third);
    third.statistics[0].stat = STRATA_STAT_SD; /* of no use for a sum */
    add(&s, &third);
    finish(&s);
    /* (30 * 40 + 10 * 80) / 40 */
    const strata_cell *pct =
        cube_find(s.set, (cube_where){.lea = "A", .stat = STRATA_STAT_PCT, .cut = 3});
    assert_true(strata_cell_value(pct) == 50.0);
    assert_int_equal(pct->n_scored, 40);
    assert_null(cube_find(s.set, (cube_where){.lea = "A", .stat = STRATA_STAT_SD, .cut = 3}));
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_state_from_districts),
        cmocka_unit_test(test_nothing_declared),
        cmocka_unit_test(test_published_total),
        cmocka_unit_test(test_without_n_beside),
        cmocka_unit_test(test_hidden_place),
        cmocka_unit_test(test_all_hidden),
        cmocka_unit_test(test_without_n),
        cmocka_unit_test(test_by_county),
        cmocka_unit_test(test_grades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
