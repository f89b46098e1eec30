/* Quotes only where needed, and rows that come back as they went in. */
#include <math.h>

#include "io/csv_reader.h"
#include "io/csv_writer.h"
#include "strata_test.h"

static void assert_written(strata_sink *sink, const char *expected)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(bytes, expected, len);
}

static strata_sink *start(strata_csv_writer *writer, char delimiter, strata_error *err)
{
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    strata_csv_writer_init(writer, sink, delimiter, err);
    return sink;
}

static void test_quotes_only_where_needed(void **state)
{
    (void)state;
    strata_csv_writer writer;
    strata_sink *sink = start(&writer, ',', NULL);
    strata_csv_string(&writer, "Lincoln, A.");
    strata_csv_string(&writer, "the \"old\" \"one\"");
    strata_csv_string(&writer, "two\nlines");
    strata_csv_string(&writer, "cr\r");
    strata_csv_string(&writer, " blanks ");
    strata_csv_string(&writer, "tab\t;");
    strata_csv_text(&writer, (strata_slice){"Jos\xc3\xa9x", 5});
    assert_int_equal(strata_csv_end_row(&writer), STRATA_OK);
    assert_written(sink, "\"Lincoln, A.\",\"the \"\"old\"\" \"\"one\"\"\",\"two\nlines\",\"cr\r\","
                         " blanks ,tab\t;,Jos\xc3\xa9\n");
    strata_sink_discard(sink);

    sink = start(&writer, '\t', NULL);
    strata_csv_string(&writer, "a,b");
    strata_csv_string(&writer, "c\td");
    assert_int_equal(strata_csv_end_row(&writer), STRATA_OK);
    assert_written(sink, "a,b\t\"c\td\"\n");
    strata_sink_discard(sink);
}

static void test_numbers(void **state)
{
    (void)state;
    strata_csv_writer writer;
    strata_sink *sink = start(&writer, ',', NULL);
    strata_csv_count(&writer, 0);
    strata_csv_count(&writer, UINT64_MAX);
    strata_csv_integer(&writer, INT64_MIN);
    strata_csv_integer(&writer, INT64_MAX);
    strata_csv_integer(&writer, -1);
    strata_csv_int128(&writer, (strata_int128)INT64_MIN * 10);
    strata_csv_double(&writer, 35.42);
    strata_csv_double(&writer, (double)NAN);
    strata_csv_empty(&writer);
    assert_int_equal(strata_csv_end_row(&writer), STRATA_OK);
    assert_written(sink, "0,18446744073709551615,-9223372036854775808,9223372036854775807,-1,"
                         "-92233720368547758080,35.42,,\n");
    strata_sink_discard(sink);
}

/* An empty line would be no row: one empty field alone is written in quotes. */
static void test_rows_of_nothing(void **state)
{
    (void)state;
    strata_csv_writer writer;
    strata_sink *sink = start(&writer, ',', NULL);
    strata_csv_empty(&writer);
    assert_int_equal(strata_csv_end_row(&writer), STRATA_OK);
    strata_csv_double(&writer, (double)NAN);
    strata_csv_empty(&writer);
    assert_int_equal(strata_csv_end_row(&writer), STRATA_OK);
    strata_csv_string(&writer, "x");
    strata_csv_empty(&writer);
    assert_int_equal(strata_csv_end_row(&writer), STRATA_OK);
    assert_written(sink, "\"\"\n,\nx,\n");
    strata_sink_discard(sink);
}

/* Fields made of the characters that matter, read back by our reader. */
static void test_what_is_written_is_read_back(void **state)
{
    (void)state;
    static const char alphabet[] = "a\",\r\n\t ;";
    strata_csv_writer writer;
    strata_sink *sink = start(&writer, ',', NULL);
    char fields[4096][5];
    for (unsigned i = 0; i < 4096; i++) {
        for (unsigned at = 0; at < 4; at++) {
            fields[i][at] = alphabet[(i >> (3 * at)) & 7];
        }
        fields[i][4 - i % 5] = '\0';
        strata_csv_string(&writer, fields[i]);
        if (i % 3 == 2 || i == 4095) {
            assert_int_equal(strata_csv_end_row(&writer), STRATA_OK);
        }
    }
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    strata_source *source = NULL;
    strata_csv_reader *reader = NULL;
    assert_int_equal(strata_source_memory("a", bytes, len, 0, &source, NULL), STRATA_OK);
    assert_int_equal(strata_csv_reader_open(source, &(strata_csv_dialect){0}, &reader, NULL),
                     STRATA_OK);
    const strata_csv_row *row = NULL;
    unsigned count = 0;
    do {
        assert_int_equal(strata_csv_reader_next(reader, &row, NULL), STRATA_OK);
        for (uint32_t i = 0; row != NULL && i < row->count; i++) {
            assert_true(strata_slice_is(row->fields[i], fields[count++]));
        }
    } while (row != NULL);
    assert_int_equal(count, 4096);
    strata_csv_reader_close(reader);
    strata_source_close(source);
    strata_sink_discard(sink);
}

static void test_the_first_failure_is_kept(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_sink *sink = NULL;
    strata_csv_writer writer;
    assert_int_equal(strata_sink_open("/dev/full", false, &sink, NULL), STRATA_OK);
    strata_csv_writer_init(&writer, sink, ',', &err);
    for (uint64_t i = 0; i < 100000; i++) { /* nobody asks after every field */
        strata_csv_count(&writer, i);
    }
    assert_int_equal(strata_csv_end_row(&writer), STRATA_E_INPUT);
    assert_int_equal(writer.status, STRATA_E_INPUT);
    test_error(&err, "/dev/full: error: cannot write: No space left on device (io)");
    strata_sink_discard(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes_only_where_needed),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_rows_of_nothing),
        cmocka_unit_test(test_what_is_written_is_read_back),
        cmocka_unit_test(test_the_first_failure_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
