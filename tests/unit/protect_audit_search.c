/* Trials and moves: p = a + b, q = b + c, r = a + c and 13 = p + q + r + z with z from 0 to 4. */
#include "protect/audit_moves.h"
#include "protect/audit_search.h"
#include "release_text.h"

enum {
    Z = 7,
    CELLS = 8,
    STEPS = 10000
};

static strata_release *make(void)
{
    strata_release *release =
        release_text("cell_id,value,lo,hi\nt,13,,\np,,,\nq,,,\nr,,,\na,,,\nb,,,\nc,,,\nz,,0,4\n",
                     "eq_id,total_cell,part_cell\ne1,p,a\ne1,p,b\ne2,q,b\ne2,q,c\ne3,r,a\ne3,r,c\n"
                     "e4,t,p\ne4,t,q\ne4,t,r\ne4,t,z\n");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, release->sums.lo, release->sums.hi);
    return release;
}

static strata_search_answer look(const strata_release *release, int64_t z, uint32_t steps)
{
    strata_search search;
    strata_search_answer answer = STRATA_SEARCH_GAVE_UP;
    const strata_search_wish wish = {release->sums.lo, release->sums.hi, NULL, steps};
    assert_int_equal(strata_search_init(&search, &release->sums, NULL), STRATA_OK);
    strata_search_start(&search, &wish);
    strata_search_narrow(&search, Z, z, z);
    assert_int_equal(strata_search_run(&search, &wish, &answer, NULL), STRATA_OK);
    if (answer == STRATA_SEARCH_FOUND) {
        assert_true(strata_equations_fit(&release->sums, search.x));
        assert_int_equal(search.x[Z], z);
    }
    strata_search_deinit(&search);
    return answer;
}

/* 2 (a + b + c) + z = 13: z is odd. */
static void test_parity(void **state)
{
    (void)state;
    strata_release *release = make();
    assert_int_equal(look(release, 1, STEPS), STRATA_SEARCH_FOUND);
    assert_int_equal(look(release, 2, STEPS), STRATA_SEARCH_NONE);
    assert_int_equal(look(release, 3, STEPS), STRATA_SEARCH_FOUND);
    assert_int_equal(look(release, 5, STEPS), STRATA_SEARCH_NONE);
    assert_int_equal(look(release, 2, 1), STRATA_SEARCH_GAVE_UP);
    strata_release_free(release);
}

/* t = a - 2 and a = t: what follows raises both by 2, again and again, up to 10^12. There are 5
 * members in the two sums, so a search looks at no more than 5,000 (5 + 1) = 30,000, and at what
 * one run looks at, 200 (5 + 1). */
static void test_bounds_that_creep(void **state)
{
    (void)state;
    strata_search search;
    strata_search_answer answer = STRATA_SEARCH_FOUND;
    strata_release *release = release_text("cell_id,value\nt,\na,\nb,-2\n",
                                           "eq_id,total_cell,part_cell\ne1,t,a\ne1,t,b\ne2,a,t\n");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, release->sums.lo, release->sums.hi);
    const strata_search_wish wish = {release->sums.lo, release->sums.hi, NULL, 5 * STEPS};
    assert_int_equal(strata_search_init(&search, &release->sums, NULL), STRATA_OK);
    strata_search_start(&search, &wish);
    assert_int_equal(strata_search_run(&search, &wish, &answer, NULL), STRATA_OK);
    assert_int_equal(answer, STRATA_SEARCH_GAVE_UP);
    assert_in_range(search.tighten.worked, 1, 30000 + 1200);
    strata_search_deinit(&search);
    strata_release_free(release);
}

/* From z = 1 one up is no table, and then nothing has moved. */
static void test_no_move(void **state)
{
    (void)state;
    static const int64_t x[CELLS] = {13, 4, 4, 4, 2, 2, 2, 1};
    strata_moves moves;
    strata_release *release = make();
    assert_int_equal(strata_moves_init(&moves, &release->sums, NULL), STRATA_OK);
    strata_moves_start(&moves, x);
    assert_false(strata_moves_shift(&moves, Z, 1, STEPS));
    assert_memory_equal(moves.x, x, sizeof x);
    assert_int_equal(moves.broken_count, 0);
    assert_false(strata_moves_shift(&moves, Z, 4, STEPS)); /* beyond its bound */
    strata_moves_deinit(&moves);
    strata_release_free(release);
}

/* 9 = a + b, 9 = c + d, 8 = a + c, 10 = b + d: a + 2 takes the three others along. */
static void test_moves(void **state)
{
    (void)state;
    static const int64_t x[] = {9, 9, 8, 10, 3, 6, 5, 4};
    static const int64_t moved[] = {9, 9, 8, 10, 5, 4, 3, 6};
    strata_moves moves;
    strata_release *release = release_text(
        "cell_id,value\nr,9\ns,9\nt,8\nu,10\na,\nb,\nc,\nd,\n",
        "eq_id,total_cell,part_cell\nr,r,a\nr,r,b\ns,s,c\ns,s,d\nt,t,a\nt,t,c\nu,u,b\nu,u,d\n");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, release->sums.lo, release->sums.hi);
    assert_int_equal(strata_moves_init(&moves, &release->sums, NULL), STRATA_OK);
    strata_moves_start(&moves, x);
    assert_true(strata_moves_shift(&moves, 4, 2, STEPS));
    assert_memory_equal(moves.x, moved, sizeof moved);
    strata_moves_reset(&moves);
    assert_memory_equal(moves.x, x, sizeof x);
    strata_moves_deinit(&moves);
    strata_release_free(release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parity),
        cmocka_unit_test(test_bounds_that_creep),
        cmocka_unit_test(test_no_move),
        cmocka_unit_test(test_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
