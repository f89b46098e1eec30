/* Which keys may occur more than once: found in memory of a fixed size by sets that answer "not
 * there" for certain and "there" with few mistakes. Whoever asks looks at those in full. */
#ifndef STRATA_RECORD_ROWS_TWICE_H
#define STRATA_RECORD_ROWS_TWICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/rows_store.h"

/** A set of hashes; which word is said by their first bits. */
typedef struct strata_rows_set {
    uint64_t *words;    /* words[1 << word_bits]; NULL: every hash is in it */
    unsigned word_bits; /* 6 to 31 */
} strata_rows_set;

/** Words of a set, and so a range of hashes. */
typedef struct strata_rows_span {
    uint64_t first;
    uint64_t count;
} strata_rows_span;

/** Part `at` of so many about equal ones; no more than there are words. */
static inline strata_rows_span strata_rows_span_at(const strata_rows_set *set, uint64_t at,
                                                   uint64_t parts)
{
    const uint64_t first = (at << set->word_bits) / parts;
    return (strata_rows_span){first, ((at + 1) << set->word_bits) / parts - first};
}

static inline uint64_t strata_rows_word_of(const strata_rows_set *set, uint64_t hash)
{
    return hash >> (64 - set->word_bits);
}

/** The bits that a hash sets in its word. */
static inline uint64_t strata_rows_bits_of(uint64_t hash)
{
    const uint64_t spread = hash * UINT64_C(0x9e3779b97f4a7c15);
    return UINT64_C(1) << (spread >> 58) | UINT64_C(1) << (spread >> 52 & 63) |
           UINT64_C(1) << (spread >> 46 & 63);
}

/** Whether the hash is in the span and, as far as the set knows, in the set. */
static inline bool strata_rows_span_has(const strata_rows_set *set, strata_rows_span span,
                                        uint64_t hash)
{
    const uint64_t word = strata_rows_word_of(set, hash);
    if (word - span.first >= span.count) {
        return false;
    }
    const uint64_t bits = strata_rows_bits_of(hash);
    return set->words == NULL || (set->words[word] & bits) == bits;
}

/** How the work may be done. */
typedef struct strata_rows_effort {
    size_t threads;
    uint64_t memory; /* bytes, about */
} strata_rows_effort;

/** Into how many parts work on so many results is cut of which each takes some bytes: so many that
 * those under way fit the memory, and one for each thread if it is worth it. */
uint64_t strata_rows_parts(const strata_rows_set *set, strata_rows_effort effort, uint64_t results,
                           uint64_t bytes);

/** How many threads are worth it: each part reads all results, so that threads which share little
 * memory would spend their time on that. At least 1, at most those of the effort. */
size_t strata_rows_threads(const strata_rows_set *set, strata_rows_effort effort, uint64_t results,
                           uint64_t bytes);

/** Finds the keys that may occur more than once; 0 is no key.
 *  @param set     words are the caller's to free in each case
 *  @param likely  out: about how many results have such a key
 *  @return        STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk) */
strata_status strata_rows_twice(const strata_rows_store *store, strata_rows_effort effort,
                                strata_rows_set *set, uint64_t *likely,
                                strata_error *err) STRATA_NODISCARD;

#endif
