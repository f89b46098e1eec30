/* Cells made by hand, for tests of what is computed from cells. */
#ifndef STRATA_TEST_CELLS_H
#define STRATA_TEST_CELLS_H

#include <math.h>
#include <string.h>

#include "cube/cellset.h"
#include "strata_test.h"

/** Fails, telling both, if two numbers differ by more than the tolerance. */
static inline void assert_near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance)) {
        fail_msg("got %.17g, expected %.17g", got, expected);
    }
}

/** Counts of K levels, lowest first. */
static inline strata_cell test_levels(const uint64_t *levels, uint8_t count)
{
    strata_cell cell = {.has = STRATA_HAS_TESTED | STRATA_HAS_SCORED | STRATA_HAS_LEVELS,
                        .level_count = count};
    for (unsigned i = 0; i < count; i++) {
        cell.levels[i] = levels[i];
        cell.n_scored += levels[i];
    }
    cell.n_tested = cell.n_scored;
    return cell;
}

/** Adds the sums of scores in units of 10^-decimals; n_scored becomes their number. */
static inline void test_add_scores(strata_cell *cell, const int64_t *scores, size_t count,
                                   uint8_t decimals)
{
    cell->has |= STRATA_HAS_TESTED | STRATA_HAS_SCORED | STRATA_HAS_SCORES;
    cell->decimals = decimals;
    cell->n_scored = count;
    cell->n_tested = count;
    for (size_t i = 0; i < count; i++) {
        cell->score_sum += scores[i];
        cell->score_sumsq += (strata_int128)scores[i] * scores[i];
        cell->score_min = i == 0 || scores[i] < cell->score_min ? scores[i] : cell->score_min;
        cell->score_max = i == 0 || scores[i] > cell->score_max ? scores[i] : cell->score_max;
    }
}

/** A published statistic: value, lo, hi in units of 10^-decimals; has says which hold. */
typedef struct test_print {
    strata_stat stat;
    uint8_t cut;
    uint8_t decimals;
    uint16_t has; /* STRATA_HAS_VALUE, _BOUNDS, _SCORED, _SE */
    int64_t value;
    int64_t lo;
    int64_t hi;
    uint64_t n;
    double se;
} test_print;

static inline strata_cell test_printed(test_print print)
{
    const strata_int128 weight =
        (print.has & STRATA_HAS_SCORED) != 0 ? (strata_int128)print.n : (strata_int128)1;
    strata_cell cell = {.has = print.has, .decimals = print.decimals, .n_scored = print.n};
    cell.key.stat = (uint8_t)print.stat;
    cell.key.cut = print.cut;
    cell.key.source = STRATA_PUBLISHED;
    cell.value_sum = weight * print.value;
    cell.lo_sum = weight * print.lo;
    cell.hi_sum = weight * print.hi;
    cell.se = print.se;
    return cell;
}

/** Where a cell of a set belongs. */
typedef struct test_key {
    int16_t year;
    const char *grade;
    const char *lea; /* NULL: the state's row */
    const char *dim;
    const char *group;
} test_key;

static inline uint32_t test_text(strata_cellset *set, const char *text)
{
    uint32_t id = 0;
    const strata_status status =
        strata_intern_add(strata_dictionary_texts(set->dictionary), text, strlen(text), &id, NULL);
    return status == STRATA_OK ? id : UINT32_MAX;
}

/** Adds a cell of the test "caaspp" in "ela". False if a word is wrong or memory is out. */
static inline bool test_add(strata_cellset *set, test_key at, strata_cell cell)
{
    cell.key.year = at.year;
    cell.key.entity_level = at.lea != NULL ? STRATA_LEVEL_LEA : STRATA_LEVEL_STATE;
    cell.key.lea = at.lea != NULL ? test_text(set, at.lea) : 0;
    cell.key.population = test_text(set, "all_tested");
    cell.key.assessment = test_text(set, "caaspp");
    cell.key.subject = test_text(set, "ela");
    cell.key.grade = test_text(set, at.grade);
    cell.key.variable = test_text(set, "scale_score");
    return strata_group_key_parse(strata_slice_of(at.dim), strata_slice_of(at.group),
                                  &cell.key.group) &&
           strata_cellset_add(set, &cell, NULL) == STRATA_OK;
}

/** An empty set that declares "caaspp": scores, four levels, 3 the proficient cut, no vertical
 * scale. NULL when out of memory. */
static inline strata_cellset *test_set_try(void)
{
    strata_cellset *set = strata_cellset_new();
    if (set == NULL) {
        return NULL;
    }
    const strata_test test = {
        .assessment = test_text(set, "caaspp"), .levels = 4, .proficient = 3, .has_scores = true};
    (void)memcpy(set->protection, "none", sizeof "none");
    if (strata_dictionary_add_test(set->dictionary, &test, NULL) != STRATA_OK) {
        strata_cellset_free(set);
        return NULL;
    }
    return set;
}

/** The same where memory does not run out. */
static inline strata_cellset *test_set_new(void)
{
    strata_cellset *set = test_set_try();
    if (set == NULL) {
        abort();
    }
    return set;
}

#endif
