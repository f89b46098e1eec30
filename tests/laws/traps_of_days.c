/* The ways in which hidden counts come back from two releases of the same students, each from both
 * sides on one table that holds the cells of both; see traps.c. */
#include "traps.h"

/* a + b + c = d; b and c are alike, and either makes a safe. */
static trap one_day(void)
{
    trap of = {0};
    add(&of, 2, STRATA_SUPPRESS_PRIMARY);
    add(&of, 6, STRATA_SUPPRESS_MAY);
    add(&of, 6, STRATA_SUPPRESS_MAY);
    add_total(&of, "abc", STRATA_SUPPRESS_NEVER);
    return of;
}

/* On Monday a + b + c = e, with a and b hidden; then d students come late, to b. On Tuesday the
 * same are f + g + h = i. */
static trap two_days(int64_t other, int64_t late, int64_t late_width)
{
    trap of = {0};
    add(&of, 2, STRATA_SUPPRESS_PRIMARY);
    add(&of, 6, STRATA_SUPPRESS_EARLIER);
    add(&of, other, STRATA_SUPPRESS_NEVER);
    add(&of, late, STRATA_SUPPRESS_UNPRINTED);
    of.cells[3].width = late_width;
    add_total(&of, "abc", STRATA_SUPPRESS_NEVER);
    add_total(&of, "a", STRATA_SUPPRESS_PRIMARY);
    add_total(&of, late > 0 ? "bd" : "b", STRATA_SUPPRESS_MAY);
    add_total(&of, "c", STRATA_SUPPRESS_MAY);
    add_total(&of, late > 0 ? "abcd" : "abc", STRATA_SUPPRESS_NEVER);
    return of;
}

/* 14 = a + b + c. On Monday c = 6 is shown, on Tuesday b = 6: a = 2. */
static void test_rerun_with_another_tie_break(void **state)
{
    (void)state;
    trap day = one_day();
    trap both = two_days(6, 0, 0);
    expect_open(&day, bits("ab"));
    expect_open(&day, bits("ac"));
    expect_exact(&both, "abfh", 'a');
    expect_exact(&both, "abfh", 'h');
}

/* With the cells in another order the same ones are hidden, so both days together say what one
 * does. */
static void test_rerun_in_another_order(void **state)
{
    (void)state;
    trap day = one_day();
    strata_release *release = release_of(&day);
    strata_release *turned = small_turned(release);
    const uint64_t first = suppress(&day, release);
    const uint64_t second = suppress(&day, turned);
    assert_int_equal(first, second);
    strata_release_free(turned);
    strata_release_free(release);
    trap both = two_days(6, 0, 0);
    expect_open(&both, first | second << 5); /* a is f on Tuesday */
}

/* On Monday 20 = a + b + c with c = 12 shown. One student comes late: on Tuesday 21 = f + g + h
 * with g = 7 shown. h is 12 still, so f = 21 - 7 - 12 = 2. What was hidden on Monday has to be
 * hidden again. */
static void test_late_correction(void **state)
{
    (void)state;
    trap of = two_days(12, 1, 0);
    expect_exact(&of, "abdfh", 'f');
    assert_int_equal(protect(&of), bits("abdfg"));
}

/* The totals of both days give away that one came: 21 - 20. Who must not tell has to hide Tuesday's
 * total, too. */
static void test_difference_of_two_days(void **state)
{
    (void)state;
    trap of = two_days(12, 1, WIDTH);
    expect_exact(&of, "abdfg", 'd');
    expect_refusal(&of);
    of.cells[8].role = STRATA_SUPPRESS_MAY;
    assert_true((protect(&of) & bits("i")) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rerun_with_another_tie_break),
        cmocka_unit_test(test_rerun_in_another_order),
        cmocka_unit_test(test_late_correction),
        cmocka_unit_test(test_difference_of_two_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
