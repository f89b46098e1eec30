/* What a reader refuses, with the place, the same for any pieces; and memory that fails. */
#include "csv_engines.h"
#include "strata_test.h"

static void assert_fault(const strata_csv_dialect *dialect, strata_slice bytes,
                         const char *expected)
{
    csv_engines_assert(dialect, bytes, STRATA_E_INPUT, expected);
}

static void assert_refused(const char *text, const char *expected)
{
    const strata_csv_dialect dialect = {0};
    assert_fault(&dialect, strata_slice_of(text), expected);
}

static void test_a_quote_that_is_not_closed(void **state)
{
    (void)state;
    const char *message = " error: the quote that opens here is not closed by the end of the file "
                          "(csv-quote)";
    char expected[200];
    static const char *const texts[] = {"a,b\n1,\"x\n2,y\n", "a,b\n1,\"x", "a,b\n1,\"",
                                        "a,b\n1,\"x\"\"\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        (void)snprintf(expected, sizeof expected, "1:1@0 1:1<a> 1:3<b> = a,b$\nx.csv:2:3:%s",
                       message);
        assert_refused(texts[i], expected);
    }
    /* the second quoted field of a row that began three lines above */
    (void)snprintf(expected, sizeof expected, "x.csv:4:4:%s", message);
    assert_refused("\"1\n2\n3\n\",,\"x,y\nz", expected);
}

static void test_text_behind_a_closing_quote(void **state)
{
    (void)state;
    assert_refused("a\n\"b\"c\n",
                   "1:1@0 1:1<a> = a$\nx.csv:2:4: error: text after the closing quote of the field "
                   "that starts at line 2, column 1; expected the delimiter or the end of the line "
                   "(csv-quote)");
    assert_refused(
        "\"b\" ,c\n",
        "x.csv:1:4: error: text after the closing quote of the field that starts at line "
        "1, column 1; expected the delimiter or the end of the line (csv-quote)");
    /* The cause lies where the field starts: a quote that is missing two lines above. */
    assert_refused(
        "1,\"x\n2,y\n3,\"z\",w\n",
        "x.csv:3:4: error: text after the closing quote of the field that starts at line "
        "1, column 3; expected the delimiter or the end of the line (csv-quote)");
}

static void test_a_quote_within_a_field(void **state)
{
    (void)state;
    const char *message = ": error: a quote inside a field without quotes; put the field in quotes "
                          "and double the quote (csv-quote)";
    char expected[200];
    (void)snprintf(expected, sizeof expected, "x.csv:1:4%s", message);
    assert_refused("a,b\"c\"\n", expected);
    (void)snprintf(expected, sizeof expected, "x.csv:1:4%s", message);
    assert_refused("a, \"c\"\n", expected);
    const strata_csv_dialect spaced = {.skip_blank_after_delimiter = true};
    (void)snprintf(expected, sizeof expected, "x.csv:1:5%s", message);
    assert_fault(&spaced, strata_slice_of("a, c\"\n"), expected);
}

static void test_bytes_that_are_no_text(void **state)
{
    (void)state;
    const strata_csv_dialect dialect = {0};
    assert_fault(&dialect, (strata_slice){"a\nb,c\0d\n", 8},
                 "1:1@0 1:1<a> = a$\nx.csv:2:4: error: a NUL byte at byte 5, expected text; export "
                 "the file again (csv-nul)");
    assert_fault(
        &dialect, (strata_slice){"a\0,\0b\0\n\0", 8},
        "x.csv:1:2: error: a NUL byte, expected text, at byte 1; is it UTF-16LE? say "
        "--encoding UTF-16LE, or encoding = UTF-16LE in a [file] section, or save the file "
        "as CSV UTF-8 (csv-nul)");
    assert_refused(
        "a\nb,Jos\xe9,c\n",
        "1:1@0 1:1<a> = a$\nx.csv:2:6: error: not UTF-8 at byte 7; is it windows-1252? "
        "say --encoding windows-1252, or encoding = windows-1252 in a [file] section, or "
        "save the file as CSV UTF-8 (encoding)");
    assert_refused("\"x\ny\xe2\x82\n\"",
                   "x.csv:2:2: error: not UTF-8 at byte 4; is it windows-1252? say --encoding "
                   "windows-1252, or encoding = windows-1252 in a [file] section, or save the file "
                   "as CSV UTF-8 (encoding)");
    assert_refused("\xef\xbb\xbf"
                   "a\rNu\x96"
                   "ez,Jos\x8e\r",
                   "1:1@3 1:1<a> = a$\nx.csv:2:3: error: not UTF-8 at byte 7; is it MACINTOSH? say "
                   "--encoding MACINTOSH, or encoding = MACINTOSH in a [file] section, or save the "
                   "file as CSV UTF-8 (encoding)");
}

/* Caps of 3 fields, 5 bytes a field, 12 bytes a row; what just fits comes first. */
static void test_caps(void **state)
{
    (void)state;
    const strata_csv_dialect small = {.max_fields = 3, .max_field_bytes = 5, .max_row_bytes = 12};
    assert_fault(&small, strata_slice_of("1,2,3\n1,2,3,4\n"),
                 "1:1@0 1:1<1> 1:3<2> 1:5<3> = 1,2,3$\nx.csv:2:7: error: more than 3 fields in a "
                 "row; is the delimiter right? (csv-fields)");
    assert_fault(&small, strata_slice_of("12345,\"6\n89\"\n1,123456\n"),
                 "1:1@0 1:1<12345> 1:7<6\n89> = 12345,\"6\n89\"$\nx.csv:3:3: error: this field is "
                 "longer than 5 bytes; is a quote not closed? (csv-field-size)");
    assert_fault(&small, strata_slice_of("1,\"2\n45\n7\"\n"),
                 "x.csv:1:3: error: this field is longer than 5 bytes; is a quote not closed? "
                 "(csv-field-size)");
    assert_fault(&small, (strata_slice){"1,\"23456\n\0\n", 11}, /* seen before the next line is */
                 "x.csv:1:3: error: this field is longer than 5 bytes; is a quote not closed? "
                 "(csv-field-size)");
    assert_fault(&small, strata_slice_of("1,\"234\n\n\n\n\n\n\n\n"),
                 "x.csv:1:3: error: this field is longer than 5 bytes; is a quote not closed? "
                 "(csv-field-size)");
    assert_fault(&small, strata_slice_of("1234,6789,12\r\n1234,6789,123\n"),
                 "1:1@0 1:1<1234> 1:6<6789> 1:11<12> = 1234,6789,12$\nx.csv:2:1: error: a row is "
                 "longer than 12 bytes; is this a text file with lines? (csv-row-size)");
    assert_fault(
        &small, strata_slice_of("1234,6789,\"\n1"),
        "x.csv:1:11: error: a row is longer than 12 bytes; is the quote that opens here not "
        "closed? (csv-row-size)");
    assert_fault(&small, strata_slice_of("1234567890123"),
                 "x.csv:1:1: error: a row is longer than 12 bytes; is this a text file with lines? "
                 "(csv-row-size)");
}

/* gzip -n of "a,b\n", cut: the fault of the source is the fault of the reader. */
static void test_a_source_that_fails(void **state)
{
    (void)state;
    const strata_csv_dialect dialect = {0};
    const strata_slice cut = {"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xd4\x49\xe2\x02\0\xc5\x10", 18};
    assert_fault(
        &dialect, cut,
        "1:1@0 1:1<a> 1:3<b> = a,b$\nx.csv: error: the gz is cut: its end is missing; copy "
        "or fetch it again (gz)");
}

static strata_status render_once(strata_csv_engine engine)
{
    const strata_csv_dialect dialect = {.engine = engine};
    strata_sink *sink = NULL;
    strata_status status = strata_sink_memory(&sink, NULL);
    if (status == STRATA_OK) {
        status = csv_render(strata_slice_of("a,\"b\"\n1,2\n"), &dialect, 0, sink);
    }
    strata_sink_discard(sink);
    return status;
}

static strata_status render_with_libcsv(void)
{
    return render_once(STRATA_CSV_LIBCSV);
}

static strata_status render_with_scanner(void)
{
    return render_once(STRATA_CSV_SCANNER);
}

/* Source 2, reader 2, batch with bytes, ends and rows 4, libcsv's text and entry 2 or the view's
 * texts 1, the view's fields 1, what is left over 1. */
static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_every_allocation(render_with_libcsv) >= 12);
    assert_true(test_every_allocation(render_with_scanner) >= 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_quote_that_is_not_closed),
        cmocka_unit_test(test_text_behind_a_closing_quote),
        cmocka_unit_test(test_a_quote_within_a_field),
        cmocka_unit_test(test_bytes_that_are_no_text),
        cmocka_unit_test(test_caps),
        cmocka_unit_test(test_a_source_that_fails),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
