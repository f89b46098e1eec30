/* An archive of several files: each of its members is a source of its own. */
#ifndef STRATA_IO_ARCHIVE_H
#define STRATA_IO_ARCHIVE_H

#include "io/source.h"

typedef struct strata_archive strata_archive;

/** Opens a path, "-" being standard input, and says what it holds: zip and tar are recognised by
 *  their first bytes, a tar also within gz. What cannot be read at any offset (a pipe, a gz) is
 *  copied to scratch space (scratch.h) first.
 *
 *  A member is a file, in the order of the archive; folders are none, links and hidden files
 * (archive_name.h) are skipped.
 *
 *  @param out     the archive, yours to strata_archive_close; NULL if it is none
 *  @param source  if it is none: the file at its beginning, yours to strata_source_close; else NULL
 *  @return        STRATA_OK; STRATA_E_INPUT: what strata_source_open refuses, "archive" (damaged,
 *                 cut, two members of one name, more than STRATA_ARCHIVE_MEMBERS),
 *                 "archive-empty" (no member), "archive-encrypted", "format" (a workbook);
 *                 STRATA_E_MEMORY. Both are NULL then. */
strata_status strata_archive_open(const char *path, strata_archive **out, strata_source **source,
                                  strata_error *err) STRATA_NODISCARD;
enum {
    STRATA_ARCHIVE_MEMBERS = 10000
};

/** The same for bytes[len] that the caller keeps alive: for tests and fuzzing. What is no archive
 *  gives *out = NULL. */
strata_status strata_archive_memory(const char *name, const void *bytes, size_t len,
                                    strata_archive **out, strata_error *err) STRATA_NODISCARD;

size_t strata_archive_count(const strata_archive *archive); /* >= 1 */

/** "path/archive.zip/folder/member.csv", for messages, accounts and rules; cleaned. */
const char *strata_archive_member_name(const strata_archive *archive, size_t index);

/** The end of it that names the member within the archive: "folder/member.csv". */
const char *strata_archive_member_within(const strata_archive *archive, size_t index);

/** Names of the links and hidden files, in the same form. */
size_t strata_archive_skipped_count(const strata_archive *archive);
const char *strata_archive_skipped_name(const strata_archive *archive, size_t index);

/** A member at its beginning; its strata_source_size is what it unpacks to. Gz and the mark of an
 *  encoding are recognised as in any file. The archive has to outlive it. */
strata_status strata_archive_source(const strata_archive *archive, size_t index,
                                    strata_source **out, strata_error *err) STRATA_NODISCARD;

void strata_archive_close(strata_archive *archive); /* NULL is fine */

#endif
