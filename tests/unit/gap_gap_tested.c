/* Years in which another part of the enrolled was tested. */
#include "gap/gap_panel.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const test_key state_of_2018 = {2018, "03", NULL, "all", "all"};

static void add_share(strata_cellset *set, test_key at, uint64_t tested, uint64_t enrolled)
{
    const strata_cell cell = {
        .has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED, .n_tested = tested, .n_enrolled = enrolled};
    assert_true(test_add(set, at, cell));
}

static void arrange(strata_cellset *set, strata_panels *panels)
{
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_panels_init(panels, set, NULL), STRATA_OK);
}

/* Whether the second year of two is marked. */
static bool moves(const uint64_t before[2], const uint64_t after[2])
{
    strata_cellset *set = test_set_new();
    test_key next = state_of_2018;
    next.year = 2019;
    add_share(set, state_of_2018, before[0], before[1]);
    add_share(set, next, after[0], after[1]);
    strata_panels panels;
    arrange(set, &panels);
    assert_int_equal(panels.panel_count, 2);
    assert_false(panels.panels[0].tested_moved);
    const bool moved = panels.panels[1].tested_moved;
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
    return moved;
}

/* More than 2 points, which 2 points are not: 97 % to 95 %, and 291 of 300 to 284 of 300 (94.67 %).
 * With 2^32 - 1 times as many students one more makes the difference. */
static void test_limit(void **state)
{
    (void)state;
    static const struct {
        uint64_t before[2];
        uint64_t after[2];
        bool moved;
    } cases[] = {
        {{97, 100}, {95, 100}, false},
        {{95, 100}, {97, 100}, false},
        {{291, 300}, {284, 300}, true},
        {{284, 300}, {291, 300}, true},
        {{96, 100}, {1960, 2000}, false},
        {{96, 100}, {1961, 2000}, true}, /* 98.05 % */
        {{0, 100}, {100, 100}, true},
        {{0, 99}, {100, 100}, false}, /* fewer than 100 enrolled */
        {{UINT64_C(97) * UINT32_MAX, UINT64_C(100) * UINT32_MAX},
         {UINT64_C(95) * UINT32_MAX, UINT64_C(100) * UINT32_MAX},
         false},
        {{UINT64_C(97) * UINT32_MAX, UINT64_C(100) * UINT32_MAX},
         {UINT64_C(95) * UINT32_MAX - 1, UINT64_C(100) * UINT32_MAX},
         true},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        assert_int_equal(moves(cases[at].before, cases[at].after), cases[at].moved);
    }
}

/* 97, 95, 93, 91, 89 %: no step is of more than 2 points, but every second year is 4 points from
 * the first of its series. 96, 97.5, 95 %: within 2 points of the first year, not of the highest.
 */
static void test_creeping(void **state)
{
    (void)state;
    static const struct {
        uint64_t tested[5]; /* of 1000 */
        bool moved[5];
    } cases[] = {
        {{970, 950, 930, 910, 890}, {false, false, true, false, true}},
        {{960, 975, 950, 950, 970}, {false, false, true, false, false}},
        {{960, 970, 950, 960, 970}, {false, false, false, false, false}},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_cellset *set = test_set_new();
        for (int16_t year = 0; year < 5; year++) {
            add_share(set, (test_key){(int16_t)(2018 + year), "03", NULL, "all", "all"},
                      cases[at].tested[year], 1000);
        }
        strata_panels panels;
        arrange(set, &panels);
        assert_int_equal(panels.panel_count, 5);
        for (size_t i = 0; i < 5; i++) {
            assert_int_equal(panels.panels[i].tested_moved,
                             cases[at].moved[panels.panels[i].key->year - 2018]);
        }
        strata_panels_deinit(&panels);
        strata_cellset_free(set);
    }
}

/* Years that do not say it are passed over; another place has a series of its own. */
static void test_unknown(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    const strata_cell without_enrolled = {.has = STRATA_HAS_TESTED, .n_tested = 60};
    add_share(set, (test_key){2016, "03", NULL, "all", "all"}, 98, 100);
    add_share(set, (test_key){2017, "03", NULL, "all", "all"}, 0, 0);
    assert_true(test_add(set, state_of_2018, without_enrolled));
    add_share(set, (test_key){2018, "03", NULL, "el", "current"}, 20, 100);
    add_share(set, (test_key){2019, "03", NULL, "all", "all"}, 95, 100);
    add_share(set, (test_key){2020, "03", NULL, "all", "all"}, 95, 100);
    add_share(set, (test_key){2016, "04", NULL, "all", "all"}, 80, 100);
    strata_panels panels;
    arrange(set, &panels);
    for (size_t at = 0; at < panels.panel_count; at++) {
        assert_int_equal(panels.panels[at].tested_moved, panels.panels[at].key->year == 2019);
    }
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
}

/* Every row of the place and year says so, whichever its group. */
static void test_rows(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    for (int16_t year = 2018; year <= 2019; year++) {
        add_share(set, (test_key){year, "03", NULL, "all", "all"}, year == 2018 ? 98 : 95, 100);
        add_share(set, (test_key){year, "03", NULL, "el", "current"}, 20, 20);
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_gap_options options;
    strata_gap_options_default(&options);
    strata_estimates *estimates = NULL;
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    assert_true(estimates->count > 4);
    for (size_t at = 0; at < estimates->count; at++) {
        const bool flagged = (estimates->rows[at].result.flags & strata_flag_tested_share) != 0;
        assert_int_equal(flagged, estimates->rows[at].year_to == 2019);
    }
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_creeping),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
