/* Steps of a kernel over what was read, each with a look at the rows that it found. */
#include "io/csv_scanner.h"

#include "io/utf8.h"

enum {
    STEP =
        16 * 1024 /* bytes; a file with a letter beyond ASCII in each step is checked row by row */
};

/* One batch. */
typedef struct work {
    const strata_scanner *scanner;
    strata_lines *lines;
    strata_scan scan;
    uint32_t at;         /* scanned so far, from lines->start */
    bool is_row_suspect; /* the row that is being read: has perhaps bytes that are no text */
} work;

bool strata_scanner_suits(const strata_csv_dialect *dialect)
{
    return !dialect->skip_blank_after_delimiter;
}

static const char *text_of(const work *now)
{
    return now->lines->bytes + now->lines->start;
}

/* Fields are longer in their quotes: it is a long one perhaps. */
static bool has_long_field(const work *now, const strata_batch_row *row)
{
    uint32_t start = row->start;
    for (uint32_t i = 0; i < row->count; i++) {
        const uint32_t end = now->scan.ends[row->first + i];
        if (end - start > now->scanner->dialect.max_field_bytes) {
            return true;
        }
        start = end + 1;
    }
    return false;
}

static bool is_well(const work *now, const strata_batch_row *row, bool has_fault)
{
    const strata_csv_dialect *dialect = &now->scanner->dialect;
    const uint32_t len = row->raw_end - row->raw;
    if (row->count > dialect->max_fields || len > dialect->max_row_bytes) {
        return false;
    }
    if (len > dialect->max_field_bytes && has_long_field(now, row)) {
        return false;
    }
    return !has_fault || strata_utf8_prefix(text_of(now) + row->raw, len) == len;
}

/* Whether all rows from number `first` on are text, with what stands between them. */
static bool are_text(const work *now, uint32_t first)
{
    const strata_scan *scan = &now->scan;
    if (first == scan->row_count) {
        return true;
    }
    const uint32_t from = scan->rows[first].raw;
    const uint32_t len = scan->rows[scan->row_count - 1].raw_end - from;
    return strata_utf8_prefix(text_of(now) + from, len) == len;
}

/* The rows from number `first` on; the scan ends before one that is not well. */
static void check(work *now, uint32_t first)
{
    strata_scan *scan = &now->scan;
    const bool is_suspect = now->is_row_suspect || scan->is_suspect;
    const bool has_fault = is_suspect && !are_text(now, first);
    for (uint32_t i = first; i < scan->row_count; i++) {
        if (!is_well(now, &scan->rows[i], has_fault)) {
            scan->row = scan->rows[i];
            scan->row_count = i;
            scan->is_odd = true;
        }
    }
    now->is_row_suspect = scan->is_suspect || (is_suspect && scan->row_count == first);
    scan->is_suspect = false;
}

/* The buffers may move when they grow. */
static strata_status make_room(work *now, size_t bytes, strata_error *err)
{
    strata_row_batch_buffers *into = now->lines->into;
    into->end_count = now->scan.end_count;
    into->row_count = now->scan.row_count;
    STRATA_TRY(strata_batch_buffers_fields(into, bytes + STRATA_SCAN_BLOCK + 1, err));
    STRATA_TRY(strata_batch_buffers_rows(into, bytes + 1, err));
    now->scan.ends = into->ends;
    now->scan.rows = into->rows;
    return STRATA_OK;
}

/* All that was read, but a CR at its end waits for the LF that may follow. */
static uint32_t length(const work *now)
{
    const strata_lines *lines = now->lines;
    const size_t len = lines->end - lines->start;
    const bool waits = len > now->at && !lines->is_at_end && lines->bytes[lines->end - 1] == '\r';
    return (uint32_t)(waits ? len - 1 : len);
}

static strata_status scan_ready(work *now, strata_error *err)
{
    const uint32_t end = length(now);
    while (now->at < end && !now->scan.is_odd) {
        const uint32_t len = end - now->at < STEP ? end - now->at : STEP;
        const uint32_t rows = now->scan.row_count;
        STRATA_TRY(make_room(now, len, err));
        now->scanner->kernel->run(&now->scan, text_of(now), now->at, now->at + len);
        now->at += len;
        check(now, rows);
    }
    return STRATA_OK;
}

/* The row that is being read is as long as rows may be, or as the source can make it. */
static bool is_enough(const work *now)
{
    const strata_lines *lines = now->lines;
    return now->scan.row_count > 0 || now->scan.is_odd || lines->is_at_end ||
           now->scan.row.raw >= lines->target || /* blank lines */
           now->at - now->scan.row.raw > now->scanner->dialect.max_row_bytes;
}

static strata_status finish_text(work *now, strata_error *err)
{
    const uint32_t rows = now->scan.row_count;
    if (now->scan.is_odd || !now->lines->is_at_end) {
        return STRATA_OK;
    }
    STRATA_TRY(make_room(now, 0, err));
    strata_scan_end(&now->scan, now->at);
    check(now, rows);
    return STRATA_OK;
}

static work start(const strata_scanner *scanner, strata_lines *lines)
{
    const strata_csv_dialect *dialect = &scanner->dialect;
    work now = {
        .scanner = scanner, .lines = lines, .scan = {.delimiter = dialect->delimiter, .edge = 1}};
    if (!dialect->no_quote) {
        now.scan.quote = dialect->quote;
    }
    return now;
}

strata_status strata_scanner_rows(const strata_scanner *scanner, strata_lines *lines,
                                  strata_error *err)
{
    work now = start(scanner, lines);
    strata_error fault = {0}; /* libcsv will meet it again */
    bool has_more = true;
    STRATA_TRY(scan_ready(&now, err));
    while (has_more && !is_enough(&now)) {
        has_more = strata_lines_more(lines, &fault) == STRATA_OK;
        STRATA_TRY(scan_ready(&now, err));
    }
    STRATA_TRY(finish_text(&now, err));
    lines->into->row_count = now.scan.row_count;
    lines->into->end_count = now.scan.end_count;
    strata_lines_go_to(lines, lines->start + now.scan.row.raw, lines->number + now.scan.row.line);
    return STRATA_OK;
}
