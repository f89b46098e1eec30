/* Numbers for sequences of words: equal ones have one number, from 0 in order of first use. */
#ifndef STRATA_RECORD_QUICK_TABLE_H
#define STRATA_RECORD_QUICK_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/status.h"

enum {
    STRATA_QUICK_WORDS_MAX = 128 /* of one sequence */
};

/** A sequence. */
typedef struct strata_quick_words {
    const uint64_t *words; /* words[count] */
    uint32_t count;
} strata_quick_words;

typedef struct strata_quick_slot {
    uint32_t hash;
    uint32_t taken; /* 1 + number, 0: free */
    uint32_t first; /* its words are words[first] .. words[first + count - 1] */
    uint32_t count;
} strata_quick_slot;

/** Start from {0}. */
typedef struct strata_quick_table {
    uint64_t *words; /* of all numbers, one after the other */
    size_t word_count;
    size_t word_room;
    strata_quick_slot *slots; /* slots[slot_mask + 1], a power of two */
    size_t slot_mask;
    uint32_t count;
} strata_quick_table;

void strata_quick_table_deinit(strata_quick_table *table);

/** As _find, where a look at the likeliest slots was not enough.
 *  @param hash  of the words */
strata_status strata_quick_table_search(strata_quick_table *table, strata_quick_words words,
                                        uint32_t hash, uint32_t *out,
                                        strata_error *err) STRATA_NODISCARD;

/** Each word times an odd number of its own: the products do not wait for each other. Their highest
 * bits depend on all bits, which the end spreads. */
static inline uint32_t strata_quick_hash(strata_quick_words of)
{
    uint64_t hash = 0;
    uint64_t times = UINT64_C(0x9e3779b97f4a7c15);
    for (uint32_t at = 0; at < of.count; at++) {
        hash += of.words[at] * times;
        times *= UINT64_C(0xd1342543de82ef95);
    }
    hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return (uint32_t)(hash ^ hash >> 32);
}

/** Whether a slot is about these words. */
static inline bool strata_quick_table_holds(const strata_quick_table *table,
                                            const strata_quick_slot *slot, strata_quick_words of,
                                            uint32_t hash)
{
    if (slot->taken == 0 || slot->hash != hash || slot->count != of.count) {
        return false;
    }
    const uint64_t *held = table->words + slot->first;
    uint64_t differ = 0;
    /* One word after the other: two at once would have to wait until both are out of the store
     * buffer. */
    for (uint32_t at = 0; differ == 0 && at < of.count; at++) {
        differ = held[at] ^ of.words[at];
    }
    return differ == 0;
}

/** The number of words[count], STRATA_QUICK_ODD if it is new and the table holds as many as it may.
 *  @return STRATA_OK, STRATA_E_MEMORY */
static inline strata_status strata_quick_table_find(strata_quick_table *table,
                                                    strata_quick_words words, uint32_t *out,
                                                    strata_error *err)
{
    const uint32_t hash = strata_quick_hash(words);
    if (table->slots != NULL) {
        const strata_quick_slot *slot = &table->slots[hash & table->slot_mask];
        if (strata_quick_table_holds(table, slot, words, hash)) {
            *out = slot->taken - 1;
            return STRATA_OK;
        }
    }
    return strata_quick_table_search(table, words, hash, out, err);
}

#endif
