/* Outcomes are sorted by their test; where the next one differs, a test begins. */
#include "cube/tally_tests.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/order.h"

/* Where an outcome stands in the order of cells. */
typedef struct sorted_outcome {
    uint32_t rank[4]; /* assessment, era, subject, grade */
    uint32_t outcome;
} sorted_outcome;

enum {
    OF_SUBJECT = 3 * sizeof(uint32_t) /* bytes of the rank that all grades share */
};

static int compare(const void *left, const void *right)
{
    const sorted_outcome *a = left;
    const sorted_outcome *b = right;
    return strata_order_numbers(a->rank, b->rank, sizeof a->rank / sizeof a->rank[0]);
}

static const strata_test *declared(const strata_dictionary *dictionary,
                                   const strata_packed_outcome *outcome)
{
    return strata_dictionary_test(dictionary, outcome->assessment, outcome->subject, outcome->era);
}

static uint8_t level_count_of(const strata_test *test, const strata_packed_outcome *outcome)
{
    const uint8_t levels = test != NULL ? test->levels : 0;
    const bool has_none = test != NULL && levels == 0;
    return !has_none && outcome->level > levels ? outcome->level : levels;
}

uint8_t strata_tally_level_count(const strata_rows *rows, const strata_dictionary *dictionary)
{
    uint32_t count = 0;
    uint8_t most = 0;
    const strata_packed_outcome *outcomes = strata_rows_outcomes(rows, &count);
    for (uint32_t at = 0; at < count; at++) {
        const uint8_t levels = level_count_of(declared(dictionary, &outcomes[at]), &outcomes[at]);
        most = levels > most ? levels : most;
    }
    return most;
}

/* ---- tests ---- */

static strata_tally_test test_of(const strata_dictionary *dictionary,
                                 const strata_packed_outcome *outcome)
{
    const strata_test *test = declared(dictionary, outcome);
    return (strata_tally_test){
        .assessment = outcome->assessment,
        .era = outcome->era,
        .subject = outcome->subject,
        .grade = outcome->grade,
        .has_levels = test == NULL || test->levels > 0,
        .has_scores = test == NULL || test->has_scores,
        .levels = test != NULL ? test->levels : 0,
        .decimals = test != NULL ? test->decimals : 0,
    };
}

/* Ends the grades of a subject with the test of all of them; the last `grades` tests are these. */
static void end_subject(strata_tally_tests *tests, uint32_t grades, uint32_t all_grades)
{
    if (grades == 0) {
        return;
    }
    strata_tally_test all = tests->tests[tests->count - 1];
    all.grade = all_grades;
    all.is_of_grades = true;
    for (uint32_t at = tests->count - grades; at <= tests->count; at++) {
        tests->all_of[at] = tests->count;
    }
    tests->tests[tests->count++] = all;
}

/* What is being gone through, and the grades of the subject so far. */
typedef struct walk {
    const strata_dictionary *dictionary;
    const strata_packed_outcome *outcomes;
    const sorted_outcome *sorted; /* sorted[count] */
    uint32_t count;
    uint32_t all_grades;
} walk;

static void add_tests(strata_tally_tests *tests, const walk *of)
{
    uint32_t grades = 0;
    for (uint32_t at = 0; at < of->count; at++) {
        const sorted_outcome *one = &of->sorted[at];
        const sorted_outcome *last = at > 0 ? one - 1 : NULL;
        const strata_packed_outcome *outcome = &of->outcomes[one->outcome];
        if (last == NULL || memcmp(one->rank, last->rank, OF_SUBJECT) != 0) {
            end_subject(tests, grades, of->all_grades);
            grades = 0;
        }
        if (last == NULL || one->rank[0] != last->rank[0]) {
            tests->assessments[tests->assessment_count++] = outcome->assessment;
        }
        if (last == NULL || compare(one, last) != 0) {
            tests->tests[tests->count] = test_of(of->dictionary, outcome);
            tests->tests[tests->count++].number = tests->assessment_count - 1;
            grades++;
        }
        tests->outcomes[one->outcome] = (strata_tally_outcome){
            .test = tests->count - 1, .assessment = tests->assessment_count - 1};
    }
    end_subject(tests, grades, of->all_grades);
}

static strata_status sort_outcomes(const strata_packed_outcome *outcomes, uint32_t count,
                                   const uint32_t *rank, uint32_t all_grades, sorted_outcome **out)
{
    sorted_outcome *sorted = strata_alloc_zero((size_t)count + 1, sizeof *sorted);
    if (sorted == NULL) {
        return STRATA_E_MEMORY;
    }
    for (uint32_t at = 0; at < count; at++) {
        const strata_packed_outcome *one = &outcomes[at];
        const bool is_all = one->grade == all_grades;
        sorted[at] = (sorted_outcome){{rank[one->assessment], rank[one->era], rank[one->subject],
                                       is_all ? UINT32_MAX : rank[one->grade]},
                                      at};
    }
    qsort(sorted, count, sizeof *sorted, compare);
    *out = sorted;
    return STRATA_OK;
}

/* ---- lanes ---- */

static void fill_lanes(const strata_packed_outcome *outcome, const strata_tally_test *test,
                       bool is_enrolled, uint32_t *lanes)
{
    const bool is_scored = outcome->has_score != 0 || outcome->level != 0;
    const bool is_tested =
        outcome->tested == STRATA_YES || (outcome->tested == STRATA_UNKNOWN && is_scored);
    lanes[STRATA_TALLY_ENROLLED] = is_enrolled ? 1 : 0;
    lanes[STRATA_TALLY_TESTED] = is_tested ? 1 : 0;
    lanes[STRATA_TALLY_SCORED] = is_scored ? 1 : 0;
    lanes[STRATA_TALLY_WITH_SCORE] = test->has_scores && outcome->has_score != 0 ? 1 : 0;
    if (test->has_levels && outcome->level != 0) {
        lanes[STRATA_TALLY_LEVEL_1 + outcome->level - 1] = 1;
    }
}

static strata_status make_lanes(strata_tally_tests *tests, const strata_packed_outcome *outcomes,
                                uint32_t count)
{
    const uint32_t lanes = STRATA_TALLY_LEVEL_1 + (uint32_t)tests->level_count;
    tests->lane_count = (lanes + STRATA_TALLY_BLOCK - 1) / STRATA_TALLY_BLOCK * STRATA_TALLY_BLOCK;
    tests->lanes =
        strata_alloc_zero(2 * (size_t)count + 1, tests->lane_count * sizeof *tests->lanes);
    if (tests->lanes == NULL) {
        return STRATA_E_MEMORY;
    }
    for (uint32_t at = 0; at < 2 * count; at++) {
        strata_tally_outcome *outcome = &tests->outcomes[at / 2];
        const strata_tally_test *test = &tests->tests[outcome->test];
        outcome->has_score = test->has_scores && outcomes[at / 2].has_score != 0;
        fill_lanes(&outcomes[at / 2], test, at % 2 == 1,
                   tests->lanes + (size_t)at * tests->lane_count);
    }
    return STRATA_OK;
}

strata_status strata_tally_tests_make(strata_tally_tests *tests, const strata_rows *rows,
                                      const strata_dictionary *dictionary, const uint32_t *rank,
                                      uint32_t all_grades)
{
    uint32_t count = 0;
    sorted_outcome *sorted = NULL;
    const strata_packed_outcome *outcomes = strata_rows_outcomes(rows, &count);
    const size_t most = 2 * (size_t)count + 1; /* each a subject of its own, with all grades */
    *tests = (strata_tally_tests){
        .tests = strata_alloc_zero(most, sizeof *tests->tests),
        .all_of = strata_alloc_zero(most, sizeof *tests->all_of),
        .outcomes = strata_alloc_zero((size_t)count + 1, sizeof *tests->outcomes),
        .assessments = strata_alloc_zero((size_t)count + 1, sizeof *tests->assessments),
        .level_count = strata_tally_level_count(rows, dictionary)};
    if (tests->tests == NULL || tests->all_of == NULL || tests->outcomes == NULL ||
        tests->assessments == NULL) {
        return STRATA_E_MEMORY;
    }
    STRATA_TRY(sort_outcomes(outcomes, count, rank, all_grades, &sorted));
    const walk of = {dictionary, outcomes, sorted, count, all_grades};
    add_tests(tests, &of);
    strata_free(sorted);
    return make_lanes(tests, outcomes, count);
}

void strata_tally_tests_deinit(strata_tally_tests *tests)
{
    strata_free(tests->tests);
    strata_free(tests->all_of);
    strata_free(tests->outcomes);
    strata_free(tests->lanes);
    strata_free(tests->assessments);
    *tests = (strata_tally_tests){.tests = NULL};
}
