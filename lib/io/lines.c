/* memchr over a buffer that is filled behind what is there. */
#include "io/lines.h"

#include <string.h>

#include "base/alloc.h"

enum {
    READ_BYTES = 128 * 1024,
    TARGET_FIRST = 64 * 1024, /* who only looks at the first rows need not read far */
    TARGET_MOST = 512 * 1024,
    MARK_BYTES = 3
};

void strata_lines_init(strata_lines *lines, strata_source *source, size_t limit)
{
    *lines = (strata_lines){.source = source, .limit = limit, .target = TARGET_FIRST, .number = 1};
}

void strata_lines_deinit(strata_lines *lines)
{
    strata_free(lines->rest);
    *lines = (strata_lines){0};
}

void strata_lines_go_to(strata_lines *lines, size_t at, uint64_t number)
{
    lines->kept_at = at;
    lines->next_at = at;
    lines->number = number;
}

void strata_lines_forget(strata_lines *lines)
{
    lines->kept_at = lines->next_at;
}

/* Room for so many more bytes, and zeros behind them. */
static strata_status make_room(strata_lines *lines, size_t bytes, strata_error *err)
{
    strata_row_batch_buffers *into = lines->into;
    STRATA_TRY(
        strata_reserve(&into->raw, &into->raw_room, lines->end + bytes + STRATA_BATCH_PAD, 1, err));
    lines->bytes = into->raw;
    return STRATA_OK;
}

strata_status strata_lines_more(strata_lines *lines, strata_error *err)
{
    if (lines->fault.status != STRATA_OK) {
        return strata_fail_again(err, &lines->fault);
    }
    STRATA_TRY(make_room(lines, 1, err));
    const size_t space = lines->into->raw_room - STRATA_BATCH_PAD - lines->end;
    size_t got = 0;
    const strata_status status =
        strata_source_read(lines->source, lines->bytes + lines->end,
                           space < READ_BYTES ? space : READ_BYTES, &got, &lines->fault);
    if (status != STRATA_OK) {
        return strata_fail_again(err, &lines->fault);
    }
    lines->end += got;
    lines->is_at_end = got == 0;
    memset(lines->bytes + lines->end, 0, STRATA_BATCH_PAD);
    return STRATA_OK;
}

static void skip_mark(strata_lines *lines)
{
    const char *text = lines->bytes + lines->start;
    const size_t len = lines->end - lines->start;
    if (len >= MARK_BYTES && memcmp(text, "\xef\xbb\xbf", MARK_BYTES) == 0) {
        lines->start += MARK_BYTES;
        lines->base = MARK_BYTES;
    }
    lines->is_started = true;
}

static void put_rest(strata_lines *lines)
{
    memset(lines->bytes, 0, STRATA_BATCH_PAD);
    if (lines->rest_len > 0) {
        memcpy(lines->bytes + STRATA_BATCH_PAD, lines->rest, lines->rest_len);
    }
    lines->start = STRATA_BATCH_PAD;
    lines->end = lines->start + lines->rest_len;
    lines->rest_len = 0;
    memset(lines->bytes + lines->end, 0, STRATA_BATCH_PAD);
}

strata_status strata_lines_begin(strata_lines *lines, strata_row_batch_buffers *into,
                                 strata_error *err)
{
    lines->into = into;
    lines->end = STRATA_BATCH_PAD;
    STRATA_TRY(make_room(lines, lines->rest_len + lines->target, err));
    put_rest(lines);
    strata_error fault = {0};
    strata_status status = STRATA_OK;
    while (status == STRATA_OK && !lines->is_at_end && lines->end - lines->start < lines->target) {
        status = strata_lines_more(lines, &fault);
    }
    if (!lines->is_started) {
        skip_mark(lines);
    }
    lines->first_number = lines->number;
    lines->kept_at = lines->start;
    lines->next_at = lines->start;
    lines->scanned = lines->start;
    lines->cr = lines->start;
    lines->target = lines->target < TARGET_MOST ? 2 * lines->target : lines->target;
    return status == STRATA_E_MEMORY ? strata_fail_again(err, &fault) : STRATA_OK;
}

strata_status strata_lines_finish(strata_lines *lines, strata_error *err)
{
    const size_t left = lines->end - lines->kept_at;
    STRATA_TRY(strata_reserve(&lines->rest, &lines->rest_room, left, 1, err));
    if (left > 0) {
        memcpy(lines->rest, lines->bytes + lines->kept_at, left);
    }
    lines->rest_len = left;
    lines->base += lines->kept_at - lines->start;
    lines->into = NULL;
    lines->bytes = NULL;
    return STRATA_OK;
}

/* Offset of the first byte in [from, to) that is c, or to. */
static size_t find(const strata_lines *lines, char c, size_t from, size_t to)
{
    if (from < to && lines->bytes[from] == c) {
        return from; /* looked for a second time */
    }
    const char *found = from < to ? memchr(lines->bytes + from, c, to - from) : NULL;
    return found != NULL ? (size_t)(found - lines->bytes) : to;
}

/* Offset of the first CR or LF from `from` on, or end. In a file without CR they are looked for
 * once. */
static size_t find_line_end(strata_lines *lines, size_t from)
{
    const size_t cr_from = lines->cr > from ? lines->cr : from;
    lines->cr = find(lines, '\r', cr_from, lines->end);
    return find(lines, '\n', from, lines->cr);
}

/* Looks for the end of the line in what is there. False: more bytes are needed to know. */
static bool is_line_complete(strata_lines *lines, strata_line *line)
{
    const size_t from = lines->scanned > lines->next_at ? lines->scanned : lines->next_at;
    const size_t end = find_line_end(lines, from);
    lines->scanned = end;
    line->at = lines->next_at;
    line->end = end;
    line->next = end;
    if (end < lines->end) {
        const bool is_cr = lines->bytes[end] == '\r';
        if (is_cr && end + 1 == lines->end && !lines->is_at_end) {
            return false; /* an LF may follow */
        }
        const bool is_pair = is_cr && end + 1 < lines->end && lines->bytes[end + 1] == '\n';
        line->next = end + (is_pair ? 2 : 1);
        return true;
    }
    return lines->is_at_end;
}

/* A line that is complete, or too long to wait for its end. */
static bool is_ready(strata_lines *lines, strata_line *line)
{
    return is_line_complete(lines, line) || line->end - lines->kept_at > lines->limit;
}

bool strata_lines_is_ready(strata_lines *lines)
{
    strata_line line = {0};
    return is_ready(lines, &line);
}

strata_status strata_lines_next(strata_lines *lines, strata_line *line, strata_error *err)
{
    while (!is_ready(lines, line)) {
        STRATA_TRY(strata_lines_more(lines, err));
    }
    line->is_too_long = line->end - lines->kept_at > lines->limit;
    line->number = lines->number;
    if (line->next > line->at) {
        lines->number++;
    }
    lines->next_at = line->next;
    return STRATA_OK;
}
