/* Cells of one key from several shards. */
#include "cube/cell_meet.h"
#include "strata_test.h"

/* A percent of n students at a place, printed or summed. */
static strata_cell percent(unsigned bits, uint64_t n, int64_t tenths)
{
    return (strata_cell){.key = {.source = STRATA_PUBLISHED, .stat = STRATA_STAT_PCT, .cut = 3},
                         .has = (uint16_t)(STRATA_HAS_SCORED | STRATA_HAS_VALUE | bits),
                         .decimals = 1,
                         .n_scored = n,
                         .value_sum = (strata_int128)tenths * (strata_int128)n};
}

/* A sum over places that hide their figures, or print them without n. */
static strata_cell empty(strata_cell_status status)
{
    return (strata_cell){.key = {.source = STRATA_PUBLISHED, .stat = STRATA_STAT_PCT, .cut = 3},
                         .has = STRATA_IS_SUM,
                         .status = (uint8_t)status};
}

static strata_cell together(strata_cell a, strata_cell b)
{
    strata_error err = {0};
    assert_int_equal(strata_cell_meet(&a, &b, &err), STRATA_OK);
    return a;
}

static void test_sums_add(void **state)
{
    (void)state;
    const strata_cell sum =
        together(percent(STRATA_IS_SUM, 100, 500), percent(STRATA_IS_SUM, 300, 700));
    assert_int_equal(sum.n_scored, 400);
    assert_true(sum.value_sum == 100 * 500 + 300 * 700);
    assert_true((sum.has & STRATA_IS_SUM) != 0);
    assert_int_equal(sum.status, STRATA_CELL_OK);
}

/* In every grouping and order what one pass over all places says. */
static void test_hidden_parts(void **state)
{
    (void)state;
    const strata_cell shown = percent(STRATA_IS_SUM, 100, 500);
    const strata_cell hidden = empty(STRATA_CELL_SUPPRESSED);
    const strata_cell bare = empty(STRATA_CELL_PARTIAL);
    const strata_cell cells[] = {
        together(shown, hidden),
        together(hidden, shown),
        together(together(hidden, bare), shown),
        together(bare, together(shown, hidden)),
    };
    for (size_t at = 0; at < sizeof cells / sizeof cells[0]; at++) {
        assert_int_equal(cells[at].status, STRATA_CELL_PARTIAL);
        assert_int_equal(cells[at].n_scored, 100);
        assert_true(cells[at].value_sum == 50000);
    }
    assert_int_equal(together(hidden, bare).status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(together(bare, hidden).status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(together(bare, bare).status, STRATA_CELL_PARTIAL);
}

static void test_printed_stands(void **state)
{
    (void)state;
    const strata_cell row = percent(0, 401, 640);
    const strata_cell sum = percent(STRATA_IS_SUM, 400, 650);
    assert_true(together(row, sum).value_sum == (strata_int128)401 * 640);
    assert_true(together(sum, row).value_sum == (strata_int128)401 * 640);
    assert_true((together(sum, row).has & STRATA_IS_SUM) == 0);
    assert_int_equal(together(row, row).n_scored, 401);
}

static void test_printed_twice(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_cell row = percent(0, 401, 640);
    const strata_cell corrected = percent(0, 401, 641);
    assert_int_equal(strata_cell_meet(&row, &corrected, &err), STRATA_E_INPUT);
    test_error(&err, "error: two inputs give different results of one place, year, test and "
                     "group; give the corrected file alone (published-twice)");
    assert_true(row.value_sum == (strata_int128)401 * 640);
}

/* The user's own counts: rows like printed ones. Beside students they would count twice. */
static void test_given(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_cell given = percent(STRATA_IS_GIVEN, 401, 640);
    given.key.source = STRATA_COUNTED;
    strata_cell of_students = percent(0, 401, 640);
    of_students.key.source = STRATA_COUNTED;
    assert_int_equal(together(given, given).n_scored, 401);
    assert_int_equal(together(of_students, of_students).n_scored, 802);
    assert_int_equal(strata_cell_meet(&given, &of_students, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "counted-twice");
}

static void test_order(void **state)
{
    (void)state;
    const strata_cell a = percent(0, 401, 640);
    strata_cell b = a;
    assert_int_equal(strata_cell_compare_published(&a, &b), 0);
    b.se = 0.5;
    b.has |= STRATA_HAS_SE;
    assert_true(strata_cell_compare_published(&a, &b) < 0);
    assert_true(strata_cell_compare_published(&b, &a) > 0);
    b = percent(0, 400, 900); /* fewer students, whatever they reach */
    assert_true(strata_cell_compare_published(&a, &b) > 0);
    b = empty(STRATA_CELL_SUPPRESSED);
    assert_true(strata_cell_compare_published(&a, &b) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums_add),       cmocka_unit_test(test_hidden_parts),
        cmocka_unit_test(test_printed_stands), cmocka_unit_test(test_printed_twice),
        cmocka_unit_test(test_given),          cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
