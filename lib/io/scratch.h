/* Scratch space on the disk that nobody else can see. */
#ifndef STRATA_IO_SCRATCH_H
#define STRATA_IO_SCRATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** Bytes too many for memory, in a file without a name (unlinked at once, mode 0600). */
typedef struct strata_scratch strata_scratch;

/** @param folder  where it is made; NULL: TMPDIR or /tmp
 *  @return        STRATA_OK, STRATA_E_INPUT, STRATA_E_MEMORY */
strata_status strata_scratch_open(const char *folder, strata_scratch **out,
                                  strata_error *err) STRATA_NODISCARD;

/** Writes bytes[len] at the end; *offset is where they start. */
strata_status strata_scratch_append(strata_scratch *scratch, const void *bytes, size_t len,
                                    uint64_t *offset, strata_error *err) STRATA_NODISCARD;

/** Reads what _append wrote at offset, all of len. */
strata_status strata_scratch_read(const strata_scratch *scratch, uint64_t offset, void *bytes,
                                  size_t len, strata_error *err) STRATA_NODISCARD;

void strata_scratch_close(strata_scratch *scratch); /* NULL is fine */

#endif
