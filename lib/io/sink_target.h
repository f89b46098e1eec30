/* The file behind a sink: a descriptor, and a temporary name until everything went well. */
#ifndef STRATA_IO_SINK_TARGET_H
#define STRATA_IO_SINK_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/status.h"
#include "io/block_writer.h"

enum {
    STRATA_SINK_LONG_FILE = 32 * 1024 * 1024 /* from there on it is written in blocks */
};

typedef struct strata_sink_target {
    int descriptor;              /* -1: none, or ended */
    bool is_owned;               /* not standard output */
    char *path;                  /* final name, links followed; NULL for standard output */
    char *temporary;             /* NULL when written directly: standard output, devices, pipes */
    mode_t mode;                 /* of the finished file */
    uint64_t usual;              /* bytes written to a temporary the usual way, before any block */
    strata_block_writer *blocks; /* of a long file; NULL: none yet, or it cannot be */
} strata_sink_target;

/** Opens "-" as standard output, an existing device or pipe as it is, and anything else under a
 *  temporary name in the same folder.
 *  @return STRATA_OK, STRATA_E_INPUT, STRATA_E_MEMORY; _discard is right after all of them */
strata_status strata_sink_target_open(strata_sink_target *target, const char *path, bool is_private,
                                      strata_error *err) STRATA_NODISCARD;

/** The finished file will have mode 0600. */
void strata_sink_target_make_private(strata_sink_target *target);

/** Writes all of bytes[len].
 *  @return STRATA_OK, STRATA_E_PIPE, STRATA_E_INPUT */
strata_status strata_sink_target_write(strata_sink_target *target, const void *bytes, size_t len,
                                       strata_error *err) STRATA_NODISCARD;

/** Checks that the bytes have arrived and gives the file its name. On failure _discard removes it.
 */
strata_status strata_sink_target_commit(strata_sink_target *target,
                                        strata_error *err) STRATA_NODISCARD;

/** Closes and removes what is not committed, and frees. Twice is fine, as is after a failed _open.
 */
void strata_sink_target_discard(strata_sink_target *target);

#endif
