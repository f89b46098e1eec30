/* Physical lines of a source, ended by LF, CRLF or CR alone, with numbers and offsets. Lines stay
 * together in one buffer for as long as they are kept, so that a row of several lines is one piece.
 */
#ifndef STRATA_IO_LINES_H
#define STRATA_IO_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "io/source.h"

/** Part of a reader. Offsets are into bytes, which never moves its address after _init. */
typedef struct strata_lines {
    strata_source *source; /* borrowed */
    char *bytes;
    size_t room;
    size_t limit;    /* most bytes to keep, the last line end not counted */
    size_t step;     /* bytes asked for at once */
    size_t end;      /* of what was read */
    size_t kept_at;  /* where the kept lines start */
    size_t next_at;  /* where the next line starts */
    size_t scanned;  /* no line end from next_at to here */
    size_t cr;       /* no carriage return from next_at to here */
    uint64_t base;   /* offset of bytes[0] in the text of the source */
    uint64_t number; /* of the line at next_at, from 1 */
    bool is_started; /* the byte order mark is behind us */
    bool is_at_end;  /* the source has no more */
} strata_lines;

typedef struct strata_line {
    size_t at;
    size_t end;       /* its line end left out */
    size_t next;      /* its line end included; next = end only at the end of the text */
    uint64_t number;  /* from 1 */
    bool is_too_long; /* the kept bytes pass the limit; at to end is then only a part */
} strata_line;

/** All memory that reading will need; a byte order mark will be skipped.
 *  @param limit  largest number of bytes to keep
 *  @return       STRATA_OK, STRATA_E_MEMORY */
strata_status strata_lines_init(strata_lines *lines, strata_source *source, size_t limit,
                                strata_error *err) STRATA_NODISCARD;
void strata_lines_deinit(strata_lines *lines);

/** The next line, which is kept together with those before it; at = next at the end of the text.
 * May move the kept bytes: offsets taken before are to be read relative to kept_at.
 *  @return STRATA_OK, or what strata_source_read gives */
strata_status strata_lines_next(strata_lines *lines, strata_line *line,
                                strata_error *err) STRATA_NODISCARD;

/** Keeps nothing of what was read so far. */
void strata_lines_forget(strata_lines *lines);

#endif
