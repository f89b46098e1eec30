/* The inside of links: the totals of one cell among groups. */
#ifndef STRATA_PROTECT_LINKS_GROUPS_H
#define STRATA_PROTECT_LINKS_GROUPS_H

#include "protect/links.h"

/** A cell on the way to its totals. */
typedef struct strata_link_search {
    const strata_cellset *set;
    strata_links *out;
    strata_race_scheme scheme;
    uint32_t all_grades; /* the text "all"; UINT32_MAX: no cell has it */
    uint32_t part;       /* number of the cell */
    bool has_found;      /* whether the last total that was looked for is there */
    strata_error *err;
} strata_link_search;

/** Adds the cell to the total of that key, if that is there.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_links_add(strata_link_search *search, const strata_cell_key *total,
                               strata_link_kind kind, strata_dim dim) STRATA_NODISCARD;

/** Adds the cell to all totals that differ in one of its dimensions.
 *  @param at  which: 0..STRATA_CROSS_MAX - 1, used
 *  @return    STRATA_OK, STRATA_E_MEMORY */
strata_status strata_links_add_group(strata_link_search *search, unsigned at) STRATA_NODISCARD;

#endif
