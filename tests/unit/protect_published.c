/* What is printed as numbers that add up: arithmetic by hand. */
#include "protect/audit.h"
#include "protect/published.h"
#include "test_cells.h"
#include "test_policy.h"

#define BANDS "'min_n': 10, 'bands': [{'n_from': 10, 'tails': ['<=20', '>=80']}]"
#define ID    "2024/caaspp/ela/all/all_tested/lea 0001/scale_score/"

static const test_key all_of_them = {2024, "all", "0001", "all", "all"};
static const test_key with = {2024, "all", "0001", "swd", "yes"};
static const test_key without = {2024, "all", "0001", "swd", "no"};

static void add_n(strata_cellset *set, test_key key, uint64_t n)
{
    const strata_cell cell = {
        .has = STRATA_HAS_SCORED, .level_count = 4, .n_scored = n, .n_tested = 0};
    assert_true(test_add(set, key, cell));
}

static void add_hidden(strata_cellset *set, test_key key)
{
    assert_true(test_add(set, key, (strata_cell){.status = STRATA_CELL_SUPPRESSED}));
}

/* A figure as strata prints it: in tenths of its last digit, half a digit up and down. */
static void add_figure(strata_cellset *set, test_key key, test_print print)
{
    strata_cell cell = test_printed(print);
    cell.key.source = STRATA_COUNTED;
    cell.level_count = 4;
    assert_true(test_add(set, key, cell));
}

static test_print number(strata_stat stat, uint8_t cut, int64_t tenths, uint64_t n)
{
    return (test_print){.stat = stat,
                        .cut = cut,
                        .decimals = 1,
                        .has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SCORED,
                        .value = tenths,
                        .lo = tenths - 5,
                        .hi = tenths + 5,
                        .n = n};
}

static test_print range(strata_stat stat, uint8_t cut, int64_t lo, int64_t hi, uint64_t n)
{
    return (test_print){.stat = stat,
                        .cut = cut,
                        .decimals = 1,
                        .has = STRATA_HAS_BOUNDS | STRATA_HAS_SCORED,
                        .lo = lo,
                        .hi = hi,
                        .n = n};
}

static strata_published_release *make(const strata_published_file *files, size_t count)
{
    const strata_published_options options = {.width = 4};
    strata_published_release *published = NULL;
    strata_error err = {0};
    if (strata_published_release_new(files, count, &options, &published, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return published;
}

static strata_published_release *make_one(strata_cellset *set, const strata_policy_rules *rules)
{
    assert_int_equal(strata_cellset_order(set, NULL), STRATA_OK);
    const strata_published_file file = {.name = "a.csv", .set = set, .rules = rules};
    return make(&file, 1);
}

static uint32_t find(const strata_published_release *published, const char *name)
{
    char id[256];
    (void)snprintf(id, sizeof id, ID "%s", name);
    const uint32_t found = strata_intern_find(published->unknowns->release->ids, id, strlen(id));
    if (found == UINT32_MAX) {
        fail_msg("no number %s", id);
    }
    return found - 1;
}

typedef struct expected {
    const char *name;
    int64_t lo;
    int64_t hi;
    int64_t width;
} expected;

static void expect(const strata_published_release *published, const expected *rows, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        const uint32_t found = find(published, rows[at].name);
        const strata_release *release = published->unknowns->release;
        if (release->cells[found].lo != rows[at].lo || release->cells[found].hi != rows[at].hi ||
            release->widths[found] != rows[at].width) {
            fail_msg("%s: got %lld to %lld, %lld apart", rows[at].name,
                     (long long)release->cells[found].lo, (long long)release->cells[found].hi,
                     (long long)release->widths[found]);
        }
    }
}

#define EXPECT(published, rows) expect(published, rows, sizeof(rows) / sizeof((rows)[0]))

/* Of 30 students 83 %: 24.75 to 25.05 of them are 25. Up to 20 %, printed as 0 to 20.5: 0 to 6, by
 * the policy as well. A share of 33 to 34 %, 32.5 to 34.5: 9.75 to 10.35 are 10. A mean of 2430:
 * 30 times 2429.5 is 72885, 30 times 2430.5 is 72915, which would be 2431. */
static void figures_leave_counts(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(BANDS));
    for (int with_rules = 0; with_rules < 2; with_rules++) {
        strata_cellset *set = test_set_new();
        add_n(set, all_of_them, 30);
        add_figure(set, all_of_them, number(STRATA_STAT_PCT, 2, 830, 30));
        add_figure(set, all_of_them, range(STRATA_STAT_PCT, 4, 0, 205, 30));
        add_figure(set, all_of_them, range(STRATA_STAT_SHARE, 2, 325, 345, 30));
        add_figure(set, all_of_them, number(STRATA_STAT_MEAN, 0, 24300, 30));
        strata_published_release *published = make_one(set, with_rules == 1 ? rules : NULL);
        static const expected rows[] = {
            {"all/n_scored", 30, 30, 0},       {"all/at_or_above_2", 25, 25, 0},
            {"all/at_or_above_3", 0, 25, 0},   {"all/at_or_above_4", 0, 6, 2},
            {"all/level_1", 5, 5, 0},          {"all/level_2", 10, 10, 0},
            {"all/score_sum", 72885, 72914, 0}};
        EXPECT(published, rows);
        assert_int_equal(published->shown, 1);
        assert_int_equal(published->hidden, 0);
        strata_published_release_free(published);
        strata_cellset_free(set);
    }
    strata_policy_rules_free(rules);
}

/* Of a group that is hidden nothing is known; what must stay open of it is no more than there is of
 * all: of 30 at most 3 are at or above level 4. Symbols of a draft say at most 9. */
static void hidden_groups(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_n(set, all_of_them, 30);
    add_figure(set, all_of_them, number(STRATA_STAT_PCT, 4, 100, 30));
    add_hidden(set, with);
    add_hidden(set, without);
    assert_int_equal(strata_cellset_order(set, NULL), STRATA_OK);
    const strata_published_file file = {.name = "a.csv", .set = set, .symbol_most = 9};
    strata_published_release *published = make(&file, 1);
    static const expected rows[] = {{"all/at_or_above_4", 3, 3, 0},
                                    {"swd=yes/n_scored", 0, STRATA_BOUND_NONE, 4},
                                    {"swd=yes/at_or_above_2", 0, STRATA_BOUND_NONE, 4},
                                    {"swd=yes/at_or_above_4", 0, STRATA_BOUND_NONE, 3},
                                    {"swd=no/level_1", 0, STRATA_BOUND_NONE, 4}};
    EXPECT(published, rows);
    assert_int_equal(published->hidden, 2);
    const strata_release *release = published->unknowns->release;
    const strata_release_cell *n = &release->cells[find(published, "swd=yes/n_scored")];
    assert_true(n->has_symbol);
    assert_int_equal(n->meant_hi, 9);
    assert_false(release->cells[find(published, "swd=yes/at_or_above_4")].has_symbol);
    strata_published_release_free(published);
    strata_cellset_free(set);
}

/* Of the students of an extract one at least is enrolled in a group that has a row, tested or not;
 * a row of a file of counts may be of nobody. */
static void groups_of_nobody(void **state)
{
    (void)state;
    for (int is_given = 0; is_given < 2; is_given++) {
        strata_cellset *set = test_set_new();
        const unsigned marks = is_given == 1 ? STRATA_IS_GIVEN : 0;
        const strata_cell all = {.has = (uint16_t)(marks | STRATA_HAS_ENROLLED | STRATA_HAS_SCORED),
                                 .level_count = 4,
                                 .n_enrolled = 30,
                                 .n_scored = 30};
        const strata_cell hidden = {.has = (uint16_t)marks, .status = STRATA_CELL_SUPPRESSED};
        assert_true(test_add(set, all_of_them, all));
        assert_true(test_add(set, with, hidden));
        strata_published_release *published = make_one(set, NULL);
        const expected rows[] = {
            {"swd=yes/n_enrolled", is_given == 1 ? 0 : 1, STRATA_BOUND_NONE, 4},
            {"swd=yes/n_scored", 0, STRATA_BOUND_NONE, 4}};
        EXPECT(published, rows);
        strata_published_release_free(published);
        strata_cellset_free(set);
    }
}

/* Rows that are not used are counted by why. */
static void rows_that_are_not_used(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    strata_cell printed = test_printed(number(STRATA_STAT_PCT, 2, 830, 30));
    printed.level_count = 4;
    assert_true(test_add(set, all_of_them, printed));
    add_figure(set, with, number(STRATA_STAT_SD, 0, 900, 30));
    const strata_cell partial = {
        .has = STRATA_HAS_SCORED, .n_scored = 30, .status = STRATA_CELL_PARTIAL};
    assert_true(test_add(set, without, partial));
    strata_published_release *published = make_one(set, NULL);
    assert_int_equal(published->unused.published, 1);
    assert_int_equal(published->unused.figures, 1);
    assert_int_equal(published->unused.partial, 1);
    assert_int_equal(published->shown + published->hidden, 0);
    strata_published_release_free(published);
    strata_cellset_free(set);
}

/* All of 30 and 12 without: 18 are left, found by subtraction. Where 17 of them are shown one
 * student is of neither, and so at most one of the same in a part of these 30. */
static void parts_are_all_unless_shown(void **state)
{
    (void)state;
    for (int has_rest = 0; has_rest < 2; has_rest++) {
        strata_cellset *set = test_set_new();
        test_key state_all = all_of_them;
        test_key state_with = with;
        test_key state_without = without;
        state_all.lea = state_with.lea = state_without.lea = NULL;
        add_n(set, all_of_them, 30);
        add_n(set, without, 12);
        add_hidden(set, with);
        if (has_rest == 1) {
            add_n(set, state_all, 80);
            add_n(set, state_with, 50);
            add_n(set, state_without, 29);
        }
        strata_published_release *published = make_one(set, NULL);
        const strata_audit_options options = {.width = 4,
                                              .widths = published->unknowns->release->widths};
        strata_audit *audit = NULL;
        assert_int_equal(strata_audit_run(published->unknowns->release, &options, &audit, NULL),
                         STRATA_OK);
        const strata_finding finding =
            strata_audit_finding(audit, find(published, "swd=yes/n_scored"));
        assert_int_equal(finding.lo, 18 - has_rest);
        assert_int_equal(finding.hi, 18);
        assert_int_equal(finding.verdict,
                         has_rest == 1 ? STRATA_VERDICT_NARROW : STRATA_VERDICT_EXACT);
        strata_audit_free(audit);
        strata_published_release_free(published);
        strata_cellset_free(set);
    }
}

static strata_cellset *set_of_n(uint64_t n)
{
    strata_cellset *set = test_set_new();
    add_n(set, all_of_them, n);
    assert_int_equal(strata_cellset_order(set, NULL), STRATA_OK);
    return set;
}

/* A percent of one file and n of another; what only others have is not asked about. */
static void files_are_read_together(void **state)
{
    (void)state;
    strata_cellset *first = test_set_new();
    strata_cellset *second = test_set_new();
    add_hidden(first, with);
    add_n(second, with, 8);
    add_hidden(second, without);
    assert_int_equal(strata_cellset_order(first, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_order(second, NULL), STRATA_OK);
    const strata_published_file files[] = {{.name = "a.csv", .set = first},
                                           {.name = "b.csv", .set = second, .is_known = true}};
    strata_published_release *published = make(files, 2);
    static const expected rows[] = {{"swd=yes/n_scored", 8, 8, 4},
                                    {"swd=no/n_scored", 0, STRATA_BOUND_NONE, 0}};
    EXPECT(published, rows);
    assert_true(published->unknowns->release->cells[find(published, "swd=yes/n_scored")].is_hidden);
    assert_int_equal(published->hidden, 1);
    strata_published_release_free(published);
    strata_cellset_free(first);
    strata_cellset_free(second);
}

static void other_students_contradict(void **state)
{
    (void)state;
    strata_cellset *first = set_of_n(30);
    strata_cellset *second = set_of_n(31);
    const strata_published_file files[] = {{.name = "a.csv", .set = first},
                                           {.name = "b.csv", .set = second}};
    const strata_published_options options = {.width = 4};
    strata_published_release *published = NULL;
    strata_error err = {0};
    assert_int_equal(strata_published_release_new(files, 2, &options, &published, &err),
                     STRATA_E_INPUT);
    assert_null(published);
    assert_string_equal(err.rule, "contradiction");
    assert_string_equal(err.text, "\"" ID "all\" is one thing in a.csv and another in b.csv: they "
                                  "cannot be of the same students; audit each by itself");
    strata_cellset_free(first);
    strata_cellset_free(second);
}

static void words_of_numbers(void **state)
{
    (void)state;
    char text[STRATA_NUMBER_WORDS_TEXT];
    const strata_unknown level = {.number = STRATA_NUMBER_LEVEL, .cut = 2};
    const strata_unknown tested = {.number = STRATA_NUMBER_TESTED};
    assert_string_equal(strata_number_words(&level, text), "how many students are in level 2");
    assert_string_equal(strata_number_words(&tested, text), "how many students were tested");
}

static strata_status try_all(void)
{
    strata_published_release *published = NULL;
    strata_cellset *set = test_set_try();
    if (set == NULL) {
        return STRATA_E_MEMORY;
    }
    const strata_cell shown = {.has = STRATA_HAS_SCORED, .level_count = 4, .n_scored = 30};
    const strata_cell hidden = {.status = STRATA_CELL_SUPPRESSED};
    strata_status status = STRATA_E_MEMORY;
    if (test_add(set, all_of_them, shown) && test_add(set, with, hidden) &&
        test_add(set, without, hidden)) {
        status = strata_cellset_order(set, NULL);
    }
    if (status == STRATA_OK) {
        const strata_published_file file = {.name = "a.csv", .set = set};
        const strata_published_options options = {.width = 4};
        status = strata_published_release_new(&file, 1, &options, &published, NULL);
    }
    strata_published_release_free(published);
    strata_cellset_free(set);
    return status;
}

static void no_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(try_all) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_leave_counts),
        cmocka_unit_test(hidden_groups),
        cmocka_unit_test(groups_of_nobody),
        cmocka_unit_test(rows_that_are_not_used),
        cmocka_unit_test(parts_are_all_unless_shown),
        cmocka_unit_test(files_are_read_together),
        cmocka_unit_test(other_students_contradict),
        cmocka_unit_test(words_of_numbers),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
