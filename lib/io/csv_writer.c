/* Fields into a sink; numbers are never quoted, because they never need it. */
#include "io/csv_writer.h"

#include <assert.h>
#include <string.h>

#include "base/number.h"

void strata_csv_writer_init(strata_csv_writer *writer, strata_sink *sink, char delimiter,
                            strata_error *err)
{
    assert(delimiter == ',' || delimiter == '\t');
    *writer = (strata_csv_writer){.sink = sink, .err = err, .delimiter = delimiter};
}

static void put(strata_csv_writer *writer, const char *bytes, size_t len)
{
    if (writer->status == STRATA_OK) {
        writer->status = strata_sink_write(writer->sink, bytes, len, writer->err);
    }
}

/* What stands between this field and the one before. */
static void start_field(strata_csv_writer *writer, bool is_empty)
{
    if (writer->in_row) {
        put(writer, &writer->delimiter, 1);
    }
    writer->alone_empty = is_empty && !writer->in_row;
    writer->in_row = true;
}

static void put_plain(strata_csv_writer *writer, const char *bytes, size_t len)
{
    start_field(writer, len == 0);
    put(writer, bytes, len);
}

static bool needs_quotes(const strata_csv_writer *writer, strata_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.text[i];
        if (c == writer->delimiter || c == '"' || c == '\r' || c == '\n') {
            return true;
        }
    }
    return false;
}

static void put_quoted(strata_csv_writer *writer, strata_slice text)
{
    start_field(writer, false);
    put(writer, "\"", 1);
    size_t at = 0;
    while (at < text.len) {
        const char *quote = memchr(text.text + at, '"', text.len - at);
        const size_t end = quote != NULL ? (size_t)(quote - text.text) + 1 : text.len;
        put(writer, text.text + at, end - at);
        if (quote != NULL) {
            put(writer, "\"", 1);
        }
        at = end;
    }
    put(writer, "\"", 1);
}

void strata_csv_text(strata_csv_writer *writer, strata_slice text)
{
    if (needs_quotes(writer, text)) {
        put_quoted(writer, text);
    } else {
        put_plain(writer, text.text, text.len);
    }
}

void strata_csv_string(strata_csv_writer *writer, const char *text)
{
    strata_csv_text(writer, strata_slice_of(text));
}

/* Room for a number behind what stands before it, or NULL after a failure. */
static char *start_number(strata_csv_writer *writer)
{
    char *at = NULL;
    if (writer->status == STRATA_OK) {
        writer->status = strata_sink_room(writer->sink, STRATA_INT128_TEXT + 1, &at, writer->err);
    }
    if (writer->status != STRATA_OK) {
        return NULL;
    }
    if (writer->in_row) {
        *at++ = writer->delimiter;
    }
    writer->alone_empty = false;
    writer->in_row = true;
    return at;
}

void strata_csv_count(strata_csv_writer *writer, uint64_t count)
{
    char *at = start_number(writer);
    if (at != NULL) {
        strata_sink_wrote(writer->sink, at + strata_count_format(count, at));
    }
}

void strata_csv_integer(strata_csv_writer *writer, int64_t value)
{
    char *at = start_number(writer);
    if (at == NULL) {
        return;
    }
    if (value < 0) {
        *at++ = '-';
    }
    const uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    strata_sink_wrote(writer->sink, at + strata_count_format(size, at));
}

void strata_csv_int128(strata_csv_writer *writer, strata_int128 value)
{
    char *at = start_number(writer);
    if (at != NULL) {
        strata_sink_wrote(writer->sink, at + strata_int128_format(value, at));
    }
}

void strata_csv_double(strata_csv_writer *writer, double x)
{
    char text[STRATA_DOUBLE_TEXT];
    put_plain(writer, text, strata_double_format(x, text));
}

void strata_csv_empty(strata_csv_writer *writer)
{
    put_plain(writer, "", 0);
}

strata_status strata_csv_end_row(strata_csv_writer *writer)
{
    if (writer->alone_empty) {
        put(writer, "\"\"", 2); /* or the row would be a blank line, which readers skip */
    }
    put(writer, "\n", 1);
    writer->in_row = false;
    writer->alone_empty = false;
    return writer->status;
}
