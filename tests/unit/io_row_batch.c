/* Batches of rows: what every engine puts in them, views of their rows, and taking them by turns
 * with single rows. */
#include "io/row_batch_buffers.h"
#include "io/row_reader.h"
#include "strata_test.h"

static strata_source *source_of(const char *text)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("x", text, strlen(text), 0, &source, NULL), STRATA_OK);
    return source;
}

static strata_row_reader *reader_of(strata_source *source, strata_csv_engine engine)
{
    const strata_csv_dialect dialect = {.engine = engine};
    strata_row_reader *reader = NULL;
    assert_int_equal(strata_row_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
    return reader;
}

static void assert_field(const strata_row_batch *batch, uint32_t row, uint32_t field,
                         const char *text)
{
    const strata_slice got = strata_batch_raw_field(batch, &batch->rows[row], field);
    assert_true(strata_slice_is(got, text));
}

static void assert_raw(const strata_row_batch *batch, uint32_t row, const char *text)
{
    assert_true(strata_slice_is(strata_batch_raw_row(batch, &batch->rows[row]), text));
}

/* A mark, a blank line, a row of two lines and a last one without an end. */
static const char text[] = "\xef\xbb\xbf"
                           "id,name\r\n\r\n1,\"O\"\"Hara\nJr\"\n\n2,";

static void expect_batch(strata_row_reader *reader, const char *quoted)
{
    strata_row_batch batch = {0};
    assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
    assert_int_equal(batch.row_count, 3);
    assert_int_equal(batch.number, 1);
    assert_int_equal(batch.offset, 3);
    assert_int_equal(batch.rows[0].line + batch.line, 1);
    assert_int_equal(batch.rows[1].line + batch.line, 3);
    assert_int_equal(batch.rows[2].line + batch.line, 6);
    assert_field(&batch, 0, 1, "name");
    assert_field(&batch, 1, 0, "1");
    assert_field(&batch, 1, 1, quoted);
    assert_field(&batch, 2, 1, "");
    assert_raw(&batch, 0, "id,name");
    assert_raw(&batch, 1, "1,\"O\"\"Hara\nJr\"");
    assert_raw(&batch, 2, "2,");
    assert_false(batch.ended_line);
    assert_int_equal(batch.raw_len, strlen(text) - 3);
    assert_int_equal(strata_row_reader_batch_place(reader, &batch, 1, 1).column, 3);
    assert_int_equal(strata_row_reader_batch_place(reader, &batch, 2, 2).column, 3); /* its end */
    assert_int_equal(strata_row_reader_batch_place(reader, &batch, 1, 2).line, 4);
    assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
    assert_int_equal(batch.row_count, 0);
    assert_false(strata_row_reader_ended_line(reader));
    strata_row_batch_deinit(&batch);
}

static void test_each_engine(void **state)
{
    (void)state;
    strata_source *source = source_of(text);
    strata_row_reader *reader = reader_of(source, STRATA_CSV_SCANNER);
    assert_string_equal(strata_row_reader_engine(reader), "scanner");
    expect_batch(reader, "\"O\"\"Hara\nJr\""); /* a slice of the file */
    strata_row_reader_close(reader);
    strata_source_close(source);
    source = source_of(text);
    reader = reader_of(source, STRATA_CSV_LIBCSV);
    assert_string_equal(strata_row_reader_engine(reader), "libcsv");
    expect_batch(reader, "O\"Hara\nJr");
    strata_row_reader_close(reader);
    strata_source_close(source);
}

static void test_fixed(void **state)
{
    (void)state;
    static const strata_fixed_field fields[] = {{1, 3}, {3, 3}}; /* they overlap */
    static const uint32_t lengths[] = {5};
    const strata_fixed_form form = {fields, 2, lengths, 1};
    strata_source *source = source_of("12345\n\n1\xc3\xa9\xc3\xa9"
                                      "45\n123\n");
    strata_row_reader *reader = NULL;
    strata_row_batch batch = {0};
    assert_int_equal(strata_row_reader_open_fixed(source, &form, &reader, NULL), STRATA_OK);
    assert_string_equal(strata_row_reader_engine(reader), "fixed");
    assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
    assert_int_equal(batch.row_count, 3);
    assert_int_equal(batch.quote, '\0');
    assert_field(&batch, 0, 0, "123");
    assert_field(&batch, 0, 1, "345");
    assert_field(&batch, 1, 0, "1\xc3\xa9\xc3\xa9");
    assert_field(&batch, 1, 1,
                 "\xc3\xa9"
                 "45");
    assert_int_equal(batch.rows[1].line, 2);
    assert_int_equal(batch.rows[2].count, 1); /* of a wrong length */
    assert_int_equal(strata_row_reader_batch_length(reader, &batch, 1), 5);
    assert_int_equal(strata_row_reader_batch_place(reader, &batch, 1, 1).column, 4);
    assert_true(batch.ended_line);
    strata_row_batch_deinit(&batch);
    strata_row_reader_close(reader);
    strata_source_close(source);
}

/* A row by itself, then the others of its batch, then the end; the view is as _next has it. */
static void test_by_turns(void **state)
{
    (void)state;
    strata_source *source = source_of("h\n\"a\"\"b\",\"\",c\n\n2\n");
    strata_row_reader *reader = reader_of(source, STRATA_CSV_AUTO);
    const strata_csv_row *row = NULL;
    strata_row_batch batch = {0};
    strata_batch_view view = {0};
    assert_int_equal(strata_row_reader_next(reader, &row, NULL), STRATA_OK);
    assert_true(strata_slice_is(row->fields[0], "h"));
    assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
    assert_int_equal(batch.row_count, 2);
    assert_int_equal(batch.number, 2);
    assert_int_equal(strata_batch_view_row(&view, &batch, 0, &row, NULL), STRATA_OK);
    assert_int_equal(row->count, 3);
    assert_int_equal(row->number, 2);
    assert_int_equal(row->line, 2);
    assert_int_equal(row->offset, 2);
    assert_true(strata_slice_is(row->fields[0], "a\"b"));
    assert_true(strata_slice_is(row->fields[1], ""));
    assert_true(strata_slice_is(row->fields[2], "c"));
    assert_int_equal(strata_batch_view_row(&view, &batch, 1, &row, NULL), STRATA_OK);
    assert_int_equal(row->line, 4);
    assert_int_equal(row->number, 3);
    assert_int_equal(strata_row_reader_next(reader, &row, NULL), STRATA_OK);
    assert_null(row);
    assert_true(strata_row_reader_ended_line(reader));
    strata_batch_view_deinit(&view);
    strata_row_batch_deinit(&batch);
    strata_row_reader_close(reader);
    strata_source_close(source);
}

/* Rows before a failure come first, also within one batch. */
static void test_rows_before_a_failure(void **state)
{
    (void)state;
    for (strata_csv_engine engine = STRATA_CSV_AUTO; engine <= STRATA_CSV_SCANNER; engine++) {
        strata_source *source = source_of("a\nb\n\"c\"d\ne\n");
        strata_row_reader *reader = reader_of(source, engine);
        strata_row_batch batch = {0};
        strata_error err = {0};
        assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
        assert_int_equal(batch.row_count, 2);
        assert_true(batch.ended_line);
        assert_int_equal(strata_row_reader_batch(reader, &batch, &err), STRATA_E_INPUT);
        assert_int_equal(err.line, 3);
        assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_E_INPUT);
        strata_row_batch_deinit(&batch);
        strata_row_reader_close(reader);
        strata_source_close(source);
    }
}

/* What is read a little beyond the rows, or before them, is zeros. */
static void test_pads(void **state)
{
    (void)state;
    static const char zeros[STRATA_BATCH_PAD] = {0};
    for (strata_csv_engine engine = STRATA_CSV_LIBCSV; engine <= STRATA_CSV_SCANNER; engine++) {
        strata_source *source = source_of("ab,c\n");
        strata_row_reader *reader = reader_of(source, engine);
        strata_row_batch batch = {0};
        assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
        assert_memory_equal(batch.bytes - STRATA_BATCH_PAD, zeros, STRATA_BATCH_PAD);
        assert_memory_equal(batch.bytes + batch.ends[1] + 1, zeros, STRATA_BATCH_PAD - 1);
        strata_row_batch_deinit(&batch);
        strata_row_reader_close(reader);
        strata_source_close(source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_engine), cmocka_unit_test(test_fixed),
        cmocka_unit_test(test_by_turns),    cmocka_unit_test(test_rows_before_a_failure),
        cmocka_unit_test(test_pads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
