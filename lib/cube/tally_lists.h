/* The scores of every group in every test of a place, in ascending order. */
#ifndef STRATA_CUBE_TALLY_LISTS_H
#define STRATA_CUBE_TALLY_LISTS_H

#include "cube/tally_scores.h"

/** Rows to sort into. */
typedef struct strata_tally_spare {
    strata_tally_score *rows; /* rows[room] */
    size_t room;
} strata_tally_spare;

/** Sorts the rows by score; they and the spare ones may change places.
 *  @return STRATA_OK or STRATA_E_MEMORY, the rows unchanged */
strata_status strata_tally_scores_sort(strata_tally_scores *scores, strata_tally_spare *spare,
                                       strata_error *err) STRATA_NODISCARD;

/** A list for each line of a tally and each group. Start from {0}. */
typedef struct strata_tally_lists {
    const strata_tally_score *rows; /* sorted; borrowed */
    uint32_t group_count;
    uint32_t *ends; /* ends[line * group_count + group]: of the list, among `members` */
    size_t end_room;
    uint16_t *members; /* numbers of rows */
    size_t member_room;
} strata_tally_lists;

void strata_tally_lists_deinit(strata_tally_lists *lists);

/** Makes the lists of one track.
 *  @param scores  sorted, all of them rows
 *  @param tally   of the rows of the track, with its lines of all grades
 *  @param mark    the track's: rows without it have no part
 *  @return        STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_lists_make(strata_tally_lists *lists, const strata_tally_frame *frame,
                                      const strata_tally_scored *scored, unsigned track,
                                      strata_error *err) STRATA_NODISCARD;

/** The score at a rank, from 0, of the group's list, which has count of them. */
static inline int64_t strata_tally_lists_at(const strata_tally_lists *lists, size_t list,
                                            uint64_t count, uint64_t rank)
{
    return lists->rows[lists->members[lists->ends[list] - count + rank]].score;
}

#endif
