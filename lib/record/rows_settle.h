/* Results whose keys are in one range of hashes, and which of them stay. */
#ifndef STRATA_RECORD_ROWS_SETTLE_H
#define STRATA_RECORD_ROWS_SETTLE_H

#include "record/dropped.h"
#include "record/rows_parts.h"
#include "record/rows_twice.h"

/** What it takes to compare results. */
typedef struct strata_rows_judge {
    const strata_rows *rows;
    const strata_rows_set *set; /* of the keys that are looked at */
    const uint32_t *rank;       /* by number of a text, see strata_dictionary_ranks */
} strata_rows_judge;

/** A result that may have to go. */
typedef struct strata_gathered_row {
    strata_stored_row row;
    const strata_rows_judge *judge; /* for qsort */
} strata_gathered_row;

/** What is sorted: small, so that sorting is quick. */
typedef struct strata_contender {
    uint64_t key;
    const strata_gathered_row *of;
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
    strata_gathered_row *gathered; /* gathered[gathered_count] */
    size_t gathered_count;
    size_t gathered_room;
    strata_contender *contenders; /* contenders[count] */
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

/** Gathers the results of the span whose keys are in the set.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk) */
strata_status strata_rows_gather(const strata_rows_judge *judge, strata_rows_round *round,
                                 strata_error *err) STRATA_NODISCARD;

/** Orders them by key and settles each key: the results that stay are the contenders then.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_rows_settle(strata_rows_round *round, strata_error *err) STRATA_NODISCARD;

#endif
