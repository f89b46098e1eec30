/* Open addressing over numbers; the texts live in an arena. */
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/slice.h"

typedef struct entry {
    const char *text;
    size_t len;
    uint64_t hash;
} entry;

struct strata_intern {
    strata_arena *texts;
    entry *entries;
    size_t room;
    uint32_t count;
    uint32_t *slots; /* number + 1, 0 = free */
    size_t slot_count;
};

void strata_intern_free(strata_intern *set)
{
    if (set != NULL) {
        strata_arena_free(set->texts);
        strata_free(set->entries);
        strata_free(set->slots);
        strata_free(set);
    }
}

strata_intern *strata_intern_new(void)
{
    strata_intern *set = strata_alloc_zero(1, sizeof *set);
    if (set == NULL) {
        return NULL;
    }
    set->slot_count = 64;
    set->texts = strata_arena_new();
    set->slots = strata_alloc_zero(set->slot_count, sizeof *set->slots);
    uint32_t empty = 0;
    if (set->texts == NULL || set->slots == NULL ||
        strata_intern_add(set, "", 0, &empty, NULL) != STRATA_OK) {
        strata_intern_free(set);
        return NULL;
    }
    return set;
}

static size_t slot_of(const strata_intern *set, const char *text, size_t len, uint64_t hash)
{
    size_t slot = (size_t)hash & (set->slot_count - 1);
    while (set->slots[slot] != 0) {
        const entry *e = &set->entries[set->slots[slot] - 1];
        if (e->hash == hash && e->len == len && (len == 0 || memcmp(e->text, text, len) == 0)) {
            break;
        }
        slot = (slot + 1) & (set->slot_count - 1);
    }
    return slot;
}

static strata_status grow_slots(strata_intern *set, strata_error *err)
{
    const size_t count = set->slot_count * 2;
    uint32_t *slots = strata_alloc_zero(count, sizeof *slots);
    if (slots == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t id = 0; id < set->count; id++) {
        size_t slot = (size_t)set->entries[id].hash & (count - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (count - 1);
        }
        slots[slot] = id + 1;
    }
    strata_free(set->slots);
    set->slots = slots;
    set->slot_count = count;
    return STRATA_OK;
}

static strata_status grow_entries(strata_intern *set, strata_error *err)
{
    if (set->count == UINT32_MAX) { /* which strata_intern_find gives for none */
        return strata_fail_memory(err);
    }
    void *entries = set->entries;
    const strata_status status =
        strata_reserve(&entries, &set->room, (size_t)set->count + 1, sizeof *set->entries, err);
    set->entries = entries;
    return status;
}

strata_status strata_intern_add(strata_intern *set, const char *text, size_t len, uint32_t *out,
                                strata_error *err)
{
    const uint64_t hash = strata_hash64(text, len);
    size_t slot = slot_of(set, text, len, hash);
    if (set->slots[slot] != 0) {
        *out = set->slots[slot] - 1;
        return STRATA_OK;
    }
    if ((size_t)set->count * 2 >= set->slot_count) {
        STRATA_TRY(grow_slots(set, err));
        slot = slot_of(set, text, len, hash);
    }
    STRATA_TRY(grow_entries(set, err));
    const char *copy = strata_arena_copy(set->texts, text, len);
    if (copy == NULL) {
        return strata_fail_memory(err);
    }
    set->entries[set->count] = (entry){.text = copy, .len = len, .hash = hash};
    *out = set->count;
    set->slots[slot] = ++set->count;
    return STRATA_OK;
}

uint32_t strata_intern_find(const strata_intern *set, const char *text, size_t len)
{
    const size_t slot = slot_of(set, text, len, strata_hash64(text, len));
    return set->slots[slot] != 0 ? set->slots[slot] - 1 : UINT32_MAX;
}

const char *strata_intern_text(const strata_intern *set, uint32_t id)
{
    return set->entries[id].text;
}

size_t strata_intern_length(const strata_intern *set, uint32_t id)
{
    return set->entries[id].len;
}

uint32_t strata_intern_count(const strata_intern *set)
{
    return set->count;
}

static int compare_entries(const void *left, const void *right)
{
    const entry *const *a = left;
    const entry *const *b = right;
    return strata_slice_compare((strata_slice){(*a)->text, (*a)->len},
                                (strata_slice){(*b)->text, (*b)->len});
}

strata_status strata_intern_ranks(const strata_intern *set, uint32_t *rank, strata_error *err)
{
    const entry **sorted = strata_alloc_zero(set->count, sizeof(const entry *));
    if (sorted == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t id = 0; id < set->count; id++) {
        sorted[id] = &set->entries[id];
    }
    qsort(sorted, set->count, sizeof(const entry *), compare_entries);
    for (uint32_t at = 0; at < set->count; at++) {
        rank[sorted[at] - set->entries] = at;
    }
    strata_free(sorted);
    return STRATA_OK;
}
