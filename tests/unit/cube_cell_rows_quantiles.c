/* Columns of quantiles: between sd and the levels, empty where none were told. */
#include "cube/cell_rows.h"
#include "cube_fixture.h"
#include "stream_fixture.h"

static const strata_int128 values[] = {2401, 240250}; /* 240.1 in tenths, 2402.5 in hundredths */

static strata_cell cell_of(strata_dictionary *dictionary)
{
    return (strata_cell){.key = {.year = 2024,
                                 .source = STRATA_COUNTED,
                                 .group = cube_group("all", "all"),
                                 .assessment = cube_text(dictionary, "caaspp"),
                                 .variable = cube_text(dictionary, "scale_score")},
                         .has = STRATA_HAS_SCORED,
                         .n_scored = 2};
}

static void assert_ends(strata_cell_rows *rows, const char *end)
{
    const strata_slice text = fixture_bytes(rows->text);
    const size_t len = strlen(end);
    assert_true(text.len > len);
    assert_memory_equal(text.text + text.len - len, end, len);
}

static bool contains(strata_slice text, const char *words)
{
    const size_t len = strlen(words);
    bool is = false;
    for (size_t at = 0; at + len <= text.len && !is; at++) {
        is = memcmp(text.text + at, words, len) == 0;
    }
    return is;
}

static void test_columns(void **state)
{
    (void)state;
    strata_quantiles wanted;
    strata_sink *sink = fixture_sink();
    assert_int_equal(strata_quantiles_parse("10,2.5", &wanted, NULL), STRATA_OK);
    const strata_cell_terms terms = {
        .form = STRATA_CELL_FORM_TABLE, .level_columns = 1, .quantiles = &wanted};
    assert_int_equal(strata_cell_rows_columns(&terms, ',', sink, NULL), STRATA_OK);
    assert_true(contains(fixture_bytes(sink), ",n_scored,mean,sd,p10,p2.5,level_1,cut,"));
    strata_sink_discard(sink);
}

/* Told, not told, told; and of a row that was given, which is written when the next one comes. */
static void test_rows(void **state)
{
    (void)state;
    strata_quantiles wanted;
    strata_cell_rows rows = {0};
    strata_dictionary *dictionary = cube_dictionary();
    assert_int_equal(strata_quantiles_parse("10,25", &wanted, NULL), STRATA_OK);
    const strata_cell_terms terms = {.form = STRATA_CELL_FORM_TABLE,
                                     .dictionary = dictionary,
                                     .protection = "",
                                     .quantiles = &wanted};
    const strata_cell cell = cell_of(dictionary);
    strata_cell given = cell;
    given.key.source = STRATA_PUBLISHED;
    assert_int_equal(strata_cell_rows_init(&rows, &terms, NULL), STRATA_OK);
    strata_cell_rows_tell(&rows, values);
    assert_int_equal(strata_cell_rows_add(&rows, &cell, NULL), STRATA_OK);
    assert_ends(&rows, ",2,,,240.1,2402.5,3,,counted,ok,\n");
    assert_int_equal(strata_cell_rows_add(&rows, &cell, NULL), STRATA_OK);
    assert_ends(&rows, ",2,,,,,3,,counted,ok,\n");
    assert_int_equal(strata_cell_rows_add(&rows, &given, NULL), STRATA_OK);
    strata_cell_rows_tell(&rows, values);
    assert_int_equal(strata_cell_rows_add(&rows, &cell, NULL), STRATA_OK);
    assert_ends(&rows, ",2,,,240.1,2402.5,3,,counted,ok,\n");
    assert_true(contains(fixture_bytes(rows.text), ",2,,,,,3,,published,ok,\n"));
    strata_cell_rows_deinit(&rows);
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_columns), cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
