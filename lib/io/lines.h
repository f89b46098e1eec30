/* Physical lines of a source, ended by LF, CRLF or CR alone, with numbers and offsets. They are
 * read straight into the buffer of the batch that is being filled; what is left over at its end
 * goes to the front of the next one, so that a row of several lines is one piece. */
#ifndef STRATA_IO_LINES_H
#define STRATA_IO_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "io/row_batch_buffers.h"
#include "io/source.h"

/** Part of a reader. Offsets are into bytes, which moves when more is read. */
typedef struct strata_lines {
    strata_source *source;          /* borrowed */
    strata_row_batch_buffers *into; /* borrowed from _begin to _finish */
    char *bytes;                    /* into->raw */
    size_t limit;                   /* most bytes to keep, the last line end not counted */
    size_t target;                  /* bytes of the next batch */
    size_t start;                   /* where the text of this batch starts */
    size_t end;                     /* of what was read */
    size_t kept_at;                 /* where the kept lines start */
    size_t next_at;                 /* where the next line starts */
    size_t scanned;                 /* no line end from next_at to here */
    size_t cr;                      /* no carriage return from next_at to here */
    uint64_t base;                  /* offset of bytes[start] in the text of the source */
    uint64_t number;                /* of the line at next_at, from 1 */
    uint64_t first_number;          /* of the line at start */
    char *rest;                     /* what the last batch left over */
    size_t rest_room;
    size_t rest_len;
    bool is_started;    /* the byte order mark is behind us */
    bool is_at_end;     /* the source has no more */
    strata_error fault; /* of the source; comes to light when what stands before it is read */
} strata_lines;

typedef struct strata_line {
    size_t at;
    size_t end;       /* its line end left out */
    size_t next;      /* its line end included; next = end only at the end of the text */
    uint64_t number;  /* from 1 */
    bool is_too_long; /* the kept bytes pass the limit; at to end is then only a part */
} strata_line;

/** A byte order mark will be skipped.
 *  @param limit  largest number of bytes to keep */
void strata_lines_init(strata_lines *lines, strata_source *source, size_t limit);
void strata_lines_deinit(strata_lines *lines);

/** Starts a batch: what was left over, then as much of the source as a batch should have.
 *  @param into  lent until _finish
 *  @return      STRATA_OK, STRATA_E_MEMORY; a failing source does not show here */
strata_status strata_lines_begin(strata_lines *lines, strata_row_batch_buffers *into,
                                 strata_error *err) STRATA_NODISCARD;

/** Reads some more; at the end is_at_end is set.
 *  @return STRATA_OK, STRATA_E_MEMORY, or what strata_source_read gives */
strata_status strata_lines_more(strata_lines *lines, strata_error *err) STRATA_NODISCARD;

/** Whether _next needs no reading. */
bool strata_lines_is_ready(strata_lines *lines);

/** The next line, which is kept together with those before it; at = next at the end of the text.
 *  @return as strata_lines_more */
strata_status strata_lines_next(strata_lines *lines, strata_line *line,
                                strata_error *err) STRATA_NODISCARD;

/** Keeps nothing of what was read so far. */
void strata_lines_forget(strata_lines *lines);

/** Goes on at `at`, where the line of that number starts, and keeps nothing before it. */
void strata_lines_go_to(strata_lines *lines, size_t at, uint64_t number);

/** Ends a batch before the kept lines: they are the first of the next one.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_lines_finish(strata_lines *lines, strata_error *err) STRATA_NODISCARD;

/** Whether a batch's worth of text was passed over, so that one without rows should end: there may
 * be any number of blank lines. */
static inline bool strata_lines_is_spent(const strata_lines *lines)
{
    return lines->kept_at - lines->start >= lines->target;
}

/** After _finish: whether another batch could have rows. */
static inline bool strata_lines_has_more(const strata_lines *lines)
{
    return !lines->is_at_end || lines->rest_len > 0;
}

/** Offset in the text of the source. */
static inline uint64_t strata_lines_offset(const strata_lines *lines, size_t at)
{
    return lines->base + (at - lines->start);
}

#endif
