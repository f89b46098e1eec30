/* Quantiles of the scores of groups in a place. */
#ifndef STRATA_CUBE_TALLY_QUANTILES_H
#define STRATA_CUBE_TALLY_QUANTILES_H

#include "cube/quantile.h"
#include "cube/tally_lists.h"

/** What a thread needs to find them. Start from {0}. */
typedef struct strata_tally_quantiles {
    const strata_tally_frame *frame; /* the rest is about the place that was started last */
    strata_tally_scored of;
    strata_tally_spare spare;
    strata_tally_lists lists[STRATA_TALLY_TRACKS];
    strata_score_bag bag; /* of one group */
    strata_int128 values[STRATA_QUANTILES_MAX];
} strata_tally_quantiles;

void strata_tally_quantiles_deinit(strata_tally_quantiles *quantiles);

/** Gets ready for the groups of a place.
 *  @param scored  borrowed, until the next place; its tallies have their lines of all grades, the
 *                 rows among its scores are sorted
 *  @param level   of the place: tracks that have no cells there are not asked for
 *  @return        STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_quantiles_start(strata_tally_quantiles *quantiles,
                                           const strata_tally_frame *frame,
                                           const strata_tally_scored *scored,
                                           strata_entity_level level,
                                           strata_error *err) STRATA_NODISCARD;

/** A group in a test. */
typedef struct strata_tally_ask {
    unsigned track;
    uint32_t test;  /* the tally of the track has it */
    uint32_t group; /* number of the group */
    uint64_t count; /* how many scores there are, at least 1; they are between low and high */
    int64_t low;
    int64_t high;
} strata_tally_ask;

/** Finds the quantiles of a group: quantiles->values[frame->quantiles->count], as
 * strata_quantile_value gives them.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_quantiles_find(strata_tally_quantiles *quantiles,
                                          const strata_tally_ask *ask,
                                          strata_error *err) STRATA_NODISCARD;

#endif
