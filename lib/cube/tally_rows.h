/* Counting the results of one place. */
#ifndef STRATA_CUBE_TALLY_ROWS_H
#define STRATA_CUBE_TALLY_ROWS_H

#include "cube/tally.h"
#include "cube/tally_frame.h"

/** Rows, and in which atoms their persons are. */
typedef struct strata_tally_rows {
    const strata_tally_frame *frame;
    const strata_rows_view *view;
    const uint32_t *const *persons; /* by assessment: see strata_tally_frame */
} strata_tally_rows;

/** The atoms of a person in the bases. */
static inline const uint32_t *strata_tally_atoms_of(const strata_tally_rows *rows,
                                                    const strata_tally_outcome *outcome,
                                                    uint32_t person)
{
    return rows->persons[outcome->assessment] + (size_t)person * rows->frame->students.bases;
}

/** What the rows of a file say, for the notes about it. */
typedef struct strata_tally_facts {
    uint64_t one_race;    /* results with STRATA_MARK_ONE_RACE */
    uint64_t fay_unknown; /* results without a full-academic-year flag that a level needs */
    uint8_t marks;        /* of all persons together */
} strata_tally_facts;

/** Counts the rows of persons who have a mark.
 *  @param tally  empty
 *  @return       STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("sum-overflow") */
strata_status strata_tally_count(const strata_tally_rows *rows, uint8_t mark, strata_tally *tally,
                                 strata_error *err) STRATA_NODISCARD;

/** Adds what the rows of a view say. */
void strata_tally_note_facts(const strata_tally_frame *frame, const strata_rows_view *view,
                             strata_tally_facts *facts);

#endif
