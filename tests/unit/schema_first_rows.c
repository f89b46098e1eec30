/* Rows read once for all layouts that read alike. */
#include "schema/first_rows.h"
#include "test_schema.h"

static strata_layout layout_of(char delimiter, const char *encoding)
{
    return (strata_layout){.encoding = strata_slice_of(encoding),
                           .dialect = {.delimiter = delimiter, .quote = '"'}};
}

static strata_first_rows *rows_of(const char *text)
{
    const strata_beginning file = {"x.csv", (const unsigned char *)text, strlen(text)};
    strata_first_rows *rows = NULL;
    strata_error err = {0};
    assert_int_equal(strata_first_rows_new(&file, &rows, &err), STRATA_OK);
    assert_string_equal(strata_first_rows_file(rows)->name, "x.csv");
    assert_non_null(strata_first_rows_arena(rows));
    return rows;
}

static const strata_csv_row *row_at(strata_first_rows *rows, const strata_layout *layout,
                                    size_t number)
{
    const strata_csv_row *row = NULL;
    strata_error err = {0};
    assert_int_equal(strata_first_rows_at(rows, layout, number, &row, &err), STRATA_OK);
    return row;
}

static void a_row_is_read_once_for_each_way(void **state)
{
    (void)state;
    strata_first_rows *rows = rows_of("a;b,c\nd\xe9,\"e;f\"\n");
    const strata_layout comma = layout_of(',', "UTF-8");
    const strata_layout same = layout_of(',', "UTF-8");
    const strata_layout semicolon = layout_of(';', "UTF-8");
    const strata_layout western = layout_of(',', "WINDOWS-1252");
    const strata_csv_row *first = row_at(rows, &comma, 0);
    assert_int_equal(first->count, 2);
    assert_true(strata_slice_is(first->fields[0], "a;b"));
    assert_ptr_equal(row_at(rows, &same, 0), first);
    assert_true(strata_slice_is(row_at(rows, &semicolon, 0)->fields[1], "b,c"));
    const strata_csv_row *second = row_at(rows, &western, 1);
    assert_true(strata_slice_is(second->fields[0], "d\xc3\xa9"));
    assert_true(strata_slice_is(second->fields[1], "e;f"));
    assert_int_equal(second->line, 2);
    assert_true(strata_slice_is(first->fields[1], "c")); /* lives on */
    assert_int_equal(strata_first_rows_failure(rows, &comma).status, STRATA_OK);
    strata_first_rows_free(rows);
}

static void the_end_and_what_cannot_be_read_have_no_row(void **state)
{
    (void)state;
    strata_first_rows *rows = rows_of("a,b\nc\"d,e\n");
    const strata_layout comma = layout_of(',', "UTF-8");
    assert_non_null(row_at(rows, &comma, 0));
    assert_null(row_at(rows, &comma, 1));
    assert_string_equal(strata_first_rows_failure(rows, &comma).rule, "csv-quote");
    assert_null(row_at(rows, &comma, 1)); /* and says so to the next */
    assert_int_equal(strata_first_rows_failure(rows, &comma).status, STRATA_E_INPUT);
    const strata_layout strange = layout_of(',', "no-encoding");
    assert_null(row_at(rows, &strange, 0));
    strata_first_rows_free(rows);
    rows = rows_of("a\n");
    assert_null(row_at(rows, &comma, 1));
    assert_int_equal(strata_first_rows_failure(rows, &comma).status, STRATA_OK);
    strata_first_rows_free(rows);
    strata_first_rows_free(NULL);
}

static strata_status read_rows(void)
{
    const char *text = "a,b\nc,d\n";
    const strata_beginning file = {"x.csv", (const unsigned char *)text, strlen(text)};
    const strata_layout comma = layout_of(',', "UTF-8");
    strata_first_rows *rows = NULL;
    strata_error err = {0};
    strata_status status = strata_first_rows_new(&file, &rows, &err);
    for (size_t number = 0; status == STRATA_OK && number < 3; number++) {
        const strata_csv_row *row = NULL;
        status = strata_first_rows_at(rows, &comma, number, &row, &err);
    }
    strata_first_rows_free(rows);
    return status;
}

static void every_lack_of_memory_is_told(void **state)
{
    (void)state;
    assert_true(test_every_allocation(read_rows) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_read_once_for_each_way),
        cmocka_unit_test(the_end_and_what_cannot_be_read_have_no_row),
        cmocka_unit_test(every_lack_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
