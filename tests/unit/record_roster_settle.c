#include "base/alloc.h"
#include "record/roster_parts.h"
#include "strata_test.h"

enum {
    STUDENTS = 5000
};

static uint64_t spread(uint64_t number)
{
    return strata_hash64(&number, sizeof number);
}

/* Every student is found in both of two years and in no other, however many share an index part. */
static void test_index(void **state)
{
    (void)state;
    static const uint32_t rank[1] = {0};
    strata_roster roster = {.count = (size_t)2 * STUDENTS};
    roster.entries = strata_alloc_zero(roster.count, sizeof *roster.entries);
    assert_non_null(roster.entries);
    for (uint64_t at = 0; at < STUDENTS; at++) {
        roster.entries[2 * at] =
            (strata_roster_entry){.student = spread(at), .year = 2022, .codes = {1}};
        roster.entries[2 * at + 1] =
            (strata_roster_entry){.student = spread(at), .year = 2021, .codes = {2}};
    }
    uint64_t conflicts = 1;
    assert_int_equal(strata_roster_settle(&roster, rank, &conflicts, NULL), STRATA_OK);
    assert_int_equal(conflicts, 0);
    assert_int_equal(roster.count, 2 * STUDENTS);
    assert_true(roster.bits > 8); /* about four entries a part: 10,000 / 4 is over 2^11 */
    for (uint64_t at = 0; at < STUDENTS; at++) {
        strata_record record = {.student = spread(at), .year = 2022};
        assert_true(strata_roster_join(&roster, &record, 0));
        assert_int_equal(record.codes[STRATA_DIM_EL], 1);
        record = (strata_record){.student = spread(at), .year = 2021};
        assert_true(strata_roster_join(&roster, &record, 0));
        assert_int_equal(record.codes[STRATA_DIM_EL], 2);
        record = (strata_record){.student = spread(at), .year = 2023};
        assert_false(strata_roster_join(&roster, &record, 0));
        record = (strata_record){.student = spread(at + STUDENTS), .year = 2022};
        assert_false(strata_roster_join(&roster, &record, 0));
    }
    strata_free(roster.entries);
    strata_free(roster.first);
}

static const strata_code two_or_more = 9; /* any code will do */

static uint64_t conflicts_of(strata_race_mask a, strata_race_mask b, strata_race_mask *settled)
{
    static const uint32_t rank[1] = {0};
    strata_roster roster = {.count = 2};
    roster.entries = strata_alloc_zero(2, sizeof *roster.entries);
    assert_non_null(roster.entries);
    for (size_t at = 0; at < 2; at++) {
        roster.entries[at] =
            (strata_roster_entry){.student = 1, .year = 2022, .race_mask = at == 0 ? a : b};
        roster.entries[at].codes[STRATA_DIM_RACE - 1] = two_or_more;
    }
    uint64_t conflicts = 0;
    assert_int_equal(strata_roster_settle(&roster, rank, &conflicts, NULL), STRATA_OK);
    assert_int_equal(roster.count, 1);
    *settled = roster.entries[0].race_mask;
    strata_free(roster.entries);
    strata_free(roster.first);
    return conflicts;
}

/* White and black, or white and asian: both are two or more races, and not the same student. */
static void test_sets_of_races(void **state)
{
    (void)state;
    strata_race_mask one = 0;
    strata_race_mask other = 0;
    assert_int_equal(conflicts_of(3, 5, &one), 1);
    assert_int_equal(conflicts_of(5, 3, &other), 1);
    assert_int_equal(one, other); /* whatever the order */
    assert_int_equal(conflicts_of(3, 3, &one), 0);
    assert_int_equal(conflicts_of(0, 3, &one), 0);
    assert_int_equal(one, 3);
}

/* Small enough for a state: the size of an entry is what a row costs. */
static void test_size(void **state)
{
    (void)state;
    assert_true(sizeof(strata_roster_entry) <= 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_index),
                                       cmocka_unit_test(test_sets_of_races),
                                       cmocka_unit_test(test_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
