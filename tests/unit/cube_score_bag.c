/* Bags of numbers against sorted arrays: few and many, close together and far apart. */
#include "cube/score_bag.h"
#include "strata_test.h"

enum {
    MANY = 5000,
    TWICE_MANY = 2 * MANY
};

static uint64_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 20;
}

static int compare(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* Asks the bag for every number; numbers[count] get sorted. */
static void assert_bag(strata_score_bag *bag, int64_t *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare);
    assert_int_equal(bag->count, count);
    strata_score_bag_settle(bag);
    for (size_t rank = 0; rank < count; rank++) {
        assert_int_equal(strata_score_bag_at(bag, (uint32_t)rank), numbers[rank]);
    }
}

static void add(strata_score_bag *bag, const int64_t *numbers, size_t count)
{
    assert_int_equal(strata_score_bag_add(bag, numbers, count, NULL), STRATA_OK);
}

static void test_few(void **state)
{
    (void)state;
    strata_score_bag bag = {.count = 0};
    int64_t one[] = {-5};
    add(&bag, one, 1);
    assert_bag(&bag, one, 1);
    strata_score_bag_clear(&bag);
    int64_t three[] = {2410, 2400, 2410};
    add(&bag, three, 2);
    add(&bag, three + 2, 1);
    assert_bag(&bag, three, 3);
    strata_score_bag_deinit(&bag);
}

/* MANY numbers from -width / 2 on, in pieces of 1 to 7. */
static void fill(strata_score_bag *bag, int64_t *numbers, uint64_t width)
{
    uint64_t random = width;
    for (size_t at = 0; at < MANY; at++) {
        numbers[at] = (int64_t)(next(&random) % width) - (int64_t)(width / 2);
    }
    for (size_t at = 0; at < MANY;) {
        const size_t left = MANY - at;
        const size_t piece = 1 + at % 7 < left ? 1 + at % 7 : left;
        add(bag, numbers + at, piece);
        at += piece;
    }
}

/* 5,000 numbers are counted if they are less than 6,600 apart, and not if over 10,000; in between
 * it depends on when the list was full. */
static void test_many(void **state)
{
    (void)state;
    static const uint64_t widths[] = {1, 2, 600, 6000, 12000, 1000000, UINT64_C(1) << 43};
    int64_t numbers[MANY];
    strata_score_bag bag = {.count = 0};
    for (size_t at = 0; at < sizeof widths / sizeof widths[0]; at++) {
        strata_score_bag_clear(&bag);
        fill(&bag, numbers, widths[at]);
        assert_int_equal(bag.is_counted, widths[at] < 10000);
        assert_bag(&bag, numbers, MANY);
    }
    strata_score_bag_deinit(&bag);
}

/* However many come, memory is that of their range. */
static void test_memory(void **state)
{
    (void)state;
    static int64_t numbers[MANY];
    strata_score_bag bag = {.count = 0};
    for (unsigned round = 0; round < 100; round++) {
        fill(&bag, numbers, 600);
    }
    assert_int_equal(bag.count, 100 * MANY);
    assert_int_equal(bag.list_room, 0);
    assert_in_range(bag.often_room, 600, 1000);
    strata_score_bag_deinit(&bag);
}

/* One that lies far outside makes a list of those that were counted; near ones find room. */
static void test_outside(void **state)
{
    (void)state;
    static int64_t numbers[MANY + 4];
    strata_score_bag bag = {.count = 0};
    fill(&bag, numbers, 600);
    const int64_t near[] = {-600, 700};
    add(&bag, near, 2);
    assert_true(bag.is_counted);
    const int64_t far[] = {INT64_MIN, INT64_MAX};
    add(&bag, far, 2);
    assert_false(bag.is_counted);
    memcpy(numbers + MANY, near, sizeof near);
    memcpy(numbers + MANY + 2, far, sizeof far);
    assert_bag(&bag, numbers, MANY + 4);
    strata_score_bag_deinit(&bag);
}

/* A list and what is counted, each into the other. */
static void test_adding_bags(void **state)
{
    (void)state;
    static const uint64_t widths[] = {1, 600, 100000};
    for (size_t at = 0; at < 9; at++) {
        static int64_t numbers[TWICE_MANY];
        strata_score_bag a = {.count = 0};
        strata_score_bag b = {.count = 0};
        const strata_score_bag empty = {.count = 0};
        fill(&a, numbers, widths[at % 3]);
        fill(&b, numbers + MANY, widths[at / 3]);
        assert_int_equal(strata_score_bag_add_all(&a, &b, NULL), STRATA_OK);
        assert_int_equal(strata_score_bag_add_all(&a, &empty, NULL), STRATA_OK);
        assert_bag(&b, numbers + MANY, MANY);
        assert_bag(&a, numbers, TWICE_MANY);
        strata_score_bag_deinit(&a);
        strata_score_bag_deinit(&b);
    }
}

/* Where it is known what comes, few numbers of a narrow range are counted at once. */
static void test_expecting(void **state)
{
    (void)state;
    strata_score_bag bag = {.count = 0};
    int64_t numbers[] = {2400, 2900, 2500};
    assert_int_equal(strata_score_bag_expect(&bag, 2400, 2900, 3, NULL), STRATA_OK);
    assert_true(bag.is_counted);
    add(&bag, numbers, 3);
    assert_bag(&bag, numbers, 3);
    int64_t wide[] = {INT64_MAX, INT64_MIN, 0};
    assert_int_equal(strata_score_bag_expect(&bag, INT64_MIN, INT64_MAX, 3, NULL), STRATA_OK);
    assert_false(bag.is_counted);
    add(&bag, wide, 3);
    assert_bag(&bag, wide, 3);
    strata_score_bag_deinit(&bag);
}

static strata_status fail_in_turn(void)
{
    int64_t numbers[40];
    const int64_t far[] = {1000000, INT64_MAX};
    strata_score_bag bag = {.count = 0};
    strata_score_bag sum = {.count = 0};
    for (unsigned at = 0; at < 40; at++) {
        numbers[at] = at % 10;
    }
    strata_status status = strata_score_bag_add(&bag, numbers, 40, NULL);
    status = status == STRATA_OK ? strata_score_bag_add_all(&sum, &bag, NULL) : status;
    status = status == STRATA_OK ? strata_score_bag_add(&sum, far, 2, NULL) : status;
    status = status == STRATA_OK ? strata_score_bag_expect(&bag, 0, 5000, 4, NULL) : status;
    strata_score_bag_deinit(&bag);
    strata_score_bag_deinit(&sum);
    return status;
}

static void test_memory_fails(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fail_in_turn), 5, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few),          cmocka_unit_test(test_many),
        cmocka_unit_test(test_memory),       cmocka_unit_test(test_outside),
        cmocka_unit_test(test_adding_bags),  cmocka_unit_test(test_expecting),
        cmocka_unit_test(test_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
