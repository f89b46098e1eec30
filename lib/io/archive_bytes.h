/* The bytes of an archive at any offset: a file, a copy on the disk of what came through a pipe or
 * was compressed as a whole, or memory. */
#ifndef STRATA_IO_ARCHIVE_BYTES_H
#define STRATA_IO_ARCHIVE_BYTES_H

#include "io/scratch.h"

/** Exactly one of path, scratch and bytes. Plain struct; part of a strata_archive. */
typedef struct strata_archive_bytes {
    const char *name; /* for messages                               (borrowed) */
    const char *path; /* of a regular file                          (borrowed) */
    const strata_scratch *scratch;
    const unsigned char *bytes; /* bytes[size] */
    uint64_t size;
} strata_archive_bytes;

/** A place in such bytes from which to read on; each reader of an archive has its own. */
typedef struct strata_archive_cursor {
    const strata_archive_bytes *of;
    int descriptor; /* -1: none */
    uint64_t at;
} strata_archive_cursor;

/** @return STRATA_OK, STRATA_E_INPUT (the file cannot be opened any more) */
strata_status strata_archive_cursor_open(const strata_archive_bytes *of, strata_archive_cursor *out,
                                         strata_error *err) STRATA_NODISCARD;

/** Up to room bytes from where the cursor is, and moves it; *got is 0 at the end.
 *  @return STRATA_OK, STRATA_E_INPUT */
strata_status strata_archive_cursor_read(strata_archive_cursor *cursor, void *bytes, size_t room,
                                         size_t *got, strata_error *err) STRATA_NODISCARD;

/** Twice is fine. */
void strata_archive_cursor_close(strata_archive_cursor *cursor);

#endif
