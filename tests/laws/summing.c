/* Sums of places: whichever hide what, order and brackets do not matter, and what is said of the
 * whole holds for the students who made it. */
#include "cube/cell_sum.h"
#include "random_records.h"

enum {
    TRIALS = 20000,
    PARTS_MAX = 6,
    LEVELS = 2,
    WHOLE = 1000 /* percent in tenths */
};

/* A place, and what is true of it whether it says so or not. */
typedef struct place {
    strata_cell cell;
    uint64_t n;
    uint64_t tenths; /* 0 to WHOLE */
    bool has_n;
} place;

typedef enum form {
    SHOWN,
    IN_RANGE,
    HIDDEN,
    SILENT,
    FORMS
} form;

static void print_percent(place *of, form as)
{
    strata_cell *cell = &of->cell;
    const strata_int128 n = (strata_int128)(of->has_n ? of->n : 1);
    const bool is_of_nobody = of->has_n && of->n == 0;
    if ((as != SHOWN && as != IN_RANGE) || is_of_nobody) {
        return;
    }
    const uint64_t low = of->tenths - of->tenths % 100;
    cell->decimals = 1;
    cell->has |= STRATA_HAS_BOUNDS;
    cell->lo_sum = (strata_int128)(as == SHOWN ? of->tenths : low) * n;
    cell->hi_sum = (strata_int128)(as == SHOWN ? of->tenths : low + 100) * n;
    if (as == SHOWN) {
        cell->has |= STRATA_HAS_VALUE;
        cell->value_sum = (strata_int128)of->tenths * n;
    }
}

static void print_levels(place *of, form as)
{
    if (as == SHOWN && of->has_n) {
        of->cell.has |= STRATA_HAS_LEVELS;
        of->cell.levels[1] = of->n * of->tenths / WHOLE;
        of->cell.levels[0] = of->n - of->cell.levels[1];
    }
}

static place random_place(random_state *random, strata_stat stat)
{
    const form as = (form)random_below(random, FORMS);
    place made = {.n = random_below(random, 5) == 0 ? 0 : 1 + random_below(random, 400),
                  .tenths = random_below(random, WHOLE - 99),
                  .has_n = random_below(random, 4) != 0};
    made.cell = (strata_cell){.key = {.source = STRATA_PUBLISHED, .stat = (uint8_t)stat},
                              .has = made.has_n ? STRATA_HAS_SCORED : 0,
                              .status = as == HIDDEN ? STRATA_CELL_SUPPRESSED : STRATA_CELL_OK,
                              .level_count = LEVELS,
                              .n_scored = made.has_n ? made.n : 0};
    if (stat == STRATA_STAT_COUNTS) {
        print_levels(&made, as);
    } else {
        print_percent(&made, as);
    }
    return made;
}

/* Joins two by chance until one is left. */
static strata_cell in_some_order(random_state *random, const place *places, size_t count)
{
    strata_cell sums[PARTS_MAX];
    for (size_t at = 0; at < count; at++) {
        sums[at] = strata_cell_sum_of(&places[at].cell);
    }
    for (size_t left = count; left > 1; left--) {
        const size_t from = random_below(random, (uint32_t)left);
        const size_t other = random_below(random, (uint32_t)left - 1);
        const size_t into = other == from ? left - 1 : other;
        assert_int_equal(strata_cell_sum_add(&sums[into], &sums[from], NULL), STRATA_OK);
        sums[into] = strata_cell_sum_of(&sums[into]); /* a sum is a part of the next level */
        sums[from] = sums[left - 1];
    }
    return sums[0];
}

static void check_percent(const strata_cell *sum, const place *places, size_t count)
{
    strata_int128 truth = 0;
    uint64_t n = 0;
    bool all_sized = true;
    bool any_range = false;
    for (size_t at = 0; at < count; at++) {
        n += places[at].has_n ? places[at].n : 0;
        truth += (strata_int128)(places[at].has_n ? places[at].n * places[at].tenths : 0);
        all_sized = all_sized && places[at].has_n;
        any_range = any_range || (places[at].cell.has & STRATA_HAS_BOUNDS) != 0;
    }
    const bool bounded = (sum->has & STRATA_HAS_BOUNDS) != 0;
    assert_int_equal(sum->n_scored, n);
    assert_true(bounded == (all_sized && any_range));
    assert_true(!bounded || (sum->lo_sum <= truth && truth <= sum->hi_sum));
    assert_true((sum->status == STRATA_CELL_OK) <= all_sized);
}

static void check_levels(const strata_cell *sum, const place *places, size_t count)
{
    uint64_t shown = 0;
    uint64_t n = 0;
    for (size_t at = 0; at < count; at++) {
        n += places[at].has_n ? places[at].n : 0;
        shown += places[at].cell.levels[1];
    }
    assert_int_equal(sum->n_scored, n);
    assert_true((sum->has & STRATA_HAS_LEVELS) == 0 || sum->levels[1] == shown);
}

static void check_sums(strata_stat stat)
{
    const uint64_t seed = random_first_seed();
    for (uint64_t at = 0; at < TRIALS; at++) {
        random_state random = {seed + at};
        place places[PARTS_MAX];
        const size_t count = 1 + random_below(&random, PARTS_MAX);
        for (size_t i = 0; i < count; i++) {
            places[i] = random_place(&random, stat);
        }
        const strata_cell one = in_some_order(&random, places, count);
        const strata_cell other = in_some_order(&random, places, count);
        if (!strata_cell_equal(&one, &other)) {
            print_message("seed %" PRIu64 "\n", seed + at);
        }
        assert_true(strata_cell_equal(&one, &other));
        if (stat == STRATA_STAT_COUNTS) {
            check_levels(&one, places, count);
        } else {
            check_percent(&one, places, count);
        }
    }
}

static void test_percents(void **state)
{
    (void)state;
    check_sums(STRATA_STAT_PCT);
}

static void test_counts(void **state)
{
    (void)state;
    check_sums(STRATA_STAT_COUNTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percents),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
