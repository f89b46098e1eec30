/* The tallies of one place, or of several put together: one for each track; and the scores behind
 * them, if quantiles are wanted. */
#ifndef STRATA_CUBE_TALLY_SET_H
#define STRATA_CUBE_TALLY_SET_H

#include "cube/tally_cells.h"

/** The first frame->track_count of them are in use. */
typedef struct strata_tally_set {
    strata_tally tracks[STRATA_TALLY_TRACKS];
    strata_tally_scores scores;
} strata_tally_set;

/** Empty tallies; to be deinited whatever is returned.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_set_init(const strata_tally_frame *frame, strata_tally_set *set,
                                    strata_error *err) STRATA_NODISCARD;
void strata_tally_set_deinit(strata_tally_set *set);

/** Takes everything out, but keeps the memory. */
void strata_tally_set_clear(const strata_tally_frame *frame, strata_tally_set *set);

/** Adds the tracks that are given at a level or above it.
 *  @return as strata_tally_add */
strata_status strata_tally_set_add(const strata_tally_frame *frame, strata_tally_set *into,
                                   const strata_tally_set *from, strata_entity_level level,
                                   strata_error *err) STRATA_NODISCARD;

/** Gives the cells of a place, for which its tallies are put together in all grades. Its scores may
 * come out in another order.
 *  @return as strata_tally_cells and strata_tally_add_grades */
strata_status strata_tally_set_give(const strata_tally_way *way, const strata_packed_place *key,
                                    strata_tally_set *set, strata_error *err) STRATA_NODISCARD;

#endif
