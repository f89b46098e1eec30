/* A release from two files of CSV that anybody can write; lib/stream/FORMAT.md, section 6. */
#ifndef STRATA_PROTECT_RELEASE_READ_H
#define STRATA_PROTECT_RELEASE_READ_H

#include "io/source.h"
#include "protect/release.h"

/** Reads cells and links and finishes the release.
 *
 *  @param cells  cell_id,value and any of symbol,lo,hi,part                          (borrowed)
 *  @param links  eq_id,total_cell,part_cell                                          (borrowed)
 *  @param out    yours to strata_release_free; NULL on failure
 *  @return       STRATA_OK; STRATA_E_INPUT with file:line:column: columns ("audit-columns"),
 *                numbers ("audit-number"), what strata_release_* refuse, what reading refuses;
 *                STRATA_E_MEMORY */
strata_status strata_release_read(strata_source *cells, strata_source *links, strata_release **out,
                                  strata_error *err) STRATA_NODISCARD;

#endif
