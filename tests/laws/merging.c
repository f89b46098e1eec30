/* Merging is exact: nobody changes nothing, order and brackets do not matter, whatever the cells
 * hold. */
#include "cube/cell.h"
#include "random_records.h"

enum {
    TRIALS = 20000
};

static strata_int128 random_wide(random_state *random)
{
    /* up to 2^112: ten of them fit 128 bits */
    const strata_int128 wide = (strata_int128)random_next(random) << 48;
    return random_below(random, 2) == 0 ? wide : -wide;
}

static strata_cell random_counts(random_state *random)
{
    strata_cell cell = {.has = (uint16_t)(random_next(random) & STRATA_HAS_COUNTED),
                        .level_count = (uint8_t)random_below(random, STRATA_LEVELS_MAX + 1),
                        .decimals = 11,
                        .n_enrolled = random_below(random, 1000),
                        .n_tested = random_below(random, 1000),
                        .n_scored = random_below(random, 4) == 0 ? 0 : random_next(random) >> 8,
                        .score_sum = random_wide(random),
                        .score_sumsq = random_wide(random),
                        .score_min = (int64_t)random_next(random),
                        .score_max = (int64_t)random_next(random)};
    for (unsigned level = 0; level < cell.level_count; level++) {
        cell.levels[level] = random_next(random) >> 8;
    }
    return cell;
}

static strata_cell random_statistic(random_state *random)
{
    const unsigned bits = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SE | STRATA_HAS_DF |
                          STRATA_HAS_SCORED | STRATA_HAS_TESTED;
    strata_cell cell = {.key = {.source = STRATA_PUBLISHED, .stat = STRATA_STAT_PCT, .cut = 3},
                        .has = (uint16_t)(random_next(random) & bits),
                        .decimals = (uint8_t)random_below(random, 4),
                        .n_tested = random_below(random, 1000),
                        .n_scored = random_below(random, 4),
                        .value_sum = random_wide(random) >> 20,
                        .lo_sum = random_wide(random) >> 20,
                        .hi_sum = random_wide(random) >> 20,
                        .se = random_below(random, 100),
                        .df = random_below(random, 100)};
    if ((cell.has & STRATA_HAS_SCORED) != 0 && cell.n_scored == 0) {
        strata_cell_forget(&cell, STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SE |
                                      STRATA_HAS_DF); /* a group of nobody has no statistic */
    }
    return cell;
}

/* A cell of either sort; what it does not know is 0, as everywhere. */
static strata_cell random_cell(random_state *random, bool is_statistic)
{
    strata_cell cell = is_statistic ? random_statistic(random) : random_counts(random);
    if ((cell.has & STRATA_HAS_SCORED) == 0) {
        cell.has = (uint16_t)(cell.has & ~(unsigned)STRATA_HAS_SCORES);
    }
    strata_cell_forget(&cell, STRATA_HAS_ALL & ~(unsigned)cell.has);
    if ((cell.has & STRATA_HAS_SCORED) != 0 && cell.n_scored == 0) {
        cell.score_sum = 0;
        cell.score_sumsq = 0;
        cell.score_min = 0;
        cell.score_max = 0;
    }
    const uint32_t status = random_below(random, 20);
    if (status == STRATA_CELL_SUPPRESSED || status == STRATA_CELL_UNDEFINED) {
        strata_cell_clear(&cell, (strata_cell_status)status);
    } else if (status == STRATA_CELL_PARTIAL || status == STRATA_CELL_MIXED) {
        cell.status = (uint8_t)status;
    }
    return cell;
}

static strata_cell merged(strata_cell a, const strata_cell *b)
{
    assert_int_equal(strata_cell_merge(&a, b, NULL), STRATA_OK);
    return a;
}

/* Prints nothing that is right, and the seed of what is wrong. */
static void assert_equal(const strata_cell *a, const strata_cell *b, uint64_t seed)
{
    if (!strata_cell_equal(a, b)) {
        print_message("seed %" PRIu64 "\n", seed);
    }
    assert_true(strata_cell_equal(a, b));
}

static void check_laws(uint64_t seed, bool is_statistic)
{
    random_state random = {seed};
    const strata_cell a = random_cell(&random, is_statistic);
    const strata_cell b = random_cell(&random, is_statistic);
    const strata_cell c = random_cell(&random, is_statistic);
    const strata_cell ab = merged(a, &b);
    const strata_cell ba = merged(b, &a);
    assert_equal(&ab, &ba, seed);
    const strata_cell bc = merged(b, &c);
    const strata_cell left = merged(ab, &c);
    const strata_cell right = merged(a, &bc);
    assert_equal(&left, &right, seed);
    /* nobody: everything known, and all of it nothing */
    const strata_cell nobody = {.key = a.key, .has = STRATA_HAS_COUNTED};
    const strata_cell with_nobody = merged(a, &nobody);
    assert_equal(&with_nobody, &a, seed);
}

static void test_counts(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    for (uint64_t at = 0; at < TRIALS; at++) {
        check_laws(seed + at, false);
    }
}

static void test_statistics(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    for (uint64_t at = 0; at < TRIALS; at++) {
        check_laws(seed + at, true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_statistics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
