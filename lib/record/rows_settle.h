/* Results whose keys are in one range of hashes, and which of them stay. */
#ifndef STRATA_RECORD_ROWS_SETTLE_H
#define STRATA_RECORD_ROWS_SETTLE_H

#include "record/dropped.h"
#include "record/rows_order.h"
#include "record/rows_twice.h"

/** What it takes to settle results. */
typedef struct strata_rows_judge {
    strata_rows_order order;
    const strata_rows_set *set; /* of the keys that are looked at */
    size_t most;                /* results gathered before those that cannot stay are let go; > 0 */
} strata_rows_judge;

/** A result that may have to go. */
typedef struct strata_gathered_row {
    strata_stored_row row;
    const strata_rows_order *order; /* for qsort */
} strata_gathered_row;

/** What is sorted: small, so that sorting is quick. */
typedef struct strata_contender {
    uint64_t key;
    strata_gathered_row *of;
} strata_contender;

/** A result that has to. */
typedef struct strata_rows_loss {
    uint64_t position;
    strata_dropped_result told;
} strata_rows_loss;

/** The work on one range; start from {0} but for the scan, which is the caller's to init. */
typedef struct strata_rows_round {
    strata_rows_scan scan;
    strata_rows_span span;
    uint64_t seen;                 /* results of the span whose keys are in the set */
    bool is_crowded;               /* too many for the memory: see rows_crowd.h */
    strata_gathered_row *gathered; /* gathered[gathered_count] */
    size_t gathered_count;
    size_t gathered_room;
    strata_contender *contenders; /* contenders[count], in order */
    size_t count;
    size_t room;
    strata_rows_loss *losses; /* losses[loss_count] */
    size_t loss_count;
    size_t loss_room;
    strata_packed_person *persons; /* persons[count] once statuses are those of one year */
    size_t person_room;
    uint64_t nearest; /* students who took the nearest year */
} strata_rows_round;

void strata_rows_round_deinit(strata_rows_round *round);

/** Gathers the results of the span whose keys are in the set. Of a crowded range only one of each
 * key may be left.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk) */
strata_status strata_rows_gather(const strata_rows_judge *judge, strata_rows_round *round,
                                 strata_error *err) STRATA_NODISCARD;

/** Orders them by key and settles each key: the results that stay are the contenders then; losses
 * are the others, unless the range is crowded.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_rows_settle(strata_rows_round *round, strata_error *err) STRATA_NODISCARD;

/** What is said of a result that does not stay.
 *  @param is_repeat  whether another one before it is the same in all but the row */
strata_rows_loss strata_rows_lose(const strata_rows_order *order, const strata_stored_row *winner,
                                  const strata_stored_row *loser, bool is_repeat);

/** Gathers one result: row `at` of the block that the scan is at.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk) */
strata_status strata_rows_gather_row(const strata_rows_judge *judge, strata_rows_round *round,
                                     size_t at, strata_error *err) STRATA_NODISCARD;

/** Makes contenders of all that is gathered and puts them in order.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_rows_sort(strata_rows_round *round, strata_error *err) STRATA_NODISCARD;

/** Lets go of a contender; it is gathered no more once the others are drawn together, after which
 * there are no contenders until the next sorting. */
void strata_rows_let_go(const strata_contender *of);
void strata_rows_draw_together(strata_rows_round *round);

#endif
