/* Streams of two columns: written, read, cut at every byte, changed at every byte. */
#include "base/hash.h"
#include "stream_fixture.h"

static const char *const columns[] = {"year", "level_*", "text"};

enum {
    COLUMNS = sizeof columns / sizeof columns[0]
};

static strata_sink *written(bool bare)
{
    const strata_stream_header header = {
        .kind = STRATA_STREAM_CELLS, .protection = "none", .level_columns = 2};
    strata_error err = {0};
    strata_sink *sink = fixture_sink();
    strata_stream_writer *writer = NULL;
    assert_int_equal(strata_stream_writer_open(sink, &header, NULL, bare, &writer, &err),
                     STRATA_OK);
    strata_csv_writer *csv = strata_stream_writer_csv(writer);
    assert_int_equal(strata_stream_columns(writer, columns, COLUMNS), STRATA_OK);
    for (unsigned year = 2023; year <= 2024; year++) {
        strata_csv_count(csv, year);
        strata_csv_count(csv, 7);
        strata_csv_count(csv, 8);
        strata_csv_string(csv, year == 2023 ? "a \"b\"\nc" : "");
        assert_int_equal(strata_stream_row(writer), STRATA_OK);
    }
    assert_int_equal(strata_stream_writer_input(writer, FIXTURE_DIGEST, 5), STRATA_OK);
    assert_int_equal(strata_stream_writer_end(writer), STRATA_OK);
    strata_stream_writer_free(writer);
    return sink;
}

#define ROWS "year,level_1,level_2,text\n2023,7,8,\"a \"\"b\"\"\nc\"\n2024,7,8,\n"

#define HEADER "#strata cells 1\n#protection none\n"
#define INPUT  "#input " FIXTURE_DIGEST " rows=5\n"

/* The hashes of the trailer are those of column line and rows, and of all # lines before it, as
 * base/hash.h defines them. */
static void expected_stream(char *out, size_t size)
{
    char rows[STRATA_DIGEST_TEXT];
    char marks[STRATA_DIGEST_TEXT];
    fixture_digest(ROWS, "", rows);
    fixture_digest(HEADER, INPUT, marks);
    (void)snprintf(out, size, HEADER ROWS INPUT "#end rows=2 xxh3=%s marks=%s\n", rows, marks);
}

static void test_written(void **state)
{
    (void)state;
    char expected[400];
    expected_stream(expected, sizeof expected);
    strata_sink *sink = written(false);
    fixture_assert_text(sink, expected);
    strata_sink_discard(sink);
    sink = written(true);
    fixture_assert_text(sink, ROWS);
    strata_sink_discard(sink);
}

/* Reads a whole stream; *rows counts what was handed out. */
static strata_status read_stream(strata_slice bytes, size_t *rows, strata_error *err)
{
    strata_source *source = fixture_source(bytes);
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_stream_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    *rows = 0;
    strata_status status = strata_stream_reader_open(source, STRATA_STREAM_CELLS, columns, COLUMNS,
                                                     dictionary, &reader, err);
    while (status == STRATA_OK) {
        status = strata_stream_reader_next(reader, &row, err);
        if (row == NULL) {
            break;
        }
        *rows += 1;
    }
    strata_stream_reader_close(reader);
    strata_dictionary_free(dictionary);
    strata_source_close(source);
    return status;
}

static void assert_refused(const char *text, const char *rule)
{
    size_t rows = 0;
    strata_error err = {0};
    assert_int_equal(read_stream(strata_slice_of(text), &rows, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, rule);
    assert_string_equal(err.file, "x.cells");
}

static void test_read(void **state)
{
    (void)state;
    strata_sink *sink = written(false);
    size_t rows = 0;
    assert_int_equal(read_stream(fixture_bytes(sink), &rows, NULL), STRATA_OK);
    assert_int_equal(rows, 2);
    strata_sink_discard(sink);
}

static void test_cut_at_every_byte(void **state)
{
    (void)state;
    strata_sink *sink = written(false);
    const strata_slice whole = fixture_bytes(sink);
    for (size_t len = 0; len < whole.len; len++) {
        size_t rows = 0;
        strata_error err = {0};
        assert_int_equal(read_stream((strata_slice){whole.text, len}, &rows, &err), STRATA_E_INPUT);
        assert_int_equal(err.status, STRATA_E_INPUT);
    }
    strata_sink_discard(sink);
}

/* A change of any byte is noticed, whichever digit or sign it becomes. */
static void test_changed_at_every_byte(void **state)
{
    (void)state;
    char text[400];
    expected_stream(text, sizeof text);
    for (size_t at = 0; text[at] != '\0'; at++) {
        const char kept = text[at];
        for (const char *other = "0#,\"\nx"; *other != '\0'; other++) {
            size_t rows = 0;
            text[at] = *other;
            assert_true(*other == kept ||
                        read_stream(strata_slice_of(text), &rows, NULL) == STRATA_E_INPUT);
        }
        text[at] = kept;
    }
}

/* So is a flip of any bit, in # lines too. */
static void test_flipped_bits(void **state)
{
    (void)state;
    char text[400];
    expected_stream(text, sizeof text);
    const size_t len = strlen(text);
    for (size_t bit = 0; bit < len * 8; bit++) {
        size_t rows = 0;
        text[bit / 8] = (char)((unsigned char)text[bit / 8] ^ 1U << bit % 8);
        assert_int_equal(read_stream((strata_slice){text, len}, &rows, NULL), STRATA_E_INPUT);
        text[bit / 8] = (char)((unsigned char)text[bit / 8] ^ 1U << bit % 8);
    }
}

static void assert_hash_refused(const char *before, bool has_marks)
{
    char text[400];
    char rows[STRATA_DIGEST_TEXT];
    char marks[STRATA_DIGEST_TEXT];
    fixture_digest(ROWS, "", rows);
    fixture_digest(HEADER, INPUT, marks);
    (void)snprintf(text, sizeof text, "%s#end rows=2 xxh3=%s%s%s\n", before, rows,
                   has_marks ? " marks=" : "", has_marks ? marks : "");
    assert_refused(text, "stream-hash");
}

/* Lines that are lost, added or changed for others just as good; and a hash that is not there. */
static void test_lost_lines(void **state)
{
    (void)state;
    assert_hash_refused(HEADER ROWS, true);
    assert_hash_refused("#strata cells 1\n" ROWS INPUT, true);
    assert_hash_refused(HEADER "#stage one\n" ROWS INPUT, true);
    assert_hash_refused("#strata cells 1\n#protection more\n" ROWS INPUT, true);
    assert_hash_refused(HEADER ROWS INPUT INPUT, true);
    assert_hash_refused(HEADER ROWS INPUT, false);
}

static void test_refused(void **state)
{
    (void)state;
    assert_refused("", "no-header");
    assert_refused(ROWS, "no-header");
    assert_refused("\xef\xbb\xbf#strata cells 1\n", "stream-line");
    assert_refused("#strata records 1\n" ROWS, "stream-kind");
    assert_refused("#strata cells 1\n#strata records 1\n" ROWS, "stream-kind");
    assert_refused("#strata cells 1\n", "stream-truncated");
    assert_refused("#strata cells 1\nyear,level_1,other\n", "stream-columns");
    assert_refused("#strata cells 1\nyear,level_1,text,more\n", "stream-columns");
    assert_refused("#strata cells 1\nyear,level_2,text\n", "stream-columns");
    assert_refused("#strata cells 1\nyear,text\n2024\n", "stream-columns");
    assert_refused("#strata cells 1\nyear,text\n\n2024,x\n", "stream-line");
    assert_refused("#strata cells 1\r\nyear,text\r\n", "stream-line");
    assert_refused("#strata cells 1\nyear,text\n#note\n", "stream-header");
    assert_refused("#strata cells 1\nyear,text\n2024,x\n#end rows=2 xxh3=" FIXTURE_DIGEST "\n",
                   "stream-rows");
    assert_refused("#strata cells 1\nyear,text\n2024,x\n#end rows=1 xxh3=" FIXTURE_DIGEST "\n",
                   "stream-hash");
    assert_refused("#strata cells 1\nyear,text\n2024,x\n#end rows=1 xxh3=" FIXTURE_DIGEST
                   "\n2024,x\n",
                   "stream-rows");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_written),           cmocka_unit_test(test_read),
        cmocka_unit_test(test_cut_at_every_byte), cmocka_unit_test(test_changed_at_every_byte),
        cmocka_unit_test(test_flipped_bits),      cmocka_unit_test(test_lost_lines),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
