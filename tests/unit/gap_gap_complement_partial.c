/* All students but a group, where places hide theirs. */
#include "gap/gap_complement.h"
#include "strata_test.h"
#include "unit/test_cells.h"

/* Level counts of places that show them, and students of places that do not. */
static strata_cell partial(const uint64_t levels[4], uint64_t hidden)
{
    strata_cell cell = test_levels(levels, 4);
    cell.status = STRATA_CELL_PARTIAL;
    cell.n_scored += hidden;
    cell.n_tested += hidden;
    return cell;
}

static strata_share rest_of(const strata_cell *all, const strata_cell *group)
{
    const strata_group_view all_view = {.counts = all};
    const strata_group_view group_view = {.counts = group};
    strata_complement rest;
    strata_complement_init(&rest, &all_view, &group_view);
    return strata_share_at_cut(&rest.view, 3);
}

/* Of 120 students 20 are in hidden levels, none of them of the group: of the other 70 between
 * 20 + 10 - 2 - 1 = 27 and 27 + 20 are at the cut. Where the group has hidden ones, or leaves
 * places out, they could be anywhere among all. */
static void test_levels_hidden(void **state)
{
    (void)state;
    const uint64_t all_levels[] = {40, 30, 20, 10};
    const uint64_t group_levels[] = {30, 17, 2, 1};
    const strata_cell all = partial(all_levels, 20);
    const strata_cell whole = test_levels(group_levels, 4);
    strata_share rest = rest_of(&all, &whole);
    assert_int_equal(rest.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(rest.has_n && rest.n == 70);
    assert_true(isnan(rest.percent));
    assert_near(rest.bound_lo, 2700.0 / 70, 1e-12);
    assert_near(rest.bound_hi, 4700.0 / 70, 1e-12);
    const uint64_t hidden[] = {5, 0};
    for (size_t at = 0; at < 2; at++) {
        const strata_cell group = partial(group_levels, hidden[at]);
        rest = rest_of(&all, &group);
        assert_true(isnan(rest.percent) && isnan(rest.bound_lo) && isnan(rest.bound_hi));
    }
}

/* A value that leaves out places is no range for the rest. */
static void test_left_out(void **state)
{
    (void)state;
    test_print print = {.stat = STRATA_STAT_PCT,
                        .cut = 3,
                        .has = STRATA_HAS_BOUNDS | STRATA_HAS_SCORED,
                        .lo = 50,
                        .hi = 60,
                        .n = 1000};
    strata_cell all = test_printed(print);
    print.has = STRATA_HAS_VALUE | STRATA_HAS_SCORED;
    print.value = 40;
    print.n = 200;
    strata_cell group = test_printed(print);
    all.status = STRATA_CELL_PARTIAL;
    group.status = STRATA_CELL_PARTIAL;
    const strata_cell *const statistics[] = {&all, &group};
    const strata_group_view all_view = {.statistics = &statistics[0], .statistic_count = 1};
    const strata_group_view group_view = {.statistics = &statistics[1], .statistic_count = 1};
    strata_complement rest;
    strata_complement_init(&rest, &all_view, &group_view);
    strata_share share = strata_share_at_cut(&rest.view, 3);
    assert_true(isnan(share.percent) && isnan(share.bound_lo) && isnan(share.bound_hi));
    group.status = STRATA_CELL_OK; /* exactly 40 % of all 200 */
    strata_complement_init(&rest, &all_view, &group_view);
    share = strata_share_at_cut(&rest.view, 3);
    assert_near(share.bound_lo, (50.0 * 1000 - 40.0 * 200) / 800, 1e-12);
    assert_near(share.bound_hi, (60.0 * 1000 - 40.0 * 200) / 800, 1e-12);
}

/* Exactly 50 % of all, who are 1000 in the places that tell how many: less 40 % of 200 this is
 * (500 - 80) / 800, but of how many students nobody knows. */
static void test_weight_left_out(void **state)
{
    (void)state;
    const uint64_t levels[] = {400, 300, 200, 100};
    strata_cell counts = test_levels(levels, 4);
    test_print print = {.stat = STRATA_STAT_PCT, .cut = 3, .has = STRATA_HAS_VALUE, .value = 50};
    const strata_cell all = test_printed(print);
    print = (test_print){.stat = STRATA_STAT_PCT,
                         .cut = 3,
                         .has = STRATA_HAS_VALUE | STRATA_HAS_SCORED,
                         .value = 40,
                         .n = 200};
    const strata_cell group = test_printed(print);
    const strata_cell *const statistics[] = {&all, &group};
    const strata_group_view all_view = {
        .counts = &counts, .statistics = &statistics[0], .statistic_count = 1};
    const strata_group_view group_view = {.statistics = &statistics[1], .statistic_count = 1};
    strata_complement rest;
    strata_complement_init(&rest, &all_view, &group_view);
    strata_share share = strata_share_at_cut(&rest.view, 3);
    assert_near(share.percent, 52.5, 1e-12);
    assert_true(share.bound_lo == share.percent && share.flags == strata_flag_from_published);
    counts.status = STRATA_CELL_PARTIAL;
    strata_complement_init(&rest, &all_view, &group_view);
    share = strata_share_at_cut(&rest.view, 3);
    assert_near(share.percent, 52.5, 1e-12);
    assert_true(isnan(share.bound_lo) && isnan(share.bound_hi));
    assert_true((share.flags & strata_flag_places_missing) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels_hidden),
        cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_weight_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
