/* Whole numbers, the order of which is forgotten: a list while they are few, else how often each of
 * those between the lowest and the highest occurs. So they take 8 bytes each at most, and where
 * there are many not much more than 4 bytes for each number of their range: however many there are.
 */
#ifndef STRATA_CUBE_SCORE_BAG_H
#define STRATA_CUBE_SCORE_BAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** Start from {0}. */
typedef struct strata_score_bag {
    uint32_t count;
    bool is_counted; /* else a list */
    bool is_settled;
    int64_t low; /* the lowest and the highest number, if there are any */
    int64_t high;
    int64_t *list; /* list[count] */
    size_t list_room;
    int64_t first;
    uint32_t *often; /* often[at], below often_count: how often first + at is there; settled: how
                        many numbers are not above it */
    size_t often_count;
    size_t often_room;
} strata_score_bag;

void strata_score_bag_deinit(strata_score_bag *bag);

/** Takes everything out, but keeps the memory. */
void strata_score_bag_clear(strata_score_bag *bag);

/** Takes everything out and says what comes in: so many numbers, none below low nor above high. */
strata_status strata_score_bag_expect(strata_score_bag *bag, int64_t low, int64_t high,
                                      uint32_t count, strata_error *err) STRATA_NODISCARD;

/** Adds numbers[count] to a bag that is not settled; with them it has less than 2^32.
 *  @return STRATA_OK or STRATA_E_MEMORY, with some of them added */
strata_status strata_score_bag_add(strata_score_bag *bag, const int64_t *numbers, size_t count,
                                   strata_error *err) STRATA_NODISCARD;

/** Adds what is in another bag; neither is settled.
 *  @return STRATA_OK or STRATA_E_MEMORY, with some of it added */
strata_status strata_score_bag_add_all(strata_score_bag *into, const strata_score_bag *from,
                                       strata_error *err) STRATA_NODISCARD;

/** Puts the numbers in order: from here on the bag can be asked, but not added to. */
void strata_score_bag_settle(strata_score_bag *bag);

/** The number at a rank in ascending order.
 *  @param rank  0 to bag->count - 1; the bag is settled */
int64_t strata_score_bag_at(const strata_score_bag *bag, uint32_t rank);

#endif
