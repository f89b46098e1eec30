/* Blank lines without end: they count as lines, and nobody holds them. */
#include "io/row_batch.h"
#include "unit/test_fixed.h"

enum {
    BLANK_BYTES = 3 * 512 * 1024,
    MOST_BYTES = 1024 * 1024, /* that a batch may have: it aims at half a mebibyte */
    CHUNK_BYTES = 4099        /* so that pairs of CR and LF are read apart */
};

static const char first_rows[] = "001Lima 31\n002Orion 9\n";
static const char last_rows[] = "003Vega  7\n004Altair8";

/* Two rows, blank lines, two rows; its text is the caller's to free. */
static strata_source *source_of(const char *line_end, char **text, size_t *lines)
{
    const size_t first = sizeof first_rows - 1;
    const size_t last = sizeof last_rows - 1;
    const size_t width = strlen(line_end);
    *text = malloc(first + BLANK_BYTES + last);
    *lines = BLANK_BYTES / width;
    if (*text == NULL) {
        fail();
        return NULL;
    }
    memcpy(*text, first_rows, first);
    for (size_t at = 0; at < *lines; at++) {
        memcpy(*text + first + at * width, line_end, width);
    }
    memcpy(*text + first + *lines * width, last_rows, last);
    return test_source_of((strata_slice){*text, first + *lines * width + last}, CHUNK_BYTES);
}

/* The rows of a reader in batches, none of which holds much text. */
static void expect(strata_row_reader *reader, size_t blank_lines)
{
    const uint64_t lines[] = {1, 2, blank_lines + 3, blank_lines + 4};
    strata_row_batch batch = {0};
    uint64_t rows = 0;
    assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
    while (batch.row_count > 0) {
        assert_true(batch.raw_len < MOST_BYTES);
        assert_int_equal(batch.number, rows + 1);
        for (uint32_t at = 0; at < batch.row_count; at++) {
            assert_int_equal(batch.line + batch.rows[at].line, lines[rows++]);
            assert_int_equal(strata_batch_raw_row(&batch, &batch.rows[at]).len, 10);
        }
        assert_int_equal(strata_row_reader_batch(reader, &batch, NULL), STRATA_OK);
    }
    assert_int_equal(rows, 4);
    assert_false(strata_row_reader_ended_line(reader));
    strata_row_batch_deinit(&batch);
    strata_row_reader_close(reader);
}

static void read_all(const char *line_end)
{
    static const strata_csv_engine engines[] = {STRATA_CSV_SCANNER, STRATA_CSV_LIBCSV};
    strata_row_reader *reader = NULL;
    char *text = NULL;
    size_t lines = 0;
    for (size_t at = 0; at < 2; at++) {
        const strata_csv_dialect dialect = {.engine = engines[at]};
        strata_source *source = source_of(line_end, &text, &lines);
        assert_int_equal(strata_row_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
        expect(reader, lines);
        strata_source_close(source);
        free(text);
    }
    strata_source *source = source_of(line_end, &text, &lines);
    assert_int_equal(strata_row_reader_open_fixed(source, &test_fixed_form, &reader, NULL),
                     STRATA_OK);
    expect(reader, lines);
    strata_source_close(source);
    free(text);
}

static void test_every_line_end(void **state)
{
    (void)state;
    read_all("\n");
    read_all("\r");
    read_all("\r\n");
}

/* Nothing behind them, and a quote that is wrong. */
static void test_what_follows(void **state)
{
    (void)state;
    static const strata_csv_engine engines[] = {STRATA_CSV_SCANNER, STRATA_CSV_LIBCSV};
    char *text = malloc(BLANK_BYTES);
    if (text == NULL) {
        fail();
        return;
    }
    for (size_t at = 0; at < 4; at++) {
        const strata_csv_dialect dialect = {.engine = engines[at / 2]};
        const bool is_wrong = at % 2 == 1;
        const strata_csv_row *row = NULL;
        strata_row_reader *reader = NULL;
        strata_error err = {0};
        memset(text, '\n', BLANK_BYTES);
        text[BLANK_BYTES - 1] = is_wrong ? '"' : '\n';
        strata_source *source = test_source_of((strata_slice){text, BLANK_BYTES}, 0);
        assert_int_equal(strata_row_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
        assert_int_equal(strata_row_reader_next(reader, &row, &err),
                         is_wrong ? STRATA_E_INPUT : STRATA_OK);
        assert_null(row);
        assert_string_equal(err.rule, is_wrong ? "csv-quote" : "");
        assert_int_equal(err.line, is_wrong ? BLANK_BYTES : 0);
        strata_row_reader_close(reader);
        strata_source_close(source);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_line_end),
        cmocka_unit_test(test_what_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
