/* Cells as text, byte by byte, and text that is not cells. */
#include "cube/cell_stream.h"
#include "cube_fixture.h"
#include "stream_fixture.h"

#define COLUMNS                                                                                    \
    "year,term,population,entity_level,county,lea,school,assessment,era,subject,grade,dim,group,"  \
    "variable,n_enrolled,n_tested,n_scored,score_unit,score_sum,score_sumsq,level_1,level_2,"      \
    "level_3,level_4,score_min,score_max,sketch,stat,cut,value,value_lo,value_hi,value_se,"        \
    "value_df,source,status\n"

static const strata_stream_header header = {.kind = STRATA_STREAM_CELLS};

static strata_sink *written(const strata_cellset *set)
{
    strata_sink *sink = fixture_sink();
    strata_error err = {0};
    assert_int_equal(strata_cell_stream_write(sink, set, &header, false, &err), STRATA_OK);
    return sink;
}

/* Two students counted and a district published. */
static strata_cellset *sample(void)
{
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_levels(&plan, "lea", NULL), STRATA_OK);
    assert_int_equal(strata_plan_grades(&plan, "all", NULL), STRATA_OK);
    strata_dictionary *dictionary = cube_dictionary();
    strata_record record = cube_record(dictionary, "A", "a1", 2400, 2);
    strata_published published = cube_published(dictionary, "B", 604);
    cube_pct(&published, 5662);
    published.statistics[0].has_se = true;
    published.statistics[0].se = 0.5;
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    record.score = 2500;
    record.level = 4;
    record.enrolled = STRATA_NO;
    assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    assert_int_equal(strata_cube_add_published(cube, &published, NULL, NULL), STRATA_OK);
    strata_cellset *set = cube_finish(cube, NULL);
    assert_int_equal(strata_cellset_add_input(set, FIXTURE_DIGEST, 3, NULL), STRATA_OK);
    return set;
}

#define SAMPLE_HEADER                                                                              \
    "#strata cells 1\n"                                                                            \
    "#test assessment=caaspp subject= era= levels=4 proficient=3 decimals=0 scores=yes "           \
    "vertical=no better=higher denominator=tested label=\n"                                        \
    "#protection unprotected\n"                                                                    \
    "#race ed2007\n"                                                                               \
    "#plan by=all,el,race,frl,econ,swd,migrant,homeless,foster,military,gender levels=lea "        \
    "grades=all race=ed2007\n"
#define SAMPLE_START SAMPLE_HEADER COLUMNS
#define SAMPLE_ROW_1                                                                               \
    "2019,,all_tested,lea,,B,,caaspp,,math,all,all,all,scale_score,,604,604,1,,,,,,,,,,,,,,,,,"    \
    "published,ok\n"
#define SAMPLE_ROW_2                                                                               \
    "2019,,all_tested,lea,,B,,caaspp,,math,all,all,all,scale_score,,604,604,0.001,,,,,,,,,,pct,3," \
    "56.62,56.615,56.625,0.5,,published,ok\n"
#define SAMPLE_ROW_3                                                                               \
    "2024,,all_tested,lea,,A,,caaspp,,ela,all,all,all,scale_score,1,2,2,1,4900,12010000,0,1,0,1,"  \
    "2400,2500,,,,,,,,,counted,ok\n"

static void test_text(void **state)
{
    (void)state;
    strata_cellset *set = sample();
    strata_sink *sink = written(set);
    static const char expected[] = SAMPLE_START SAMPLE_ROW_1 SAMPLE_ROW_2 SAMPLE_ROW_3
        "#input " FIXTURE_DIGEST " rows=3\n#end rows=3 xxh3=";
    assert_memory_equal(fixture_bytes(sink).text, expected, strlen(expected));
    strata_sink_discard(sink);
    strata_cellset_free(set);
}

static void test_round_trip(void **state)
{
    (void)state;
    strata_cellset *set = sample();
    strata_sink *first = written(set);
    strata_source *source = fixture_source(fixture_bytes(first));
    strata_cellset *back = NULL;
    strata_stream_header read = {0};
    assert_int_equal(strata_cell_stream_read(source, &back, &read, NULL), STRATA_OK);
    assert_int_equal(read.level_columns, 4);
    assert_string_equal(back->protection, "unprotected");
    assert_string_equal(back->race_scheme, "ed2007");
    assert_string_equal(back->plan, set->plan);
    assert_int_equal(back->count, 3);
    assert_int_equal(back->level_columns, 4);
    assert_int_equal(back->cells[0].level_count, 4);
    assert_true(back->cells[1].value_sum == (strata_int128)56620 * 604);
    assert_ptr_equal(strata_cellset_find(back, &back->cells[2].key), &back->cells[2]);
    strata_sink *second = written(back);
    const strata_slice a = fixture_bytes(first);
    const strata_slice b = fixture_bytes(second);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.text, b.text, a.len);
    strata_sink_discard(first);
    strata_sink_discard(second);
    strata_source_close(source);
    strata_cellset_free(set);
    strata_cellset_free(back);
}

/* Rows in a stream of cells, its trailer made to fit. */
static strata_status read_rows(const char *rows, strata_error *err)
{
    char text[4096];
    char hash[STRATA_DIGEST_TEXT];
    char marks[STRATA_DIGEST_TEXT];
    size_t count = 0;
    for (const char *at = strchr(rows, '\n'); at != NULL; at = strchr(at + 1, '\n')) {
        count++;
    }
    fixture_digest(COLUMNS, rows, hash);
    fixture_digest(SAMPLE_HEADER, "", marks);
    (void)snprintf(text, sizeof text, SAMPLE_START "%s#end rows=%zu xxh3=%s marks=%s\n", rows,
                   count, hash, marks);
    strata_source *source = fixture_source(strata_slice_of(text));
    strata_cellset *set = NULL;
    const strata_status status = strata_cell_stream_read(source, &set, NULL, err);
    assert_true((set != NULL) == (status == STRATA_OK));
    strata_cellset_free(set);
    strata_source_close(source);
    return status;
}

static void test_order(void **state)
{
    (void)state;
    strata_error err = {0};
    assert_int_equal(read_rows(SAMPLE_ROW_1 SAMPLE_ROW_2, NULL), STRATA_OK);
    assert_int_equal(read_rows(SAMPLE_ROW_2 SAMPLE_ROW_1, &err), STRATA_E_INPUT);
    test_error(&err, "x.cells: error: row 2 of the cells does not come after the row before it; "
                     "strata merge sorts cells (cells-order)");
    err = (strata_error){0};
    assert_int_equal(read_rows(SAMPLE_ROW_1 SAMPLE_ROW_1, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "cells-order");
}

/* A sample row with one text in place of another. */
static void assert_refused(const char *row, const char *from, const char *to, const char *column)
{
    char changed[1024];
    char expected[100];
    strata_error err = {0};
    const char *at = strstr(row, from);
    assert_non_null(at);
    (void)snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - row), row, to,
                   at + strlen(from));
    assert_int_equal(read_rows(changed, &err), STRATA_E_INPUT);
    (void)snprintf(expected, sizeof expected, "this is no value of the column \"%s\" of cells",
                   column);
    assert_string_equal(err.text, expected);
    assert_int_equal(err.line, 7);
}

static void test_wrong_values(void **state)
{
    (void)state;
    assert_refused(SAMPLE_ROW_3, "2024", "24", "year");
    assert_refused(SAMPLE_ROW_3, "lea", "district", "entity_level");
    assert_refused(SAMPLE_ROW_3, "all,all,scale", "el,all,scale", "group");
    assert_refused(SAMPLE_ROW_3, ",1,2,2,1,", ",1,2,-2,1,", "n_scored");
    assert_refused(SAMPLE_ROW_3, ",1,2,2,1,", ",1,2,2,0.5,", "score_unit");
    assert_refused(SAMPLE_ROW_3, "4900", "49e2", "score_sum");
    assert_refused(SAMPLE_ROW_3, "4900", "", "score_sumsq");
    assert_refused(SAMPLE_ROW_3, ",2,2,1,4900", ",2,,1,4900", "score_sumsq");
    assert_refused(SAMPLE_ROW_3, ",0,1,0,1,", ",0,,0,1,", "level_*");
    assert_refused(SAMPLE_ROW_3, "2400", "", "score_min");
    assert_refused(SAMPLE_ROW_3, "2500", "99999999999999999999", "score_max");
    assert_refused(SAMPLE_ROW_3, "2500,,", "2500,x,", "sketch");
    assert_refused(SAMPLE_ROW_2, "pct", "percent", "stat");
    assert_refused(SAMPLE_ROW_2, "pct,3", "pct,300", "cut");
    assert_refused(SAMPLE_ROW_2, "56.62", "GE50", "value");
    assert_refused(SAMPLE_ROW_2, "56.625", "", "value_hi");
    assert_refused(SAMPLE_ROW_2, "604,604", "604,0", "value");
    assert_refused(SAMPLE_ROW_2, "0.5", "nan", "value_se");
    assert_refused(SAMPLE_ROW_2, "published", "guessed", "source");
    assert_refused(SAMPLE_ROW_2, "ok", "fine", "status");
}

/* Rows that are well-formed and cannot be true. */
static void assert_untrue(const char *row, const char *from, const char *to, const char *what)
{
    char changed[1024];
    strata_error err = {0};
    const char *at = strstr(row, from);
    assert_non_null(at);
    (void)snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - row), row, to,
                   at + strlen(from));
    assert_int_equal(read_rows(changed, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "cell");
    assert_non_null(strstr(err.text, what));
    assert_int_equal(err.line, 7);
}

static void test_untrue_rows(void **state)
{
    (void)state;
    assert_untrue(SAMPLE_ROW_3, ",0,1,0,1,", ",0,1,0,2,", "levels");
    assert_untrue(SAMPLE_ROW_3, "2400,2500", "2500,2400", "score_min");
    assert_untrue(SAMPLE_ROW_3, "counted,ok", "counted,undefined", "hides");
    assert_untrue(SAMPLE_ROW_2, "56.62,56.615,56.625", "156.62,56.615,56.625", "percent");
    assert_untrue(SAMPLE_ROW_2, "56.615,56.625", "56.625,56.615", "value_lo");
    assert_untrue(SAMPLE_ROW_2, "0.5", "-0.5", "value_se");
    assert_int_equal(read_rows("2019,,all_tested,state,,,,caaspp,,math,all,all,all,scale_score,,"
                               "604,604,1,,,,,,,,,,,,,,,,,summed,partial\n",
                               NULL),
                     STRATA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_order),       cmocka_unit_test(test_wrong_values),
        cmocka_unit_test(test_untrue_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
