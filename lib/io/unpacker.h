/* The members of a zip or tar archive, one after the other. Only unpacker.c knows libarchive. */
#ifndef STRATA_IO_UNPACKER_H
#define STRATA_IO_UNPACKER_H

#include <stdbool.h>

#include "io/archive_bytes.h"

typedef enum strata_archive_kind {
    STRATA_ARCHIVE_NONE,
    STRATA_ARCHIVE_ZIP,
    STRATA_ARCHIVE_TAR
} strata_archive_kind;

/** What the first bytes of a file say it is; a tar has 512 of them. */
strata_archive_kind strata_archive_kind_of(const unsigned char *bytes, size_t len);

typedef struct strata_unpacker strata_unpacker;

/** A member as the archive describes it. */
typedef struct strata_archive_entry {
    const char *name; /* UTF-8 where the archive tells how it is written; until the next _next */
    uint64_t size;    /* unpacked; 0 if the archive does not tell */
    bool is_file;     /* not a folder, a link, a device */
    bool is_folder;
    bool is_encrypted;
} strata_archive_entry;

/** Stands before the first member.
 *  @param bytes  borrowed; outlives the unpacker
 *  @param name   in messages                                        (borrowed, outlives this)
 *  @return       STRATA_OK, STRATA_E_INPUT, STRATA_E_MEMORY */
strata_status strata_unpacker_new(const strata_archive_bytes *bytes, strata_archive_kind kind,
                                  const char *name, strata_unpacker **out,
                                  strata_error *err) STRATA_NODISCARD;

/** Goes to the next member; entry->name is NULL behind the last one.
 *  @return STRATA_OK; STRATA_E_INPUT ("archive": the archive is damaged or cut, at its end too) */
strata_status strata_unpacker_next(strata_unpacker *unpacker, strata_archive_entry *entry,
                                   strata_error *err) STRATA_NODISCARD;

/** Up to room bytes of the member, room >= 1; *got is 0 at its end and only there.
 *  @return STRATA_OK; STRATA_E_INPUT: "archive" (damaged, cut, or longer or shorter than the
 * archive says), "archive-method" (a compression that libarchive lacks), "gz-bomb"; after a failure
 * the same again */
strata_status strata_unpacker_read(strata_unpacker *unpacker, void *bytes, size_t room, size_t *got,
                                   strata_error *err) STRATA_NODISCARD;

void strata_unpacker_free(strata_unpacker *unpacker); /* NULL is fine */

#endif
