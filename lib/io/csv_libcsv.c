/* libcsv fed with one physical line at a time, so that every row ends a call of the parser and
 * every position is known. */
#include "io/csv_libcsv.h"

#include <string.h>

#include <csv.h>

#include "base/alloc.h"
#include "io/csv_scan.h"
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

struct strata_libcsv {
    strata_csv_dialect dialect;
    strata_lines *lines; /* keeps those of the current row */
    struct csv_parser parser;
    strata_row_batch_buffers *into; /* that of lines */
    strata_batch_row row;           /* the current one: count says how many fields it has so far */
    bool is_row_done;               /* the parser has said so */
    cap passed;                     /* by field number row.count of the current row */
    size_t text_to;                 /* all of the batch up to here is text */
    strata_error *fault;            /* borrowed during a call */
};

static int is_never_space(unsigned char c)
{
    (void)c;
    return 0; /* or libcsv takes the blanks away */
}

/* The next field of the row, unless a cap is passed. */
static void add_field(strata_libcsv *engine, strata_slice field)
{
    const bool is_well = engine->row.count < engine->dialect.max_fields &&
                         field.len <= engine->dialect.max_field_bytes;
    if (engine->passed != CAP_NONE) {
        return;
    }
    if (is_well) {
        strata_batch_buffers_add(engine->into, field);
        engine->row.count++;
    } else {
        engine->passed =
            engine->row.count < engine->dialect.max_fields ? CAP_FIELD_BYTES : CAP_FIELDS;
    }
}

/* From the parser, which uses the bytes again for the next field. */
static void take_field(void *bytes, size_t len, void *context)
{
    add_field(context, (strata_slice){bytes, len});
}

/* Comes a second time for the LF of a CRLF. */
static void end_row(int terminator, void *context)
{
    (void)terminator;
    strata_libcsv *engine = context;
    engine->is_row_done = true;
}

/* Its buffer is read a little beyond the field. */
static void *resize_padded(void *block, size_t size)
{
    return size <= SIZE_MAX - STRATA_BATCH_PAD ? strata_resize(block, size + STRATA_BATCH_PAD)
                                               : NULL;
}

void strata_libcsv_free(strata_libcsv *engine)
{
    if (engine != NULL) {
        csv_free(&engine->parser);
        strata_free(engine);
    }
}

static void start_parser(strata_libcsv *engine)
{
    const strata_csv_dialect *dialect = &engine->dialect;
    const uint32_t most = dialect->max_field_bytes;
    (void)csv_init(&engine->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&engine->parser, (unsigned char)dialect->delimiter);
    /* A NUL byte never reaches the parser. */
    csv_set_quote(&engine->parser, dialect->no_quote ? 0 : (unsigned char)dialect->quote);
    csv_set_space_func(&engine->parser, is_never_space);
    csv_set_realloc_func(&engine->parser, resize_padded);
    csv_set_free_func(&engine->parser, strata_free);
    csv_set_blk_size(&engine->parser, most < PARSER_STEP_MAX ? most : PARSER_STEP_MAX);
}

strata_status strata_libcsv_new(const strata_csv_dialect *dialect, strata_lines *lines,
                                strata_libcsv **out, strata_error *err)
{
    strata_libcsv *engine = strata_alloc_zero(1, sizeof *engine);
    *out = engine;
    if (engine == NULL) {
        return strata_fail_memory(err);
    }
    engine->dialect = *dialect;
    engine->lines = lines;
    start_parser(engine);
    return STRATA_OK;
}

/* The bytes of the current row that were given to the parser, line ends included. */
static strata_slice seen(const strata_libcsv *engine)
{
    const strata_lines *lines = engine->lines;
    return (strata_slice){lines->bytes + lines->kept_at, lines->next_at - lines->kept_at};
}

static strata_place_in_file place_of(const strata_libcsv *engine, size_t offset)
{
    const uint64_t line = engine->lines->first_number + engine->row.line;
    strata_place_in_file place = strata_csv_place(seen(engine), offset, line);
    place.file = strata_source_name(engine->lines->source);
    return place;
}

/* Where the field starts that the row does not have yet. */
static strata_place_in_file place_of_field(const strata_libcsv *engine)
{
    const strata_slice row = seen(engine);
    return place_of(engine, strata_csv_field_offset(&engine->dialect, row, engine->row.count));
}

static strata_status fail_quote_open(strata_libcsv *engine)
{
    return strata_fail_at(engine->fault, STRATA_E_INPUT, "csv-quote", place_of_field(engine),
                          "the quote that opens here is not closed by the end of the file");
}

static strata_status fail_cap(strata_libcsv *engine)
{
    const strata_place_in_file at = place_of_field(engine);
    if (engine->passed == CAP_FIELDS) {
        return strata_fail_at(engine->fault, STRATA_E_INPUT, "csv-fields", at,
                              "more than %u fields in a row; is the delimiter right?",
                              (unsigned)engine->dialect.max_fields);
    }
    return strata_fail_at(engine->fault, STRATA_E_INPUT, "csv-field-size", at,
                          "this field is longer than %u bytes; is a quote not closed?",
                          (unsigned)engine->dialect.max_field_bytes);
}

static strata_status fail_row_size(strata_libcsv *engine, bool is_in_quotes)
{
    const strata_place_in_file at = is_in_quotes ? place_of_field(engine) : place_of(engine, 0);
    return strata_fail_at(engine->fault, STRATA_E_INPUT, "csv-row-size", at,
                          "a row is longer than %u bytes; %s",
                          (unsigned)engine->dialect.max_row_bytes,
                          is_in_quotes ? "is the quote that opens here not closed?"
                                       : "is this a text file with lines?");
}

static strata_status fail_parser(strata_libcsv *engine, size_t offset)
{
    if (csv_error(&engine->parser) != CSV_EPARSE) {
        return strata_fail_memory(engine->fault);
    }
    const strata_place_in_file at = place_of(engine, offset);
    if (seen(engine).text[offset] == engine->dialect.quote) {
        return strata_fail_at(engine->fault, STRATA_E_INPUT, "csv-quote", at,
                              "a quote inside a field without quotes; put the field in quotes and "
                              "double the quote");
    }
    const strata_place_in_file opened = place_of_field(engine);
    return strata_fail_at(
        engine->fault, STRATA_E_INPUT, "csv-quote", at,
        "text after the closing quote of the field that starts at line %llu, column "
        "%llu; expected the delimiter or the end of the line",
        (unsigned long long)opened.line, (unsigned long long)opened.column);
}

static strata_status fail_text(strata_libcsv *engine, size_t offset)
{
    const strata_text_fault fault = {
        .at = place_of(engine, offset),
        .offset = strata_lines_offset(engine->lines, engine->lines->kept_at + offset),
        .line = seen(engine),
        .good = offset};
    return strata_fail_text(engine->fault, &fault);
}

/* All that was read is looked at once, lines only where something is not text. */
static bool is_text(strata_libcsv *engine, const strata_line *line)
{
    const strata_lines *lines = engine->lines;
    if (line->end > engine->text_to) {
        engine->text_to =
            line->at + strata_utf8_prefix(lines->bytes + line->at, lines->end - line->at);
    }
    return line->end <= engine->text_to;
}

static strata_status check_line(strata_libcsv *engine, const strata_line *line)
{
    if (line->is_too_long) {
        return fail_row_size(engine, line->at > engine->lines->kept_at);
    }
    return is_text(engine, line) ? STRATA_OK
                                 : fail_text(engine, engine->text_to - engine->lines->kept_at);
}

static size_t parse(strata_libcsv *engine, size_t at, size_t len)
{
    return csv_parse(&engine->parser, engine->lines->bytes + at, len, take_field, end_row, engine);
}

/* The same in pieces that end with a delimiter: where the parser has then ended a field, the blanks
 * that follow are left out. Returns how many bytes of the line went well. */
static size_t parse_without_blanks(strata_libcsv *engine, const strata_line *line)
{
    const char *bytes = engine->lines->bytes;
    bool is_field_start = line->at == engine->lines->kept_at;
    size_t at = line->at;
    while (at < line->next) {
        if (is_field_start) {
            at += strata_csv_blanks(&engine->dialect, (strata_slice){bytes + at, line->next - at});
        }
        const char *delimiter = memchr(bytes + at, engine->dialect.delimiter, line->next - at);
        const size_t len =
            delimiter != NULL ? (size_t)(delimiter - bytes) + 1 - at : line->next - at;
        const uint32_t fields = engine->row.count;
        const size_t done = parse(engine, at, len);
        at += done;
        if (done < len) {
            break;
        }
        is_field_start = engine->row.count > fields;
    }
    return at - line->at;
}

/* Gives a line to the parser. */
static strata_status feed(strata_libcsv *engine, const strata_line *line)
{
    const size_t len = line->next - line->at;
    const size_t done = engine->dialect.skip_blank_after_delimiter
                            ? parse_without_blanks(engine, line)
                            : parse(engine, line->at, len);
    if (engine->passed == CAP_NONE && done < len) {
        return fail_parser(engine, line->at - engine->lines->kept_at + done);
    }
    if (engine->passed == CAP_NONE && line->next == line->end && /* the end of the file */
        csv_fini(&engine->parser, take_field, end_row, engine) != 0) {
        return fail_quote_open(engine);
    }
    if (!engine->is_row_done && engine->parser.entry_pos > engine->dialect.max_field_bytes) {
        engine->passed = CAP_FIELD_BYTES;
    }
    return STRATA_OK;
}

/* A whole row without quotes needs no parser. That is most rows of most files. */
static bool is_plain(const strata_libcsv *engine, const strata_line *line)
{
    const char *text = engine->lines->bytes + line->at;
    const size_t len = line->end - line->at;
    const bool is_row_start = line->at == engine->lines->kept_at;
    return is_row_start && len > 0 &&
           (engine->dialect.no_quote || memchr(text, engine->dialect.quote, len) == NULL);
}

/* Its fields are what stands between the delimiters. */
static void split(strata_libcsv *engine, const strata_line *line)
{
    const char delimiter = engine->dialect.delimiter;
    strata_slice rest = {engine->lines->bytes + line->at, line->end - line->at};
    const size_t blanks = strata_csv_blanks(&engine->dialect, rest);
    engine->is_row_done = true;
    if (blanks == rest.len) {
        return; /* a blank line */
    }
    const char *end = rest.text;
    while (end != NULL) {
        const size_t skipped = strata_csv_blanks(&engine->dialect, rest);
        rest.text += skipped;
        rest.len -= skipped;
        end = memchr(rest.text, delimiter, rest.len);
        const size_t len = end != NULL ? (size_t)(end - rest.text) : rest.len;
        add_field(engine, (strata_slice){rest.text, len});
        rest.text += end != NULL ? len + 1 : 0;
        rest.len -= end != NULL ? len + 1 : 0;
    }
}

static strata_status read_line(strata_libcsv *engine, const strata_line *line)
{
    if (is_plain(engine, line)) {
        split(engine, line);
    } else {
        STRATA_TRY(feed(engine, line));
    }
    return engine->passed == CAP_NONE ? STRATA_OK : fail_cap(engine);
}

/* Room for all fields that the row can have up to the end of the line. */
static strata_status make_room(strata_libcsv *engine, const strata_line *line)
{
    const size_t bytes = line->next - engine->lines->kept_at + 1;
    const size_t fields = engine->dialect.max_fields;
    STRATA_TRY(strata_batch_buffers_text(engine->into, bytes, engine->fault));
    return strata_batch_buffers_fields(engine->into, bytes < fields ? bytes : fields,
                                       engine->fault);
}

static void start_row(strata_libcsv *engine)
{
    strata_lines_forget(engine->lines);
    engine->is_row_done = false;
    engine->row = (strata_batch_row){
        .start = (uint32_t)engine->into->text_len,
        .first = (uint32_t)engine->into->end_count,
        .line = (uint32_t)(engine->lines->number - engine->lines->first_number),
        .raw = (uint32_t)(engine->lines->kept_at - engine->lines->start),
    };
}

/* One row, or a blank line, which has no fields. At the end of the file *is_end is set. */
static strata_status read_row(strata_libcsv *engine, bool *is_end)
{
    strata_line line = {0};
    start_row(engine);
    do {
        STRATA_TRY(strata_lines_next(engine->lines, &line, engine->fault));
        STRATA_TRY(check_line(engine, &line));
        STRATA_TRY(make_room(engine, &line));
        STRATA_TRY(read_line(engine, &line));
    } while (!engine->is_row_done && line.next > line.end);
    *is_end = !engine->is_row_done;
    if (engine->row.count > 0) {
        engine->row.raw_end = (uint32_t)(line.end - engine->lines->start);
        STRATA_TRY(strata_batch_buffers_rows(engine->into, 1, engine->fault));
        engine->into->rows[engine->into->row_count++] = engine->row;
    }
    return STRATA_OK;
}

strata_status strata_libcsv_rows(strata_libcsv *engine, size_t most, strata_error *err)
{
    strata_lines *lines = engine->lines;
    const strata_row_batch_buffers *into = lines->into;
    bool is_end = false;
    bool goes_on = true;
    engine->into = lines->into;
    engine->fault = err;
    engine->text_to = 0;
    while (goes_on) {
        STRATA_TRY(read_row(engine, &is_end));
        goes_on = !is_end &&
                  (into->row_count == 0 ? !strata_lines_is_spent(lines)
                                        : into->row_count < most && strata_lines_is_ready(lines));
    }
    strata_lines_forget(lines);
    return STRATA_OK;
}
