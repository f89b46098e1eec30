/* Under a policy no estimate speaks of fewer students than the policy shows, whatever is subtracted
 * from what. */
#include "gap/gap.h"
#include "protect/policy.h"
#include "random_records.h"
#include "unit/test_cells.h"

enum {
    TRIALS = 400,
    STUDENTS_MAX = 60
};

/* Groups of one dimension with the chance, in percent, that a student who is in none of those
 * before is in it. So a dimension need not cover everybody, and small groups are usual. */
typedef struct chance {
    const char *dim;
    const char *group;
    uint32_t percent;
} chance;

static const chance chances[] = {{"el", "current", 60}, {"el", "english_only", 70},
                                 {"frl", "yes", 75},    {"frl", "no", 80},
                                 {"race", "white", 15}, {"race", "black", 85}};

enum {
    CHANCES = sizeof chances / sizeof chances[0]
};

static bool is_same_dim(size_t a, size_t b)
{
    return strcmp(chances[a].dim, chances[b].dim) == 0;
}

/* One bit for each group that the student is in. */
static unsigned draw_groups(random_state *random)
{
    unsigned groups = 0;
    bool is_placed = false;
    for (size_t i = 0; i < CHANCES; i++) {
        is_placed = is_placed && i > 0 && is_same_dim(i - 1, i);
        if (!is_placed && random_below(random, 100) < chances[i].percent) {
            groups |= 1U << i;
            is_placed = true;
        }
    }
    return groups;
}

static void add_student(strata_cellset *set, test_key at, int64_t score, bool is_scored)
{
    uint64_t levels[4] = {0};
    levels[(score - 2300) / 50] = is_scored ? 1 : 0;
    strata_cell cell = test_levels(levels, 4);
    test_add_scores(&cell, &score, is_scored ? 1 : 0, 0);
    cell.n_tested = 1;
    assert_true(test_add(set, at, cell));
}

/* A student's cells in a grade: all students, each group, and el within each group of frl. The
 * set merges them into those of the groups. */
static void draw_student(random_state *random, strata_cellset *set, int16_t year, const char *grade)
{
    const int64_t score = 2300 + random_below(random, 200);
    const bool is_scored = random_below(random, 8) != 0;
    const unsigned groups = draw_groups(random);
    const char *const grades[] = {grade, "all"};
    for (size_t g = 0; g < 2; g++) {
        add_student(set, (test_key){year, grades[g], "61259", "all", "all"}, score, is_scored);
        for (size_t i = 0; i < CHANCES; i++) {
            const test_key at = {year, grades[g], "61259", chances[i].dim, chances[i].group};
            if ((groups >> i & 1U) != 0) {
                add_student(set, at, score, is_scored);
            }
        }
        for (size_t i = 0; i < 4; i++) {
            char cross[64];
            const size_t el = i / 2;
            const size_t frl = 2 + i % 2;
            (void)snprintf(cross, sizeof cross, "%s*%s", chances[el].group, chances[frl].group);
            if ((groups >> el & 1U) != 0 && (groups >> frl & 1U) != 0) {
                add_student(set, (test_key){year, grades[g], "61259", "el*frl", cross}, score,
                            is_scored);
            }
        }
    }
}

/* The cells of two grades in two years. */
static strata_cellset *draw_set(uint64_t seed)
{
    static const char *const grades[] = {"03", "04"};
    random_state random = {seed};
    strata_cellset *set = test_set_new();
    for (size_t i = 0; i < 4; i++) {
        const uint32_t students = random_below(&random, STUDENTS_MAX);
        for (uint32_t at = 0; at < students; at++) {
            draw_student(&random, set, (int16_t)(2023 + i / 2), grades[i % 2]);
        }
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    return set;
}

/* Estimates under a policy; half of them with complements wherever a dimension allows. */
static strata_estimates *estimate(uint64_t seed, const char *policy)
{
    strata_cellset *set = draw_set(seed);
    strata_gap_options options;
    strata_gap_options_default(&options);
    if (seed % 2 == 0) {
        assert_int_equal(strata_gap_options_ref(&options, "el=complement", NULL), STRATA_OK);
        assert_int_equal(strata_gap_options_ref(&options, "race=complement", NULL), STRATA_OK);
    }
    (void)memcpy(set->protection, "unprotected", sizeof "unprotected");
    assert_int_equal(strata_protect(strata_policy_find(policy), set, NULL, NULL), STRATA_OK);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    strata_cellset_free(set);
    return estimates;
}

/* How many estimates tell an n, or a value, of some but fewer than 10 students in either group. */
static size_t count_small(const strata_estimates *estimates)
{
    size_t small = 0;
    for (size_t i = 0; i < estimates->count; i++) {
        const strata_result_value *result = &estimates->rows[i].result;
        small += (result->has_n && result->n < 10) || (result->has_n_ref && result->n_ref < 10);
    }
    return small;
}

static size_t count_gaps(const strata_estimates *estimates)
{
    size_t gaps = 0;
    for (size_t i = 0; i < estimates->count; i++) {
        gaps +=
            estimates->rows[i].has_ref && estimates->rows[i].result.status == STRATA_ESTIMATE_OK;
    }
    return gaps;
}

static void test_draft(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    size_t gaps = 0;
    for (uint64_t at = 0; at < TRIALS; at++) {
        strata_estimates *estimates = estimate(seed + at, "draft");
        if (count_small(estimates) != 0) {
            fail_msg("seed %" PRIu64, seed + at);
        }
        gaps += count_gaps(estimates);
        strata_estimates_free(estimates);
    }
    assert_true(gaps > TRIALS); /* it did not hide everything */
}

/* The sets do hold small groups, and complements of few. */
static void test_none(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    size_t small = 0;
    for (uint64_t at = 0; at < TRIALS / 10; at++) {
        strata_estimates *estimates = estimate(seed + at, "none");
        small += count_small(estimates);
        strata_estimates_free(estimates);
    }
    assert_true(small > TRIALS / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_draft), cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
