/* Rows as they stand in the file: every trap of libcsv, every kind of line end, any pieces. */
#include "csv_engines.h"
#include "io/csv_reader.h"
#include "strata_test.h"

static void assert_rendered(const strata_csv_dialect *dialect, strata_slice bytes,
                            const char *expected)
{
    csv_engines_assert(dialect, bytes, STRATA_OK, expected);
}

enum {
    MANY = 30000
};

static int width_of(int i)
{
    return i % 1000 == 7 ? 900 : i % 13;
}

static void assert_rows(const char *text, const char *expected)
{
    const strata_csv_dialect dialect = {0};
    assert_rendered(&dialect, strata_slice_of(text), expected);
}

static void test_fields_and_places(void **state)
{
    (void)state;
    assert_rows("year,lea\n2024,0612345\n", "1:1@0 1:1<year> 1:6<lea> = year,lea$\n"
                                            "2:2@9 2:1<2024> 2:6<0612345> = 2024,0612345$\n");
    assert_rows("", "");
    assert_rows("a", "1:1@0 1:1<a> = a\n");
    assert_rows("a,", "1:1@0 1:1<a> 1:3<> = a,\n");
    assert_rows(",\n", "1:1@0 1:1<> 1:2<> = ,$\n");
    assert_rows("\"\"", "1:1@0 1:1<> = \"\"\n");
}

static void test_blanks_are_kept(void **state)
{
    (void)state;
    assert_rows("  a b ,\tc\n", "1:1@0 1:1<  a b > 1:8<\tc> =   a b ,\tc$\n");
    assert_rows("   \n", "1:1@0 1:1<   > =    $\n");
}

static void test_quotes(void **state)
{
    (void)state;
    assert_rows("\"a,\"\"b\"\"\",\"\",\" c \"\n",
                "1:1@0 1:1<a,\"b\"> 1:11<> 1:14< c > = \"a,\"\"b\"\"\",\"\",\" c \"$\n");
    assert_rows("\"\"\"\"\"\"\n", "1:1@0 1:1<\"\"> = \"\"\"\"\"\"$\n");
    assert_rows("x,\"a\"", "1:1@0 1:1<x> 1:3<a> = x,\"a\"\n");
}

static void test_every_line_end(void **state)
{
    (void)state;
    assert_rows("a\nb\r\nc\rd\n\re", "1:1@0 1:1<a> = a$\n2:2@2 2:1<b> = b$\n3:3@5 3:1<c> = c$\n"
                                     "4:4@7 4:1<d> = d$\n5:6@10 6:1<e> = e\n");
    assert_rows("a\r\r\nb", "1:1@0 1:1<a> = a$\n2:3@4 3:1<b> = b\n"); /* CR, then CRLF */
    assert_rows("a\r", "1:1@0 1:1<a> = a$\n");
}

static void test_blank_lines_count_as_lines_only(void **state)
{
    (void)state;
    assert_rows("\n\r\na\n\n\nb\n\n", "1:3@3 3:1<a> = a$\n2:6@7 6:1<b> = b$\n");
    assert_rows("\n\n\n", "");
    assert_rows("\"\"\n", "1:1@0 1:1<> = \"\"$\n"); /* an empty field in quotes is a row */
}

/* Line ends in quotes are as they were, and lines go on counting. */
static void test_line_ends_in_quotes(void **state)
{
    (void)state;
    assert_rows("h,\"a\nb\r\nc\rd\n\n\",x\n\"\n\",y",
                "1:1@0 1:1<h> 1:3<a\nb\r\nc\rd\n\n> 6:3<x> = h,\"a\nb\r\nc\rd\n\n\",x$\n"
                "2:7@17 7:1<\n> 8:3<y> = \"\n\",y\n");
}

static void test_byte_order_mark(void **state)
{
    (void)state;
    assert_rows("\xef\xbb\xbfyear\n2024", "1:1@3 1:1<year> = year$\n2:2@8 2:1<2024> = 2024\n");
    assert_rows("\xef\xbb\xbf\"year\"", "1:1@3 1:1<year> = \"year\"\n");
    assert_rows("\xef\xbb\xbf", "");
    assert_rows("\xef\xbb\xbf\n", "");
    assert_rows("a\n\xef\xbb\xbf" /* inside it is a character like others */,
                "1:1@0 1:1<a> = a$\n2:2@2 2:1<\xef\xbb\xbf> = \xef\xbb\xbf\n");
}

static void test_ragged_rows(void **state)
{
    (void)state;
    assert_rows("a,b\n1\n1,2,3\n", "1:1@0 1:1<a> 1:3<b> = a,b$\n2:2@4 2:1<1> = 1$\n"
                                   "3:3@6 3:1<1> 3:3<2> 3:5<3> = 1,2,3$\n");
}

static void test_other_dialects(void **state)
{
    (void)state;
    const strata_csv_dialect caret = {.delimiter = '^', .quote = '\''};
    assert_rendered(&caret, strata_slice_of("a^'b^''c'^\"d\"\n"),
                    "1:1@0 1:1<a> 1:3<b^'c> 1:11<\"d\"> = a^'b^''c'^\"d\"$\n");
    const strata_csv_dialect plain = {.delimiter = '\t', .no_quote = true};
    assert_rendered(&plain, strata_slice_of("5'6\"\t\"x\"y\t\"\n"),
                    "1:1@0 1:1<5'6\"> 1:6<\"x\"y> 1:11<\"> = 5'6\"\t\"x\"y\t\"$\n");
}

static void test_blanks_behind_the_delimiter(void **state)
{
    (void)state;
    const strata_csv_dialect comma = {.skip_blank_after_delimiter = true};
    assert_rendered(&comma, strata_slice_of("a, \"b, c\",\t d \n  \"x\",\"\n ,\", \n"),
                    "1:1@0 1:1<a> 1:4<b, c> 1:13<d > = a, \"b, c\",\t d $\n"
                    "2:2@15 2:3<x> 2:7<\n ,> 3:6<> =   \"x\",\"\n ,\", $\n");
    /* Where all blanks are skipped a line of blanks is a blank line. */
    assert_rendered(&comma, strata_slice_of("a\n   \n\t\nb\n  "),
                    "1:1@0 1:1<a> = a$\n2:4@8 4:1<b> = b$\n");
    const strata_csv_dialect tab = {.delimiter = '\t', .skip_blank_after_delimiter = true};
    assert_rendered(&tab, strata_slice_of("a\t\t b\n"), "1:1@0 1:1<a> 1:3<> 1:5<b> = a\t\t b$\n");
}

/* Many rows across many fillings of the buffer, a long one now and then; the figures of each row
 * follow from those before it. */
static void read_many(strata_csv_engine engine, strata_slice bytes)
{
    const strata_csv_dialect dialect = {.engine = engine};
    strata_source *source = NULL;
    strata_csv_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    assert_int_equal(strata_source_memory("a", bytes.text, bytes.len, 1009, &source, NULL),
                     STRATA_OK);
    assert_int_equal(strata_csv_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
    uint64_t offset = 0;
    char expected[1000];
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(strata_csv_reader_next(reader, &row, NULL), STRATA_OK);
        assert_int_equal(row->line, 2 * i + 1);
        assert_int_equal(row->offset, offset);
        (void)snprintf(expected, sizeof expected, "%0*d\nx", width_of(i), i);
        assert_true(row->count == 2 && strata_slice_is(row->fields[1], expected));
        offset += strata_csv_reader_raw(reader).len + 2;
    }
    assert_int_equal(strata_csv_reader_next(reader, &row, NULL), STRATA_OK);
    assert_null(row);
    assert_int_equal(offset, bytes.len);
    strata_csv_reader_close(reader);
    strata_source_close(source);
}

static void test_more_than_the_buffer(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(strata_sink_format(sink, NULL, "%d,\"%0*d\nx\"\r\n", i, width_of(i), i),
                         STRATA_OK);
    }
    strata_slice bytes = {0};
    strata_sink_bytes(sink, &bytes.text, &bytes.len);
    read_many(STRATA_CSV_LIBCSV, bytes);
    read_many(STRATA_CSV_SCANNER, bytes);
    strata_sink_discard(sink);
}

static void test_the_engine_is_chosen(void **state)
{
    (void)state;
    static const struct {
        strata_csv_dialect dialect;
        const char *engine; /* NULL: none can read it */
    } cases[] = {
        {{.engine = STRATA_CSV_AUTO}, "scanner"},
        {{.engine = STRATA_CSV_SCANNER, .no_quote = true}, "scanner"},
        {{.engine = STRATA_CSV_LIBCSV}, "libcsv"},
        {{.skip_blank_after_delimiter = true}, "libcsv"},
        {{.engine = STRATA_CSV_SCANNER, .skip_blank_after_delimiter = true}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strata_source *source = NULL;
        strata_csv_reader *reader = NULL;
        assert_int_equal(strata_source_memory("a", "a", 1, 0, &source, NULL), STRATA_OK);
        const strata_status status =
            strata_csv_reader_open(source, &cases[i].dialect, &reader, NULL);
        assert_int_equal(status, cases[i].engine != NULL ? STRATA_OK : STRATA_E_USAGE);
        if (reader != NULL) {
            assert_string_equal(strata_csv_reader_engine(reader), cases[i].engine);
        }
        strata_csv_reader_close(reader);
        strata_source_close(source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_and_places),
        cmocka_unit_test(test_blanks_are_kept),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_every_line_end),
        cmocka_unit_test(test_blank_lines_count_as_lines_only),
        cmocka_unit_test(test_line_ends_in_quotes),
        cmocka_unit_test(test_byte_order_mark),
        cmocka_unit_test(test_ragged_rows),
        cmocka_unit_test(test_other_dialects),
        cmocka_unit_test(test_blanks_behind_the_delimiter),
        cmocka_unit_test(test_more_than_the_buffer),
        cmocka_unit_test(test_the_engine_is_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
