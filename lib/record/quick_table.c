/* Open addressing; what has a number is kept whole, so a weak hash costs time and nothing else. */
#include "record/quick_table.h"

#include "base/alloc.h"
#include "record/quick.h"

enum {
    FIRST_SLOTS = 1 << 10,
    NUMBERS_MAX = 1 << 18, /* far more than there are of anything but dates */
    WORDS_MAX = 1 << 21
};

void strata_quick_table_deinit(strata_quick_table *table)
{
    strata_free(table->words);
    strata_free(table->slots);
    *table = (strata_quick_table){0};
}

static void put(strata_quick_table *table, const strata_quick_slot *slot)
{
    size_t at = slot->hash & table->slot_mask;
    while (table->slots[at].taken != 0) {
        at = (at + 1) & table->slot_mask;
    }
    table->slots[at] = *slot;
}

/* At most half of the slots are taken. */
static strata_status grow(strata_quick_table *table, strata_error *err)
{
    const size_t old_size = table->slots != NULL ? table->slot_mask + 1 : 0;
    const size_t size = old_size > 0 ? 2 * old_size : FIRST_SLOTS;
    strata_quick_slot *old = table->slots;
    strata_quick_slot *slots = strata_alloc_zero(size, sizeof *slots);
    if (slots == NULL) {
        return strata_fail_memory(err);
    }
    table->slots = slots;
    table->slot_mask = size - 1;
    for (size_t at = 0; at < old_size; at++) {
        if (old[at].taken != 0) {
            put(table, &old[at]);
        }
    }
    strata_free(old);
    return STRATA_OK;
}

static strata_status add(strata_quick_table *table, strata_quick_words of, uint32_t hash,
                         strata_error *err)
{
    STRATA_TRY(strata_reserve(&table->words, &table->word_room, table->word_count + of.count,
                              sizeof *table->words, err));
    if (table->slots == NULL || 2 * ((size_t)table->count + 1) > table->slot_mask) {
        STRATA_TRY(grow(table, err));
    }
    for (uint32_t at = 0; at < of.count; at++) {
        table->words[table->word_count + at] = of.words[at];
    }
    const strata_quick_slot slot = {.hash = hash,
                                    .taken = ++table->count,
                                    .first = (uint32_t)table->word_count,
                                    .count = of.count};
    table->word_count += of.count;
    put(table, &slot);
    return STRATA_OK;
}

strata_status strata_quick_table_search(strata_quick_table *table, strata_quick_words words,
                                        uint32_t hash, uint32_t *out, strata_error *err)
{
    size_t at = hash & table->slot_mask;
    while (table->slots != NULL && table->slots[at].taken != 0) {
        if (strata_quick_table_holds(table, &table->slots[at], words, hash)) {
            *out = table->slots[at].taken - 1;
            return STRATA_OK;
        }
        at = (at + 1) & table->slot_mask;
    }
    if (table->count == NUMBERS_MAX || table->word_count + words.count > WORDS_MAX) {
        *out = STRATA_QUICK_ODD;
        return STRATA_OK;
    }
    STRATA_TRY(add(table, words, hash, err));
    *out = table->count - 1;
    return STRATA_OK;
}
