/* Tallies of two tests and three atoms; test 2 is that of all grades. */
#include "cube/tally.h"
#include "strata_test.h"

static const strata_tally_shape shape = {.tests = 3, .atoms = 3, .lanes = 8};
static const uint32_t all_of[3] = {2, 2, 2};

static strata_tally new_tally(void)
{
    strata_tally tally;
    assert_int_equal(strata_tally_init(&tally, shape, NULL), STRATA_OK);
    return tally;
}

/* One student of an atom in a test, with a score. */
static void add_one(strata_tally *into, uint32_t test, uint32_t atom, int64_t score)
{
    strata_tally one = new_tally();
    assert_int_equal(strata_tally_line(&one, test, NULL), STRATA_OK);
    strata_tally_slots(&one, test)[atom] = 1;
    assert_int_equal(strata_tally_number(&one, NULL), STRATA_OK);
    one.counts[shape.lanes + STRATA_TALLY_ENROLLED] = 1;
    one.sums[1] =
        (strata_tally_sums){score, (strata_uint128)((strata_int128)score * score), score, score};
    assert_int_equal(strata_tally_add(into, &one, NULL), STRATA_OK);
    strata_tally_deinit(&one);
}

static void assert_atom(const strata_tally *tally, uint32_t test, uint32_t atom, uint32_t students,
                        int64_t sum)
{
    const uint32_t slot = strata_tally_slots(tally, test)[atom];
    assert_int_not_equal(slot, 0);
    assert_int_equal(tally->counts[(size_t)slot * shape.lanes + STRATA_TALLY_ENROLLED], students);
    assert_true(tally->sums[slot].sum == sum);
}

/* 10 and 20 in test 0, 30 in test 1: all grades have 60 of three in atom 1. */
static void test_adding(void **state)
{
    (void)state;
    strata_tally tally = new_tally();
    add_one(&tally, 0, 1, 10);
    add_one(&tally, 0, 1, 20);
    add_one(&tally, 1, 1, 30);
    add_one(&tally, 1, 2, 5);
    assert_atom(&tally, 0, 1, 2, 30);
    assert_int_equal(strata_tally_slots(&tally, 0)[0], 0);
    assert_int_equal(strata_tally_add_grades(&tally, all_of, NULL), STRATA_OK);
    assert_atom(&tally, 2, 1, 3, 60);
    assert_atom(&tally, 2, 2, 1, 5);
    const strata_tally_sums *sums = &tally.sums[strata_tally_slots(&tally, 2)[1]];
    assert_true(sums->sumsq == 100 + 400 + 900 && sums->min == 10 && sums->max == 30);
    /* what goes up is the grades, not their sum again */
    strata_tally above = new_tally();
    assert_int_equal(strata_tally_add(&above, &tally, NULL), STRATA_OK);
    assert_int_equal(above.line_of[2], 0);
    assert_atom(&above, 0, 1, 2, 30);
    strata_tally_clear(&above);
    assert_int_equal(above.line_of[0], 0);
    strata_tally_deinit(&above);
    strata_tally_deinit(&tally);
}

/* (2^61)^2 = 2^122: three of them fit, and four are 2^124, the first number that does not. */
static void test_overflow(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_tally tally = new_tally();
    strata_tally other = new_tally();
    add_one(&tally, 0, 0, INT64_C(1) << 61);
    add_one(&other, 0, 0, INT64_C(1) << 61);
    assert_int_equal(strata_tally_add(&tally, &other, NULL), STRATA_OK);
    assert_int_equal(strata_tally_add(&tally, &other, NULL), STRATA_OK);
    assert_int_equal(strata_tally_add(&tally, &other, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "sum-overflow");
    strata_tally_deinit(&tally);
    strata_tally_deinit(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_adding),
                                       cmocka_unit_test(test_overflow)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
