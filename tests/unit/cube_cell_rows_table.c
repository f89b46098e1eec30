/* The achievement table of what was published or protected: what its rows show, and what their
 * status says. */
#include "cube/cell_rows.h"
#include "cube_fixture.h"
#include "stream_fixture.h"

enum {
    FIGURES_MAX = 4
};

/* A statistic of n students: value_sum is its value times n. */
typedef struct figure {
    strata_stat stat;
    uint8_t cut;
    uint8_t status;
    uint16_t has;
    int64_t value_sum;
} figure;

/* mean, sd, cut, pct, source and status of the row that counts of n students and figures make. */
static void assert_row_of(unsigned source, strata_cell counts, const figure figures[FIGURES_MAX],
                          const char *end)
{
    strata_dictionary *dictionary = cube_dictionary();
    const strata_cell_terms terms = {.form = STRATA_CELL_FORM_TABLE,
                                     .dictionary = dictionary,
                                     .protection = "",
                                     .has_statistics = source == STRATA_COUNTED};
    counts.key = (strata_cell_key){.year = 2024,
                                   .entity_level = STRATA_LEVEL_STATE,
                                   .source = (uint8_t)source,
                                   .group = cube_group("all", "all"),
                                   .assessment = cube_text(dictionary, "caaspp"),
                                   .variable = cube_text(dictionary, "scale_score")};
    strata_cell_rows rows = {0};
    assert_int_equal(strata_cell_rows_init(&rows, &terms, NULL), STRATA_OK);
    assert_int_equal(strata_cell_rows_add(&rows, &counts, NULL), STRATA_OK);
    for (size_t i = 0; i < FIGURES_MAX && figures[i].stat != STRATA_STAT_COUNTS; i++) {
        strata_cell cell = {.key = counts.key,
                            .status = figures[i].status,
                            .has = figures[i].has,
                            .n_scored = counts.n_scored,
                            .value_sum = figures[i].value_sum};
        cell.key.stat = (uint8_t)figures[i].stat;
        cell.key.cut = figures[i].cut;
        assert_int_equal(strata_cell_rows_add(&rows, &cell, NULL), STRATA_OK);
    }
    assert_int_equal(strata_cell_rows_end(&rows, NULL), STRATA_OK);
    const strata_slice text = fixture_bytes(rows.text);
    const size_t len = strlen(end);
    assert_true(text.len > len);
    assert_memory_equal(text.text + text.len - len, end, len);
    strata_cell_rows_deinit(&rows);
    strata_dictionary_free(dictionary);
}

static void assert_row(strata_cell counts, const figure figures[FIGURES_MAX], const char *end)
{
    assert_row_of(STRATA_PUBLISHED, counts, figures, end);
}

static const strata_cell three = {.has = STRATA_HAS_SCORED, .n_scored = 3};

enum {
    VALUE = STRATA_HAS_SCORED | STRATA_HAS_VALUE,
    RANGE = STRATA_HAS_SCORED | STRATA_HAS_BOUNDS
};

/* 100 / 3 and 7000 / 3 to ten digits. */
static void test_ten_digits(void **state)
{
    (void)state;
    const figure figures[FIGURES_MAX] = {
        {.stat = STRATA_STAT_MEAN, .has = VALUE, .value_sum = 7000},
        {.stat = STRATA_STAT_PCT, .cut = 3, .has = VALUE, .value_sum = 100}};
    assert_row(three, figures, ",3,2333.333333,,3,33.33333333,published,ok,\n");
}

/* A mean or percent of the places that show it is none of the sum, printed or counted. */
static void test_partial(void **state)
{
    (void)state;
    const figure figures[FIGURES_MAX] = {
        {.stat = STRATA_STAT_MEAN, .status = STRATA_CELL_PARTIAL, .has = VALUE, .value_sum = 7000},
        {.stat = STRATA_STAT_PCT,
         .cut = 3,
         .status = STRATA_CELL_PARTIAL,
         .has = VALUE,
         .value_sum = 100}};
    assert_row(three, figures, ",3,,,3,,published,partial,\n");
    const strata_cell counts = {.status = STRATA_CELL_PARTIAL,
                                .has = STRATA_HAS_SCORED | STRATA_HAS_LEVELS | STRATA_HAS_SCORES,
                                .n_scored = 3,
                                .level_count = 4,
                                .score_sum = 7000,
                                .score_sumsq = 16340000,
                                .levels = {0, 1, 1, 1}};
    const figure nothing[FIGURES_MAX] = {{0}};
    assert_row(counts, nothing, ",3,,,3,,published,partial,\n");
}

/* Partial is a row that shows something and hides something: here the mean, or the percent. */
static void test_some_hidden(void **state)
{
    (void)state;
    const figure mean_hidden[FIGURES_MAX] = {
        {.stat = STRATA_STAT_MEAN, .status = STRATA_CELL_SUPPRESSED},
        {.stat = STRATA_STAT_PCT, .cut = 3, .has = VALUE, .value_sum = 150}};
    assert_row(three, mean_hidden, ",3,,,3,50,published,partial,\n");
    const figure pct_blurred[FIGURES_MAX] = {
        {.stat = STRATA_STAT_MEAN, .has = VALUE, .value_sum = 7200},
        {.stat = STRATA_STAT_PCT, .cut = 3, .has = RANGE}};
    assert_row(three, pct_blurred, ",3,2400,,3,,published,partial,\n");
    const figure all_hidden[FIGURES_MAX] = {
        {.stat = STRATA_STAT_MEAN, .status = STRATA_CELL_SUPPRESSED}};
    assert_row(three, all_hidden, ",3,,,3,,published,suppressed,\n");
}

/* Ranges, and shares of levels, which have no column: there are figures, but none is shown. */
static void test_none_shown(void **state)
{
    (void)state;
    const figure range[FIGURES_MAX] = {{.stat = STRATA_STAT_PCT, .cut = 3, .has = RANGE}};
    assert_row(three, range, ",3,,,3,,published,partial,\n");
    const figure share[FIGURES_MAX] = {
        {.stat = STRATA_STAT_SHARE, .cut = 3, .has = VALUE, .value_sum = 90}};
    assert_row(three, share, ",3,,,3,,published,partial,\n");
    const figure shown_too[FIGURES_MAX] = {
        {.stat = STRATA_STAT_PCT, .cut = 3, .has = VALUE, .value_sum = 150},
        {.stat = STRATA_STAT_SHARE, .cut = 3, .has = VALUE, .value_sum = 90}};
    assert_row(three, shown_too, ",3,,,3,50,published,ok,\n");
    const figure nothing[FIGURES_MAX] = {{0}};
    assert_row(three, nothing, ",3,,,3,,published,ok,\n");
}

/* A policy leaves the students, a rounded mean and percent, and no SD. */
static void test_protected(void **state)
{
    (void)state;
    const figure figures[FIGURES_MAX] = {
        {.stat = STRATA_STAT_PCT, .cut = 3, .has = VALUE, .value_sum = 99},
        {.stat = STRATA_STAT_MEAN, .has = VALUE, .value_sum = 6999},
        {.stat = STRATA_STAT_SD, .status = STRATA_CELL_SUPPRESSED}};
    assert_row_of(STRATA_COUNTED, three, figures, ",3,2333,,3,33,counted,partial,\n");
    const strata_cell hidden = {.status = STRATA_CELL_SUPPRESSED};
    const figure nothing[FIGURES_MAX] = {{0}};
    assert_row_of(STRATA_COUNTED, hidden, nothing, ",,,,3,,counted,suppressed,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ten_digits), cmocka_unit_test(test_partial),
        cmocka_unit_test(test_some_hidden), cmocka_unit_test(test_none_shown),
        cmocka_unit_test(test_protected)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
