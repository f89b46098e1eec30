/* Results that have one key by chance, though not one student and test, are not taken for one. */
#include "record/rows_settle.h"
#include "strata_test.h"

/* A student in a test whose key is that of another student in another test. */
static uint64_t twin_of(uint64_t student, const strata_rows *rows)
{
    return strata_rows_fold(strata_rows_fold(student, strata_rows_mix(rows, 0, 0)),
                            strata_rows_mix(rows, 0, 1));
}

static void add(strata_rows *rows, uint64_t student, uint32_t outcome, uint32_t number)
{
    const strata_packed_row row = {.student = student, .outcome = outcome, .number = number};
    assert_int_equal(strata_rows_add(rows, &row, NULL), STRATA_OK);
}

static void test_one_key(void **state)
{
    (void)state;
    static const uint32_t rank[8] = {0};
    const strata_packed_place place = {.file = 1, .year = 2024};
    const strata_packed_outcome tests[] = {{.subject = 1}, {.subject = 2}};
    const strata_packed_person person = {.enrolled = 0};
    strata_rows *rows = NULL;
    uint32_t number = 0;
    assert_int_equal(strata_rows_new(0, NULL, &rows, NULL), STRATA_OK);
    assert_int_equal(strata_rows_place(rows, &place, &number, NULL), STRATA_OK);
    assert_int_equal(strata_rows_outcome(rows, &tests[0], &number, NULL), STRATA_OK);
    assert_int_equal(strata_rows_outcome(rows, &tests[1], &number, NULL), STRATA_OK);
    assert_int_equal(strata_rows_person(rows, &person, &number, NULL), STRATA_OK);
    const uint64_t student = 4711;
    const uint64_t twin = twin_of(student, rows);
    assert_true(twin != 0 && twin != student);
    add(rows, twin, 1, 2);
    add(rows, student, 0, 3);
    add(rows, twin, 1, 4);
    add(rows, student, 0, 5);
    add(rows, 0, 0, 6); /* nobody's are not looked at */
    add(rows, 0, 0, 7);

    const strata_rows_set every = {.word_bits = 6};
    const strata_rows_judge judge = {
        .order = {.rows = rows, .rank = rank}, .set = &every, .most = 100};
    strata_rows_round round = {.span = strata_rows_span_at(&every, 0, 1)};
    assert_int_equal(strata_rows_scan_init(&round.scan, &rows->store, NULL), STRATA_OK);
    assert_int_equal(strata_rows_gather(&judge, &round, NULL), STRATA_OK);
    assert_int_equal(round.gathered_count, 4);
    assert_true(round.gathered[0].row.key == round.gathered[1].row.key);
    assert_int_equal(strata_rows_settle(&round, NULL), STRATA_OK);
    /* Of each the lower row stays, the other one says the same. */
    assert_int_equal(round.count, 2);
    assert_int_equal(round.loss_count, 2);
    for (size_t at = 0; at < 2; at++) {
        const strata_dropped_result *told = &round.losses[at].told;
        assert_int_equal(told->reason, STRATA_DROPPED_DUPLICATE);
        assert_int_equal(told->row, told->kept_row + 2);
        assert_int_equal(round.losses[at].position, told->row - 2); /* as they were added */
    }
    strata_rows_round_deinit(&round);
    strata_rows_free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_key)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
