/* Further ways to make a source, for archive.c. */
#ifndef STRATA_IO_SOURCE_PARTS_H
#define STRATA_IO_SOURCE_PARTS_H

#include "io/source.h"
#include "io/unpacker.h"

/** As strata_source_open, but an archive is a file of bytes like any other. */
strata_status strata_source_open_any(const char *path, strata_source **out,
                                     strata_error *err) STRATA_NODISCARD;

/** The member at which an unpacker stands.
 *  @param unpacker  the source's from here on, also after a failure
 *  @param size      of the member, 0 if unknown */
strata_status strata_source_of_member(const char *name, strata_unpacker *unpacker, uint64_t size,
                                      strata_source **out, strata_error *err) STRATA_NODISCARD;

/** True if the bytes of the file can be read at any offset as they lie on the disk. */
bool strata_source_is_plain_file(const strata_source *source);

#endif
