/* Directions and the play that they give. */
#include "protect/suppress_play.h"
#include "strata_test.h"

/* x + y = 9, y + z = 7 with x = 5, y = 4, z = 3: up x, down y, up z. */
enum {
    X,
    Y,
    Z,
    CELLS
};

static const int64_t truth[CELLS] = {5, 4, 3};

static void make(strata_equations *of)
{
    static const uint32_t members[] = {X, Y, Y, Z};
    assert_int_equal(strata_equations_init(of, CELLS, 2, 4, NULL), STRATA_OK);
    for (unsigned at = 0; at < 4; at++) {
        of->member[at] = members[at];
        of->sign[at] = 1;
    }
    of->start[1] = 2;
    of->start[2] = 4;
    of->right[0] = 9;
    of->right[1] = 7;
    for (uint32_t cell = 0; cell < CELLS; cell++) {
        of->lo[cell] = 0;
    }
    strata_equations_index(of);
}

static bool add(strata_play *play, const int64_t delta[CELLS])
{
    static const uint32_t cells[] = {X, Y, Z};
    bool is_taken = false;
    assert_int_equal(
        strata_play_add(play, (strata_direction){cells, delta, CELLS}, &is_taken, NULL), STRATA_OK);
    return is_taken;
}

/* y can fall by 4 and rise by 3, until z is 0. */
static void test_ends(void **state)
{
    (void)state;
    strata_equations of;
    strata_play play;
    make(&of);
    assert_int_equal(strata_play_init(&play, &of, truth, NULL), STRATA_OK);
    assert_int_equal(strata_play_of(&play, Y), 0);
    assert_true(add(&play, (const int64_t[]){1, -1, 1}));
    assert_int_equal(play.least[Y], -4);
    assert_int_equal(play.most[Y], 3);
    assert_int_equal(strata_play_of(&play, X), 7);
    of.hi[X] = 6; /* a bound that is set later concerns what is added later */
    assert_true(add(&play, (const int64_t[]){-1, 1, -1}));
    assert_int_equal(strata_play_of(&play, X), 7);
    strata_play_deinit(&play);
    strata_equations_deinit(&of);
}

static void test_refused(void **state)
{
    (void)state;
    strata_equations of;
    strata_play play;
    make(&of);
    assert_int_equal(strata_play_init(&play, &of, truth, NULL), STRATA_OK);
    assert_false(add(&play, (const int64_t[]){1, 1, -1}));    /* x + y grows */
    assert_false(add(&play, (const int64_t[]){10, -10, 10})); /* not a single step */
    assert_int_equal(play.count, 0);
    assert_true(add(&play, (const int64_t[]){2, -2, 2})); /* two steps down for y, one up */
    assert_int_equal(play.least[Y], -4);
    assert_int_equal(play.most[Y], 2);
    strata_play_deinit(&play);
    strata_equations_deinit(&of);
}

enum {
    NEEDS = 5
};

/* How many cells have less than they need, after what died is counted. */
static uint32_t settle(strata_play *play, uint32_t most)
{
    static const int64_t width[CELLS] = {NEEDS, NEEDS, NEEDS};
    uint32_t open[CELLS];
    return strata_play_settle(play, width, most, open);
}

/* A direction that two cells buried lives again only when both have taken it back. */
static void test_burying(void **state)
{
    (void)state;
    strata_equations of;
    strata_play play;
    make(&of);
    assert_int_equal(strata_play_init(&play, &of, truth, NULL), STRATA_OK);
    assert_true(add(&play, (const int64_t[]){1, -1, 1}));
    strata_play_bury(&play, X, true);
    assert_int_equal(settle(&play, CELLS), CELLS);
    assert_int_equal(strata_play_of(&play, Z), 0);
    strata_play_bury(&play, Y, true);
    strata_play_bury(&play, Y, false);
    assert_int_equal(strata_play_of(&play, Z), 0);
    strata_play_bury(&play, X, false);
    assert_int_equal(strata_play_of(&play, Z), 7);
    assert_int_equal(settle(&play, CELLS), 0);
    strata_play_deinit(&play);
    strata_equations_deinit(&of);
}

/* Counting stops when too many are open, and taking it back makes up for that. */
static void test_taken_back(void **state)
{
    (void)state;
    strata_equations of;
    strata_play play;
    make(&of);
    assert_int_equal(strata_play_init(&play, &of, truth, NULL), STRATA_OK);
    assert_true(add(&play, (const int64_t[]){1, -1, 1}));
    strata_play_bury(&play, X, true);
    assert_int_equal(settle(&play, 0), 1);
    strata_play_bury(&play, X, false);
    strata_play_forget(&play);
    assert_int_equal(settle(&play, CELLS), 0);
    assert_int_equal(strata_play_of(&play, X), 7);
    assert_int_equal(strata_play_of(&play, Y), 7);
    assert_int_equal(strata_play_of(&play, Z), 7);
    strata_play_deinit(&play);
    strata_equations_deinit(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_burying),
        cmocka_unit_test(test_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
