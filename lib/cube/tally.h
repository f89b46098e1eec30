/* Results added up by test and by atom: students who are in the same groups, whichever of them are
 * asked for. The numbers of one place, or of many, since tallies add. */
#ifndef STRATA_CUBE_TALLY_H
#define STRATA_CUBE_TALLY_H

#include <string.h>

#include "cube/sum_limit.h"

/** What is counted, as lanes of one row of numbers: rows can be added block by block. */
enum {
    STRATA_TALLY_ENROLLED,
    STRATA_TALLY_TESTED,
    STRATA_TALLY_SCORED,     /* with a score or a level */
    STRATA_TALLY_WITH_SCORE, /* with a score */
    STRATA_TALLY_LEVEL_1,    /* and the levels behind it */
    STRATA_TALLY_BLOCK = 8,
    STRATA_TALLY_LANES_MAX = 16
};

typedef struct strata_tally_sums {
    strata_int128 sum;
    strata_uint128 sumsq; /* below 2^STRATA_SUM_BITS */
    int64_t min;          /* INT64_MAX if there is no score */
    int64_t max;
} strata_tally_sums;

/** How many there are of what a tally is made of. */
typedef struct strata_tally_shape {
    uint32_t tests;
    uint32_t atoms;
    uint32_t lanes; /* a multiple of STRATA_TALLY_BLOCK */
} strata_tally_shape;

/** A line for each test that occurs, with a slot for each atom; sums for the slots in use. */
typedef struct strata_tally {
    strata_tally_shape shape;
    uint32_t *line_of; /* line_of[shape.tests]: number of the line from 1, 0: none */
    uint32_t *tests;   /* tests[line_count] */
    size_t test_room;
    uint32_t line_count;
    uint32_t leaf_count; /* lines of tests that were taken; behind them lines of all grades */
    uint32_t *slots;     /* slots[line_count * shape.atoms]: number of the sums, 0: none */
    size_t slot_room;
    strata_tally_sums *sums; /* sums[count + 1]; number 0 is nobody's */
    size_t sums_room;
    uint32_t *counts; /* counts[(count + 1) * shape.lanes] */
    size_t counts_room;
    uint32_t count;
} strata_tally;

/** An empty tally; free it with _deinit, also after a failure. */
strata_status strata_tally_init(strata_tally *tally, strata_tally_shape shape,
                                strata_error *err) STRATA_NODISCARD;
void strata_tally_deinit(strata_tally *tally);

/** Takes everything out, but keeps the memory. */
void strata_tally_clear(strata_tally *tally);

/** Makes a line of empty slots for a test that has none.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_line(strata_tally *tally, uint32_t test,
                                strata_error *err) STRATA_NODISCARD;

/** Gives every slot that is marked with a 1 sums of nothing. The tally had marks only. */
strata_status strata_tally_number(strata_tally *tally, strata_error *err) STRATA_NODISCARD;

/** Adds the lines of tests that were taken.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("sum-overflow") */
strata_status strata_tally_add(strata_tally *into, const strata_tally *from,
                               strata_error *err) STRATA_NODISCARD;

/** Adds every line to that of all its grades; nothing is added to the tally afterwards.
 *  @param all_of  all_of[shape.tests]: the test of all grades
 *  @return        as strata_tally_add */
strata_status strata_tally_add_grades(strata_tally *tally, const uint32_t *all_of,
                                      strata_error *err) STRATA_NODISCARD;

/** The slots of a test that has a line; valid until the next line is made. */
static inline uint32_t *strata_tally_slots(const strata_tally *tally, uint32_t test)
{
    return tally->slots + (size_t)(tally->line_of[test] - 1) * tally->shape.atoms;
}

/** Sums of nothing. */
static inline strata_tally_sums strata_tally_nothing(void)
{
    return (strata_tally_sums){.min = INT64_MAX, .max = INT64_MIN};
}

/** False if the sum of squares no longer fits; it has not wrapped then. The sum is no larger. */
static inline bool strata_tally_sums_fit(const strata_tally_sums *sums)
{
    return (sums->sumsq >> STRATA_SUM_BITS) == 0;
}

static inline void strata_tally_add_sums(strata_tally_sums *into, const strata_tally_sums *from)
{
    into->sum += from->sum;
    into->sumsq += from->sumsq;
    into->min = from->min < into->min ? from->min : into->min;
    into->max = from->max > into->max ? from->max : into->max;
}

/** The two do not overlap; nor do they in the next function. */
static inline void strata_tally_copy_counts(uint32_t *restrict into, const uint32_t *restrict from,
                                            uint32_t lanes)
{
    for (size_t at = 0; at < lanes; at += STRATA_TALLY_BLOCK) {
        memcpy(into + at, from + at, STRATA_TALLY_BLOCK * sizeof *into);
    }
}

static inline void strata_tally_add_counts(uint32_t *restrict into, const uint32_t *restrict from,
                                           uint32_t lanes)
{
    for (size_t at = 0; at < lanes; at += STRATA_TALLY_BLOCK) {
        for (size_t lane = 0; lane < STRATA_TALLY_BLOCK; lane++) {
            into[at + lane] += from[at + lane];
        }
    }
}

#endif
