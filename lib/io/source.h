/* Where bytes come from: a file, standard input, gzip recognised by its magic bytes. */
#ifndef STRATA_IO_SOURCE_H
#define STRATA_IO_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/status.h"

typedef struct strata_source strata_source;

/** Opens a path; "-" is standard input. A directory, an unreadable file and an empty gz are refused
 *  with what to do about it.
 *
 *  @param path  also the name in messages ("standard input" for "-")               (borrowed,
 * copied)
 *  @param out   yours to strata_source_close; NULL on failure
 *  @return      STRATA_OK, STRATA_E_INPUT, STRATA_E_MEMORY */
strata_status strata_source_open(const char *path, strata_source **out,
                                 strata_error *err) STRATA_NODISCARD;

/** A source over bytes[len] that the caller keeps alive: for tests and fuzzing. Gzip is recognised.
 *  @param chunk  largest piece handed out at once, 0 for no limit */
strata_status strata_source_memory(const char *name, const void *bytes, size_t len, size_t chunk,
                                   strata_source **out, strata_error *err) STRATA_NODISCARD;

/** Up to room bytes into bytes. *got is 0 at the end and only there. A gz that is cut, whose
 * checksum or length is wrong, or that is followed by bytes that are no gz member is
 * STRATA_E_INPUT. */
strata_status strata_source_read(strata_source *source, void *bytes, size_t room, size_t *got,
                                 strata_error *err) STRATA_NODISCARD;

/** Shows the first bytes without consuming them: STRATA_SOURCE_PEEK, fewer only if there are no
 * more. May be called only before the first read; again after strata_source_transcode, then in
 * UTF-8.
 *  @param bytes  borrowed until the source is closed */
strata_status strata_source_peek(strata_source *source, const unsigned char **bytes, size_t *got,
                                 strata_error *err) STRATA_NODISCARD;
enum {
    STRATA_SOURCE_PEEK = 64 * 1024
};

/** From here on hands out UTF-8 made from another encoding (a name iconv knows). To be called
 * before the first read; "UTF-8" changes nothing. An unknown name is STRATA_E_USAGE. Bytes that the
 * encoding does not have are STRATA_E_INPUT, with their offset, when they are read. */
strata_status strata_source_transcode(strata_source *source, const char *encoding,
                                      strata_error *err) STRATA_NODISCARD;

/** Digest (hash.h) of the bytes read or shown so far, after inflating and before transcoding. */
void strata_source_digest(const strata_source *source, char out[STRATA_DIGEST_TEXT]);

/** Bytes consumed from the file as it lies on the disk, and the size of the file (0 if unknown). */
uint64_t strata_source_position(const strata_source *source);
uint64_t strata_source_size(const strata_source *source);

/** The name for messages. */
const char *strata_source_name(const strata_source *source);

void strata_source_close(strata_source *source);

#endif
