/* Sets: the order of the contract, looking up, inputs. */
#include "cube/cellset.h"
#include "cube_fixture.h"

static strata_cell cell_of(strata_cellset *set, const char *lea, const char *school,
                           const char *grade)
{
    strata_cell cell = {.has = STRATA_HAS_TESTED, .n_tested = 1};
    cell.key.year = 2024;
    cell.key.group = cube_group("all", "all");
    cell.key.lea = cube_text(set->dictionary, lea);
    cell.key.school = cube_text(set->dictionary, school);
    cell.key.grade = cube_text(set->dictionary, grade);
    return cell;
}

/* "lea/school/grade dim=group stat cut;" of all cells, in order. */
static void assert_order(const strata_cellset *set, const char *expected)
{
    char text[1024] = "";
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell_key *key = &set->cells[at].key;
        char group[STRATA_GROUP_TEXT];
        const size_t len = strlen(text);
        strata_group_key_group_text(key->group, group);
        (void)snprintf(text + len, sizeof text - len, "%s/%s/%s %s %s%u;",
                       strata_cellset_text(set, key->lea), strata_cellset_text(set, key->school),
                       strata_cellset_text(set, key->grade), group,
                       strata_stat_name((strata_stat)key->stat), (unsigned)key->cut);
    }
    assert_string_equal(text, expected);
}

static void add(strata_cellset *set, const strata_cell *cell)
{
    assert_int_equal(strata_cellset_add(set, cell, NULL), STRATA_OK);
}

/* A unit's own rows come after the rows inside it; "11" before "2" as bytes. */
static void test_places_and_grades(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    static const char *const keys[][3] = {{"", "", "all"},   {"", "", "03"},    {"2", "", "03"},
                                          {"11", "", "all"}, {"11", "b", "03"}, {"11", "a", "all"},
                                          {"11", "a", "11"}, {"11", "a", "03"}};
    for (size_t at = 0; at < sizeof keys / sizeof keys[0]; at++) {
        const strata_cell cell = cell_of(set, keys[at][0], keys[at][1], keys[at][2]);
        add(set, &cell);
    }
    static const char order[] =
        "11/a/03 all 0;11/a/11 all 0;11/a/all all 0;11/b/03 all 0;11//all all 0;"
        "2//03 all 0;//03 all 0;//all all 0;";
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_order(set, order);
    /* what is in order stays as it is, but not what stands behind it */
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_order(set, order);
    const strata_cell first = set->cells[0];
    add(set, &first);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_order(set, order);
    assert_int_equal(set->cells[0].n_tested, 1 + 1);
    strata_cellset_free(set);
}

static void test_groups_and_statistics(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    static const char *const groups[][2] = {
        {"gender", "male"}, {"el*frl", "current*yes"}, {"el", "english_only"}, {"el", "current"}};
    strata_cell cell = cell_of(set, "1", "", "03");
    for (size_t at = 0; at < sizeof groups / sizeof groups[0]; at++) {
        cell.key.group = cube_group(groups[at][0], groups[at][1]);
        add(set, &cell);
    }
    cell.key.stat = STRATA_STAT_SHARE;
    cell.key.cut = 1;
    add(set, &cell);
    cell.key.stat = STRATA_STAT_PCT;
    cell.key.cut = 3;
    add(set, &cell);
    cell.key.cut = 2;
    add(set, &cell);
    cell.key.stat = STRATA_STAT_ESTIMATE;
    add(set, &cell);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_order(set, "1//03 current 0;1//03 current estimate2;1//03 current pct2;"
                      "1//03 current pct3;1//03 current share1;1//03 english_only 0;"
                      "1//03 current*yes 0;1//03 male 0;");
    strata_cellset_free(set);
}

static void test_equal_keys_merge(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    strata_cell cell = cell_of(set, "1", "", "03");
    for (unsigned at = 0; at < 5; at++) {
        add(set, &cell);
    }
    cell.key.source = STRATA_PUBLISHED;
    add(set, &cell);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(set->count, 2);
    assert_int_equal(set->cells[0].n_tested, 5);
    assert_int_equal(set->cells[1].n_tested, 1);
    strata_cellset_free(set);
}

static void test_find(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    for (unsigned at = 0; at < 200; at++) {
        char lea[16];
        (void)snprintf(lea, sizeof lea, "%u", at * 7919 % 200);
        const strata_cell cell = cell_of(set, lea, "", "03");
        add(set, &cell);
    }
    strata_cell_key key = set->cells[17].key;
    assert_null(strata_cellset_find(set, &key)); /* not sorted yet */
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    for (size_t at = 0; at < set->count; at++) {
        assert_ptr_equal(strata_cellset_find(set, &set->cells[at].key), &set->cells[at]);
    }
    key.year = 2023;
    assert_null(strata_cellset_find(set, &key));
    key.year = 2024;
    key.lea = cube_text(set->dictionary, "a text that came later");
    assert_null(strata_cellset_find(set, &key));
    key = set->cells[0].key;
    key.group = cube_group("el", "ever");
    assert_null(strata_cellset_find(set, &key));
    strata_cellset_free(set);
}

static void test_inputs(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    strata_error err = {0};
    assert_string_equal(set->protection, "unprotected");
    assert_int_equal(strata_cellset_add_input(set, "bb", 2, &err), STRATA_OK);
    assert_int_equal(strata_cellset_add_input(set, "cc", 3, &err), STRATA_OK);
    assert_int_equal(strata_cellset_add_input(set, "aa", 1, &err), STRATA_OK);
    assert_string_equal(set->inputs[0].digest, "aa");
    assert_int_equal(set->inputs[2].rows, 3);
    assert_int_equal(strata_cellset_add_input(set, "bb", 2, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "input-twice");
    assert_int_equal(set->input_count, 3);
    strata_cellset_free(set);
}

/* Ordering judges nothing: beside students without history el=ever keeps its numbers, which sorting
 * takes. */
static void test_order_alone(void **state)
{
    (void)state;
    for (int is_sorting = 0; is_sorting < 2; is_sorting++) {
        strata_cellset *set = strata_cellset_new();
        strata_cell cell = {.key = {.year = 2024, .group = cube_group("el", "history_unknown")},
                            .has = STRATA_HAS_TESTED,
                            .n_tested = 3};
        assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
        cell.key.group = cube_group("el", "ever");
        assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
        assert_int_equal(is_sorting ? strata_cellset_sort(set, NULL)
                                    : strata_cellset_order(set, NULL),
                         STRATA_OK);
        assert_int_equal(strata_cellset_find(set, &cell.key)->status,
                         is_sorting ? STRATA_CELL_UNDEFINED : STRATA_CELL_OK);
        strata_cellset_free(set);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_and_grades),
        cmocka_unit_test(test_groups_and_statistics),
        cmocka_unit_test(test_equal_keys_merge),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_inputs),
        cmocka_unit_test(test_order_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
