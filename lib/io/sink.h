/* Where bytes go: standard output, or a file that appears whole or not at all. */
#ifndef STRATA_IO_SINK_H
#define STRATA_IO_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct strata_sink strata_sink;

/** Opens a path ("-" is standard output). A file is written to a temporary name beside it and takes
 *  its own name in strata_sink_commit. gzip if the path ends in ".gz" (no name, no time inside: the
 * same bytes every time).
 *
 *  @param is_private  the file gets mode 0600, else 0666 minus the umask
 *  @param out       yours; end it with _commit or _discard
 *  @return          STRATA_OK, STRATA_E_INPUT (cannot create; the message names the file),
 * STRATA_E_MEMORY */
strata_status strata_sink_open(const char *path, bool is_private, strata_sink **out,
                               strata_error *err) STRATA_NODISCARD;

/** The finished file will have mode 0600: for what turns out to be confidential while it is made.
 */
void strata_sink_make_private(strata_sink *sink);

/** A sink that keeps everything in memory: for tests, and for what must be whole before it is
 * shown. */
strata_status strata_sink_memory(strata_sink **out, strata_error *err) STRATA_NODISCARD;

/** The bytes a memory sink holds; they live until it is ended. */
void strata_sink_bytes(const strata_sink *sink, const char **bytes, size_t *len);

/** Makes a memory sink empty; it keeps its room. */
void strata_sink_clear(strata_sink *sink);

/** Room for at least len bytes behind what was written, to be filled in directly: for short texts,
 * number by number, where a call for each would cost more than the text. Nothing is written until
 * strata_sink_wrote says where it ends; any other call makes the room invalid.
 *  @param len  up to STRATA_SINK_ROOM; any for a sink in memory
 *  @return     as strata_sink_write */
strata_status strata_sink_room(strata_sink *sink, size_t len, char **out,
                               strata_error *err) STRATA_NODISCARD;
void strata_sink_wrote(strata_sink *sink, const char *end);

enum {
    STRATA_SINK_ROOM = 16 * 1024
};

/** Buffered write. STRATA_E_INPUT: disk full and the like; STRATA_E_PIPE: the reader has gone. */
strata_status strata_sink_write(strata_sink *sink, const void *bytes, size_t len,
                                strata_error *err) STRATA_NODISCARD;

/** NUL-ended text, and formatted text up to 1,023 bytes. */
strata_status strata_sink_text(strata_sink *sink, const char *text,
                               strata_error *err) STRATA_NODISCARD;
strata_status strata_sink_format(strata_sink *sink, strata_error *err, const char *format,
                                 ...) STRATA_NODISCARD STRATA_PRINTF(3, 4);

/** Writes the rest, checks it (flush, fsync, close), renames. The sink is gone afterwards, whatever
 * is returned; on failure the temporary file is removed and an older file of that name is
 * untouched. */
strata_status strata_sink_commit(strata_sink *sink, strata_error *err) STRATA_NODISCARD;

/** Ends it without a trace on the disk. NULL is fine. */
void strata_sink_discard(strata_sink *sink);

/** Ends it as what was written to it says: commits, or discards it if that failed.
 *  @return written, or what the commit returned */
strata_status strata_sink_end(strata_sink *sink, strata_status written,
                              strata_error *err) STRATA_NODISCARD;

/** Bytes written so far, before compression. */
uint64_t strata_sink_position(const strata_sink *sink);

/** True if it writes to a terminal. */
bool strata_sink_is_terminal(const strata_sink *sink);

#endif
