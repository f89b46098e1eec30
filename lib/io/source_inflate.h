/* Gzip as it comes: one or many members, each checked to its last byte. */
#ifndef STRATA_IO_SOURCE_INFLATE_H
#define STRATA_IO_SOURCE_INFLATE_H

#include "io/gunzip.h"
#include "io/source_raw.h"

typedef struct strata_inflater strata_inflater;

/** An inflater over raw, which it borrows, by a library.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_inflater_new(strata_raw *raw, const strata_gunzip *library,
                                  strata_inflater **out, strata_error *err) STRATA_NODISCARD;

/** Up to room inflated bytes, room >= 1; *got is 0 at the end of the last member and only there.
 *  Whatever came before a fault is handed out first.
 *  @return STRATA_OK, STRATA_E_INPUT ("gz"; "gz-bomb", inflate_guard.h), STRATA_E_MEMORY */
strata_status strata_inflater_read(strata_inflater *inflater, void *bytes, size_t room, size_t *got,
                                   strata_error *err) STRATA_NODISCARD;

void strata_inflater_free(strata_inflater *inflater); /* NULL is fine */

#endif
