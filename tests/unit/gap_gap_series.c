/* Series of panels, and group keys taken apart. */
#include "gap/gap_panel.h"
#include "strata_test.h"
#include "unit/test_cells.h"

static const uint64_t some_levels[] = {10, 20, 30, 40};

static strata_group_key key_of(const char *dim, const char *group)
{
    strata_group_key key = {0};
    assert_true(strata_group_key_parse(strata_slice_of(dim), strata_slice_of(group), &key));
    return key;
}

static void assert_key(strata_group_key key, const char *dim, const char *group)
{
    assert_true(strata_group_key_equal(key, key_of(dim, group)));
}

static void test_depth(void **state)
{
    (void)state;
    assert_int_equal(strata_group_key_depth(key_of("all", "all")), 0);
    assert_int_equal(strata_group_key_depth(key_of("race", "white")), 1);
    assert_int_equal(strata_group_key_depth(key_of("el*frl*gender", "ever*no*male")), 3);
}

static void test_without(void **state)
{
    (void)state;
    const strata_group_key key = key_of("el*frl*gender", "ever*no*male");
    assert_key(strata_group_key_without(key, 0), "frl*gender", "no*male");
    assert_key(strata_group_key_without(key, 1), "el*gender", "ever*male");
    assert_key(strata_group_key_without(key, 2), "el*frl", "ever*no");
    assert_key(strata_group_key_without(key_of("race", "black"), 0), "all", "all");
}

static void test_with(void **state)
{
    (void)state;
    const strata_code never = strata_group_find(STRATA_DIM_EL, strata_slice_of("never"));
    assert_key(strata_group_key_with(key_of("el*frl", "current*yes"), 0, never), "el*frl",
               "never*yes");
}

/* Years of a place and grade follow each other; other places and grades are series of their own. */
static void test_series(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    const test_key keys[] = {
        {2019, "03", NULL, "all", "all"},      {2017, "03", NULL, "all", "all"},
        {2018, "03", NULL, "all", "all"},      {2018, "04", NULL, "all", "all"},
        {2019, "03", "0161259", "all", "all"}, {2017, "03", "0161259", "all", "all"}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        assert_true(test_add(set, keys[i], test_levels(some_levels, 4)));
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    strata_panels panels;
    assert_int_equal(strata_panels_init(&panels, set, NULL), STRATA_OK);
    assert_int_equal(panels.panel_count, 6);
    assert_int_equal(panels.series_count, 3);
    assert_int_equal(panels.series_first[3], 6);
    size_t longest = 0;
    for (size_t i = 0; i < panels.series_count; i++) {
        const size_t first = panels.series_first[i];
        const size_t count = panels.series_first[i + 1] - first;
        longest = count > longest ? count : longest;
        for (size_t j = 0; j < count; j++) {
            const strata_panel *panel = &panels.panels[panels.by_series[first + j]];
            assert_int_equal(panel->series, i);
            assert_true(j == 0 || panels.panels[panels.by_series[first + j - 1]].key->year <
                                      panel->key->year);
        }
    }
    assert_int_equal(longest, 3);
    strata_panels_deinit(&panels);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_depth), cmocka_unit_test(test_without),
                                       cmocka_unit_test(test_with), cmocka_unit_test(test_series)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
