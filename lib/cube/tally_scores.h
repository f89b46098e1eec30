/* The scores behind tallies, for what counts and sums do not tell. They are kept row by row while
 * they are few, so that a place and a lea can be sorted at once; where there are more, by slot in
 * bags, so that memory is set by tests, atoms and the range of scores, and not by rows. */
#ifndef STRATA_CUBE_TALLY_SCORES_H
#define STRATA_CUBE_TALLY_SCORES_H

#include "cube/score_bag.h"
#include "cube/tally_rows.h"

enum {
    STRATA_TALLY_SCORE_ROWS = 1 << 15 /* most that are kept row by row */
};

/** A row that has a score. */
typedef struct strata_tally_score {
    int64_t score;
    const uint32_t *atoms; /* atoms[frame->students.bases] of its person; the frame's */
    uint32_t test;
    uint32_t marks; /* of its person */
} strata_tally_score;

/** Bags of the slots of a tally, by the number of the sums behind them. */
typedef struct strata_tally_bags {
    strata_score_bag *of; /* of[count] */
    size_t count;
    size_t room;
    uint32_t *ends; /* for rows on their way into bags: ends[count + 1] */
    size_t end_room;
    int64_t *sorted; /* their scores, by slot */
    size_t sorted_room;
} strata_tally_bags;

/** The scores of one place, or of several put together: rows, or bags for each track. Start from
 * {0}. */
typedef struct strata_tally_scores {
    strata_tally_score *rows; /* rows[count] */
    size_t count;
    size_t row_room;
    bool has_bags; /* there were more */
    strata_tally_bags bags[STRATA_TALLY_TRACKS];
} strata_tally_scores;

void strata_tally_scores_deinit(strata_tally_scores *scores);

/** Takes everything out, but keeps the memory. */
void strata_tally_scores_clear(strata_tally_scores *scores);

/** Takes the scores of rows that were counted.
 *  @param tallies  tallies[frame->track_count]: of these rows and of those taken before
 *  @return         STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_scores_read(strata_tally_scores *scores, const strata_tally_rows *rows,
                                       const strata_tally *tallies,
                                       strata_error *err) STRATA_NODISCARD;

/** Scores, and the tallies of the students who have them. */
typedef struct strata_tally_scored {
    strata_tally_scores *scores;
    const strata_tally *tallies; /* tallies[frame->track_count] */
} strata_tally_scored;

/** Adds scores to others.
 *  @param into          its tallies have those of `from` already, or nothing if a track has no part
 *                       in it
 *  @param from_tallies  from_tallies[frame->track_count]
 *  @return              STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_scores_add(const strata_tally_frame *frame,
                                      const strata_tally_scored *into,
                                      const strata_tally_scores *from,
                                      const strata_tally *from_tallies,
                                      strata_error *err) STRATA_NODISCARD;

/** If there are bags, puts the rows there are into them, too.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_scores_settle(const strata_tally_frame *frame,
                                         const strata_tally_scored *scored,
                                         strata_error *err) STRATA_NODISCARD;

#endif
