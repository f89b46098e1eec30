/* Cells as numbers that add up: arithmetic by hand. */
#include "protect/audit.h"
#include "protect/unknowns.h"
#include "test_cells.h"
#include "test_policy.h"

#define BANDS "'min_n': 10, 'bands': [{'n_from': 10, 'tails': ['<=20', '>=80']}]"

typedef struct row {
    const char *dim;
    const char *group;
    uint64_t levels[4];
} row;

static strata_unknowns *unknowns_of(strata_cellset *set)
{
    strata_policy_rules *rules = test_policy(TEST_POLICY(BANDS));
    strata_primary primary;
    strata_unknowns *unknowns = NULL;
    strata_error err = {0};
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_primary_mark(rules, set, &primary, NULL), STRATA_OK);
    if (strata_unknowns_new(rules, set, &primary, &unknowns, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    strata_primary_deinit(&primary);
    strata_policy_rules_free(rules);
    return unknowns;
}

static strata_cellset *set_of(const row *rows, size_t count)
{
    strata_cellset *set = test_set_new();
    for (size_t at = 0; at < count; at++) {
        assert_true(test_add(set, (test_key){2024, "all", "0001", rows[at].dim, rows[at].group},
                             test_levels(rows[at].levels, 4)));
    }
    return set;
}

#define PLACE "2024/caaspp/ela/all/all_tested/lea 0001/scale_score/"

/* The number whose id ends so. */
static uint32_t find(const strata_unknowns *unknowns, const char *name)
{
    char id[256];
    (void)snprintf(id, sizeof id, PLACE "%s", name);
    const uint32_t number = strata_intern_find(unknowns->release->ids, id, strlen(id));
    if (number == UINT32_MAX) {
        fail_msg("no number %s", id);
    }
    return number - 1;
}

static void expect(const strata_unknowns *unknowns, const char *name, int64_t truth, int64_t lo,
                   int64_t hi)
{
    const uint32_t number = find(unknowns, name);
    const strata_release_cell *cell = &unknowns->release->cells[number];
    if (unknowns->truth[number] != truth || cell->lo != lo || cell->hi != hi) {
        fail_msg("%s: got %lld in %lld..%lld", name, (long long)unknowns->truth[number],
                 (long long)cell->lo, (long long)cell->hi);
    }
    assert_int_equal(cell->is_hidden, lo != hi);
}

/* Text "+a +b -total" of an equation is too long to compare; its sum and its size are enough. */
static void expect_equation(const strata_unknowns *unknowns, const char *name, uint32_t members)
{
    const strata_release *release = unknowns->release;
    char id[256];
    (void)snprintf(id, sizeof id, PLACE "%s", name);
    const uint32_t number = strata_intern_find(release->equations, id, strlen(id));
    if (number == UINT32_MAX) {
        fail_msg("no equation %s", id);
    }
    assert_int_equal(release->sums.start[number] - release->sums.start[number - 1], members);
    assert_int_equal(strata_equations_excess(&release->sums, number - 1, unknowns->truth), 0);
}

/* Of 50 students 48 have a value: 2 are the rest. At or above level 2 are 40 (80 %: 40 to 50 are
 * coded so), level 3: 25 (50.0 %), level 4: 10 (20 %: 0 to 10).
 * yes, 20: 16 (16 to 20), 10, 4 (0 to 4). no, 28: 22 (78.6 %), 14, 6 (21.4 %).
 * The rest: 2, of them 2, 1 and 0. */
static void a_factor_with_a_rest(void **state)
{
    (void)state;
    static const row rows[] = {{"all", "all", {10, 15, 15, 10}},
                               {"swd", "yes", {4, 6, 6, 4}},
                               {"swd", "no", {6, 8, 8, 6}}};
    strata_cellset *set = set_of(rows, 3);
    strata_unknowns *unknowns = unknowns_of(set);
    expect(unknowns, "all/n_scored", 50, 50, 50);
    expect(unknowns, "all/at_or_above_2", 40, 40, 50);
    expect(unknowns, "all/at_or_above_3", 25, 25, 25);
    expect(unknowns, "all/at_or_above_4", 10, 0, 10);
    expect(unknowns, "swd=yes/at_or_above_2", 16, 16, 20);
    expect(unknowns, "swd=yes/at_or_above_4", 4, 0, 4);
    expect(unknowns, "swd=no/at_or_above_2", 22, 22, 22);
    expect(unknowns, "swd=no/level_3", 8, 8, 8);
    expect(unknowns, "swd=yes/level_3", 6, 6, 10); /* 10 less 0 to 4 */
    expect(unknowns, "swd=yes/level_1", 4, 0, 4);
    expect(unknowns, "all/rest of swd/n_scored", 2, 0, STRATA_BOUND_NONE);
    expect(unknowns, "all/rest of swd/at_or_above_3", 1, 0, STRATA_BOUND_NONE);
    expect_equation(unknowns, "all/n_scored: without", 3);
    expect_equation(unknowns, "all/at_or_above_3: without", 3);
    expect_equation(unknowns, "all/n_scored: swd", 4);
    expect_equation(unknowns, "all/at_or_above_4: swd", 4);
    /* a number of students, three cuts, three levels for three cells and a rest; three sums within
     * each, and one of n and of each cut */
    assert_int_equal(unknowns->release->cell_count, 28);
    assert_int_equal(unknowns->release->equation_count, 16);
    assert_int_equal(unknowns->sums, 1);
    assert_int_equal(unknowns->rests, 1);
    assert_int_equal(unknowns->left_out, 0);
    /* numbers may be worked out; of a tail three counts must stay */
    assert_int_equal(unknowns->of[find(unknowns, "all/at_or_above_3")].width, 0);
    assert_int_equal(unknowns->of[find(unknowns, "all/at_or_above_4")].width, 2);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

/* Without a rest there is no inner cell; a part larger than the whole is no part. */
static void sums_that_hold_or_cannot(void **state)
{
    (void)state;
    static const row whole[] = {{"all", "all", {10, 14, 14, 10}},
                                {"swd", "yes", {4, 6, 6, 4}},
                                {"swd", "no", {6, 8, 8, 6}}};
    static const row wrong[] = {{"all", "all", {10, 14, 14, 10}},
                                {"swd", "yes", {4, 6, 6, 4}},
                                {"swd", "no", {6, 8, 8, 7}}};
    strata_cellset *set = set_of(whole, 3);
    strata_unknowns *unknowns = unknowns_of(set);
    expect_equation(unknowns, "all/n_scored: swd", 3);
    assert_int_equal(unknowns->rests, 0);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
    set = set_of(wrong, 3);
    unknowns = unknowns_of(set);
    assert_int_equal(unknowns->sums, 0);
    assert_int_equal(unknowns->left_out, 1);
    assert_int_equal(unknowns->release->equation_count, 9);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

/* Universal meals overlap what was recorded: 12 of 40 are in both, so that only yes and no make
 * all. */
static void what_says_nothing_may_overlap(void **state)
{
    (void)state;
    static const row rows[] = {{"all", "all", {10, 10, 10, 10}},
                               {"frl", "yes", {5, 5, 5, 5}},
                               {"frl", "no", {5, 5, 5, 5}},
                               {"frl", "universal", {3, 3, 3, 3}}};
    strata_cellset *set = set_of(rows, 4);
    strata_unknowns *unknowns = unknowns_of(set);
    expect_equation(unknowns, "all/n_scored: frl", 3);
    assert_int_equal(unknowns->left_out, 1);
    assert_int_equal(unknowns->sums, 1);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

/* Four students with disabilities of 12: all their numbers are hidden, and those of the others
 * because the policy hides pairs. 1 of 12 at the highest level (8.3 %) is coded as 0 to 2, so
 * that the four cannot be open any further there. */
static void hidden_cells(void **state)
{
    (void)state;
    static const row rows[] = {
        {"all", "all", {3, 4, 4, 1}}, {"swd", "yes", {1, 2, 1, 0}}, {"swd", "no", {2, 2, 3, 1}}};
    strata_cellset *set = set_of(rows, 3);
    strata_unknowns *unknowns = unknowns_of(set);
    expect(unknowns, "all/n_scored", 12, 12, 12);
    expect(unknowns, "all/at_or_above_4", 1, 0, 2);
    expect(unknowns, "swd=yes/n_scored", 4, 1, STRATA_BOUND_NONE); /* nobody has no cell */
    expect(unknowns, "swd=yes/at_or_above_4", 0, 0, STRATA_BOUND_NONE);
    expect(unknowns, "swd=no/n_scored", 8, 1, STRATA_BOUND_NONE);
    assert_int_equal(unknowns->of[find(unknowns, "swd=yes/n_scored")].hidden_width, 4);
    assert_int_equal(unknowns->of[find(unknowns, "swd=yes/at_or_above_4")].hidden_width, 2);
    assert_true(unknowns->release->cells[find(unknowns, "swd=yes/n_scored")].has_symbol);
    assert_false(unknowns->release->cells[find(unknowns, "swd=yes/level_2")].has_symbol);
    const bool none[3] = {false, false, false};
    strata_unknowns_hide(unknowns, none);
    expect(unknowns, "swd=yes/n_scored", 4, 4, 4);
    assert_string_equal(
        strata_intern_text(unknowns->release->parts, unknowns->release->cells[0].part), "/0001");
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

/* 20 enrolled, 18 tested, 15 scored: 2 and 3 are not. Where all who are tested have a score in
 * every cell, one number stands for both. */
static void enrolled_tested_scored(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    strata_cell cell = {
        .has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED,
        .n_enrolled = 20,
        .n_tested = 18,
        .n_scored = 15,
    };
    assert_true(test_add(set, (test_key){2024, "all", "0001", "all", "all"}, cell));
    strata_unknowns *unknowns = unknowns_of(set);
    expect(unknowns, "all/n_enrolled", 20, 20, 20);
    expect(unknowns, "all/n_tested", 18, 18, 18);
    expect(unknowns, "all/not_tested", 2, 0, STRATA_BOUND_NONE);
    expect(unknowns, "all/not_scored", 3, 0, STRATA_BOUND_NONE);
    expect_equation(unknowns, "all/n_enrolled: without", 3);
    expect_equation(unknowns, "all/n_tested: without", 3);
    strata_unknowns_free(unknowns);
    set->cells[0].n_scored = 18;
    unknowns = unknowns_of(set);
    assert_int_equal(unknowns->release->cell_count, 3);
    expect_equation(unknowns, "all/n_enrolled: without", 3);
    expect(unknowns, "all/not_tested", 2, 0, STRATA_BOUND_NONE);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

/* Of 3 asian students none has a score: there is nothing to show of them, but in the sums of the
 * others they count as 0. They are too few, so hidden: 0 or more, for all that readers know. */
static void a_group_of_nobody(void **state)
{
    (void)state;
    static const row rows[] = {{"all", "all", {12, 18, 18, 12}},
                               {"race", "white", {10, 14, 14, 10}},
                               {"race", "black", {2, 4, 4, 2}}};
    static const uint64_t none[4] = {0};
    strata_cellset *set = set_of(rows, 3);
    strata_cell nobody = test_levels(none, 4);
    nobody.has |= STRATA_HAS_ENROLLED;
    nobody.n_enrolled = 3;
    assert_true(test_add(set, (test_key){2024, "all", "0001", "race", "asian"}, nobody));
    strata_unknowns *unknowns = unknowns_of(set);
    expect(unknowns, "race=asian/at_or_above_2", 0, 0, STRATA_BOUND_NONE);
    expect_equation(unknowns, "all/n_scored: race", 4);
    expect_equation(unknowns, "all/at_or_above_2: race", 4);
    expect_equation(unknowns, "all/at_or_above_4: race", 4);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

/* All but one number are shown: 60 - 42 - 10 is 8. */
static void the_attacker_reads_it(void **state)
{
    (void)state;
    static const row rows[] = {{"all", "all", {12, 18, 18, 12}},
                               {"race", "white", {3, 3, 1, 1}}, /* 8 */
                               {"race", "black", {7, 12, 14, 9}},
                               {"race", "asian", {2, 3, 3, 2}}};
    strata_cellset *set = set_of(rows, 4);
    strata_unknowns *unknowns = unknowns_of(set);
    const strata_audit_options options = {.width = 4, .truth = unknowns->truth};
    strata_audit *audit = NULL;
    assert_int_equal(strata_audit_run(unknowns->release, &options, &audit, NULL), STRATA_OK);
    const strata_finding found = strata_audit_finding(audit, find(unknowns, "race=white/n_scored"));
    assert_int_equal(found.verdict, STRATA_VERDICT_EXACT);
    assert_int_equal(found.lo, 8);
    strata_audit_free(audit);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

/* Sums of places with hidden parts cannot be coded, so they are hidden as a whole. */
static void partial_sums(void **state)
{
    (void)state;
    static const row rows[] = {{"all", "all", {10, 15, 15, 10}}};
    strata_cellset *set = set_of(rows, 1);
    set->cells[0].n_scored = 60;
    set->cells[0].n_tested = 60;
    set->cells[0].status = STRATA_CELL_PARTIAL;
    strata_unknowns *unknowns = unknowns_of(set);
    assert_true(unknowns->must[0]);
    assert_int_equal(unknowns->release->cell_count, 1);
    expect(unknowns, "all/n_scored", 60, 1, STRATA_BOUND_NONE);
    strata_unknowns_free(unknowns);
    strata_cellset_free(set);
}

static strata_status scenario(void)
{
    static const uint64_t levels[] = {3, 4, 4, 1};
    static const uint64_t yes[] = {1, 2, 1, 0};
    strata_cellset *set = test_set_try();
    const strata_policy_band band = {.n_from = 10,
                                     .n_to = STRATA_POLICY_NO_END,
                                     .has_low = true,
                                     .has_high = true,
                                     .low = 20,
                                     .high = 80};
    const strata_slice measures[] = {{"pct", 3}};
    const strata_policy_rules rules = {.id = "t",
                                       .min_n = 10,
                                       .width = 4,
                                       .n = STRATA_COUNT_TESTED,
                                       .measures = measures,
                                       .measure_count = 1,
                                       .bands = &band,
                                       .band_count = 1};
    strata_primary primary = {0};
    strata_unknowns *unknowns = NULL;
    strata_status status = STRATA_E_MEMORY;
    if (set != NULL &&
        test_add(set, (test_key){2024, "03", "1", "all", "all"}, test_levels(levels, 4)) &&
        test_add(set, (test_key){2024, "03", "1", "swd", "yes"}, test_levels(yes, 4)) &&
        strata_cellset_sort(set, NULL) == STRATA_OK &&
        strata_primary_mark(&rules, set, &primary, NULL) == STRATA_OK) {
        status = strata_unknowns_new(&rules, set, &primary, &unknowns, NULL);
    }
    strata_unknowns_free(unknowns);
    strata_primary_deinit(&primary);
    strata_cellset_free(set);
    return status;
}

static void no_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(scenario) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_factor_with_a_rest),
        cmocka_unit_test(sums_that_hold_or_cannot),
        cmocka_unit_test(hidden_cells),
        cmocka_unit_test(what_says_nothing_may_overlap),
        cmocka_unit_test(enrolled_tested_scored),
        cmocka_unit_test(the_attacker_reads_it),
        cmocka_unit_test(a_group_of_nobody),
        cmocka_unit_test(partial_sums),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
