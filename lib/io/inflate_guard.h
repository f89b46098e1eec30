/* When compressed bytes stand for so many that somebody wants to fill a disk or a night. */
#ifndef STRATA_IO_INFLATE_GUARD_H
#define STRATA_IO_INFLATE_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

enum {
    STRATA_BOMB_BYTES = 64 * 1024 * 1024, /* what may come out whatever went in */
    STRATA_BOMB_RATIO = 200               /* CSV of real students shrinks to a 60th at most */
};

/** Refuses what comes out of a compressed file when it is more than STRATA_BOMB_BYTES and more than
 *  STRATA_BOMB_RATIO times what went in.
 *
 *  @param name  of the file, for the message                                          (borrowed)
 *  @param in    bytes consumed so far
 *  @param out   bytes made of them
 *  @param tool  that unpacks such a file, "gunzip"                                    (borrowed)
 *  @return      STRATA_OK, STRATA_E_INPUT ("gz-bomb") */
strata_status strata_inflate_guard(const char *name, uint64_t in, uint64_t out, const char *tool,
                                   strata_error *err) STRATA_NODISCARD;

#endif
