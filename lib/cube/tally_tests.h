/* The tests of the results of a run, in the order of cells, and what each outcome adds to them. */
#ifndef STRATA_CUBE_TALLY_TESTS_H
#define STRATA_CUBE_TALLY_TESTS_H

#include "cube/tally.h"
#include "record/rows.h"

typedef struct strata_tally_test {
    uint32_t assessment;
    uint32_t era;
    uint32_t subject;
    uint32_t grade;
    uint32_t number;   /* of the assessment among those that occur */
    bool is_of_grades; /* of all grades together: no outcome is of this test */
    bool has_levels;   /* declared with levels, or nobody declared the test */
    bool has_scores;
    uint8_t levels; /* as declared, 0 if nobody did */
    uint8_t decimals;
} strata_tally_test;

typedef struct strata_tally_outcome {
    uint32_t test;
    uint32_t assessment; /* as `number` above */
    bool has_score;      /* one that the test has */
} strata_tally_outcome;

typedef struct strata_tally_tests {
    strata_tally_test *tests; /* tests[count] */
    uint32_t count;
    uint32_t *all_of;               /* all_of[count]: the test of all grades; its own for that */
    strata_tally_outcome *outcomes; /* by number in the store */
    uint32_t *lanes; /* [(2 * outcome + is_enrolled) * lane_count]: what a result counts */
    uint32_t lane_count;
    uint32_t *assessments; /* assessments[assessment_count]: numbers of texts */
    uint32_t assessment_count;
    uint8_t level_count; /* the largest of all */
} strata_tally_tests;

/** @param rank        ranks of the texts, see strata_dictionary_ranks
 *  @param all_grades  number of the text "all"
 *  @return            STRATA_OK or STRATA_E_MEMORY; *tests is to be deinited in any case */
strata_status strata_tally_tests_make(strata_tally_tests *tests, const strata_rows *rows,
                                      const strata_dictionary *dictionary, const uint32_t *rank,
                                      uint32_t all_grades) STRATA_NODISCARD;
void strata_tally_tests_deinit(strata_tally_tests *tests);

/** The lanes of an outcome of a student. */
static inline const uint32_t *strata_tally_lanes(const strata_tally_tests *tests, uint32_t outcome,
                                                 bool is_enrolled)
{
    return tests->lanes + (2 * (size_t)outcome + (is_enrolled ? 1 : 0)) * tests->lane_count;
}

/** The most levels that an outcome has or its test was declared with. */
uint8_t strata_tally_level_count(const strata_rows *rows, const strata_dictionary *dictionary);

#endif
