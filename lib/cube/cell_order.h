/* The order of cells, with every text replaced by its rank, so that two keys compare as numbers. */
#ifndef STRATA_CUBE_CELL_ORDER_H
#define STRATA_CUBE_CELL_ORDER_H

#include "cube/cell.h"

typedef struct strata_cell_order strata_cell_order;

enum {
    STRATA_ORDER_FIELDS = 16
};

/** A key as ranks, most important first; equal fields mean equal keys. */
typedef struct strata_cell_rank {
    uint32_t fields[STRATA_ORDER_FIELDS];
} strata_cell_rank;

/** Ranks the texts of the dictionary and the groups of cells[count].
 *  @param out  yours to _free; NULL on failure
 *  @return     STRATA_OK or STRATA_E_MEMORY */
strata_status strata_cell_order_new(const strata_dictionary *dictionary, const strata_cell *cells,
                                    size_t count, strata_cell_order **out,
                                    strata_error *err) STRATA_NODISCARD;
void strata_cell_order_free(strata_cell_order *order); /* NULL is fine */

/** The rank of a key. False if it names a text or a group that came after the order was made; no
 * cell of the set can have that key. */
bool strata_cell_order_rank(const strata_cell_order *order, const strata_cell_key *key,
                            strata_cell_rank *out) STRATA_NODISCARD;

/** Below, at or above 0 as a stands before, with or behind b. */
int strata_cell_rank_compare(const strata_cell_rank *a, const strata_cell_rank *b);

#endif
