/* Policies, the gate, and the word that estimates carry. */
#include "protect/policy.h"
#include "strata_test.h"
#include "test_cells.h"
#include "test_policy.h"

/* A counted cell of n students, and one like it that was published. */
static strata_cellset *set_of(uint64_t n_tested, uint64_t n_scored, bool only_published)
{
    strata_cellset *set = strata_cellset_new();
    strata_cell cell = {.has = STRATA_HAS_COUNTED,
                        .level_count = 4,
                        .decimals = 1,
                        .n_enrolled = n_tested,
                        .n_tested = n_tested,
                        .n_scored = n_scored,
                        .score_sum = 24000,
                        .score_sumsq = 57600000,
                        .score_min = 100,
                        .score_max = 30000,
                        .levels = {n_scored}};
    assert_non_null(set);
    if (!only_published) {
        assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    }
    cell.key.source = STRATA_PUBLISHED;
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    return set;
}

static const strata_policy *policy(const char *id)
{
    const strata_policy *found = strata_policy_find(id);
    assert_non_null(found);
    return found;
}

static void test_registry(void **state)
{
    (void)state;
    assert_true(policy("none")->confidential && !policy("none")->publishable);
    assert_true(!policy("draft")->confidential && !policy("draft")->publishable);
    assert_null(strata_policy_find("nothing"));
    for (size_t at = 0; at < strata_policy_count(); at++) {
        assert_ptr_equal(strata_policy_find(strata_policy_at(at)->id), strata_policy_at(at));
        assert_in_range(strlen(strata_policy_at(at)->id), 1, STRATA_PROTECTION_TEXT - 1);
    }
}

/* Whether draft hides a counted cell with these numbers. */
static bool hides(uint64_t n_tested, uint64_t n_scored)
{
    strata_cellset *set = set_of(n_tested, n_scored, false);
    assert_int_equal(strata_protect(policy("draft"), set, NULL, NULL), STRATA_OK);
    const strata_cell *cell = &set->cells[0];
    const bool is_hidden = cell->status == STRATA_CELL_SUPPRESSED;
    const strata_cell cleared = {
        .key = cell->key, .status = STRATA_CELL_SUPPRESSED, .level_count = 4};
    assert_true(!is_hidden || strata_cell_equal(cell, &cleared));
    assert_int_equal(set->cells[1].status, STRATA_CELL_OK);
    assert_int_equal(set->cells[1].n_scored, n_scored);
    strata_cellset_free(set);
    return is_hidden;
}

static void test_draft(void **state)
{
    (void)state;
    assert_false(hides(10, 10));
    assert_false(hides(12, 10));
    assert_true(hides(10, 9));
    assert_true(hides(9, 9));
    assert_true(hides(9, 10));
    assert_true(hides(0, 0));
}

static void test_undefined_stays(void **state)
{
    (void)state;
    strata_cellset *set = set_of(100, 100, false);
    strata_cell_clear(&set->cells[0], STRATA_CELL_UNDEFINED);
    assert_int_equal(strata_protect(policy("draft"), set, NULL, NULL), STRATA_OK);
    assert_int_equal(set->cells[0].status, STRATA_CELL_UNDEFINED);
    strata_cellset_free(set);
}

static void test_none(void **state)
{
    (void)state;
    strata_cellset *set = set_of(1, 1, false);
    const strata_cell before = set->cells[0];
    strata_protect_report report;
    assert_int_equal(strata_protect(policy("none"), set, &report, NULL), STRATA_OK);
    assert_true(strata_cell_equal(&set->cells[0], &before));
    assert_string_equal(set->protection, "none");
    assert_true(report.cells == 1 && report.primary == 0 && report.hidden == 0);
    strata_cellset_free(set);
}

static void test_twice(void **state)
{
    (void)state;
    strata_cellset *set = set_of(20, 20, false);
    strata_error err = {0};
    assert_int_equal(strata_protect(policy("draft"), set, NULL, &err), STRATA_OK);
    assert_string_equal(set->protection, "draft");
    assert_int_equal(strata_protect(policy("none"), set, NULL, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "protected-already");
    assert_string_equal(set->protection, "draft");
    strata_cellset_free(set);
}

static void test_gate_and_word(void **state)
{
    (void)state;
    static const struct {
        const char *protection;
        bool only_published;
        bool internal;
        strata_status expected;
        const char *word;
    } cases[] = {
        {"unprotected", false, false, STRATA_E_PROTECTED, "confidential"},
        {"unprotected", false, true, STRATA_OK, "confidential"},
        {"unprotected", true, false, STRATA_OK, "confidential"},
        {"none", false, false, STRATA_E_PROTECTED, "confidential"},
        {"none", false, true, STRATA_OK, "confidential"},
        {"a policy of tomorrow", false, false, STRATA_E_PROTECTED, "confidential"},
        {"unprotected 10", false, false, STRATA_E_PROTECTED, "confidential"},
        {"none 10", false, false, STRATA_E_PROTECTED, "confidential"},
        {"draft 10", false, false, STRATA_E_PROTECTED, "confidential"},
        {"generic-10", false, false, STRATA_E_PROTECTED, "confidential"},
        {"generic-10 0", false, false, STRATA_E_PROTECTED, "confidential"},
        {"generic-10 10", false, false, STRATA_OK, "generic-10"},
        {"our own rule 12", false, false, STRATA_OK, "our own rule"},
        {"draft", false, false, STRATA_OK, "draft"},
        {"draft", true, false, STRATA_OK, "draft"},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_cellset *set = set_of(20, 20, cases[at].only_published);
        strata_error err = {0};
        (void)snprintf(set->protection, sizeof set->protection, "%s", cases[at].protection);
        assert_int_equal(strata_protection_gate(set, cases[at].internal, &err), cases[at].expected);
        assert_int_equal(err.status, cases[at].expected);
        char word[STRATA_PROTECTION_TEXT];
        assert_string_equal(strata_protection_word(set, false, word), cases[at].word);
        assert_string_equal(strata_protection_word(set, true, word), "published");
        strata_cellset_free(set);
    }
}

/* The limit for what is made by subtraction: none for those who may see everything. */
static void test_min_n(void **state)
{
    (void)state;
    static const struct {
        const char *protection;
        bool only_published;
        uint32_t expected;
    } cases[] = {
        {"draft", false, 10},      {"draft", true, 10},       {"none", false, 0},
        {"none", true, 0},         {"unprotected", false, 0}, {"unprotected", true, 10},
        {"of tomorrow", true, 10}, {"tx 7", false, 7},        {"tx 7", true, 7},
        {"none 7", false, 0},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_cellset *set = set_of(20, 20, cases[at].only_published);
        (void)snprintf(set->protection, sizeof set->protection, "%s", cases[at].protection);
        assert_int_equal(strata_protection_min_n(set), cases[at].expected);
        strata_cellset_free(set);
    }
}

static void test_is_small(void **state)
{
    (void)state;
    strata_cell cell = {.has = STRATA_HAS_TESTED | STRATA_HAS_SCORED, .n_tested = 12};
    cell.n_scored = 10;
    assert_false(strata_protection_is_small(&cell, 10));
    assert_true(strata_protection_is_small(&cell, 11));
    cell.has = STRATA_HAS_TESTED;
    assert_false(strata_protection_is_small(&cell, 11));
    assert_true(strata_protection_is_small(&cell, 13));
    cell.has = 0; /* we did not count them; a publisher need not say */
    assert_true(strata_protection_is_small(&cell, 10));
    assert_false(strata_protection_is_small(&cell, 0));
    cell.key.source = STRATA_PUBLISHED;
    assert_false(strata_protection_is_small(&cell, 10));
    cell.has = STRATA_HAS_SCORED;
    assert_true(strata_protection_is_small(&cell, 11));
    strata_cell_clear(&cell, STRATA_CELL_SUPPRESSED); /* shows nothing */
    assert_false(strata_protection_is_small(&cell, 11));
}

static void test_what_a_set_says(void **state)
{
    (void)state;
    static const struct {
        const char *protection;
        const char *id;
        bool is_known;
        bool publishable;
        bool confidential;
        uint32_t min_n;
    } cases[] = {
        {"draft", "draft", true, false, false, 10},
        {"none", "none", true, false, true, 0},
        {"wi 20", "wi", true, true, false, 20},
        {"unprotected", "unprotected", false, false, true, 0},
        {"wi", "wi", false, false, true, 0},
    };
    strata_cellset *set = set_of(20, 20, false);
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_policy said;
        (void)snprintf(set->protection, sizeof set->protection, "%s", cases[at].protection);
        assert_int_equal(strata_policy_of_set(set, &said), cases[at].is_known);
        assert_string_equal(said.id, cases[at].id);
        assert_int_equal(said.publishable, cases[at].publishable);
        assert_int_equal(said.confidential, cases[at].confidential);
        assert_int_equal(said.min_n, cases[at].min_n);
        assert_int_equal(strata_protection_is_confidential(set), cases[at].confidential);
        assert_true(!cases[at].is_known || strata_policy_is_of_set(&said, set));
    }
    strata_cellset_free(set);
}

/* A name must fit the header of a stream with its n, and say nothing else there. */
static void test_names_of_files(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("generic-10");
    static const char *const bad[] = {
        "draft",     "none", "unprotected", "confidential",
        "published", "auto", "list",        "a-name-of-29-bytes-is-too-long"};
    strata_policy made;
    for (size_t at = 0; at < sizeof bad / sizeof bad[0]; at++) {
        strata_error err = {0};
        rules->id = bad[at];
        assert_int_equal(strata_policy_of_rules(rules, &made, &err), STRATA_E_USAGE);
        assert_string_equal(err.rule, "policy-name");
    }
    rules->id = "a-name-of-28-bytes-is-enough"; /* a blank, "10" and the NUL make 32 */
    assert_int_equal(strata_policy_of_rules(rules, &made, NULL), STRATA_OK);
    assert_string_equal(made.id, rules->id);
    assert_true(made.publishable && !made.confidential && made.min_n == 10);
    assert_string_equal(made.title, "Groups of ten and more, tails coded by group size");
    strata_policy_rules_free(rules);
}

/* One cell alone, of 9 students or 20. */
static strata_cellset *one_cell(bool is_small)
{
    static const uint64_t nine[] = {2, 3, 2, 2};
    static const uint64_t twenty[] = {5, 6, 5, 4};
    strata_cellset *set = test_set_try();
    assert_non_null(set);
    assert_true(test_add(set, (test_key){2024, "03", "1", "all", "all"},
                         test_levels(is_small ? nine : twenty, 4)));
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    (void)memcpy(set->protection, "unprotected", sizeof "unprotected");
    return set;
}

/* 9 students are hidden; 20 are shown, without the counts of levels, of which a policy of that kind
 * leaves percents only. */
static void test_file(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_preset("generic-10");
    strata_policy made;
    assert_int_equal(strata_policy_of_rules(rules, &made, NULL), STRATA_OK);
    for (int is_small = 0; is_small < 2; is_small++) {
        strata_cellset *set = one_cell(is_small != 0);
        strata_protect_report report;
        assert_int_equal(strata_protect(&made, set, &report, NULL), STRATA_OK);
        assert_string_equal(set->protection, "generic-10 10");
        assert_true(strata_policy_is_of_set(&made, set));
        assert_int_equal(report.cells, 1);
        assert_int_equal(report.primary, is_small);
        assert_int_equal(report.hidden, is_small);
        assert_int_equal(set->cells[0].status,
                         is_small != 0 ? STRATA_CELL_SUPPRESSED : STRATA_CELL_OK);
        assert_int_equal(set->cells[0].has & (STRATA_HAS_SCORES | STRATA_HAS_LEVELS), 0);
        strata_error err = {0};
        assert_int_equal(strata_protect(&made, set, NULL, &err), STRATA_E_USAGE);
        assert_string_equal(err.rule, "protected-already");
        strata_cellset_free(set);
    }
    strata_policy_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_registry),
        cmocka_unit_test(test_draft),
        cmocka_unit_test(test_undefined_stays),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_gate_and_word),
        cmocka_unit_test(test_min_n),
        cmocka_unit_test(test_is_small),
        cmocka_unit_test(test_what_a_set_says),
        cmocka_unit_test(test_names_of_files),
        cmocka_unit_test(test_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
