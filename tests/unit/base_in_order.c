/* Pieces are taken in the order in which they were made, whatever the number of threads. */
#include "base/in_order.h"
#include "strata_test.h"

enum {
    PIECES = 200,
    SLOTS = 5,
    NO_PIECE = -1
};

/* Piece n is the number n; working on it squares it. */
typedef struct squares {
    int made;
    int in_slot[SLOTS];
    int taken[PIECES];
    int taken_count;
    int failing_make;
    int failing_work;
    int failing_take;
    unsigned calls_by_worker[STRATA_THREADS_MAX];
} squares;

static strata_status make(void *context, size_t slot, bool *more, strata_error *err)
{
    squares *of = context;
    if (of->made == of->failing_make) {
        return strata_fail(err, STRATA_E_INPUT, "make", "piece %d", of->made);
    }
    *more = of->made < PIECES;
    if (*more) {
        of->in_slot[slot] = of->made++;
    }
    return STRATA_OK;
}

static strata_status work(void *context, size_t worker, size_t slot, strata_error *err)
{
    squares *of = context;
    const int number = of->in_slot[slot];
    of->calls_by_worker[worker]++;
    if (number == of->failing_work) {
        return strata_fail(err, STRATA_E_LIMIT, "work", "piece %d", number);
    }
    of->in_slot[slot] = number * number;
    return STRATA_OK;
}

static strata_status take(void *context, size_t slot, strata_error *err)
{
    squares *of = context;
    if (of->taken_count == of->failing_take) {
        return strata_fail(err, STRATA_E_BALANCE, "take", "piece %d", of->taken_count);
    }
    of->taken[of->taken_count++] = of->in_slot[slot];
    return STRATA_OK;
}

static const size_t thread_counts[] = {1, 2, 3, 7};

static strata_status run(squares *of, size_t threads, size_t slots, strata_error *err)
{
    const strata_in_order_work what = {
        .context = of, .slots = slots, .make = make, .work = work, .take = take};
    return strata_in_order(threads, &what, err);
}

static squares no_failures(void)
{
    return (squares){.failing_make = NO_PIECE, .failing_work = NO_PIECE, .failing_take = NO_PIECE};
}

static void test_order(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof thread_counts / sizeof thread_counts[0]; at++) {
        for (size_t slots = 1; slots <= SLOTS; slots++) {
            squares of = no_failures();
            strata_error err = {0};
            assert_int_equal(run(&of, thread_counts[at], slots, &err), STRATA_OK);
            assert_int_equal(of.taken_count, PIECES);
            for (int n = 0; n < PIECES; n++) {
                assert_int_equal(of.taken[n], n * n);
            }
        }
    }
}

static void test_every_piece_is_worked_on_once(void **state)
{
    (void)state;
    squares of = no_failures();
    assert_int_equal(run(&of, 3, SLOTS, NULL), STRATA_OK);
    unsigned calls = 0;
    for (size_t worker = 0; worker < STRATA_THREADS_MAX; worker++) {
        calls += of.calls_by_worker[worker];
        assert_true(worker < 3 || of.calls_by_worker[worker] == 0);
    }
    assert_int_equal(calls, PIECES);
}

/* What was taken before the piece that failed, and its status and words. */
static void check_failure(squares of, int piece, strata_status status, const char *rule)
{
    for (size_t at = 0; at < sizeof thread_counts / sizeof thread_counts[0]; at++) {
        squares copy = of;
        strata_error err = {0};
        assert_int_equal(run(&copy, thread_counts[at], SLOTS, &err), status);
        assert_int_equal(copy.taken_count, piece);
        assert_string_equal(err.rule, rule);
    }
}

static void test_failures(void **state)
{
    (void)state;
    squares of = no_failures();
    of.failing_make = 0;
    check_failure(of, 0, STRATA_E_INPUT, "make");
    of.failing_make = 130;
    check_failure(of, 130, STRATA_E_INPUT, "make");
    of.failing_work = 70;
    check_failure(of, 70, STRATA_E_LIMIT, "work");
    of.failing_take = 30;
    check_failure(of, 30, STRATA_E_BALANCE, "take");
}

static strata_status fail_without_words(void *context, size_t slot, strata_error *err)
{
    (void)context;
    (void)slot;
    (void)err;
    return STRATA_E_INPUT;
}

static void test_a_failure_without_words(void **state)
{
    (void)state;
    for (size_t threads = 1; threads <= 3; threads++) {
        squares of = no_failures();
        strata_error err = {0};
        const strata_in_order_work what = {
            .context = &of, .slots = 2, .make = make, .work = work, .take = fail_without_words};
        assert_int_equal(strata_in_order(threads, &what, &err), STRATA_E_INPUT);
    }
}

static void test_pieces_without_work(void **state)
{
    (void)state;
    squares of = no_failures();
    const strata_in_order_work what = {.context = &of, .slots = 2, .make = make, .take = take};
    for (size_t threads = 1; threads <= 2; threads++) {
        of = no_failures();
        assert_int_equal(strata_in_order(threads, &what, NULL), STRATA_OK);
        assert_int_equal(of.taken_count, PIECES);
        assert_int_equal(of.taken[PIECES - 1], PIECES - 1);
    }
}

static void test_processors(void **state)
{
    (void)state;
    assert_in_range(strata_processors(), 1, STRATA_THREADS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_every_piece_is_worked_on_once),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_pieces_without_work),
        cmocka_unit_test(test_a_failure_without_words),
        cmocka_unit_test(test_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
