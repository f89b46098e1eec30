/* A release from two files of CSV that anybody can write; lib/stream/FORMAT.md, section 6. */
#ifndef STRATA_PROTECT_RELEASE_READ_H
#define STRATA_PROTECT_RELEASE_READ_H

#include "io/source.h"
#include "protect/release.h"

typedef struct strata_release_files {
    strata_source
        *cells; /* cell_id,value and any of symbol,lo,hi,part,width           (borrowed) */
    strata_source
        *links;    /* eq_id,total_cell,part_cell; NULL: cells that do not add up (borrowed) */
    int64_t width; /* of cells whose row does not say it */
} strata_release_files;

/** Reads cells and links and finishes the release; it has widths if the cells have that column.
 *
 *  @param out  yours to strata_release_free; NULL on failure
 *  @return     STRATA_OK; STRATA_E_INPUT with file:line:column: columns ("audit-columns"), numbers
 *              ("audit-number"), what strata_release_* refuse, what reading refuses;
 *              STRATA_E_MEMORY */
strata_status strata_release_read(const strata_release_files *files, strata_release **out,
                                  strata_error *err) STRATA_NODISCARD;

#endif
