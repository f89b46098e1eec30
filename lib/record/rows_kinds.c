/* Open addressing; the table is never more than half full. */
#include "record/rows_kinds.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

enum {
    FEWEST_SLOTS = 64
};

void strata_kinds_deinit(strata_kinds *kinds)
{
    strata_free(kinds->items);
    strata_free(kinds->slots);
    *kinds = (strata_kinds){.size = kinds->size, .most = kinds->most};
}

static unsigned char *item_at(const strata_kinds *kinds, uint32_t number)
{
    return (unsigned char *)kinds->items + (size_t)number * kinds->size;
}

/* The slot that has the thing, or the free one where it belongs. */
static size_t find_slot(const strata_kinds *kinds, const void *item)
{
    const size_t mask = kinds->slot_count - 1;
    size_t slot = (size_t)strata_hash64(item, kinds->size) & mask;
    while (kinds->slots[slot] != 0 &&
           memcmp(item_at(kinds, kinds->slots[slot] - 1), item, kinds->size) != 0) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static strata_status grow(strata_kinds *kinds, strata_error *err)
{
    const size_t count = kinds->slot_count > 0 ? 2 * kinds->slot_count : FEWEST_SLOTS;
    uint32_t *slots = strata_alloc_zero(count, sizeof *slots);
    if (slots == NULL) {
        return strata_fail_memory(err);
    }
    strata_free(kinds->slots);
    kinds->slots = slots;
    kinds->slot_count = count;
    for (uint32_t at = 0; at < kinds->count; at++) {
        slots[find_slot(kinds, item_at(kinds, at))] = at + 1;
    }
    return STRATA_OK;
}

strata_status strata_kinds_add(strata_kinds *kinds, const void *item, uint32_t *out,
                               strata_error *err)
{
    if (2 * ((size_t)kinds->count + 1) > kinds->slot_count) {
        STRATA_TRY(grow(kinds, err));
    }
    const size_t slot = find_slot(kinds, item);
    if (kinds->slots[slot] == 0) {
        if (kinds->count == kinds->most) {
            return strata_fail(err, STRATA_E_INPUT, "kinds-many",
                               "the files have more than %" PRIu32
                               " different places, outcomes or persons; give them in several runs",
                               kinds->most);
        }
        STRATA_TRY(strata_reserve(&kinds->items, &kinds->room, (size_t)kinds->count + 1,
                                  kinds->size, err));
        memcpy(item_at(kinds, kinds->count), item, kinds->size);
        kinds->slots[slot] = ++kinds->count;
    }
    *out = kinds->slots[slot] - 1;
    return STRATA_OK;
}
