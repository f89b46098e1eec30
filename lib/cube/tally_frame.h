/* What stays the same while the rows of a run are counted. */
#ifndef STRATA_CUBE_TALLY_FRAME_H
#define STRATA_CUBE_TALLY_FRAME_H

#include "cube/cube_parts.h"
#include "cube/tally_atoms.h"
#include "cube/tally_history.h"
#include "cube/tally_places.h"
#include "cube/tally_students.h"
#include "cube/tally_tests.h"

/** What is known of a person beside groups, as bits. */
enum {
    STRATA_MARK_FAY_SCHOOL = 1 << 0, /* there for a full academic year */
    STRATA_MARK_FAY_LEA = 1 << 1,
    STRATA_MARK_FAY_STATE = 1 << 2,
    STRATA_MARK_COUNTS = 1 << 3, /* in population all_tested, as everybody */
    STRATA_MARK_ENROLLED = 1 << 4,
    STRATA_MARK_FAY_KNOWN = 1 << 5,
    STRATA_MARK_ONE_RACE = 1 << 6, /* the races are the one category */
    STRATA_MARK_SEVERAL_RACES = 1 << 7
};

/** A population at levels that go by one mark. */
typedef struct strata_tally_track {
    uint32_t population;
    uint32_t levels; /* bit l: its cells are given at level l */
    uint8_t mark;
} strata_tally_track;

enum {
    STRATA_TALLY_TRACKS = 4
};

typedef struct strata_tally_frame {
    const strata_cube *cube;
    strata_tally_tests tests;
    strata_tally_students students;
    strata_tally_places places;
    strata_tally_history history;
    strata_tally_track tracks[STRATA_TALLY_TRACKS]; /* in the order of populations */
    unsigned track_count;
    uint8_t *marks;           /* by person */
    uint8_t *exits;           /* [year * assessments + assessment]: years after reclassification */
    const uint32_t **persons; /* [2 * year + has_universal_meals][assessment]: students.persons */
    uint32_t note_levels;     /* bit l: all cells of the level are noted for cube_check.h */
    bool notes_places;
    const strata_quantiles *quantiles; /* of scores that are wanted; NULL: none; borrowed */
    strata_tally_atoms atoms;          /* made if there are some */
    bool watches_schools; /* schools by frl are given, though the plan has no schools */
} strata_tally_frame;

/** Sorts places and tests, puts persons into atoms. strata_cube's meals are asked.
 *  @param cube  borrowed
 *  @return      STRATA_OK or STRATA_E_MEMORY; *frame is to be deinited in any case */
strata_status strata_tally_frame_make(strata_tally_frame *frame, strata_cube *cube,
                                      strata_error *err) STRATA_NODISCARD;
void strata_tally_frame_deinit(strata_tally_frame *frame);

static inline strata_tally_shape strata_tally_frame_shape(const strata_tally_frame *frame)
{
    return (strata_tally_shape){.tests = frame->tests.count,
                                .atoms = frame->students.atom_count,
                                .lanes = frame->tests.lane_count};
}

#endif
