/* Cells found by their key while they are being counted. */
#ifndef STRATA_CUBE_CELL_MAP_H
#define STRATA_CUBE_CELL_MAP_H

#include "cube/cell.h"

typedef struct strata_cell_map {
    strata_cell *cells; /* cells[count], in order of first use */
    size_t count;
    size_t room;
    uint32_t *slots; /* number + 1, 0 = free */
    size_t slot_count;
} strata_cell_map;

/** From {0}; free it with _deinit. */
void strata_cell_map_deinit(strata_cell_map *map);

/** The cell of a key, or NULL; valid until the next _get. */
strata_cell *strata_cell_map_find(const strata_cell_map *map, const strata_cell_key *key);

/** The cell of a key, a new one (all zero but the key, *is_new set) if there was none; valid until
 * the next _get. */
strata_status strata_cell_map_get(strata_cell_map *map, const strata_cell_key *key,
                                  strata_cell **out, bool *is_new,
                                  strata_error *err) STRATA_NODISCARD;

/** Merges a cell into the one of its key. */
strata_status strata_cell_map_merge(strata_cell_map *map, const strata_cell *cell,
                                    strata_error *err) STRATA_NODISCARD;

#endif
