/* Cells into a stream and into the table, from several slots. */
#include "cube/cell_stream.h"
#include "cube/cell_writer.h"
#include "cube_fixture.h"
#include "stream_fixture.h"

static const strata_stream_header header = {.protection = "unprotected", .level_columns = 4};

/* Scores 2400 and 2500, levels 2 and 4, in district A; one student of district B has no score. */
static strata_cellset *sample(void)
{
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "all", NULL), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, "lea", NULL), STRATA_OK);
    assert_int_equal(strata_plan_grades(&plan, "all", NULL), STRATA_OK);
    strata_dictionary *dictionary = cube_dictionary();
    strata_record record = cube_record(dictionary, "A", "a1", 2400, 2);
    strata_record absent = cube_record(dictionary, "B, \"west\"", "b1", 2400, 2);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    record.score = 2500;
    record.level = 4;
    assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    absent.has_score = false;
    absent.level = 0;
    absent.tested = STRATA_NO;
    assert_int_equal(strata_cube_add_record(cube, &absent, NULL), STRATA_OK);
    return cube_finish(cube, NULL);
}

static strata_cell_writer *opened(const strata_cellset *set, strata_cell_form form,
                                  strata_sink *sink, strata_cell_written *written)
{
    static strata_error err;
    const strata_cell_output output = {
        .sink = sink, .form = form, .bare = true, .written = written};
    strata_cell_writer *writer = NULL;
    assert_int_equal(strata_cell_writer_open(&output, &header, set->dictionary, &writer, &err),
                     STRATA_OK);
    return writer;
}

/* Mean 2450, SD 100 / sqrt 2 = 70.71067812, one of two at level 3 or above. */
static void test_table(void **state)
{
    (void)state;
    strata_cellset *set = sample();
    strata_sink *sink = fixture_sink();
    strata_cell_written written = {0};
    strata_cell_writer *writer = opened(set, STRATA_CELL_FORM_TABLE, sink, &written);
    const strata_cell_sink *cells = strata_cell_writer_sink(writer);
    for (size_t i = 0; i < set->count; i++) {
        assert_int_equal(cells->add(cells->context, 3, &set->cells[i], NULL), STRATA_OK);
    }
    assert_int_equal(cells->take(cells->context, 3, NULL), STRATA_OK);
    assert_int_equal(cells->take(cells->context, 4, NULL), STRATA_OK); /* nothing was added */
    assert_int_equal(strata_cell_writer_end(writer, NULL, 0), STRATA_OK);
    assert_int_equal(written.rows, 2);
    assert_int_equal(written.left_out, 0);
    fixture_assert_text(
        sink,
        "year,term,population,entity_level,county,lea,school,assessment,era,subject,grade,dim,"
        "group,n_enrolled,n_tested,n_scored,mean,sd,level_1,level_2,level_3,level_4,cut,pct,source,"
        "status,protection\n"
        "2024,,all_tested,lea,,A,,caaspp,,ela,all,all,all,2,2,2,2450,70.71067812,0,1,0,1,3,50,"
        "counted,ok,confidential\n"
        "2024,,all_tested,lea,,\"B, \"\"west\"\"\",,caaspp,,ela,all,all,all,1,0,0,,,0,0,0,0,3,,"
        "counted,ok,confidential\n");
    strata_cell_writer_free(writer);
    strata_sink_discard(sink);
    strata_cellset_free(set);
}

/* Whatever slot makes a row, the stream is that of the set. */
static void test_slots(void **state)
{
    (void)state;
    strata_cellset *set = sample();
    strata_sink *whole = fixture_sink();
    strata_sink *sink = fixture_sink();
    strata_error err = {0};
    assert_int_equal(strata_cell_stream_write(whole, set, &header, true, &err), STRATA_OK);
    strata_cell_writer *writer = opened(set, STRATA_CELL_FORM_STREAM, sink, NULL);
    const strata_cell_sink *cells = strata_cell_writer_sink(writer);
    assert_int_equal(set->count, 2);
    assert_int_equal(cells->add(cells->context, 1, &set->cells[1], NULL), STRATA_OK);
    assert_int_equal(cells->add(cells->context, 0, &set->cells[0], NULL), STRATA_OK);
    assert_int_equal(cells->take(cells->context, 0, NULL), STRATA_OK);
    assert_int_equal(cells->take(cells->context, 1, NULL), STRATA_OK);
    assert_int_equal(strata_cell_writer_end(writer, NULL, 0), STRATA_OK);
    assert_true(strata_slice_equal(fixture_bytes(sink), fixture_bytes(whole)));
    strata_cell_writer_free(writer);
    strata_sink_discard(whole);
    strata_sink_discard(sink);
    strata_cellset_free(set);
}

/* A district printed 56.62 % at level 3, a mean and the n of both. */
static void test_published(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_levels(&plan, "lea", NULL), STRATA_OK);
    strata_dictionary *dictionary = cube_dictionary();
    strata_published published = cube_published(dictionary, "B", 604);
    cube_pct(&published, 5662);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_int_equal(strata_cube_add_published(cube, &published, NULL, NULL), STRATA_OK);
    strata_cellset *set = cube_finish(cube, NULL);
    strata_sink *sink = fixture_sink();
    strata_error err = {0};
    const strata_cell_output output = {.sink = sink, .form = STRATA_CELL_FORM_TABLE};
    assert_int_equal(strata_cellset_output(&output, set, &header, &err), STRATA_OK);
    const strata_slice row = strata_slice_of(
        "*2019,,all_tested,lea,,B,,caaspp,,math,all,all,all,,604,604,,,,,,,3,56.62,published,ok,"
        "confidential\n");
    assert_true(strata_slice_fits(fixture_bytes(sink), row));
    strata_sink_discard(sink);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_slots),
                                       cmocka_unit_test(test_published)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
