/* What is shown of a count, and which counts a reader holds possible. */
#include "protect/policy_code.h"
#include "test_policy.h"

static void expect(const strata_policy_rules *rules, strata_shown shown, const char *text)
{
    char out[STRATA_SHOWN_TEXT];
    assert_int_equal(strata_shown_text(rules, shown, out), strlen(text));
    assert_string_equal(out, text);
}

typedef struct coded {
    uint64_t n;
    uint64_t k;
    const char *text;
    const char *below; /* of the n - k others */
} coded;

static void expect_all(const strata_policy_rules *rules, const coded *cases, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        const coded *c = &cases[at];
        expect(rules, strata_policy_code(rules, c->n, c->k), c->text);
        expect(rules, strata_policy_code_below(rules, c->n, c->n - c->k), c->below);
    }
}

static void percents_fall_into_tails_and_ranges(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    static const coded cases[] = {
        {9, 4, "*", "*"},        /* too few */
        {10, 2, "<=20", ">=80"}, /* 20 % */
        {10, 3, "30", "70"},     /* whole percents here */
        {10, 7, "70", "30"},
        {10, 8, ">=80", "<=20"},
        {17, 4, "24", "76"},       /* 23.53 */
        {21, 2, "<=10", ">=90"},   /* 9.52 rounds to 10 */
        {21, 3, "11-29", "71-89"}, /* 14.29; the mirror of 11-29 */
        {20, 20, ">=80", "<=20"},
        {30, 9, "30-49", "51-70"}, /* 30.0 */
        {30, 27, ">=90", "<=10"},  /* 90.0 */
        {30, 26, "70-89", "11-30"},
        {31, 4, "12.9", "87.1"},   /* 12.903 */
        {200, 21, "10.5", "89.5"}, /* above the tail to 10.0 */
        {200, 20, "<=10", ">=90"}, /* 10.0 */
        {1000, 999, ">=90", "<=10"},
        {8000, 4333, "54.2", "45.8"}, /* 54.1625 */
        {2000, 1001, "50.1", "49.9"}, /* 50.05 up; its mirror, so that both make 100 */
    };
    expect_all(rules, cases, sizeof cases / sizeof cases[0]);
    strata_policy_rules_free(rules);
}

/* A numerator under 5, and all but fewer than 5, unless they are in the upper tail. */
static void small_numerators_are_hidden(void **state)
{
    (void)state;
    strata_policy_rules *rules =
        test_policy(TEST_POLICY("'min_n': 20, 'min_numerator': 5, 'symbol': '(n)', 'bands': ["
                                "{'n_from': 20, 'n_to': 800, 'tails': ['>=80']},"
                                "{'n_from': 801, 'tails': ['<=1', '>=90']}]"));
    static const coded cases[] = {
        {20, 4, "(n)", "(n)"},      {20, 5, "25.0", "75.0"},
        {20, 15, "75.0", "25.0"},   {20, 16, ">=80", "<=20"}, /* 4 others, seen as a tail */
        {900, 4, "(n)", "(n)"},     {900, 5, "<=1", ">=99"},  /* 0.56 */
        {900, 9, "<=1", ">=99"},    {900, 10, "1.1", "98.9"}, /* 1.0 and 1.11 */
        {900, 897, ">=90", "<=10"},
    };
    expect_all(rules, cases, sizeof cases / sizeof cases[0]);
    assert_int_equal(strata_policy_code(rules, 20, 4).why, STRATA_PRIMARY_NUMERATOR);
    assert_int_equal(strata_policy_code(rules, 19, 10).why, STRATA_PRIMARY_SMALL);
    uint64_t k[2] = {7, 7};
    const strata_shown low = strata_policy_code(rules, 900, 6);
    assert_true(strata_policy_feasible(rules, 900, low, k)); /* 0.5 .. 1.0 %: 5 to 9 */
    assert_int_equal(k[0], 5);
    assert_int_equal(k[1], 9);
    strata_policy_rules_free(rules);
}

/* Without an upper tail all but fewer than 5 are as hidden as the few. */
static void nearly_all_is_hidden(void **state)
{
    (void)state;
    strata_policy_rules *rules =
        test_policy(TEST_POLICY("'min_n': 20, 'min_numerator': 5, 'bands': ["
                                "{'n_from': 20, 'n_to': 400},"
                                "{'n_from': 401, 'tails': ['<=2', '>=98']}]"));
    static const coded cases[] = {
        {30, 5, "16.7", "83.3"}, {30, 25, "83.3", "16.7"}, {30, 26, "*", "*"},
        {30, 30, "*", "*"},      {30, 4, "*", "*"},        {401, 399, ">=98", "<=2"},
    };
    expect_all(rules, cases, sizeof cases / sizeof cases[0]);
    uint64_t k[2] = {0, 0};
    const strata_shown shown = {.kind = STRATA_SHOWN_NUMBER, .digits = 1, .lo = 867, .hi = 867};
    assert_false(strata_policy_feasible(rules, 30, shown, k)); /* 26 of 30 */
    strata_policy_rules_free(rules);
}

/* The counts of n that a code can stand for, by trying each. */
static void expect_brute(const strata_policy_rules *rules, uint64_t n, uint64_t k)
{
    const strata_shown shown = strata_policy_code(rules, n, k);
    uint64_t first = n;
    uint64_t last = 0;
    for (uint64_t at = 0; at <= n; at++) {
        const strata_shown other = strata_policy_code(rules, n, at);
        if (other.kind == shown.kind && other.lo == shown.lo && other.hi == shown.hi) {
            first = at < first ? at : first;
            last = at;
        }
    }
    uint64_t got[2] = {99, 99};
    if (shown.kind == STRATA_SHOWN_HIDDEN) {
        assert_false(strata_policy_feasible(rules, n, shown, got));
        assert_int_equal(got[0], 99);
        return;
    }
    assert_true(strata_policy_feasible(rules, n, shown, got));
    assert_int_equal(got[0], first);
    assert_int_equal(got[1], last);
}

static void the_inverse_is_what_trying_finds(void **state)
{
    (void)state;
    static const char *const ids[] = {"edfacts", "nces-2011-603", "tx", "ca"};
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        strata_policy_rules *rules = test_preset(ids[at]);
        for (uint64_t n = 1; n <= 120; n++) {
            for (uint64_t k = 0; k <= n; k++) {
                expect_brute(rules, n, k);
            }
        }
        strata_policy_rules_free(rules);
    }
}

/* n >= 10: 3 of 10 are 30 %, 4 of 13 are 31 %. */
static void an_unknown_n_leaves_more(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    const strata_shown thirty = strata_policy_code(rules, 10, 3);
    uint64_t k[2] = {0, 0};
    assert_true(strata_policy_feasible_any(rules, (uint64_t[]){1, 20}, thirty, k));
    assert_int_equal(k[0], 3); /* 3 of 10 */
    assert_int_equal(k[1], 6); /* 6 of 20 */
    assert_false(
        strata_policy_feasible_any(rules, (uint64_t[]){11, 12}, thirty, k)); /* 27, 25; 33 */
    assert_false(
        strata_policy_feasible_any(rules, (uint64_t[]){21, 90}, thirty, k)); /* ranges, tenths */
    const strata_shown low = strata_policy_code(rules, 10, 0);
    assert_true(strata_policy_feasible_any(rules, (uint64_t[]){1, 5000}, low, k));
    assert_int_equal(k[0], 0);
    assert_int_equal(k[1], 4); /* 4 of 20; from 21 on the tail is another */
    strata_policy_rules_free(rules);
}

/* A code of another policy, or that no band has. */
static void what_is_never_shown_is_possible_for_nobody(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    const strata_shown cases[] = {
        {.kind = STRATA_SHOWN_LOW, .hi = 5},
        {.kind = STRATA_SHOWN_HIGH, .lo = 95, .hi = 100},
        {.kind = STRATA_SHOWN_NUMBER, .lo = 20, .hi = 20},
        {.kind = STRATA_SHOWN_NUMBER, .digits = 1, .lo = 300, .hi = 300},
        {.kind = STRATA_SHOWN_RANGE, .lo = 11, .hi = 19},
        {.kind = STRATA_SHOWN_HIDDEN},
    };
    uint64_t k[2] = {7, 8};
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        assert_false(strata_policy_feasible(rules, 20, cases[at], k));
        assert_false(strata_policy_feasible(rules, 9, cases[at], k));
    }
    assert_int_equal(k[0], 7);
    assert_int_equal(k[1], 8);
    strata_policy_rules_free(rules);
}

/* Groups of more students than there are people do not wrap around. */
static void large_groups(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    const uint64_t n = UINT64_C(4000000000000000000);
    expect(rules, strata_policy_code(rules, n, n / 4), "25.0");
    uint64_t k[2] = {0, 0};
    assert_true(strata_policy_feasible(rules, n, strata_policy_code(rules, n, n / 4), k));
    assert_int_equal(k[0], n / 4 - n / 2000); /* 24.95 % */
    assert_int_equal(k[1], n / 4 + n / 2000 - 1);
    strata_policy_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percents_fall_into_tails_and_ranges),
        cmocka_unit_test(small_numerators_are_hidden),
        cmocka_unit_test(nearly_all_is_hidden),
        cmocka_unit_test(the_inverse_is_what_trying_finds),
        cmocka_unit_test(an_unknown_n_leaves_more),
        cmocka_unit_test(what_is_never_shown_is_possible_for_nobody),
        cmocka_unit_test(large_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
