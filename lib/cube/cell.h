/* A cell: one student group in one place, year, subject and grade, with counts and exact sums; or
 * one published statistic of it. Every number strata prints is computed from cells. */
#ifndef STRATA_CUBE_CELL_H
#define STRATA_CUBE_CELL_H

#include "cube/sum_limit.h"
#include "record/published.h"
#include "record/record.h"

/** Where the numbers come from. */
typedef enum strata_cell_source {
    STRATA_COUNTED,
    STRATA_PUBLISHED
} strata_cell_source;

/** Why a cell says less than it could. */
typedef enum strata_cell_status {
    STRATA_CELL_OK,
    STRATA_CELL_PARTIAL,    /* a sum of published places: some are hidden or have no n */
    STRATA_CELL_MIXED,      /* the group has no meaning for over 5 % of those it is counted among */
    STRATA_CELL_SUPPRESSED, /* hidden: by the publisher, or by protection */
    STRATA_CELL_UNDEFINED   /* the group has no meaning here: ever-EL without EL history */
} strata_cell_status;

/** What the cell is about. Texts are numbers in the dictionary of its set. */
typedef struct strata_cell_key { /* without padding: equal keys are equal bytes */
    int16_t year;
    uint8_t entity_level; /* strata_entity_level */
    uint8_t source;       /* strata_cell_source: counted and published cells never merge */
    uint8_t stat;         /* strata_stat */
    uint8_t cut;          /* for stat pct and share */
    strata_group_key group;
    uint32_t term;
    uint32_t population; /* "all_tested" or "accountability", never 0 */
    uint32_t county;
    uint32_t lea;
    uint32_t school;
    uint32_t assessment;
    uint32_t era;
    uint32_t subject;
    uint32_t grade;    /* "03" ..; "all" for all grades */
    uint32_t variable; /* "scale_score" */
} strata_cell_key;

/** What a cell knows; a bit that is not set means that the number is not known, which is not 0. */
enum {
    STRATA_HAS_ENROLLED = 1 << 0,
    STRATA_HAS_TESTED = 1 << 1,
    STRATA_HAS_SCORED = 1 << 2,
    STRATA_HAS_LEVELS = 1 << 3, /* the level counts add up to n_scored; to less in a partial sum */
    STRATA_HAS_SCORES =
        1 << 4, /* score_sum, score_sumsq, score_min, score_max over n_scored values */
    STRATA_HAS_VALUE = 1 << 5, /* statistic rows */
    STRATA_HAS_BOUNDS = 1 << 6,
    STRATA_HAS_SE = 1 << 7,
    STRATA_HAS_DF = 1 << 8,
    STRATA_HAS_ALL = (1 << 9) - 1,
    STRATA_IS_SUM = 1 << 9,    /* of places or grades given as rows: it stood in no file itself */
    STRATA_IS_GIVEN = 1 << 10, /* STRATA_COUNTED, but by the user: a row of counts, no students */
    STRATA_IS_HELD = 1 << 11,  /* as it was published before: too few students have changed since */
    STRATA_IS_MARKED = STRATA_IS_SUM | STRATA_IS_GIVEN | STRATA_IS_HELD,
    STRATA_HAS_COUNTED = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED |
                         STRATA_HAS_LEVELS | STRATA_HAS_SCORES
};

typedef struct strata_cell {
    strata_cell_key key;
    uint16_t has;
    uint8_t status;      /* strata_cell_status */
    uint8_t level_count; /* K */
    uint8_t decimals;    /* score_unit = 10^-decimals, for sums and for value, lo, hi */
    uint64_t n_enrolled;
    uint64_t n_tested;
    uint64_t n_scored;
    strata_int128 score_sum;   /* in score units */
    strata_int128 score_sumsq; /* in squared score units */
    int64_t score_min;         /* meaningful if HAS_SCORES and n_scored > 0 */
    int64_t score_max;
    uint64_t levels[STRATA_LEVELS_MAX]; /* [k - 1] */
    /* A statistic's printed value and rounding range, times its weight: weight = n_scored, and 1
     * where that is not known. So several places add up exactly to their count-weighted mean. Units
     * of 10^-decimals. */
    strata_int128 value_sum;
    strata_int128 lo_sum;
    strata_int128 hi_sum;
    double se;
    double df;
} strata_cell;

/** Merges two cells of one key (associative and commutative, exact): counts and sums add, minima
 * and maxima meet, what either does not know is not known in the result. The later status of the
 * two wins; where that is suppressed or undefined nothing is known. A statistic without n
 * (HAS_SCORED) cannot be merged and becomes unknown (neither value nor bounds), as do se and df; so
 * does an sd or an estimate, which have no count-weighted mean. A statistic of no students
 * (n_scored 0) leaves the other one as it is. Statistics printed with different decimals meet in
 * the finer unit; scores in different units do not meet.
 *  @return STRATA_OK, or STRATA_E_INPUT ("sum-overflow", "unit-differs") with into unchanged */
strata_status strata_cell_merge(strata_cell *into, const strata_cell *from,
                                strata_error *err) STRATA_NODISCARD;

/** Whether all sums of a cell are below 2^STRATA_SUM_BITS in size. */
bool strata_cell_sums_fit(const strata_cell *cell);

/** Makes a cell forget what the bits of `has` name: the bits go and the numbers become 0. Key,
 * status, level_count and decimals stay. */
void strata_cell_forget(strata_cell *cell, unsigned bits);

/** True if both have one key and say the same. */
bool strata_cell_equal(const strata_cell *a, const strata_cell *b);

/** value, lo, hi of a statistic row as numbers, NAN where not known. */
double strata_cell_value(const strata_cell *cell);
double strata_cell_lo(const strata_cell *cell);
double strata_cell_hi(const strata_cell *cell);

/** True if the cell shows numbers: status OK, PARTIAL or MIXED. */
static inline bool strata_cell_is_shown(const strata_cell *cell)
{
    return cell->status <= STRATA_CELL_MIXED;
}

/** Takes all numbers and the unit out of a cell and gives it a status that says why. */
void strata_cell_clear(strata_cell *cell, strata_cell_status status);

/** 10^-decimals. */
double strata_unit(unsigned decimals);

#endif
