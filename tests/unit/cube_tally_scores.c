/* Scores of places put together: rows while they are few, then bags. */
#include "cube/tally_scores.h"
#include "tally_fixture.h"

static const fixture_row first[] = {{.test = 0, .person = 0, .marks = 3, .score = 2440},
                                    {.test = 1, .person = 1, .marks = 1, .score = 2400}};
static const fixture_row second[] = {{.test = 0, .person = 0, .marks = 1, .score = 2410},
                                     {.test = 0, .person = 1, .marks = 1, .score = 2420}};

/* Adds the second place to the first, tallies before scores. */
static void add(tally_fixture *into, const tally_fixture *from)
{
    for (unsigned track = 0; track < 2; track++) {
        assert_int_equal(strata_tally_add(&into->tallies[track], &from->tallies[track], NULL),
                         STRATA_OK);
    }
    const strata_tally_scored to = {&into->scores, into->tallies};
    assert_int_equal(strata_tally_scores_add(&into->frame, &to, &from->scores, from->tallies, NULL),
                     STRATA_OK);
}

/* What the bag of an atom in a test of a track should hold. */
typedef struct expected_bag {
    unsigned track;
    uint32_t test;
    uint32_t atom;
    uint32_t count;
    int64_t scores[3];
} expected_bag;

static strata_score_bag *bag_of(tally_fixture *of, unsigned track, uint32_t test, uint32_t atom)
{
    return &of->scores.bags[track].of[strata_tally_slots(&of->tallies[track], test)[atom]];
}

static void assert_bag(tally_fixture *of, expected_bag expected)
{
    strata_score_bag *bag = bag_of(of, expected.track, expected.test, expected.atom);
    assert_int_equal(bag->count, expected.count);
    strata_score_bag_settle(bag);
    for (uint32_t rank = 0; rank < expected.count; rank++) {
        assert_int_equal(strata_score_bag_at(bag, rank), expected.scores[rank]);
    }
}

static void assert_bags(tally_fixture *both)
{
    assert_bag(both, (expected_bag){0, 0, 0, 2, {2410, 2440}});
    assert_bag(both, (expected_bag){0, 0, 1, 1, {2420}});
    assert_bag(both, (expected_bag){0, 0, 2, 3, {2410, 2420, 2440}});
    assert_bag(both, (expected_bag){0, 1, 1, 1, {2400}});
    assert_bag(both, (expected_bag){1, 0, 0, 1, {2440}});
    assert_int_equal(both->scores.count, 0);
}

/* Rows to rows stay rows; where one has bags there are bags, whichever it is. */
static void test_adding(void **state)
{
    (void)state;
    for (unsigned which = 0; which < 4; which++) {
        tally_fixture a;
        tally_fixture b;
        fixture_start(&a, first, 2, which % 2 == 1);
        fixture_start(&b, second, 2, which / 2 == 1);
        add(&a, &b);
        assert_int_equal(a.scores.has_bags, which > 0);
        if (which > 0) {
            assert_bags(&a);
        } else {
            assert_int_equal(a.scores.count, 4);
        }
        fixture_end(&a);
        fixture_end(&b);
    }
}

/* More rows than are kept: twenty of the first are in the bags, once all were added. */
static void test_too_many(void **state)
{
    (void)state;
    enum {
        ROUNDS = STRATA_TALLY_SCORE_ROWS / 2 + 20,
        MOST_ROOM = 2 * STRATA_TALLY_SCORE_ROWS
    };
    tally_fixture sum;
    tally_fixture one;
    fixture_start(&sum, first, 2, false);
    fixture_start(&one, first, 2, false);
    for (unsigned round = 1; round < ROUNDS; round++) {
        add(&sum, &one);
        assert_int_equal(sum.scores.has_bags, round >= STRATA_TALLY_SCORE_ROWS / 2);
    }
    assert_int_equal(bag_of(&sum, 0, 0, 2)->count, ROUNDS);
    assert_true(sum.scores.row_room <= MOST_ROOM);
    strata_tally_scores_clear(&sum.scores);
    assert_int_equal(sum.scores.count, 0);
    assert_false(sum.scores.has_bags);
    assert_int_equal(bag_of(&sum, 0, 0, 2)->count, 0);
    fixture_end(&sum);
    fixture_end(&one);
}

/* A track without tallies has no part in the sum. */
static void test_left_out(void **state)
{
    (void)state;
    tally_fixture a;
    tally_fixture b;
    fixture_start(&a, first, 2, true);
    fixture_start(&b, second, 2, true);
    strata_tally_clear(&a.tallies[1]);
    assert_int_equal(strata_tally_add(&a.tallies[0], &b.tallies[0], NULL), STRATA_OK);
    const strata_tally_scored to = {&a.scores, a.tallies};
    assert_int_equal(strata_tally_scores_add(&a.frame, &to, &b.scores, b.tallies, NULL), STRATA_OK);
    assert_bag(&a, (expected_bag){0, 0, 2, 3, {2410, 2420, 2440}});
    fixture_end(&a);
    fixture_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_adding),
                                       cmocka_unit_test(test_too_many),
                                       cmocka_unit_test(test_left_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
