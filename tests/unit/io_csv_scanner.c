/* Where the scanner stops, what it leaves to libcsv, and that it goes on behind it. */
#include "io/csv_dialect.h"
#include "io/csv_scanner.h"
#include "strata_test.h"

typedef struct found {
    size_t rows;
    uint64_t offset; /* of where it stopped */
    uint64_t line;
} found;

static found scan(const char *text, const strata_csv_dialect *dialect, size_t chunk)
{
    strata_scanner scanner = {.kernel = strata_scan_best(), .dialect = *dialect};
    strata_source *source = NULL;
    strata_row_batch batch = {0};
    strata_row_batch_buffers *into = NULL;
    strata_lines lines;
    assert_int_equal(strata_csv_dialect_complete(&scanner.dialect, NULL), STRATA_OK);
    assert_int_equal(strata_source_memory("x", text, strlen(text), chunk, &source, NULL),
                     STRATA_OK);
    strata_lines_init(&lines, source, scanner.dialect.max_row_bytes);
    assert_int_equal(strata_batch_buffers_of(&batch, &into, NULL), STRATA_OK);
    assert_int_equal(strata_lines_begin(&lines, into, NULL), STRATA_OK);
    assert_int_equal(strata_scanner_rows(&scanner, &lines, NULL), STRATA_OK);
    const found out = {into->row_count, strata_lines_offset(&lines, lines.next_at), lines.number};
    strata_lines_deinit(&lines);
    strata_row_batch_deinit(&batch);
    strata_source_close(source);
    return out;
}

static void expect(const char *text, const strata_csv_dialect *dialect, found expected)
{
    for (size_t chunk = 0; chunk < 4; chunk++) {
        const found got = scan(text, dialect, chunk);
        assert_int_equal(got.rows, expected.rows);
        assert_int_equal(got.offset, expected.offset);
        assert_int_equal(got.line, expected.line);
    }
}

static void test_stops_before_a_row_that_is_not_well(void **state)
{
    (void)state;
    const strata_csv_dialect plain = {0};
    expect("a\r\n\r\nb,\"c\"d\ne\n", &plain, (found){1, 5, 3});
    expect("a\n\"b\n\n", &plain, (found){1, 2, 2}); /* open at the end */
    expect("a\nb\"c\n", &plain, (found){1, 2, 2});
    expect("a\n\xe9\nb\n", &plain, (found){1, 2, 2});
    expect("\n\n\"a\"b\n", &plain, (found){0, 2, 3});
    expect("a\nb\n", &plain, (found){2, 4, 3});
}

static void test_leaves_what_might_pass_a_cap(void **state)
{
    (void)state;
    const strata_csv_dialect small = {.max_fields = 3, .max_field_bytes = 5, .max_row_bytes = 12};
    expect("1,2,3\n1,2,3,4\n", &small, (found){1, 6, 2});
    expect("12345\n\"12345\"\n", &small, (found){1, 6, 2}); /* five in quotes: libcsv may judge */
    expect("123\n1,2345,67,891\n", &small, (found){1, 4, 2});
    expect("1\n12,4567,9012\n", &small, (found){2, 15, 3});
}

static void test_what_it_can_read(void **state)
{
    (void)state;
    assert_true(strata_scanner_suits(&(strata_csv_dialect){.no_quote = true}));
    assert_false(strata_scanner_suits(&(strata_csv_dialect){.skip_blank_after_delimiter = true}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stops_before_a_row_that_is_not_well),
        cmocka_unit_test(test_leaves_what_might_pass_a_cap),
        cmocka_unit_test(test_what_it_can_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
