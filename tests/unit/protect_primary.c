/* Which cells a policy hides for their own sake, and the other sides of factors of two. */
#include "protect/primary.h"
#include "test_cells.h"
#include "test_policy.h"

/* Groups of one school-year: a dim, a group, and how many students are in each of four levels. */
typedef struct row {
    const char *dim;
    const char *group;
    uint64_t levels[4];
    unsigned expected;
} row;

enum {
    SMALL = STRATA_PRIMARY_SMALL,
    NUMERATOR = STRATA_PRIMARY_NUMERATOR,
    ZERO = STRATA_PRIMARY_ZERO,
    PAIR = STRATA_PRIMARY_PAIR
};

static void add(strata_cellset *set, const char *lea, const row *r, strata_cell cell)
{
    assert_true(test_add(set, (test_key){2024, "all", lea, r->dim, r->group}, cell));
}

static const strata_cell *find(const strata_cellset *set, const char *lea, const row *r)
{
    strata_group_key group;
    assert_true(strata_group_key_parse(strata_slice_of(r->dim), strata_slice_of(r->group), &group));
    for (size_t at = 0; at < set->count; at++) {
        if (strata_group_key_equal(set->cells[at].key.group, group) &&
            strcmp(strata_cellset_text(set, set->cells[at].key.lea), lea) == 0) {
            return &set->cells[at];
        }
    }
    fail_msg("%s=%s is not there", r->dim, r->group);
    return NULL;
}

static void expect(const strata_policy_rules *rules, const row *rows, size_t count)
{
    strata_cellset *set = test_set_new();
    strata_primary primary;
    size_t marked = 0;
    for (size_t at = 0; at < count; at++) {
        add(set, "0001", &rows[at], test_levels(rows[at].levels, 4));
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_primary_mark(rules, set, &primary, NULL), STRATA_OK);
    assert_int_equal(primary.count, count);
    for (size_t at = 0; at < count; at++) {
        const size_t cell = (size_t)(find(set, "0001", &rows[at]) - set->cells);
        if (primary.reasons[cell] != rows[at].expected) {
            fail_msg("%s=%s: got %u, expected %u", rows[at].dim, rows[at].group,
                     primary.reasons[cell], rows[at].expected);
        }
        marked += rows[at].expected != 0 ? 1 : 0;
    }
    assert_int_equal(primary.marked, marked);
    strata_primary_deinit(&primary);
    assert_null(primary.reasons);
    strata_cellset_free(set);
}

#define EXPECT(rules, rows) expect(rules, rows, sizeof(rows) / sizeof((rows)[0]))

/* New York: fewer than 5; all in one level is part of a tail. */
static void small_groups(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("ny");
    static const row rows[] = {
        {"all", "all", {3, 3, 2, 2}, 0},        /* 10 */
        {"swd", "yes", {1, 1, 1, 1}, SMALL},    /* 4 */
        {"swd", "no", {2, 2, 1, 1}, 0},         /* 6: Wisconsin would hide it as well */
        {"race", "white", {5, 0, 0, 0}, 0},     /* 5 */
        {"race", "asian", {0, 0, 0, 0}, SMALL}, /* nobody */
        {"race", "black", {0, 0, 0, 9}, 0},
    };
    EXPECT(rules, rows);
    strata_policy_rules_free(rules);
}

/* Texas, n = 100: counts under 5; all but 3 are in the upper tail from 95 % on. Who is at or above
 * a cut: of {40,30,20,10} 60, 30 and 10. */
static void small_numerators(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("tx");
    static const row rows[] = {
        {"all", "all", {40, 30, 20, 10}, 0},
        {"el", "current", {40, 30, 26, 4}, NUMERATOR}, /* 4 in the highest level */
        {"el", "english_only", {40, 30, 30, 0}, ZERO},
        {"el",
         "ever",
         {3, 57, 20, 20},
         0}, /* 97 above the lowest: >=95, of which 3 is the mirror */
        {"race", "white", {50, 3, 27, 20}, NUMERATOR},
        {"race", "asian", {3, 3, 3, 91}, NUMERATOR},
    };
    EXPECT(rules, rows);
    strata_policy_rules_free(rules);
}

#define BOTH "'min_n': 10, 'bands': [{'n_from': 10, 'tails': ['<=20', '>=80']}]"

/* Both sides where either is small; gender has three groups as soon as a third has a cell. */
static void both_sides_of_a_factor(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(BOTH));
    static const row two[] = {
        {"all", "all", {20, 20, 20, 20}, 0},
        {"frl", "yes", {1, 2, 3, 1}, SMALL},   /* 7 */
        {"frl", "no", {19, 18, 17, 19}, PAIR}, /* 73 */
        {"frl", "free", {1, 1, 2, 0}, SMALL},  /* part of yes, and no factor with reduced */
        {"frl", "reduced", {3, 3, 3, 3}, 0},
        {"gender", "female", {2, 2, 2, 2}, SMALL}, /* 8 */
        {"gender", "male", {18, 18, 18, 18}, PAIR},
        {"swd", "yes", {1, 1, 1, 1}, SMALL | PAIR}, /* both are small */
        {"swd", "no", {1, 1, 1, 1}, SMALL | PAIR},
        {"econ", "yes", {10, 10, 10, 10}, 0},
        {"econ", "no", {10, 10, 10, 10}, 0},
    };
    static const row three[] = {
        {"gender", "female", {2, 2, 2, 2}, SMALL}, {"gender", "male", {18, 18, 18, 18}, 0},
        {"gender", "nonbinary", {5, 5, 5, 5}, 0},  {"race", "white", {2, 2, 2, 2}, SMALL},
        {"race", "black", {5, 5, 5, 5}, 0},        {"race", "asian", {5, 5, 5, 5}, 0},
    };
    EXPECT(rules, two);
    EXPECT(rules, three);
    strata_policy_rules_free(rules);
}

/* Unions are factors too: ever and never, current and not current. In a cross one side changes. */
static void unions_and_crosses(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(BOTH));
    static const row rows[] = {
        {"el", "current", {1, 1, 1, 1}, SMALL},
        {"el", "not_current", {9, 9, 9, 9}, PAIR},
        {"el", "reclassified", {5, 5, 5, 5}, 0},
        {"el", "english_only", {4, 4, 4, 4}, 0},
        {"el", "ever", {6, 6, 6, 6}, 0},
        {"el", "never", {4, 4, 4, 4}, 0},
        {"el*swd", "never*yes", {1, 0, 1, 0}, SMALL},
        {"el*swd", "never*no", {3, 4, 3, 4}, PAIR}, /* the other side by swd */
        {"el*swd", "ever*yes", {3, 3, 3, 3}, PAIR}, /* and by el */
        {"el*swd", "ever*no", {3, 3, 3, 3}, 0},
    };
    EXPECT(rules, rows);
    strata_policy_rules_free(rules);
}

/* The widest count that the policy names decides, and every part of it that the cell tells. */
static void what_n_is(void **state)
{
    (void)state;
    static const struct {
        const char *policy;
        uint64_t enrolled, tested, scored;
        uint16_t has;
        bool is_small;
    } cases[] = {
        {"generic-10", 0, 10, 10, STRATA_HAS_TESTED | STRATA_HAS_SCORED, false},
        {"generic-10", 0, 10, 9, STRATA_HAS_TESTED | STRATA_HAS_SCORED, true},
        {"generic-10", 5, 12, 0, STRATA_HAS_ENROLLED | STRATA_HAS_TESTED, false},
        {"generic-10", 90, 0, 0, STRATA_HAS_ENROLLED, true}, /* of the tested nothing is known */
        {"generic-10", 0, 0, 0, 0, true},
        {"edfacts", 0, 5, 6, STRATA_HAS_TESTED | STRATA_HAS_SCORED, false},
        {"edfacts", 0, 90, 0, STRATA_HAS_TESTED, true},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_policy_rules *rules = test_preset(cases[at].policy);
        strata_cellset *set = test_set_new();
        const row all = {"all", "all", {0}, 0};
        add(set, "0001", &all,
            (strata_cell){.has = cases[at].has,
                          .n_enrolled = cases[at].enrolled,
                          .n_tested = cases[at].tested,
                          .n_scored = cases[at].scored});
        strata_primary primary;
        assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
        assert_int_equal(strata_primary_mark(rules, set, &primary, NULL), STRATA_OK);
        assert_int_equal(primary.reasons[0], cases[at].is_small ? SMALL : 0);
        assert_int_equal(primary.cells[0], cases[at].is_small ? 1 : 0);
        strata_primary_deinit(&primary);
        strata_cellset_free(set);
        strata_policy_rules_free(rules);
    }
}

/* Hidden, undefined and published cells are never marked, nor are they the side of a factor. */
static void only_counted_cells_that_show(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(BOTH));
    strata_cellset *set = test_set_new();
    static const uint64_t few[] = {1, 1, 1, 1};
    static const uint64_t many[] = {9, 9, 9, 9};
    static const row yes = {"swd", "yes", {0}, 0};
    static const row no = {"swd", "no", {0}, 0};
    strata_cell cell = test_levels(few, 4);
    cell.key.source = STRATA_PUBLISHED;
    add(set, "0001", &yes, cell);
    add(set, "0002", &yes, test_levels(few, 4));
    add(set, "0001", &no, test_levels(many, 4));
    cell = test_levels(many, 4);
    strata_cell_clear(&cell, STRATA_CELL_UNDEFINED);
    add(set, "0002", &no, cell);
    strata_primary primary;
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_primary_mark(rules, set, &primary, NULL), STRATA_OK);
    assert_int_equal(primary.marked, 1);
    assert_int_equal(primary.reasons[find(set, "0002", &yes) - set->cells], SMALL);
    strata_primary_deinit(&primary);
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

static void the_words(void **state)
{
    (void)state;
    static const char *const words[] = {"small", "numerator", "one_level", "zero", "pair"};
    for (unsigned bit = 0; bit < STRATA_PRIMARY_REASONS; bit++) {
        assert_string_equal(strata_primary_reason(bit), words[bit]);
    }
    strata_cellset *set = test_set_new();
    strata_policy_rules *rules = test_policy(TEST_POLICY(BOTH));
    strata_primary primary;
    assert_int_equal(strata_primary_mark(rules, set, &primary, NULL), STRATA_OK); /* empty */
    assert_int_equal(primary.count, 0);
    strata_primary_deinit(&primary);
    strata_policy_rules_free(rules);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_groups),
        cmocka_unit_test(small_numerators),
        cmocka_unit_test(both_sides_of_a_factor),
        cmocka_unit_test(unions_and_crosses),
        cmocka_unit_test(what_n_is),
        cmocka_unit_test(only_counted_cells_that_show),
        cmocka_unit_test(the_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
