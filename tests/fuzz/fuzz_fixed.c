/* The reader of fixed widths on any bytes: the first four choose the form; the rest is the file. It
 * must give the same rows and messages in pieces of any size. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "io/fixed_reader.h"
#include "io/sink.h"
#include "large_blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum {
    CHOICES = 4
};

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void write_row(const strata_fixed_reader *reader, const strata_csv_row *row,
                      strata_sink *sink)
{
    must(row->count >= 1);
    must(strata_sink_format(sink, NULL, "%llu:%llu@%llu", (unsigned long long)row->number,
                            (unsigned long long)row->line,
                            (unsigned long long)row->offset) == STRATA_OK);
    for (uint32_t i = 0; i < row->count; i++) {
        const strata_place_in_file at = strata_fixed_reader_place(reader, i);
        must(strata_sink_format(sink, NULL, " %llu<", (unsigned long long)at.column) == STRATA_OK);
        must(strata_sink_write(sink, row->fields[i].text, row->fields[i].len, NULL) == STRATA_OK);
        must(strata_sink_text(sink, ">", NULL) == STRATA_OK);
    }
    must(strata_sink_text(sink, strata_fixed_reader_ended_line(reader) ? "$" : "", NULL) ==
         STRATA_OK);
}

static strata_sink *render(const uint8_t *bytes, size_t len, const strata_fixed_form *form,
                           size_t chunk)
{
    strata_source *source = NULL;
    strata_fixed_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    strata_sink *sink = NULL;
    strata_error err = {0};
    must(strata_sink_memory(&sink, NULL) == STRATA_OK);
    strata_status status = strata_source_memory("x", bytes, len, chunk, &source, &err);
    if (status == STRATA_OK) {
        must(strata_fixed_reader_open(source, form, &reader, NULL) == STRATA_OK);
        status = strata_fixed_reader_next(reader, &row, &err);
    }
    while (status == STRATA_OK && row != NULL) {
        write_row(reader, row, sink);
        status = strata_fixed_reader_next(reader, &row, &err);
    }
    must(strata_sink_text(sink, err.text, NULL) == STRATA_OK);
    strata_fixed_reader_close(reader);
    strata_source_close(source);
    return sink;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const size_t chunks[] = {1, 7};
    if (len < CHOICES) {
        return 0;
    }
    large_blocks_use();
    const strata_fixed_field fields[] = {
        {1, 1}, {1U + bytes[0] % 16, 1U + bytes[1] % 16}, {1U + bytes[2] % 64, 1}};
    const uint32_t records[] = {1U + bytes[3] % 64, 8};
    const strata_fixed_form form = {fields, 3, records, 2};
    strata_sink *whole = render(bytes + CHOICES, len - CHOICES, &form, 0);
    const char *a = NULL;
    size_t a_len = 0;
    strata_sink_bytes(whole, &a, &a_len);
    for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        strata_sink *pieces = render(bytes + CHOICES, len - CHOICES, &form, chunks[i]);
        const char *b = NULL;
        size_t b_len = 0;
        strata_sink_bytes(pieces, &b, &b_len);
        must(a_len == b_len && memcmp(a, b, a_len) == 0);
        strata_sink_discard(pieces);
    }
    strata_sink_discard(whole);
    return 0;
}
