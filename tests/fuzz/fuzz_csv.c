/* The CSV reader on any bytes: the first four choose the dialect and the caps; the rest is
 * the file. It must give the same rows, places and messages in pieces of any size, and never crash.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "csv_render.h"
#include "io/csv_writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum {
    CHOICES = 4
};

static strata_csv_dialect choose_dialect(const uint8_t *choices)
{
    static const char delimiters[] = {0, ',', '\t', '^', ';', '|', ' ', '"'};
    static const char quotes[] = {0, '"', '\'', ','};
    static const uint32_t caps[] = {4000, 1, 5, 40}; /* the defaults would make it slow */
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

/* Writes the rows of a source, up to the first failure. */
static strata_sink *write_rows(strata_slice bytes, const strata_csv_dialect *dialect)
{
    strata_source *source = NULL;
    strata_csv_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    strata_sink *sink = NULL;
    strata_csv_writer writer;
    must(strata_sink_memory(&sink, NULL) == STRATA_OK);
    strata_csv_writer_init(&writer, sink, ',', NULL);
    if (strata_source_memory("x.csv", bytes.text, bytes.len, 0, &source, NULL) == STRATA_OK &&
        strata_csv_reader_open(source, dialect, &reader, NULL) == STRATA_OK) {
        while (strata_csv_reader_next(reader, &row, NULL) == STRATA_OK && row != NULL) {
            for (uint32_t i = 0; i < row->count; i++) {
                strata_csv_text(&writer, row->fields[i]);
            }
            must(strata_csv_end_row(&writer) == STRATA_OK);
        }
    }
    strata_csv_reader_close(reader);
    strata_source_close(source);
    return sink;
}

/* Text that starts like a mark, a gz or a zip archive is something else to the reader. */
static bool is_plain(strata_slice bytes)
{
    return bytes.len == 0 || (bytes.text[0] >= ' ' && bytes.text[0] <= '~' &&
                              memcmp(bytes.text, "PK", bytes.len < 2 ? bytes.len : 2) != 0 &&
                              memcmp(bytes.text, "7z", bytes.len < 2 ? bytes.len : 2) != 0 &&
                              memcmp(bytes.text, "BZ", bytes.len < 2 ? bytes.len : 2) != 0);
}

static void check_round_trip(strata_slice file, const strata_csv_dialect *dialect)
{
    const strata_csv_dialect written = {.max_fields = 4000, .max_row_bytes = 20000};
    strata_sink *first = write_rows(file, dialect);
    strata_slice bytes = {0};
    strata_sink_bytes(first, &bytes.text, &bytes.len);
    if (is_plain(bytes)) {
        strata_sink *second = write_rows(bytes, &written);
        compare(first, second);
        strata_sink_discard(second);
    }
    strata_sink_discard(first);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const size_t chunks[] = {1, 7};
    if (len < CHOICES) {
        return 0;
    }
    const strata_csv_dialect dialect = choose_dialect(bytes);
    const strata_slice file = {(const char *)bytes + CHOICES, len - CHOICES};
    strata_status status = STRATA_OK;
    strata_sink *whole = render(file, &dialect, 0, &status);
    for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        strata_status in_pieces = STRATA_OK;
        strata_sink *pieces = render(file, &dialect, chunks[i], &in_pieces);
        must(in_pieces == status);
        compare(whole, pieces);
        strata_sink_discard(pieces);
    }
    strata_sink_discard(whole);
    check_round_trip(file, &dialect);
    return 0;
}
