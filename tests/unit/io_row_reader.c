/* The same rows from a delimited file and from one of fixed width. */
#include "unit/test_fixed.h"

static void expect_rows(strata_row_reader *reader, uint64_t second_column)
{
    static const char *const expected[2][3] = {{"001", "Lima", "31"}, {"002", "Orion", "9"}};
    const strata_csv_row *row = NULL;
    for (uint64_t i = 0; i < 2; i++) {
        assert_int_equal(strata_row_reader_next(reader, &row, NULL), STRATA_OK);
        assert_int_equal(row->number, i + 1);
        assert_int_equal(row->line, 2 * i + 1); /* a blank line between them */
        assert_int_equal(row->count, 3);
        for (uint32_t f = 0; f < 3; f++) {
            assert_true(strata_slice_is(strata_slice_trim(row->fields[f]), expected[i][f]));
        }
        const strata_place_in_file at = strata_row_reader_place(reader, 1);
        assert_string_equal(at.file, "x.txt");
        assert_int_equal(at.line, 2 * i + 1);
        assert_int_equal(at.column, second_column);
        assert_int_equal(strata_row_reader_ended_line(reader), i == 0);
    }
    assert_int_equal(strata_row_reader_next(reader, &row, NULL), STRATA_OK);
    assert_null(row);
    strata_row_reader_close(reader);
}

static strata_source *source_of(const char *text)
{
    return test_source_of(strata_slice_of(text), 0);
}

static void test_delimited(void **state)
{
    (void)state;
    const strata_csv_dialect dialect = {.delimiter = ';'};
    strata_source *source = source_of("001;31\r\n\r\n\"002\";9");
    strata_row_reader *reader = NULL;
    assert_int_equal(strata_row_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
    const strata_csv_row *row = NULL;
    assert_int_equal(strata_row_reader_next(reader, &row, NULL), STRATA_OK);
    assert_int_equal(strata_row_reader_place(reader, 1).column, 5);
    assert_int_equal(strata_row_reader_next(reader, &row, NULL), STRATA_OK);
    assert_int_equal(row->line, 3);
    assert_int_equal(strata_row_reader_place(reader, 1).column, 7); /* behind the quotes */
    strata_row_reader_close(reader);
    strata_source_close(source);
    source = source_of("001;Lima;31\n\n002;Orion;9");
    assert_int_equal(strata_row_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
    expect_rows(reader, 5);
    strata_source_close(source);
}

static void test_fixed(void **state)
{
    (void)state;
    strata_source *source = source_of("001Lima 31\n\n002Orion 9");
    strata_row_reader *reader = NULL;
    assert_int_equal(strata_row_reader_open_fixed(source, &test_fixed_form, &reader, NULL),
                     STRATA_OK);
    expect_rows(reader, 4);
    strata_source_close(source);
}

static void test_failures_pass_through(void **state)
{
    (void)state;
    const strata_csv_dialect impossible = {.delimiter = '"'};
    const strata_csv_dialect dialect = {0};
    strata_source *source = source_of("\"a\n");
    strata_row_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    strata_error err = {0};
    assert_int_equal(strata_row_reader_open(source, &impossible, &reader, &err), STRATA_E_USAGE);
    assert_null(reader);
    err = (strata_error){0};
    assert_int_equal(strata_row_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
    assert_int_equal(strata_row_reader_next(reader, &row, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "csv-quote");
    strata_row_reader_close(reader);
    strata_row_reader_close(NULL);
    strata_source_close(source);
}

static strata_status open_fixed(void)
{
    strata_source *source = NULL;
    strata_row_reader *reader = NULL;
    STRATA_TRY(strata_source_memory("x", "001Lima 31", 10, 0, &source, NULL));
    const strata_status status =
        strata_row_reader_open_fixed(source, &test_fixed_form, &reader, NULL);
    strata_row_reader_close(reader);
    strata_source_close(source);
    return status;
}

static strata_status open_delimited(void)
{
    const strata_csv_dialect dialect = {0};
    strata_source *source = NULL;
    strata_row_reader *reader = NULL;
    STRATA_TRY(strata_source_memory("x", "001,31", 6, 0, &source, NULL));
    const strata_status status = strata_row_reader_open(source, &dialect, &reader, NULL);
    strata_row_reader_close(reader);
    strata_source_close(source);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_every_allocation(open_fixed) >= 7);
    assert_true(test_every_allocation(open_delimited) >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delimited),
        cmocka_unit_test(test_fixed),
        cmocka_unit_test(test_failures_pass_through),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
