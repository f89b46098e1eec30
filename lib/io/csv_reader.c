/* libcsv fed with one physical line at a time, so that every row ends a call of the parser and
 * every position is known. All buffers are as large as the caps allow from the start: reading rows
 * allocates nothing. */
#include "io/csv_reader.h"

#include <string.h>

#include <csv.h>

#include "base/alloc.h"
#include "io/csv_dialect.h"
#include "io/csv_scan.h"
#include "io/lines.h"
#include "io/text_fault.h"
#include "io/utf8.h"

enum {
    PARSER_STEP_MAX = 64 * 1024
};

typedef enum cap {
    CAP_NONE,
    CAP_FIELDS,
    CAP_FIELD_BYTES
} cap;

struct strata_csv_reader {
    strata_csv_dialect dialect; /* defaults filled in */
    strata_lines lines;         /* keeps those of the current row */
    struct csv_parser parser;
    char *text; /* contents of the current row's fields, one behind the other */
    size_t text_len;
    strata_slice *fields;
    strata_csv_row row;
    size_t raw_len;    /* of the current row, its line end left out */
    bool is_row_done;  /* the parser has said so */
    bool has_line_end; /* the current row */
    cap passed;        /* by field number row.count of the current row */
    strata_error fault;
};

static int is_never_space(unsigned char c)
{
    (void)c;
    return 0; /* or libcsv takes the blanks away */
}

/* The next field of the row, unless a cap is passed; text lives as long as the row. */
static void add_field(strata_csv_reader *reader, strata_slice field)
{
    if (reader->passed != CAP_NONE) {
        return;
    }
    if (reader->row.count == reader->dialect.max_fields) {
        reader->passed = CAP_FIELDS;
    } else if (field.len > reader->dialect.max_field_bytes) {
        reader->passed = CAP_FIELD_BYTES;
    } else {
        reader->fields[reader->row.count++] = field;
    }
}

/* From the parser, which uses the bytes again for the next field. */
static void take_field(void *bytes, size_t len, void *context)
{
    strata_csv_reader *reader = context;
    char *text = reader->text + reader->text_len;
    memcpy(text, bytes, len);
    reader->text_len += len;
    add_field(reader, (strata_slice){text, len});
}

/* Comes a second time for the LF of a CRLF. */
static void end_row(int terminator, void *context)
{
    (void)terminator;
    strata_csv_reader *reader = context;
    reader->is_row_done = true;
}

void strata_csv_reader_close(strata_csv_reader *reader)
{
    if (reader != NULL) {
        csv_free(&reader->parser);
        strata_lines_deinit(&reader->lines);
        strata_free(reader->text);
        strata_free(reader->fields);
        strata_free(reader);
    }
}

static void start_parser(strata_csv_reader *reader)
{
    const strata_csv_dialect *dialect = &reader->dialect;
    const uint32_t most = dialect->max_field_bytes;
    (void)csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&reader->parser, (unsigned char)dialect->delimiter);
    /* A NUL byte never reaches the parser. */
    csv_set_quote(&reader->parser, dialect->no_quote ? 0 : (unsigned char)dialect->quote);
    csv_set_space_func(&reader->parser, is_never_space);
    csv_set_realloc_func(&reader->parser, strata_resize);
    csv_set_free_func(&reader->parser, strata_free);
    csv_set_blk_size(&reader->parser, most < PARSER_STEP_MAX ? most : PARSER_STEP_MAX);
}

strata_status strata_csv_reader_open(strata_source *source, const strata_csv_dialect *dialect,
                                     strata_csv_reader **out, strata_error *err)
{
    *out = NULL;
    strata_csv_dialect full = *dialect;
    STRATA_TRY(strata_csv_dialect_complete(&full, err));
    strata_csv_reader *reader = strata_alloc_zero(1, sizeof *reader);
    if (reader == NULL) {
        return strata_fail_memory(err);
    }
    reader->dialect = full;
    start_parser(reader);
    reader->text = strata_alloc(full.max_row_bytes);
    reader->fields = strata_alloc_zero(full.max_fields, sizeof *reader->fields);
    if (strata_lines_init(&reader->lines, source, full.max_row_bytes, err) != STRATA_OK ||
        reader->text == NULL || reader->fields == NULL) {
        strata_csv_reader_close(reader);
        return strata_fail_memory(err);
    }
    *out = reader;
    return STRATA_OK;
}

/* The bytes of the current row that were given to the parser, line ends included. */
static strata_slice seen(const strata_csv_reader *reader)
{
    const strata_lines *lines = &reader->lines;
    return (strata_slice){lines->bytes + lines->kept_at, lines->next_at - lines->kept_at};
}

static strata_place_in_file place_of(const strata_csv_reader *reader, size_t offset)
{
    strata_place_in_file place = strata_csv_place(seen(reader), offset, reader->row.line);
    place.file = strata_source_name(reader->lines.source);
    return place;
}

strata_place_in_file strata_csv_reader_place(const strata_csv_reader *reader, uint32_t index)
{
    return place_of(reader, strata_csv_field_offset(&reader->dialect, seen(reader), index));
}

static strata_status fail_quote_open(strata_csv_reader *reader)
{
    return strata_fail_at(&reader->fault, STRATA_E_INPUT, "csv-quote",
                          strata_csv_reader_place(reader, reader->row.count),
                          "the quote that opens here is not closed by the end of the file");
}

static strata_status fail_cap(strata_csv_reader *reader)
{
    const strata_place_in_file at = strata_csv_reader_place(reader, reader->row.count);
    if (reader->passed == CAP_FIELDS) {
        return strata_fail_at(&reader->fault, STRATA_E_INPUT, "csv-fields", at,
                              "more than %u fields in a row; is the delimiter right?",
                              (unsigned)reader->dialect.max_fields);
    }
    return strata_fail_at(&reader->fault, STRATA_E_INPUT, "csv-field-size", at,
                          "this field is longer than %u bytes; is a quote not closed?",
                          (unsigned)reader->dialect.max_field_bytes);
}

static strata_status fail_row_size(strata_csv_reader *reader, bool is_in_quotes)
{
    const strata_place_in_file at =
        is_in_quotes ? strata_csv_reader_place(reader, reader->row.count) : place_of(reader, 0);
    return strata_fail_at(&reader->fault, STRATA_E_INPUT, "csv-row-size", at,
                          "a row is longer than %u bytes; %s",
                          (unsigned)reader->dialect.max_row_bytes,
                          is_in_quotes ? "is the quote that opens here not closed?"
                                       : "is this a text file with lines?");
}

static strata_status fail_parser(strata_csv_reader *reader, size_t offset)
{
    if (csv_error(&reader->parser) != CSV_EPARSE) {
        return strata_fail_memory(&reader->fault);
    }
    const strata_place_in_file at = place_of(reader, offset);
    if (seen(reader).text[offset] == reader->dialect.quote) {
        return strata_fail_at(&reader->fault, STRATA_E_INPUT, "csv-quote", at,
                              "a quote inside a field without quotes; put the field in quotes and "
                              "double the quote");
    }
    const strata_place_in_file opened = strata_csv_reader_place(reader, reader->row.count);
    return strata_fail_at(
        &reader->fault, STRATA_E_INPUT, "csv-quote", at,
        "text after the closing quote of the field that starts at line %llu, column "
        "%llu; expected the delimiter or the end of the line",
        (unsigned long long)opened.line, (unsigned long long)opened.column);
}

static strata_status fail_text(strata_csv_reader *reader, size_t offset)
{
    const strata_text_fault fault = {.at = place_of(reader, offset),
                                     .offset = reader->lines.base + reader->lines.kept_at + offset,
                                     .line = seen(reader),
                                     .good = offset};
    return strata_fail_text(&reader->fault, &fault);
}

static strata_status check_line(strata_csv_reader *reader, const strata_line *line)
{
    const strata_lines *lines = &reader->lines;
    if (line->is_too_long) {
        return fail_row_size(reader, line->at > lines->kept_at);
    }
    const size_t len = line->end - line->at;
    const size_t good = strata_utf8_prefix(lines->bytes + line->at, len);
    return good == len ? STRATA_OK : fail_text(reader, line->at - lines->kept_at + good);
}

static size_t parse(strata_csv_reader *reader, size_t at, size_t len)
{
    return csv_parse(&reader->parser, reader->lines.bytes + at, len, take_field, end_row, reader);
}

/* The same in pieces that end with a delimiter: where the parser has then ended a field, the blanks
 * that follow are left out. Returns how many bytes of the line went well. */
static size_t parse_without_blanks(strata_csv_reader *reader, const strata_line *line)
{
    const char *bytes = reader->lines.bytes;
    bool is_field_start = line->at == reader->lines.kept_at;
    size_t at = line->at;
    while (at < line->next) {
        if (is_field_start) {
            at += strata_csv_blanks(&reader->dialect, (strata_slice){bytes + at, line->next - at});
        }
        const char *delimiter = memchr(bytes + at, reader->dialect.delimiter, line->next - at);
        const size_t len =
            delimiter != NULL ? (size_t)(delimiter - bytes) + 1 - at : line->next - at;
        const uint32_t fields = reader->row.count;
        const size_t done = parse(reader, at, len);
        at += done;
        if (done < len) {
            break;
        }
        is_field_start = reader->row.count > fields;
    }
    return at - line->at;
}

/* Gives a line to the parser. */
static strata_status feed(strata_csv_reader *reader, const strata_line *line)
{
    const size_t len = line->next - line->at;
    const size_t done = reader->dialect.skip_blank_after_delimiter
                            ? parse_without_blanks(reader, line)
                            : parse(reader, line->at, len);
    if (reader->passed == CAP_NONE && done < len) {
        return fail_parser(reader, line->at - reader->lines.kept_at + done);
    }
    if (reader->passed == CAP_NONE && line->next == line->end && /* the end of the file */
        csv_fini(&reader->parser, take_field, end_row, reader) != 0) {
        return fail_quote_open(reader);
    }
    if (!reader->is_row_done && reader->parser.entry_pos > reader->dialect.max_field_bytes) {
        reader->passed = CAP_FIELD_BYTES;
    }
    return STRATA_OK;
}

/* A whole row without quotes needs no parser. That is most rows of most files. */
static bool is_plain(const strata_csv_reader *reader, const strata_line *line)
{
    const char *text = reader->lines.bytes + line->at;
    const size_t len = line->end - line->at;
    const bool is_row_start = line->at == reader->lines.kept_at;
    return is_row_start && len > 0 &&
           (reader->dialect.no_quote || memchr(text, reader->dialect.quote, len) == NULL);
}

/* Its fields are what stands between the delimiters. */
static void split(strata_csv_reader *reader, const strata_line *line)
{
    const char delimiter = reader->dialect.delimiter;
    strata_slice rest = {reader->lines.bytes + line->at, line->end - line->at};
    const size_t blanks = strata_csv_blanks(&reader->dialect, rest);
    reader->is_row_done = true;
    if (blanks == rest.len) {
        return; /* a blank line */
    }
    const char *end = rest.text;
    while (end != NULL) {
        const size_t skipped = strata_csv_blanks(&reader->dialect, rest);
        rest.text += skipped;
        rest.len -= skipped;
        end = memchr(rest.text, delimiter, rest.len);
        const size_t len = end != NULL ? (size_t)(end - rest.text) : rest.len;
        add_field(reader, (strata_slice){rest.text, len});
        rest.text += end != NULL ? len + 1 : 0;
        rest.len -= end != NULL ? len + 1 : 0;
    }
}

static void start_row(strata_csv_reader *reader)
{
    strata_lines_forget(&reader->lines);
    reader->row.line = reader->lines.number;
    reader->row.count = 0;
    reader->text_len = 0;
    reader->is_row_done = false;
}

static void finish_row(strata_csv_reader *reader, const strata_line *line)
{
    reader->row.fields = reader->fields;
    reader->row.offset = reader->lines.base + reader->lines.kept_at;
    reader->raw_len = line->end - reader->lines.kept_at;
    reader->has_line_end = line->next > line->end;
}

static strata_status read_line(strata_csv_reader *reader, const strata_line *line)
{
    if (is_plain(reader, line)) {
        split(reader, line);
    } else {
        STRATA_TRY(feed(reader, line));
    }
    return reader->passed == CAP_NONE ? STRATA_OK : fail_cap(reader);
}

/* One row, or a blank line, which has no fields. At the end of the file *is_end is set. */
static strata_status read_row(strata_csv_reader *reader, bool *is_end)
{
    start_row(reader);
    strata_line line = {0};
    do {
        STRATA_TRY(strata_lines_next(&reader->lines, &line, &reader->fault));
        STRATA_TRY(check_line(reader, &line));
        STRATA_TRY(read_line(reader, &line));
    } while (!reader->is_row_done && line.next > line.end);
    *is_end = !reader->is_row_done;
    if (reader->is_row_done) {
        finish_row(reader, &line);
    }
    return STRATA_OK;
}

strata_status strata_csv_reader_next(strata_csv_reader *reader, const strata_csv_row **row,
                                     strata_error *err)
{
    *row = NULL;
    bool is_end = false;
    strata_status status = reader->fault.status;
    do {
        status = status == STRATA_OK ? read_row(reader, &is_end) : status;
    } while (status == STRATA_OK && !is_end && reader->row.count == 0);
    if (status != STRATA_OK) {
        return strata_fail_again(err, &reader->fault);
    }
    if (!is_end) {
        reader->row.number++;
        *row = &reader->row;
    }
    return STRATA_OK;
}

strata_slice strata_csv_reader_raw(const strata_csv_reader *reader)
{
    return (strata_slice){seen(reader).text, reader->raw_len};
}

bool strata_csv_reader_ended_line(const strata_csv_reader *reader)
{
    return reader->has_line_end;
}
