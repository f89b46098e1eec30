/* Where bytes come from: a file, standard input, a member of an archive (archive.h); gzip is
 * recognised by its magic bytes, UTF-16 by its byte order mark. */
#ifndef STRATA_IO_SOURCE_H
#define STRATA_IO_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/status.h"

typedef struct strata_source strata_source;

/** Opens a path; "-" is standard input. A directory, an unreadable file, an empty gz and an archive
 *  are refused with what to do about it.
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

/** Up to room bytes into bytes. *got is 0 at the end and only there. Text that begins with a byte
 * order mark comes as UTF-8 with the mark of UTF-8 in front, whatever it was written in. A gz that
 * is cut, whose checksum or length is wrong, or that is followed by bytes that are no gz member is
 * STRATA_E_INPUT ("gz"), as is one that unpacks to far too much ("gz-bomb", inflate_guard.h). */
strata_status strata_source_read(strata_source *source, void *bytes, size_t room, size_t *got,
                                 strata_error *err) STRATA_NODISCARD;

/** Shows the first bytes without consuming them: STRATA_SOURCE_PEEK, fewer only if there are no
 * more. May be called only before the first read; again after strata_source_transcode, then in
 * UTF-8 and as many as the first STRATA_SOURCE_PEEK bytes of the other encoding give. After a mark
 * of UTF-16 or UTF-32 they are UTF-8 from the start.
 *  @param bytes  borrowed until the source is closed */
strata_status strata_source_peek(strata_source *source, const unsigned char **bytes, size_t *got,
                                 strata_error *err) STRATA_NODISCARD;
enum {
    STRATA_SOURCE_PEEK = 64 * 1024
};

/** From here on hands out UTF-8 made from another encoding (a name iconv knows). To be called
 * before the first read; "UTF-8" changes nothing, nor does any name where a byte order mark has
 * settled the encoding. An unknown name is STRATA_E_USAGE. Bytes that the encoding does not have
 * are STRATA_E_INPUT, with their offset, when they are read. */
strata_status strata_source_transcode(strata_source *source, const char *encoding,
                                      strata_error *err) STRATA_NODISCARD;

/** True if the text begins with a byte order mark, which settles its encoding. Known after the
 * first peek, transcode or read; false before. */
bool strata_source_has_mark(const strata_source *source);

/** Digest (hash.h) of the bytes read or shown so far, after inflating and before transcoding. */
void strata_source_digest(const strata_source *source, char out[STRATA_DIGEST_TEXT]);

/** Starts a SHA-256 of the same bytes; to be called before the first read.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INTERNAL (libcrypto failed) */
strata_status strata_source_sha256_start(strata_source *source, strata_error *err) STRATA_NODISCARD;
/** Ends it, after the last read, and writes the hex text; as strata_sha256_text. */
strata_status strata_source_sha256(strata_source *source, char out[STRATA_SHA256_TEXT],
                                   strata_error *err) STRATA_NODISCARD;
/** How many of the same bytes there were. */
uint64_t strata_source_bytes(const strata_source *source);

/** Bytes consumed from the file as it lies on the disk, and the size of the file (0 if unknown). Of
 * a member of an archive, both are of what the archive unpacks to, before any gz within. */
uint64_t strata_source_position(const strata_source *source);
uint64_t strata_source_size(const strata_source *source);

/** True if opening the same path gives the same bytes again: a file, not a pipe or a member. */
bool strata_source_can_reopen(const strata_source *source);

/** The name for messages. */
const char *strata_source_name(const strata_source *source);

void strata_source_close(strata_source *source);

#endif
