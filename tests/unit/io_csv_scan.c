/* The second look at a row: where its fields start, and which line and column an offset is. */
#include "io/csv_scan.h"
#include "strata_test.h"

static const strata_csv_dialect comma = {.delimiter = ',', .quote = '"'};

static void assert_offsets(const strata_csv_dialect *dialect, const char *row, size_t count,
                           const size_t *offsets)
{
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(strata_csv_field_offset(dialect, strata_slice_of(row), i), offsets[i]);
    }
}

static void test_where_fields_start(void **state)
{
    (void)state;
    assert_offsets(&comma, "a,,bc,", 4, (const size_t[]){0, 2, 3, 6});
    assert_offsets(&comma, "\"a,b\",c", 2, (const size_t[]){0, 6});
    assert_offsets(&comma, "\"a\"\",\"\"\",\"\",x", 3, (const size_t[]){0, 9, 12});
    assert_offsets(&comma, "a,\"b\n,c", 2, (const size_t[]){0, 2}); /* a quote still open */
    assert_offsets(&comma, "", 1, (const size_t[]){0});
    assert_offsets(&comma, "a,b", 4, (const size_t[]){0, 2, 3, 3}); /* none: the end */
}

static void test_where_fields_start_in_other_dialects(void **state)
{
    (void)state;
    const strata_csv_dialect plain = {.delimiter = ',', .quote = '"', .no_quote = true};
    assert_offsets(&plain, "\"a,b\",c", 3, (const size_t[]){0, 3, 6});
    const strata_csv_dialect spaced = {
        .delimiter = ',', .quote = '"', .skip_blank_after_delimiter = true};
    assert_offsets(&spaced, " a,\t \"b, c\", ", 3, (const size_t[]){1, 5, 13});
    assert_int_equal(strata_csv_blanks(&spaced, strata_slice_of(" \t x")), 3);
    assert_int_equal(strata_csv_blanks(&comma, strata_slice_of(" \t x")), 0);
    const strata_csv_dialect tab = {.delimiter = '\t', .skip_blank_after_delimiter = true};
    assert_int_equal(strata_csv_blanks(&tab, strata_slice_of(" \t x")), 1);
}

static void assert_place(const char *text, size_t offset, uint64_t line, uint64_t column)
{
    const strata_place_in_file place = strata_csv_place(strata_slice_of(text), offset, 10);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_null(place.file);
}

static void test_lines_and_columns(void **state)
{
    (void)state;
    assert_place("abc", 0, 10, 1);
    assert_place("abc", 3, 10, 4);
    assert_place("a\nb", 1, 10, 2);
    assert_place("a\nb", 2, 11, 1);
    assert_place("a\r\nbc", 4, 11, 2);
    assert_place("a\rb\r\r\nc", 6, 13, 1);
    assert_place("\xc3\xa9x", 2, 10, 3); /* columns are bytes */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_where_fields_start),
        cmocka_unit_test(test_where_fields_start_in_other_dialects),
        cmocka_unit_test(test_lines_and_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
