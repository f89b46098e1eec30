/* Which cells of a set add up to which, found from their keys alone: students of the parts are
 * students of the total, and no student is in two parts. Whether the parts are all of it, their
 * numbers tell. */
#ifndef STRATA_PROTECT_LINKS_H
#define STRATA_PROTECT_LINKS_H

#include "cube/cellset.h"

typedef enum strata_link_kind {
    STRATA_LINK_PLACES,   /* a place, from the places next below it that have a cell */
    STRATA_LINK_GRADES,   /* all grades, from each */
    STRATA_LINK_GROUPS,   /* all, or the fixed part of a cross, from the statuses of a dimension */
    STRATA_LINK_UNKNOWNS, /* parts of the same equation: groups that say that nothing is known */
    STRATA_LINK_DETAILS,  /* a status, from its details */
    STRATA_LINK_UNION,    /* el=ever, from statuses and details */
    STRATA_LINK_RACES     /* a race, from the sets of races that it is made of */
} strata_link_kind;

/** One part of one total, both numbers of cells. */
typedef struct strata_link {
    uint32_t total;
    uint32_t part;
    uint8_t kind;
    uint8_t dim; /* what differs between the parts: strata_dim, STRATA_DIM_ALL for places, grades */
} strata_link;

typedef struct strata_links {
    strata_link *links; /* links[count] by total, equation (see below), kind, part */
    size_t count;
    size_t room;
} strata_links;

/** True if the cell has numbers of our own to publish: counted, no statistic, and shown. Only such
 * cells have links. */
bool strata_links_has(const strata_cell *cell);

/** Finds the links of a sorted set. Years, terms, populations, subjects, assessments, eras and
 * variables stay apart. Races of one student overlap under the scheme alone-or-combination, so
 * they are no parts of anything then.
 *  @param out  to strata_links_deinit whatever is returned
 *  @return     STRATA_OK, STRATA_E_MEMORY.  Complexity O(c log c) for c cells */
strata_status strata_links_find(const strata_cellset *set, strata_links *out,
                                strata_error *err) STRATA_NODISCARD;
void strata_links_deinit(strata_links *links);

/** The order of links: by total, equation, kind, part. Below 0: a is before b. */
int strata_links_compare(const strata_link *a, const strata_link *b);

/** True if two links are of the same equation: one total, and parts that differ in the same. */
bool strata_links_meet(const strata_link *a, const strata_link *b);

#endif
