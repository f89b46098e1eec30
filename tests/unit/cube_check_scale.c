/* Figures a hundred times off. */
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

static void add(const published_file *file, const char *lea, int year, int64_t hundredths)
{
    strata_published published = cube_published(file->cube->dictionary, lea, 604);
    published.year = (int16_t)year;
    cube_pct(&published, hundredths);
    assert_int_equal(strata_cube_add_published(file->cube, &published, file->issues, NULL),
                     STRATA_OK);
}

static void add_mean(const published_file *file, const char *lea, int year, int64_t mean)
{
    strata_published published = cube_published(file->cube->dictionary, lea, 604);
    published.year = (int16_t)year;
    published.statistics[published.statistic_count++] =
        (strata_statistic){.stat = STRATA_STAT_MEAN, .has_value = true, .value = mean};
    assert_int_equal(strata_cube_add_published(file->cube, &published, file->issues, NULL),
                     STRATA_OK);
}

/* How many jumps there are; the name of the first, if there is one, must be `name`. */
static uint64_t jumps(published_file *file, const char *name)
{
    strata_cellset_free(cube_finish(file->cube, file->issues));
    const uint64_t count = cube_issue_count(file->issues, "scale-jump");
    if (count > 0) {
        assert_string_equal(strata_issues_at(file->issues, 0)->column, name);
    }
    strata_issues_free(file->issues);
    return count;
}

/* 0.45 beside 44.1 and 46 of other years. */
static void test_years(void **state)
{
    (void)state;
    published_file file = open_file();
    add(&file, "A", 2017, 4410);
    add(&file, "A", 2018, 45);
    add(&file, "A", 2019, 4600);
    assert_int_equal(jumps(&file, "lea A, 2018 caaspp math all, all=all, pct 3"), 1);
    file = open_file(); /* a small percent among small ones, and 10.4 beside 44.1 */
    add(&file, "A", 2017, 210);
    add(&file, "A", 2018, 45);
    add(&file, "B", 2017, 4410);
    add(&file, "B", 2018, 1040);
    assert_int_equal(jumps(&file, ""), 0);
    file = open_file(); /* 0.9 beside 44.1 is 49 times less */
    add(&file, "A", 2017, 4410);
    add(&file, "A", 2018, 90);
    assert_int_equal(jumps(&file, ""), 0);
}

/* In one year alone the other places tell, if they are eight or more. */
static void test_places(void **state)
{
    (void)state;
    static const char *const leas[] = {"A", "B", "C", "D", "E", "F", "G"};
    published_file file = open_file();
    for (size_t at = 0; at < 7; at++) {
        add(&file, leas[at], 2019, 4000 + 100 * (int64_t)at);
    }
    add(&file, "X", 2019, 42);
    assert_int_equal(jumps(&file, "lea X, 2019 caaspp math all, all=all, pct 3"), 1);
    file = open_file();
    for (size_t at = 0; at < 6; at++) {
        add(&file, leas[at], 2019, 4000 + 100 * (int64_t)at);
    }
    add(&file, "X", 2019, 42);
    assert_int_equal(jumps(&file, ""), 0);
}

/* 0.4 percent in level 1 beside 40 and more elsewhere, but 25.6, 34 and 40 in the other levels:
 * that is 100. */
static void test_shares(void **state)
{
    (void)state;
    const int64_t shares[] = {4, 256, 340, 400};
    for (unsigned missing = 0; missing < 2; missing++) {
        published_file file = open_file();
        for (int lea = 'A'; lea <= 'J'; lea++) {
            const char name[] = {(char)lea, '\0'};
            strata_published published = cube_published(file.cube->dictionary, name, 604);
            const unsigned levels = lea == 'A' && missing == 0 ? 4 : 1;
            for (uint8_t level = 0; level < levels; level++) {
                const int64_t tenths = lea == 'A' ? shares[level] : 400 + lea;
                published.statistics[published.statistic_count++] =
                    (strata_statistic){.stat = STRATA_STAT_SHARE,
                                       .cut = (uint8_t)(level + 1),
                                       .decimals = 2,
                                       .has_value = true,
                                       .has_bounds = true,
                                       .value = tenths * 10,
                                       .lo = tenths * 10 - 5,
                                       .hi = tenths * 10 + 5};
            }
            assert_int_equal(strata_cube_add_published(file.cube, &published, file.issues, NULL),
                             STRATA_OK);
        }
        assert_int_equal(jumps(&file, "lea A, 2019 caaspp math all, all=all, share 1"), missing);
    }
}

/* A mean of 24 between means of 2400; and where all are alike. */
static void test_means(void **state)
{
    (void)state;
    published_file file = open_file();
    add_mean(&file, "A", 2017, 2431);
    add_mean(&file, "A", 2018, 24);
    add_mean(&file, "A", 2019, 2440);
    assert_int_equal(jumps(&file, "lea A, 2018 caaspp math all, all=all, mean"), 1);
    file = open_file();
    add_mean(&file, "A", 2018, 2431);
    add_mean(&file, "A", 2019, 243100);
    assert_int_equal(jumps(&file, "lea A, 2018 caaspp math all, all=all, mean"), 2);
    file = open_file();
    add_mean(&file, "A", 2017, 2431);
    add_mean(&file, "A", 2018, 2240);
    assert_int_equal(jumps(&file, ""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_means),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
