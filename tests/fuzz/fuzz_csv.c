/* The CSV reader on any bytes: the first four choose the dialect, the caps and what is compared;
 * the rest is the file. It must give the same rows, places and messages in pieces of any size,
 * never crash, and read back what is written of its rows. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "csv_render.h"
#include "io/csv_writer.h"
#include "large_blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum {
    CHOICES = 4,
    ROW_BYTES = 1000 /* the defaults would make it slow */
};

static strata_csv_dialect choose_dialect(const uint8_t *choices)
{
    static const char delimiters[] = {0, ',', '\t', '^', ';', '|', ' ', '"'};
    static const char quotes[] = {0, '"', '\'', ','};
    static const uint32_t caps[] = {ROW_BYTES, 1, 5, 40};
    return (strata_csv_dialect){
        .delimiter = delimiters[choices[0] % sizeof delimiters],
        .quote = quotes[choices[1] % sizeof quotes],
        .no_quote = (choices[2] & 1) != 0,
        .skip_blank_after_delimiter = (choices[2] & 2) != 0,
        .max_fields = caps[choices[3] & 3],
        .max_field_bytes = caps[(choices[3] >> 2) & 3],
        .max_row_bytes = caps[(choices[3] >> 4) & 3],
    };
}

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static strata_sink *render(strata_slice bytes, const strata_csv_dialect *dialect, size_t chunk,
                           strata_status *status)
{
    strata_sink *sink = NULL;
    must(strata_sink_memory(&sink, NULL) == STRATA_OK);
    *status = csv_render(bytes, dialect, chunk, sink);
    must(*status == STRATA_OK || *status == STRATA_E_INPUT || *status == STRATA_E_USAGE);
    return sink;
}

static void compare(strata_sink *whole, strata_sink *pieces)
{
    const char *a = NULL;
    const char *b = NULL;
    size_t a_len = 0;
    size_t b_len = 0;
    strata_sink_bytes(whole, &a, &a_len);
    strata_sink_bytes(pieces, &b, &b_len);
    must(a_len == b_len && memcmp(a, b, a_len) == 0);
}

/* A field in quotes, needed or not: these rows go through the parser, those without are split. */
static void write_quoted(strata_sink *sink, strata_slice field, bool is_first)
{
    must(strata_sink_text(sink, is_first ? "\"" : ",\"", NULL) == STRATA_OK);
    for (size_t i = 0; i < field.len; i++) {
        const size_t times = field.text[i] == '"' ? 2 : 1;
        for (size_t j = 0; j < times; j++) {
            must(strata_sink_write(sink, field.text + i, 1, NULL) == STRATA_OK);
        }
    }
    must(strata_sink_text(sink, "\"", NULL) == STRATA_OK);
}

static void write_row(strata_sink *sink, const strata_csv_row *row, bool all_quoted)
{
    strata_csv_writer writer;
    strata_csv_writer_init(&writer, sink, ',', NULL);
    for (uint32_t i = 0; i < row->count; i++) {
        if (all_quoted) {
            write_quoted(sink, row->fields[i], i == 0);
        } else {
            strata_csv_text(&writer, row->fields[i]);
        }
    }
    must(strata_csv_end_row(&writer) == STRATA_OK);
}

/* Writes the rows that a file gives up to the first failure. */
static strata_sink *write_rows(strata_slice bytes, const strata_csv_dialect *dialect,
                               bool all_quoted)
{
    strata_source *source = NULL;
    strata_csv_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    strata_sink *sink = NULL;
    must(strata_sink_memory(&sink, NULL) == STRATA_OK);
    if (strata_source_memory("x.csv", bytes.text, bytes.len, 0, &source, NULL) == STRATA_OK &&
        strata_csv_reader_open(source, dialect, &reader, NULL) == STRATA_OK) {
        while (strata_csv_reader_next(reader, &row, NULL) == STRATA_OK && row != NULL) {
            write_row(sink, row, all_quoted);
        }
    }
    strata_csv_reader_close(reader);
    strata_source_close(source);
    return sink;
}

/* Text that starts like a mark, a gz, an archive or a picture is something else to the reader. */
static bool is_plain(strata_slice bytes)
{
    return bytes.len > 0 && bytes.text[0] >= ' ' && bytes.text[0] <= '~' &&
           strchr("PB7%{G", bytes.text[0]) == NULL;
}

static void check_round_trip(strata_slice file, const strata_csv_dialect *dialect)
{
    const strata_csv_dialect written = {.max_fields = ROW_BYTES, .max_row_bytes = 4 * ROW_BYTES};
    strata_sink *plain = write_rows(file, dialect, false);
    strata_sink *quoted = write_rows(file, dialect, true);
    strata_slice bytes = {0};
    strata_sink_bytes(plain, &bytes.text, &bytes.len);
    if (is_plain(bytes)) {
        strata_sink *again = write_rows(bytes, &written, true);
        compare(quoted, again);
        strata_sink_discard(again);
    }
    strata_sink_bytes(quoted, &bytes.text, &bytes.len);
    strata_sink *again = write_rows(bytes, &written, false);
    compare(plain, again);
    strata_sink_discard(again);
    strata_sink_discard(plain);
    strata_sink_discard(quoted);
}

static bool is_gz(strata_slice file)
{
    return file.len > 1 && memcmp(file.text, "\x1f\x8b", 2) == 0;
}

static void check_pieces(strata_slice file, const strata_csv_dialect *dialect, size_t chunk)
{
    strata_status status = STRATA_OK;
    strata_status in_pieces = STRATA_OK;
    strata_sink *whole = render(file, dialect, 0, &status);
    strata_sink *pieces = render(file, dialect, chunk, &in_pieces);
    must(in_pieces == status);
    /* how much of a damaged gz is read before its fault depends on the pieces */
    if (status == STRATA_OK || !is_gz(file)) {
        compare(whole, pieces);
    }
    strata_sink_discard(whole);
    strata_sink_discard(pieces);
}

/* One comparison for each input, so that there are many inputs; all of them for those of the
 * corpus.
 */
static bool is_chosen(size_t comparison, uint8_t choice)
{
#ifdef STRATA_REPLAY
    (void)comparison;
    (void)choice;
    return true;
#else
    return comparison == choice >> 6;
#endif
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const size_t chunks[] = {1, 2, 7};
    const size_t count = sizeof chunks / sizeof chunks[0];
    if (len < CHOICES) {
        return 0;
    }
    large_blocks_use();
    const strata_csv_dialect dialect = choose_dialect(bytes);
    const strata_slice file = {(const char *)bytes + CHOICES, len - CHOICES};
    for (size_t at = 0; at < count; at++) {
        if (is_chosen(at, bytes[3])) {
            check_pieces(file, &dialect, chunks[at]);
        }
    }
    if (is_chosen(count, bytes[3])) {
        check_round_trip(file, &dialect);
    }
    return 0;
}
