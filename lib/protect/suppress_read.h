/* What is to be protected, from two files of CSV that anybody can write. */
#ifndef STRATA_PROTECT_SUPPRESS_READ_H
#define STRATA_PROTECT_SUPPRESS_READ_H

#include "io/source.h"
#include "protect/suppress.h"

/** What is read. */
typedef struct strata_suppress_files {
    strata_source *cells; /* cell_id,value and any of primary,earlier,may_hide (1: yes; 0 or
                             nothing: no, but may_hide: yes),weight,part (borrowed) */
    strata_source *links; /* eq_id,total_cell,part_cell                              (borrowed) */
    int64_t width;        /* of every cell; >= 1 */
} strata_suppress_files;

/** Reads cells with their true values, and links, and finishes the release.
 *
 *  @param out    yours to strata_release_free; NULL on failure
 *  @param known  known[cell_count], yours to strata_free; NULL on failure
 *  @return       STRATA_OK; STRATA_E_INPUT with file:line:column: columns ("protect-columns"),
 *                numbers ("protect-number"), what strata_release_* refuse, what reading refuses;
 *                STRATA_E_MEMORY */
strata_status strata_suppress_read(const strata_suppress_files *files, strata_release **out,
                                   strata_suppress_cell **known,
                                   strata_error *err) STRATA_NODISCARD;

#endif
