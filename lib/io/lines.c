/* memchr over a buffer that is refilled behind the kept bytes. */
#include "io/lines.h"

#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"

enum {
    READ_BYTES = 128 * 1024,
    READ_BYTES_MIN = 64,
    LINE_END_BYTES = 2,
    MARK_BYTES = 3
};

strata_status strata_lines_init(strata_lines *lines, strata_source *source, size_t limit,
                                strata_error *err)
{
    const size_t most = limit > READ_BYTES_MIN ? limit : READ_BYTES_MIN;
    const size_t step = most < READ_BYTES ? most : READ_BYTES; /* short rows need no large buffer */
    const size_t extra = step + LINE_END_BYTES;
    *lines = (strata_lines){.source = source, .limit = limit, .step = step, .number = 1};
    lines->bytes = limit <= SIZE_MAX - extra ? strata_alloc(limit + extra) : NULL;
    lines->room = limit + extra;
    return lines->bytes != NULL ? STRATA_OK : strata_fail_memory(err);
}

void strata_lines_deinit(strata_lines *lines)
{
    strata_free(lines->bytes);
    *lines = (strata_lines){0};
}

void strata_lines_forget(strata_lines *lines)
{
    lines->kept_at = lines->next_at;
}

/* Brings the kept bytes to the front when that is cheap (each byte moves once for every byte that
 * was read) or when the buffer is full. */
static void make_room(strata_lines *lines)
{
    const size_t by = lines->kept_at;
    const size_t kept = lines->end - by;
    if (by == 0 || (kept > by && lines->room - lines->end >= lines->step)) {
        return;
    }
    memmove(lines->bytes, lines->bytes + by, kept);
    lines->base += by;
    lines->kept_at = 0;
    lines->next_at -= by;
    lines->scanned -= by;
    lines->cr -= by;
    lines->end = kept;
}

static strata_status refill(strata_lines *lines, strata_error *err)
{
    make_room(lines);
    const size_t space = lines->room - lines->end;
    size_t got = 0;
    STRATA_TRY(strata_source_read(lines->source, lines->bytes + lines->end,
                                  space < lines->step ? space : lines->step, &got, err));
    lines->end += got;
    lines->is_at_end = got == 0;
    return STRATA_OK;
}

static strata_status skip_mark(strata_lines *lines, strata_error *err)
{
    while (lines->end < MARK_BYTES && !lines->is_at_end) {
        STRATA_TRY(refill(lines, err));
    }
    const bool has_mark =
        lines->end >= MARK_BYTES && memcmp(lines->bytes, "\xef\xbb\xbf", MARK_BYTES) == 0;
    const size_t at = has_mark ? MARK_BYTES : 0;
    lines->kept_at = at;
    lines->next_at = at;
    lines->is_started = true;
    return STRATA_OK;
}

/* Offset of the first byte in [from, to) that is c, or to. */
static size_t find(const strata_lines *lines, char c, size_t from, size_t to)
{
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
    const size_t end = find_line_end(lines, lines->scanned);
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

strata_status strata_lines_next(strata_lines *lines, strata_line *line, strata_error *err)
{
    if (!lines->is_started) {
        STRATA_TRY(skip_mark(lines, err));
    }
    lines->scanned = lines->next_at;
    while (!is_line_complete(lines, line) && line->end - lines->kept_at <= lines->limit) {
        STRATA_TRY(refill(lines, err));
    }
    line->is_too_long = line->end - lines->kept_at > lines->limit;
    line->number = lines->number;
    if (line->next > line->at) {
        lines->number++;
    }
    lines->next_at = line->next;
    return STRATA_OK;
}
