/* Numbers of one cell that contradict each other. */
#include "cube/cell_check.h"
#include "strata_test.h"

/* Three students: 2350, 2400 and 2500 with levels 1, 1 and 3. */
static strata_cell counted(void)
{
    return (strata_cell){.key = {.source = STRATA_COUNTED},
                         .has = STRATA_HAS_COUNTED,
                         .level_count = 4,
                         .n_enrolled = 3,
                         .n_tested = 3,
                         .n_scored = 3,
                         .score_sum = 7250,
                         .score_sumsq = 17532500,
                         .score_min = 2350,
                         .score_max = 2500,
                         .levels = {2, 0, 1}};
}

/* 56.62 percent of 604, known to half a hundredth. */
static strata_cell percent(void)
{
    return (strata_cell){.key = {.source = STRATA_PUBLISHED, .stat = STRATA_STAT_PCT, .cut = 3},
                         .has = STRATA_HAS_SCORED | STRATA_HAS_VALUE | STRATA_HAS_BOUNDS,
                         .decimals = 3,
                         .n_scored = 604,
                         .value_sum = (strata_int128)56620 * 604,
                         .lo_sum = (strata_int128)56615 * 604,
                         .hi_sum = (strata_int128)56625 * 604};
}

static void is_wrong(const strata_cell *cell, const char *what)
{
    const char *said = strata_cell_check(cell);
    assert_non_null(said);
    assert_non_null(strstr(said, what));
}

static void test_counted(void **state)
{
    (void)state;
    strata_cell cell = counted();
    assert_null(strata_cell_check(&cell));
    cell.levels[1] = 1;
    is_wrong(&cell, "levels");
    cell.levels[1] = UINT64_MAX; /* 2 + 1 - 1 once more around */
    is_wrong(&cell, "levels");
    cell = counted();
    cell.score_min = 2501;
    is_wrong(&cell, "score_min");
    cell = counted();
    cell.score_sumsq = (strata_int128)1 << 124;
    is_wrong(&cell, "2^124");
    cell = counted();
    cell.score_sum = -((strata_int128)1 << 124);
    is_wrong(&cell, "2^124");
    cell.score_sum++;
    assert_null(strata_cell_check(&cell));
}

static void test_percents(void **state)
{
    (void)state;
    strata_cell cell = percent();
    assert_null(strata_cell_check(&cell));
    cell.hi_sum = (strata_int128)100001 * 604;
    is_wrong(&cell, "percent");
    cell.key.stat = STRATA_STAT_MEAN;
    assert_null(strata_cell_check(&cell));
    cell = percent();
    cell.lo_sum = -1;
    is_wrong(&cell, "percent");
    cell = percent();
    cell.lo_sum = cell.hi_sum + 1;
    is_wrong(&cell, "value_lo");
    cell = percent();
    cell.has |= STRATA_HAS_SE;
    cell.se = -0.5;
    is_wrong(&cell, "value_se");
    cell.se = 0.0;
    assert_null(strata_cell_check(&cell));
}

/* A publisher may print the number of students beside a hidden percent; we print nothing. */
static void test_hidden(void **state)
{
    (void)state;
    strata_cell cell = percent();
    cell.status = STRATA_CELL_SUPPRESSED;
    is_wrong(&cell, "hides");
    cell.has = STRATA_HAS_SCORED;
    assert_null(strata_cell_check(&cell));
    cell.key.source = STRATA_COUNTED;
    is_wrong(&cell, "hides");
    cell.has |= STRATA_IS_GIVEN;
    assert_null(strata_cell_check(&cell));
    cell.has = STRATA_HAS_SCORED | STRATA_IS_SUM;
    assert_null(strata_cell_check(&cell));
    cell.status = STRATA_CELL_PARTIAL;
    assert_null(strata_cell_check(&cell));
}

/* Levels of a sum of places may be hidden, but not be of more students than there are. */
static void test_hidden_levels(void **state)
{
    (void)state;
    strata_cell cell = {.key.source = STRATA_PUBLISHED,
                        .has = STRATA_HAS_SCORED | STRATA_HAS_LEVELS | STRATA_IS_SUM,
                        .status = STRATA_CELL_PARTIAL,
                        .level_count = 2,
                        .n_scored = 112,
                        .levels = {70, 30}};
    assert_null(strata_cell_check(&cell));
    cell.levels[1] = 43;
    is_wrong(&cell, "levels");
    cell.levels[1] = 30;
    cell.status = STRATA_CELL_OK;
    is_wrong(&cell, "levels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counted),
        cmocka_unit_test(test_percents),
        cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_hidden_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
