/* The ways in which hidden figures of a set of cells come back, each from both sides: with nothing
 * hidden but what is small, the audit finds what arithmetic (in the comments) finds; protected,
 * arithmetic with the rows that are published finds too little. traps.c has those of counts. */
#include "protect/audit.h"
#include "protect/hiding.h"
#include "unit/test_cells.h"
#include "unit/test_policy.h"

enum {
    WIDTH = 4,
    LEVELS = 4,
    ROWS_MOST = 8
};

/* Students of a group by level, and their scores; no score: none is told. */
typedef struct row {
    const char *group; /* of race; "all" */
    uint64_t levels[LEVELS];
    int64_t score; /* sum of scores */
} row;

#define PLACE "2024/caaspp/ela/all/all_tested/lea 0001/scale_score/"

static void add(strata_cellset *set, const row *of)
{
    const bool is_all = strcmp(of->group, "all") == 0;
    strata_cell cell = test_levels(of->levels, LEVELS);
    if (of->score > 0) {
        cell.has |= STRATA_HAS_SCORES;
        cell.score_sum = of->score;
    }
    assert_true(
        test_add(set, (test_key){2024, "all", "0001", is_all ? "all" : "race", of->group}, cell));
}

/* A set of rows up to one without a group; is_turned: added the other way round. */
static strata_cellset *set_of(const row *rows, bool is_turned)
{
    strata_cellset *set = test_set_new();
    size_t count = 0;
    while (rows[count].group != NULL) {
        count++;
    }
    for (size_t at = 0; at < count; at++) {
        add(set, &rows[is_turned ? count - 1 - at : at]);
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    (void)memcpy(set->protection, "unprotected", sizeof "unprotected");
    return set;
}

/* ---- one side: only what is small is hidden ---- */

/* What a stranger knows of a number. */
typedef struct known {
    const char *number;
    int64_t lo;
    int64_t hi;
    strata_verdict verdict;
} known;

static uint32_t find(const strata_release *release, const char *number)
{
    char id[256];
    (void)snprintf(id, sizeof id, PLACE "%s", number);
    const uint32_t found = strata_intern_find(release->ids, id, strlen(id));
    if (found == UINT32_MAX) {
        fail_msg("no number %s", id);
    }
    return found - 1;
}

static void compare(const strata_release *release, const known *expected, size_t count)
{
    strata_audit *audit = NULL;
    const strata_audit_options options = {.width = WIDTH, .wants_all = true};
    assert_int_equal(strata_audit_run(release, &options, &audit, NULL), STRATA_OK);
    for (size_t at = 0; at < count; at++) {
        const strata_finding finding =
            strata_audit_finding(audit, find(release, expected[at].number));
        assert_int_equal(finding.lo, expected[at].lo);
        assert_int_equal(finding.hi, expected[at].hi);
        assert_int_equal(finding.verdict, expected[at].verdict);
    }
    strata_audit_free(audit);
}

static void expect_known(const strata_policy_rules *rules, const row *rows, const known *expected,
                         size_t count)
{
    strata_primary primary;
    strata_unknowns *unknowns = NULL;
    strata_cellset *set = set_of(rows, false);
    assert_int_equal(strata_primary_mark(rules, set, &primary, NULL), STRATA_OK);
    assert_int_equal(strata_unknowns_new(rules, set, &primary, &unknowns, NULL), STRATA_OK);
    compare(unknowns->release, expected, count);
    strata_unknowns_free(unknowns);
    strata_primary_deinit(&primary);
    strata_cellset_free(set);
}

/* ---- the other side: what is published ---- */

static strata_cellset *protect(const strata_policy_rules *rules, const row *rows, bool is_turned)
{
    strata_cellset *set = set_of(rows, is_turned);
    strata_error err = {0};
    if (strata_protect_cells(rules, set, &strata_hiding, NULL, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return set;
}

/* The published row of a group; cut 0: its counted cell. NULL: there is none. */
static const strata_cell *published(const strata_cellset *set, const char *group, strata_stat stat,
                                    unsigned cut)
{
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        char text[STRATA_GROUP_TEXT];
        strata_group_key_group_text(cell->key.group, text);
        if (strcmp(text, group) == 0 && cell->key.stat == (uint8_t)stat && cell->key.cut == cut) {
            return cell;
        }
    }
    return NULL;
}

static bool is_hidden(const strata_cellset *set, const char *group)
{
    const strata_cell *cell = published(set, group, STRATA_STAT_COUNTS, 0);
    assert_non_null(cell);
    return cell->status == STRATA_CELL_SUPPRESSED;
}

/* Students at or above a cut who are in hidden groups, at most: those of all, less those of the
 * groups that are shown. A percent in bounds of n students: the whole numbers between. */
static double most_hidden(const strata_cellset *set, const row *rows, unsigned cut)
{
    double most = 0.0;
    for (const row *of = rows; of->group != NULL; of++) {
        const strata_cell *counted = published(set, of->group, STRATA_STAT_COUNTS, 0);
        const strata_cell *percent = published(set, of->group, STRATA_STAT_PCT, cut);
        if (is_hidden(set, of->group)) {
            assert_null(percent);
            continue;
        }
        assert_non_null(percent);
        const double n = (double)counted->n_scored;
        const double lo = ceil(n * strata_cell_lo(percent) / 100.0 - 1e-9);
        const double hi = floor(n * strata_cell_hi(percent) / 100.0 + 1e-9);
        most += of == rows ? hi : -lo;
    }
    return most;
}

static unsigned count_hidden(const strata_cellset *set, const row *rows)
{
    unsigned hidden = 0;
    for (const row *of = rows; of->group != NULL; of++) {
        hidden += is_hidden(set, of->group) ? 1 : 0;
    }
    return hidden;
}

/* ---- the traps ---- */

/* All, then the races; 100 students, of whom 8 and 9 are in small groups. Whole percents of 100, 45
 * and 38 students are counts: 38 % are 38, 44 % are 20 (19.6 to 20.03), 45 % are 17 (16.5 to 17.3);
 * so are 74, 78 (35) and 76 (29), and 15, 18 (8) and 18 (7). */
static const row races[ROWS_MOST] = {{"all", {26, 36, 23, 15}, 0},
                                     {"white", {10, 15, 12, 8}, 0},
                                     {"black", {9, 12, 10, 7}, 0},
                                     {"asian", {3, 4, 1, 0}, 0},
                                     {"american_indian", {4, 5, 0, 0}, 0}};

/* Both small groups are hidden, so each has 1 to 16 of 17 students: 100 - 45 - 38. But one of them
 * is proficient: 38 - 20 - 17. So each has 0 to 1. */
static void test_percents_with_known_n(void **state)
{
    (void)state;
    static const known expected[] = {
        {"race=asian/n_scored", 1, 16, STRATA_VERDICT_SAFE},
        {"race=asian/at_or_above_3", 0, 1, STRATA_VERDICT_NARROW},
        {"race=american_indian/at_or_above_3", 0, 1, STRATA_VERDICT_NARROW}};
    strata_policy_rules *rules = test_preset("generic-10");
    expect_known(rules, races, expected, 3);
    strata_cellset *set = protect(rules, races, false);
    assert_true(count_hidden(set, races) >= 3);
    assert_false(is_hidden(set, "all"));
    for (unsigned cut = 2; cut <= LEVELS; cut++) {
        assert_true(most_hidden(set, races, cut) >= WIDTH);
    }
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

/* 15 - 8 - 7 = 0 are advanced in both small groups: nobody, though all counts are hidden. */
static void test_only_zeros_under_a_total(void **state)
{
    (void)state;
    static const known expected[] = {
        {"race=asian/at_or_above_4", 0, 0, STRATA_VERDICT_EXACT},
        {"race=american_indian/at_or_above_4", 0, 0, STRATA_VERDICT_EXACT}};
    strata_policy_rules *rules = test_preset("generic-10");
    expect_known(rules, races, expected, 2);
    strata_cellset *set = protect(rules, races, false);
    assert_true(most_hidden(set, races, 4) >= WIDTH);
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

#define MEANS                                                                                      \
    "'min_n': 10, 'bands': [{'n_from': 10, 'tails': ['<=20', '>=80']}], 'digits': {'percent': 0, " \
    "'mean': 1, 'sd': 0}"

/* Mean of all 24: 250.0, so their sum is 24 * 249.95 = 5998.8 to 24 * 250.05 = 6001.2: 5999 to
 * 6001. Mean of 21 of them 5235 / 21 = 249.3: 21 * 249.25 = 5234.25 to 21 * 249.35 = 5236.35: 5235
 * to 5236. The three have 5999 - 5236 = 763 to 6001 - 5235 = 766 points: a mean of 254.3 to 255.3.
 * With the 21 hidden as well nothing is left to subtract. */
static void test_means_of_all_and_of_all_but_some(void **state)
{
    (void)state;
    static const row means[ROWS_MOST] = {
        {"all", {6, 6, 6, 6}, 6000}, {"white", {5, 5, 5, 6}, 5235}, {"asian", {1, 1, 1, 0}, 765}};
    static const known expected[] = {{"race=asian/n_scored", 3, 3, STRATA_VERDICT_EXACT},
                                     {"race=asian/score_sum", 763, 766, STRATA_VERDICT_NARROW}};
    strata_policy_rules *rules =
        test_policy(TEST_POLICY_NAMES TEST_POLICY_SOURCES
                    "'n': 'tested', 'denominators': 'shown', 'counts': 'hidden', 'pairs': 'each',"
                    "'collapse': true, 'measures': ['pct', 'mean']," TEST_POLICY_ENDS MEANS "}");
    expect_known(rules, means, expected, 2);
    strata_cellset *set = protect(rules, means, false);
    assert_true(is_hidden(set, "white") && is_hidden(set, "asian"));
    assert_null(published(set, "white", STRATA_STAT_MEAN, 0));
    assert_non_null(published(set, "all", STRATA_STAT_MEAN, 0));
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

/* A group that is hidden for its own sake, and one for another's, are the same but for the name. */
static void test_one_symbol(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("generic-10");
    strata_cellset *set = protect(rules, races, false);
    const strata_cell *primary = published(set, "asian", STRATA_STAT_COUNTS, 0);
    unsigned others = 0;
    for (const row *of = races + 1; of->group != NULL; of++) {
        strata_cell other = *published(set, of->group, STRATA_STAT_COUNTS, 0);
        other.key = primary->key;
        const bool is_large = other.status != STRATA_CELL_SUPPRESSED ||
                              strcmp(of->group, "white") == 0 || strcmp(of->group, "black") == 0;
        assert_true(other.status != STRATA_CELL_SUPPRESSED || strata_cell_equal(primary, &other));
        others += is_large && other.status == STRATA_CELL_SUPPRESSED ? 1 : 0;
    }
    assert_true(others > 0);
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

/* Two groups are alike, and either makes the small one safe; on the next night the cells come in
 * another order. Had the other one been hidden, both nights together would tell all. */
static void test_rerun_with_ties(void **state)
{
    (void)state;
    static const row alike[ROWS_MOST] = {{"all", {26, 35, 23, 14}, 0},
                                         {"white", {10, 15, 11, 7}, 0},
                                         {"black", {10, 15, 11, 7}, 0},
                                         {"asian", {6, 5, 1, 0}, 0}};
    strata_policy_rules *rules = test_preset("co"); /* 16 and more: 12 are hidden */
    strata_cellset *first = protect(rules, alike, false);
    strata_cellset *second = protect(rules, alike, true);
    assert_true(count_hidden(first, alike) == 2 && is_hidden(first, "asian"));
    assert_int_equal(first->count, second->count);
    for (size_t at = 0; at < first->count; at++) {
        assert_true(strata_cell_equal(&first->cells[at], &second->cells[at]));
    }
    strata_cellset_free(first);
    strata_cellset_free(second);
    strata_policy_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percents_with_known_n),
        cmocka_unit_test(test_only_zeros_under_a_total),
        cmocka_unit_test(test_means_of_all_and_of_all_but_some),
        cmocka_unit_test(test_one_symbol),
        cmocka_unit_test(test_rerun_with_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
