/* Different things of one size, each known by a number: what rows have in common is kept once. */
#ifndef STRATA_RECORD_ROWS_KINDS_H
#define STRATA_RECORD_ROWS_KINDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** Start from {.size = ..., .most = ...}. Things are equal if their bytes are. */
typedef struct strata_kinds {
    size_t size;     /* bytes of a thing */
    uint32_t most;   /* so many can have a number */
    uint32_t count;  /* so many have one: 0 to count - 1 */
    void *items;     /* things, by number */
    size_t room;     /* things that fit */
    uint32_t *slots; /* numbers + 1 where the hash of a thing says, or behind; 0: none */
    size_t slot_count;
} strata_kinds;

/** The number of a thing; a new one is copied.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("kinds-many": `most` others have one) */
strata_status strata_kinds_add(strata_kinds *kinds, const void *item, uint32_t *out,
                               strata_error *err) STRATA_NODISCARD;
void strata_kinds_deinit(strata_kinds *kinds);

#endif
