/* A small file that nobody else may read: the key. */
#ifndef STRATA_IO_PRIVATE_FILE_H
#define STRATA_IO_PRIVATE_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** Reads a small file whole, at most room bytes of it. One that its group or others may read, write
 *  or run is refused with advice.
 *  @return STRATA_OK; STRATA_E_USAGE ("file-mode"); STRATA_E_INPUT (cannot read); STRATA_E_MEMORY
 */
strata_status strata_private_file_read(const char *path, void *bytes, size_t room, size_t *got,
                                       strata_error *err) STRATA_NODISCARD;

/** Makes a file of mode 0600 and writes bytes[len] to it, to the disk. On failure there is no file.
 *  @return STRATA_OK; STRATA_E_USAGE ("file-exists") if there is something of that name already;
 *          STRATA_E_INPUT; STRATA_E_MEMORY */
strata_status strata_private_file_create(const char *path, const void *bytes, size_t len,
                                         strata_error *err) STRATA_NODISCARD;

#endif
