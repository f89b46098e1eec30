/* Numbers for sequences of words: equal ones have one number, from 0 in order of first use. */
#ifndef STRATA_RECORD_QUICK_TABLE_H
#define STRATA_RECORD_QUICK_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/status.h"

enum {
    STRATA_QUICK_WORDS_MAX = 64 /* of one sequence */
};

typedef struct strata_quick_slot {
    uint32_t tag;   /* of its hash */
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
    strata_quick_slot last; /* the one of the number given last, if there is one */
} strata_quick_table;

/** The number of words[count], STRATA_QUICK_ODD if it is new and the table holds as many as it may.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_quick_table_find(strata_quick_table *table, const uint64_t *words,
                                      uint32_t count, uint32_t *out,
                                      strata_error *err) STRATA_NODISCARD;
void strata_quick_table_deinit(strata_quick_table *table);

/** Whether a slot is about these words. */
static inline bool strata_quick_table_holds(const strata_quick_table *table,
                                            const strata_quick_slot *slot, const uint64_t *words,
                                            uint32_t count)
{
    const uint64_t *held = table->words + slot->first;
    uint64_t differ = slot->count ^ count;
    for (uint32_t at = 0; differ == 0 && at < count; at++) {
        differ = held[at] ^ words[at];
    }
    return differ == 0;
}

/** As _find, where neighbouring rows often say the same: that is tried first. */
static inline strata_status strata_quick_table_again(strata_quick_table *table,
                                                     const uint64_t *words, uint32_t count,
                                                     uint32_t *out, strata_error *err)
{
    if (table->last.taken != 0 && strata_quick_table_holds(table, &table->last, words, count)) {
        *out = table->last.taken - 1;
        return STRATA_OK;
    }
    return strata_quick_table_find(table, words, count, out, err);
}

#endif
