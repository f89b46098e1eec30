/* A release as the two files that describe tables of anybody; lib/stream/FORMAT.md, section 6. */
#ifndef STRATA_PROTECT_RELEASE_WRITE_H
#define STRATA_PROTECT_RELEASE_WRITE_H

#include "io/sink.h"
#include "protect/release.h"

/** cell_id,value,symbol,lo,hi,part,width in the order of the release. What the knowledge says is in
 * lo and hi and nothing is left to symbols, so that the file says the same at every knowledge.
 *  @param width  of cells, where the release has no widths
 *  @return       STRATA_OK, STRATA_E_MEMORY or what the sink returned */
strata_status strata_release_write_cells(const strata_release *release, strata_knowledge knowledge,
                                         int64_t width, strata_sink *sink,
                                         strata_error *err) STRATA_NODISCARD;

/** eq_id,total_cell,part_cell in the order that the links were added.
 *  @return STRATA_OK or what the sink returned */
strata_status strata_release_write_links(const strata_release *release, strata_sink *sink,
                                         strata_error *err) STRATA_NODISCARD;

#endif
