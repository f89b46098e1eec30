/* Open addressing over numbers of cells. */
#include "cube/cell_map.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

/* The key is hashed and compared as bytes, which holds only while it has no padding. */
_Static_assert(sizeof(strata_cell_key) == 12 + 10 * sizeof(uint32_t), "padding in the cell key");

void strata_cell_map_deinit(strata_cell_map *map)
{
    strata_free(map->cells);
    strata_free(map->slots);
    *map = (strata_cell_map){0};
}

static size_t slot_of(const strata_cell_map *map, const strata_cell_key *key)
{
    size_t slot = (size_t)strata_hash64(key, sizeof *key) & (map->slot_count - 1);
    while (map->slots[slot] != 0 &&
           memcmp(&map->cells[map->slots[slot] - 1].key, key, sizeof *key) != 0) {
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

strata_cell *strata_cell_map_find(const strata_cell_map *map, const strata_cell_key *key)
{
    if (map->slot_count == 0) {
        return NULL;
    }
    const uint32_t number = map->slots[slot_of(map, key)];
    return number != 0 ? &map->cells[number - 1] : NULL;
}

static strata_status grow(strata_cell_map *map, strata_error *err)
{
    const size_t count = map->slot_count == 0 ? 256 : map->slot_count * 2;
    uint32_t *slots = strata_alloc_zero(count, sizeof *slots);
    if (slots == NULL || map->count >= UINT32_MAX - 1) {
        strata_free(slots);
        return strata_fail_memory(err);
    }
    strata_free(map->slots);
    map->slots = slots;
    map->slot_count = count;
    for (size_t at = 0; at < map->count; at++) {
        map->slots[slot_of(map, &map->cells[at].key)] = (uint32_t)at + 1;
    }
    return STRATA_OK;
}

strata_status strata_cell_map_get(strata_cell_map *map, const strata_cell_key *key,
                                  strata_cell **out, bool *is_new, strata_error *err)
{
    if (map->count * 2 >= map->slot_count) {
        STRATA_TRY(grow(map, err));
    }
    const size_t slot = slot_of(map, key);
    *is_new = map->slots[slot] == 0;
    if (*is_new) {
        STRATA_TRY(
            strata_reserve(&map->cells, &map->room, map->count + 1, sizeof *map->cells, err));
        map->cells[map->count] = (strata_cell){.key = *key};
        map->slots[slot] = (uint32_t)++map->count;
    }
    *out = &map->cells[map->slots[slot] - 1];
    return STRATA_OK;
}

strata_status strata_cell_map_merge(strata_cell_map *map, const strata_cell *cell,
                                    strata_error *err)
{
    strata_cell *into = NULL;
    bool is_new = false;
    STRATA_TRY(strata_cell_map_get(map, &cell->key, &into, &is_new, err));
    if (is_new) {
        *into = *cell;
        return STRATA_OK;
    }
    return strata_cell_merge(into, cell, err);
}
