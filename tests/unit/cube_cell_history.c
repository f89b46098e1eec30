/* Where English learner history is not known, ever and never have no meaning. */
#include "cube/cell_history.h"
#include "cube_fixture.h"

static void add(strata_cellset *set, const char *lea, const char *dim, const char *group,
                uint64_t n)
{
    strata_cell cell = {
        .has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED, .n_enrolled = n, .n_tested = n};
    cell.key.year = 2024;
    cell.key.lea = cube_text(set->dictionary, lea);
    cell.key.grade = cube_text(set->dictionary, "all");
    cell.key.group = cube_group(dim, group);
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
}

static unsigned status_of(const strata_cellset *set, const char *lea, const char *dim,
                          const char *group)
{
    const strata_cell *cell = cube_find(set, (cube_where){.lea = lea, .dim = dim, .group = group});
    assert_non_null(cell);
    assert_true(cell->status == STRATA_CELL_OK || cell->has == 0);
    return cell->status;
}

static void test_places(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    add(set, "known", "el", "ever", 30);
    add(set, "known", "el", "never", 50);
    add(set, "known", "el", "history_unknown", 0);
    add(set, "unknown", "el", "ever", 30);
    add(set, "unknown", "el", "current", 20);
    add(set, "unknown", "el", "not_current", 60);
    add(set, "unknown", "el", "history_unknown", 1);
    add(set, "unknown", "el*frl", "ever*yes", 10);
    add(set, "unknown", "el*frl", "current*yes", 10);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(status_of(set, "known", "el", "ever"), STRATA_CELL_OK);
    assert_int_equal(status_of(set, "known", "el", "never"), STRATA_CELL_OK);
    assert_int_equal(status_of(set, "unknown", "el", "ever"), STRATA_CELL_UNDEFINED);
    assert_int_equal(status_of(set, "unknown", "el", "current"), STRATA_CELL_OK);
    assert_int_equal(status_of(set, "unknown", "el", "not_current"), STRATA_CELL_OK);
    assert_int_equal(status_of(set, "unknown", "el*frl", "ever*yes"), STRATA_CELL_UNDEFINED);
    assert_int_equal(status_of(set, "unknown", "el*frl", "current*yes"), STRATA_CELL_OK);
    strata_cellset_free(set);
}

/* Two shards of one place: it is the merged place that tells. A hidden number is of somebody. */
static void test_merged_place(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    strata_cellset *shard = strata_cellset_new();
    add(set, "", "el", "ever", 30);
    add(shard, "", "el", "history_unknown", 5);
    strata_cell_clear(&shard->cells[0], STRATA_CELL_SUPPRESSED);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(status_of(set, NULL, "el", "ever"), STRATA_CELL_OK);
    assert_int_equal(strata_cellset_append(set, shard, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(status_of(set, NULL, "el", "ever"), STRATA_CELL_UNDEFINED);
    strata_cellset_free(shard);
    strata_cellset_free(set);
}

static unsigned accountability(uint64_t reclassified, uint64_t dated, unsigned years)
{
    strata_cellset *set = strata_cellset_new();
    const strata_exit_rule rule = {.years = (uint8_t)years};
    assert_int_equal(strata_dictionary_add_exits(set->dictionary, &rule, NULL), STRATA_OK);
    add(set, "", "el", "current", 30);
    add(set, "", "el", "ever", 30 + reclassified);
    add(set, "", "el", "el_accountability", 30 + dated);
    add(set, "", "el*frl", "el_accountability*yes", 20);
    add(set, "", "el", "reclassified", reclassified);
    add(set, "", "el", "exited_y1", dated);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    const unsigned status = status_of(set, NULL, "el", "el_accountability");
    assert_int_equal(status_of(set, NULL, "el*frl", "el_accountability*yes"), status);
    assert_int_equal(status_of(set, NULL, "el", "ever"), STRATA_CELL_OK);
    strata_cellset_free(set);
    return status;
}

/* One of 12 reclassified students has no year of exit: the union would be too small, unless nobody
 * counts after leaving. */
static void test_exits(void **state)
{
    (void)state;
    assert_int_equal(accountability(12, 12, 4), STRATA_CELL_OK);
    assert_int_equal(accountability(12, 11, 4), STRATA_CELL_UNDEFINED);
    assert_int_equal(accountability(12, 11, 1), STRATA_CELL_UNDEFINED);
    assert_int_equal(accountability(12, 11, 0), STRATA_CELL_OK);
    assert_int_equal(accountability(0, 0, 4), STRATA_CELL_OK);
}

/* A number that a policy hides afterwards changes nothing. */
static void test_exits_hidden(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    add(set, "", "el", "el_accountability", 35);
    add(set, "", "el", "reclassified", 40);
    add(set, "", "el", "exited_y1", 5);
    strata_cell_clear(&set->cells[2], STRATA_CELL_SUPPRESSED);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(status_of(set, NULL, "el", "el_accountability"), STRATA_CELL_OK);
    strata_cellset_free(set);
}

/* What a publisher calls "ever" is what the publisher says. */
static void test_published(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    add(set, "", "el", "ever", 30);
    add(set, "", "el", "history_unknown", 5);
    set->cells[0].key.source = STRATA_PUBLISHED;
    set->cells[1].key.source = STRATA_PUBLISHED;
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(status_of(set, NULL, "el", "ever"), STRATA_CELL_OK);
    strata_cell_history_apply(set);
    assert_int_equal(status_of(set, NULL, "el", "ever"), STRATA_CELL_OK);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),    cmocka_unit_test(test_merged_place),
        cmocka_unit_test(test_exits),     cmocka_unit_test(test_exits_hidden),
        cmocka_unit_test(test_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
