/* Rows of the libcsv engine as they stand in a batch: as many as were asked for, none after a
 * failure. What they hold, and every failure: io_csv_reader and io_csv_reader_faults. */
#include "io/csv_dialect.h"
#include "io/csv_libcsv.h"
#include "strata_test.h"

typedef struct engine {
    strata_source *source;
    strata_row_batch batch;
    strata_row_batch_buffers *into;
    strata_lines lines;
    strata_libcsv *libcsv;
} engine;

static void start(engine *of, const char *text)
{
    strata_csv_dialect dialect = {0};
    *of = (engine){0};
    assert_int_equal(strata_csv_dialect_complete(&dialect, NULL), STRATA_OK);
    assert_int_equal(strata_source_memory("x", text, strlen(text), 0, &of->source, NULL),
                     STRATA_OK);
    strata_lines_init(&of->lines, of->source, dialect.max_row_bytes);
    assert_int_equal(strata_batch_buffers_of(&of->batch, &of->into, NULL), STRATA_OK);
    assert_int_equal(strata_lines_begin(&of->lines, of->into, NULL), STRATA_OK);
    assert_int_equal(strata_libcsv_new(&dialect, &of->lines, &of->libcsv, NULL), STRATA_OK);
}

static void stop(engine *of)
{
    strata_libcsv_free(of->libcsv);
    strata_lines_deinit(&of->lines);
    strata_row_batch_deinit(&of->batch);
    strata_source_close(of->source);
}

static void test_as_many_as_asked_for(void **state)
{
    (void)state;
    engine of;
    start(&of, "\na,\"b\"\"c\"\nd\ne\n");
    assert_int_equal(strata_libcsv_rows(of.libcsv, 1, NULL), STRATA_OK);
    assert_int_equal(of.into->row_count, 1);
    assert_int_equal(of.into->rows[0].line, 1);
    assert_int_equal(of.into->rows[0].raw, 1);
    assert_int_equal(of.into->rows[0].raw_end, 9);
    assert_memory_equal(of.into->text + STRATA_BATCH_PAD, "a\0b\"c", 6);
    assert_int_equal(strata_libcsv_rows(of.libcsv, SIZE_MAX, NULL), STRATA_OK);
    assert_int_equal(of.into->row_count, 3);
    assert_int_equal(of.into->rows[2].line, 3);
    assert_int_equal(strata_libcsv_rows(of.libcsv, SIZE_MAX, NULL), STRATA_OK); /* the end */
    assert_int_equal(of.into->row_count, 3);
    stop(&of);
    strata_libcsv_free(NULL);
}

static void test_rows_before_a_failure_are_there(void **state)
{
    (void)state;
    engine of;
    strata_error err = {0};
    start(&of, "a\nb\nc\"\n");
    assert_int_equal(strata_libcsv_rows(of.libcsv, SIZE_MAX, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "csv-quote");
    assert_int_equal(err.line, 3);
    assert_int_equal(of.into->row_count, 2);
    stop(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_many_as_asked_for),
        cmocka_unit_test(test_rows_before_a_failure_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
