/* The ways in which hidden counts of one release come back, each from both sides on one table:
 * published as people do it, the audit finds what arithmetic (in the comments) and counting out all
 * tables find; suppressed, counting out finds that every hidden count is open. Of percents and
 * means: traps_of_cells.c; of two releases: traps_of_days.c. */
#include "traps.h"

/* a = 29 - 7 - 20 = 2. With b its row is safe, but not its column: 8 - 6 = 2. */
static void test_one_hidden_in_a_line(void **state)
{
    (void)state;
    static const int64_t values[] = {2, 7, 20, 6, 9, 30};
    static const char *const sums[] = {"abc", "def", "ad", "be", "cf"};
    trap of = {0};
    for (size_t at = 0; at < 6; at++) {
        add(&of, values[at], at == 0 ? STRATA_SUPPRESS_PRIMARY : STRATA_SUPPRESS_MAY);
    }
    for (size_t at = 0; at < 5; at++) {
        add_total(&of, sums[at], STRATA_SUPPRESS_NEVER);
    }
    expect_exact(&of, "a", 'a');
    expect_exact(&of, "ab", 'a');
    assert_int_equal(protect(&of) & bits("ad"), bits("ad"));
}

/* 12 = 12 + a + b, and neither can be negative. */
static void test_only_zeros_under_a_total(void **state)
{
    (void)state;
    trap of = {0};
    add(&of, 0, STRATA_SUPPRESS_PRIMARY);
    add(&of, 0, STRATA_SUPPRESS_PRIMARY);
    add(&of, 12, STRATA_SUPPRESS_MAY);
    add_total(&of, "abc", STRATA_SUPPRESS_NEVER);
    expect_exact(&of, "ab", 'a');
    expect_exact(&of, "ab", 'b');
    assert_int_equal(protect(&of), bits("abc"));
}

/* a + b + d = 30 with d = 22 shown; a + b + c + e = 40 with e = 27 shown. */
static trap linked_tables(bool has_first, bool has_second)
{
    static const int64_t values[] = {3, 5, 5, 22, 27};
    trap of = {0};
    for (size_t at = 0; at < 5; at++) {
        add(&of, values[at], at < 3 ? STRATA_SUPPRESS_PRIMARY : STRATA_SUPPRESS_MAY);
    }
    if (has_first) {
        add_total(&of, "abd", STRATA_SUPPRESS_NEVER);
    }
    if (has_second) {
        add_total(&of, "abce", STRATA_SUPPRESS_NEVER);
    }
    return of;
}

/* Alone each table is safe with a, b and c hidden. Together c = (40 - 27) - (30 - 22) = 5. */
static void test_two_tables_each_safe_alone(void **state)
{
    (void)state;
    trap first = linked_tables(true, false);
    trap second = linked_tables(false, true);
    trap both = linked_tables(true, true);
    assert_int_equal(protect(&first), bits("abc"));
    assert_int_equal(protect(&second), bits("abc"));
    expect_exact(&both, "abc", 'c');
    assert_int_not_equal(protect(&both), bits("abc"));
}

/* 12 = a + b. * stands for 1 to 9 and is at a, ** for 10 and more and is at b. */
static strata_release *two_symbols(trap *of, strata_suppress_role total)
{
    *of = (trap){0};
    add(of, 2, STRATA_SUPPRESS_PRIMARY);
    add(of, 10, STRATA_SUPPRESS_MAY);
    add_total(of, "ab", total);
    strata_release *release = release_of(of);
    release->cells[0].meant_lo = 1;
    release->cells[0].meant_hi = 9;
    release->cells[1].meant_lo = 10;
    return release;
}

/* b is 10 to 11, since a is 1 or more, and so a is 1 to 2. */
static void test_different_symbols_tell(void **state)
{
    (void)state;
    const strata_audit_options reader = {.width = WIDTH, .knowledge = STRATA_KNOWS_SYMBOLS};
    trap of;
    strata_audit *audit = NULL;
    strata_release *release = two_symbols(&of, STRATA_SUPPRESS_NEVER);
    release->cells[2] = (strata_release_cell){.lo = 12, .hi = 12};
    assert_int_equal(strata_audit_run(release, &reader, &audit, NULL), STRATA_OK);
    assert_int_equal(strata_audit_finding(audit, 0).lo, 1);
    assert_int_equal(strata_audit_finding(audit, 0).hi, 2);
    assert_int_equal(strata_audit_count(audit, STRATA_VERDICT_NARROW), 2);
    strata_audit_free(audit);
    strata_release_free(release);
}

/* Who has two symbols must hide the total, or nothing helps; with one it can stay. */
static void test_different_symbols_are_reckoned_with(void **state)
{
    (void)state;
    static const strata_suppress_role roles[] = {STRATA_SUPPRESS_NEVER, STRATA_SUPPRESS_MAY};
    const strata_suppress_options two = {.knowledge = STRATA_KNOWS_SYMBOLS};
    for (size_t at = 0; at < sizeof roles / sizeof roles[0]; at++) {
        trap of;
        strata_suppressed out;
        strata_release *release = two_symbols(&of, roles[at]);
        const strata_status status = strata_suppress(release, of.cells, &two, &out, NULL);
        assert_int_equal(status, at == 0 ? STRATA_E_PROTECTED : STRATA_OK);
        assert_true(at == 0 || out.is_hidden[2]);
        assert_true(at != 0 || protect(&of) == bits("ab"));
        strata_suppressed_deinit(&out);
        strata_release_free(release);
    }
}

/* e = a + b is a row beside c and d. */
static trap collapsed(int64_t first, int64_t second)
{
    trap of = {0};
    add(&of, first, STRATA_SUPPRESS_PRIMARY);
    add(&of, second, STRATA_SUPPRESS_PRIMARY);
    add(&of, 20, STRATA_SUPPRESS_MAY);
    add(&of, 30, STRATA_SUPPRESS_MAY);
    add_total(&of, "ab", STRATA_SUPPRESS_MAY);
    add_total(&of, "cde", STRATA_SUPPRESS_NEVER);
    return of;
}

/* 1 + 2 as a row of 3: each is 0 to 3. Hidden, the row is 53 - 20 - 30 = 3 all the same. */
static void test_collapsed_group_that_is_small(void **state)
{
    (void)state;
    trap of = collapsed(1, 2);
    expect_leak(&of, "ab", 'a', (const int64_t[]){0, 3});
    expect_exact(&of, "abe", 'e');
    assert_true((protect(&of) & bits("e")) != 0);
}

/* 4 + 6 as a row of 10 leave 0 to 10 to each, and nothing else has to be hidden; but with b shown a
 * is 10 - 6. */
static void test_collapsed_group_beside_its_part(void **state)
{
    (void)state;
    trap of = collapsed(4, 6);
    expect_exact(&of, "a", 'a');
    assert_int_equal(protect(&of), bits("ab"));
}

/* e = a + b, f = b + c, g = a + c and 13 = h = e + f + g + d = 2 (a + b + c) + d: d, known to be 0
 * to 4, is odd, so 1 to 3. Over real numbers it is 0 to 4. */
static void test_whole_numbers(void **state)
{
    (void)state;
    static const int64_t values[] = {2, 2, 1, 3};
    trap of = {0};
    for (size_t at = 0; at < 4; at++) {
        add(&of, values[at], STRATA_SUPPRESS_PRIMARY);
    }
    of.small.hi[3] = 4;
    add_total(&of, "ab", STRATA_SUPPRESS_PRIMARY);
    add_total(&of, "bc", STRATA_SUPPRESS_PRIMARY);
    add_total(&of, "ac", STRATA_SUPPRESS_PRIMARY);
    add_total(&of, "defg", STRATA_SUPPRESS_NEVER);
    expect_leak(&of, "abcdefg", 'd', (const int64_t[]){1, 3});
    expect_refusal(&of);
    of.cells[7].role = STRATA_SUPPRESS_MAY;
    assert_true((protect(&of) & bits("h")) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_hidden_in_a_line),
        cmocka_unit_test(test_only_zeros_under_a_total),
        cmocka_unit_test(test_two_tables_each_safe_alone),
        cmocka_unit_test(test_different_symbols_tell),
        cmocka_unit_test(test_different_symbols_are_reckoned_with),
        cmocka_unit_test(test_collapsed_group_that_is_small),
        cmocka_unit_test(test_collapsed_group_beside_its_part),
        cmocka_unit_test(test_whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
