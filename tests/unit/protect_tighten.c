/* Bounds by hand: 20 = a + b + 12, a = d + e, d is 5. */
#include "protect/tighten.h"
#include "release_text.h"

enum {
    A = 1,
    B,
    C,
    D,
    E
};

static strata_release *make(int64_t *lo, int64_t *hi)
{
    strata_release *release =
        release_text("cell_id,value\nt,20\na,\nb,\nc,12\nd,5\ne,\n",
                     "eq_id,total_cell,part_cell\nx,t,a\nx,t,b\nx,t,c\ny,a,d\ny,a,e\n");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, lo, hi);
    memcpy(release->sums.lo, lo, 6 * sizeof *lo);
    memcpy(release->sums.hi, hi, 6 * sizeof *hi);
    return release;
}

/* a + b = 8, so each is at most 8; a = 5 + e is at least 5, so b <= 3 and e <= 3. */
static void test_bounds(void **state)
{
    (void)state;
    int64_t lo[6];
    int64_t hi[6];
    uint8_t how[6] = {0};
    strata_tighten tighten;
    strata_release *release = make(lo, hi);
    assert_int_equal(strata_tighten_init(&tighten, &release->sums, NULL), STRATA_OK);
    tighten.how = how;
    tighten.mark = 2;
    strata_tighten_push_all(&tighten);
    assert_true(strata_tighten_run(&tighten));
    assert_true(tighten.has_moved);
    assert_int_equal(release->sums.lo[A], 5);
    assert_int_equal(release->sums.hi[A], 8);
    assert_int_equal(release->sums.hi[B], 3);
    assert_int_equal(release->sums.hi[E], 3);
    assert_int_equal(how[B], 2);
    assert_int_equal(how[D], 0);
    /* e = 3 then is a = 8 and b = 0; e = 3 and b = 1 cannot be */
    assert_true(strata_tighten_cell(&tighten, E, 3, 3));
    assert_true(strata_tighten_run(&tighten));
    assert_int_equal(release->sums.hi[B], 0);
    assert_false(strata_tighten_cell(&tighten, B, 1, 3));
    strata_tighten_forget(&tighten);
    assert_int_equal(tighten.length, 0);
    strata_tighten_deinit(&tighten);
    strata_release_free(release);
}

/* b >= 4 leaves a at most 4, but it is 5 or more. */
static void test_nothing_left(void **state)
{
    (void)state;
    int64_t lo[6];
    int64_t hi[6];
    strata_tighten tighten;
    strata_release *release = make(lo, hi);
    assert_int_equal(strata_tighten_init(&tighten, &release->sums, NULL), STRATA_OK);
    release->sums.lo[B] = 4;
    strata_tighten_push_all(&tighten);
    assert_false(strata_tighten_run(&tighten));
    assert_true(tighten.broken < 2);
    strata_tighten_deinit(&tighten);
    strata_release_free(release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_nothing_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
